#include "base/vocabulary.h"
#include "text/text.h"
#include <unicode/ustring.h>
#include <unicode/unistr.h>
namespace milepost {
Vocabulary::Vocabulary(){slots_.resize(1024);words_.emplace_back();}
std::uint64_t Vocabulary::hash(std::string_view s){std::uint64_t h=0xcbf29ce484222325ull;for(char c:s)h=(h^(unsigned char)c)*0x100000001b3ull;return h|1;}
WordId Vocabulary::find(std::string_view f,std::uint64_t h)const{size_t m=slots_.size()-1;for(size_t i=h&m;;i=(i+1)&m){if(slots_[i].hash==0)return 0;if(slots_[i].hash==h&&words_[slots_[i].id]==f)return slots_[i].id;}}
WordId Vocabulary::intern(std::string_view f){auto h=hash(f);if(auto w=find(f,h))return w;if(words_.size()*2>slots_.size())grow();size_t m=slots_.size()-1;size_t i=h&m;while(slots_[i].hash)i=(i+1)&m;slots_[i]={h,(WordId)words_.size()};words_.emplace_back(f);return slots_[i].id;}
void Vocabulary::grow(){auto old=slots_;slots_.assign(old.size()*2,{});size_t m=slots_.size()-1;for(auto&s:old)if(s.hash){size_t i=s.hash&m;while(slots_[i].hash)i=(i+1)&m;slots_[i]=s;}}
void fold(std::string_view w,std::string&o){bool ascii=true;for(char c:w)if((unsigned char)c>=0x80)ascii=false;if(ascii){for(char c:w)o+=(c>='A'&&c<='Z')?char(c+32):c;return;}icu::UnicodeString u=icu::UnicodeString::fromUTF8(icu::StringPiece(w.data(),(int)w.size()));u.foldCase();std::string t;u.toUTF8String(t);size_t p;while((p=t.find("\xE2\x80\x99"))!=std::string::npos)t.replace(p,3,"'");o+=t;}
std::uint32_t Text::chars_before(std::uint32_t b)const{std::uint32_t n=0;for(std::uint32_t i=0;i<b;++i)n+=((unsigned char)document->text[i]&0xC0)!=0x80;return n;}
namespace text{
static void toks(std::string_view t,const Vocabulary&v,std::vector<Token>&out){
 size_t i=0;bool space=true;auto uc=[&](size_t k){return (unsigned char)t[k];};
 auto letter=[&](size_t k){unsigned char c=uc(k);return (c>='a'&&c<='z')||(c>='A'&&c<='Z')||(c>=0xC3&&c<0xE2);};
 auto digit=[&](size_t k){return k<t.size()&&t[k]>='0'&&t[k]<='9';};
 while(i<t.size()){unsigned char c=uc(i);if(c==' '||c=='\n'||c=='\t'||c=='\r'){space=true;++i;continue;} if(c==0xC2&&i+1<t.size()&&uc(i+1)==0xA0){space=true;i+=2;continue;}
  Token k;k.begin=(uint32_t)i;k.shape=space?Token::kSpaceBefore:0;space=false;
  if(digit(i)){size_t j=i;while(digit(j)||((t[j]==','||t[j]=='.')&&j<t.size()&&digit(j+1)&&j+1<t.size()))++j;k.shape|=Token::kNumeral;i=j;}
  else if(letter(i)){size_t j=i;
    size_t a=i;int n=0;while(a+1<t.size()&&letter(a)&&uc(a)<0x80&&t[a+1]=='.'){a+=2;++n;} 
    if(n>=2){j=a;k.shape|=Token::kAbbreviation|Token::kAlpha|Token::kUpper|Token::kCap;i=j;}
    else{while(j<t.size()&&(letter(j)||(uc(j)>=0x80&&uc(j)<0xC0)))++j;k.shape|=Token::kAlpha;bool up=false,lo=false;for(size_t q=i;q<j;++q){if(t[q]>='A'&&t[q]<='Z')up=true;else lo=true;}if(t[i]>='A'&&t[i]<='Z')k.shape|=Token::kCap;if(up&&!lo&&j-i>1)k.shape|=Token::kUpper;if(!up)k.shape|=Token::kLower;i=j;}}
  else{size_t l=c<0x80?1:c<0xE0?2:c<0xF0?3:4;k.shape|=Token::kPunct;i+=l;
    if((c=='\''||(l==3&&t.substr(k.begin,3)=="\xE2\x80\x99"))&&i<t.size()&&letter(i)){while(i<t.size()&&letter(i))++i;k.shape=(k.shape&Token::kSpaceBefore)|Token::kAlpha|Token::kLower;}}
  k.end=(uint32_t)i;std::string f;fold(t.substr(k.begin,k.end-k.begin),f);k.word=v.find(f);out.push_back(k);} }
void tokenize_phrase(std::string_view p,const Vocabulary&v,std::vector<Token>&o){toks(p,v,o);}
std::uint64_t repair_utf8(std::string&){return 0;}
void segment(const Document&d,const Vocabulary&v,const Segmentation&,Text&o){o.document=&d;o.tokens.clear();o.sentences.clear();o.sentence_of.clear();toks(d.text,v,o.tokens);
 uint32_t b=0;auto&T=o.tokens;for(uint32_t i=0;i<T.size();++i){o.sentence_of.push_back((uint32_t)o.sentences.size());bool end=i+1==T.size();auto w=o.view(T[i]);if(w=="."&&!end&&T[i+1].is(Token::kSpaceBefore)&&(T[i+1].is(Token::kCap)||!T[i+1].is(Token::kAlpha)))end=true;if(!end&&d.text.substr(T[i].end,T[i+1].begin-T[i].end).find('\n')!=std::string::npos)end=true;if(end){o.sentences.push_back({b,i+1,(uint32_t)o.sentences.size()+1,0,Sentence::Block::kBody});b=i+1;}}}
void segment_reference(const Document&,const Vocabulary&,const Segmentation&,Text&){}
}}
