#include "rules/pack_files.h"
#include <nlohmann/json.hpp>
#include <re2/re2.h>
#include <filesystem>
#include <fstream>
#include <sstream>
#include <algorithm>
#include <cstring>
namespace milepost::rules {
namespace fs=std::filesystem;
struct P{ // cursor over clause text
 std::string_view t; size_t i=0; Position pos; RuleSet&set; std::vector<Diagnostic>&d; uint32_t line; size_t col0;
 bool bad=false;
 Position at(){Position p=pos;p.line=line;p.column=(uint32_t)(col0+i);return p;}
 void err(std::string m){ if(!bad)d.push_back({Diagnostic::Severity::kError,at(),m,""});bad=true;}
 void ws(){while(i<t.size()&&(t[i]==' '||t[i]=='\t'||t[i]=='\n'))++i;}
 char peek(){ws();return i<t.size()?t[i]:0;}
 bool eat(char c){if(peek()==c){++i;return true;}return false;}
 bool eats(const char*s){ws();size_t n=strlen(s);if(t.substr(i,n)==s){i+=n;return true;}return false;}
 static bool idc(char c){return isalnum((unsigned char)c)||c=='_'||c=='.';}
 std::string ident(){ws();size_t b=i;while(i<t.size()&&idc(t[i])){if(t[i]=='.'&&(i+1>=t.size()||!idc(t[i+1])||t[i+1]=='.'))break;++i;}return std::string(t.substr(b,i-b));}
 std::string name(){ws();size_t b=i;while(i<t.size()&&(isalnum((unsigned char)t[i])||t[i]=='_'))++i;return std::string(t.substr(b,i-b));}
 bool word(const char*w){ws();size_t n=strlen(w);if(t.substr(i,n)==w&&(i+n>=t.size()||!idc(t[i+n]))){i+=n;return true;}return false;}
 std::string str(char q){std::string o;++i;while(i<t.size()&&t[i]!=q){if(t[i]=='\\'&&i+1<t.size())++i;o+=t[i++];}if(i<t.size())++i;else err("string not closed");return o;}
 Pattern alt(){Pattern p;p.kind=Pattern::Kind::kAlternative;p.position=at();p.children.push_back(seq());while(eat('|'))p.children.push_back(seq());if(p.children.size()==1)return p.children[0];return p;}
 Pattern seq(){Pattern p;p.kind=Pattern::Kind::kSequence;p.position=at();for(;;){char c=peek();if(!c||c=='|'||c==')'||c=='}'||c==','||bad)break;p.children.push_back(elem());}if(p.children.size()==1)return p.children[0];if(p.children.empty())err("an element is missing");return p;}
 void conds(Pattern&p){while(i<t.size()&&t[i]=='['){++i;while(!eat(']')){if(i>=t.size()||bad){err("']' is missing");return;}eat(',');Condition c;c.position=at();c.attribute=name();if(c.attribute.empty()){err("attribute expected");return;}
   if(eats("!="))c.op=Condition::Op::kNe;else if(eats("<="))c.op=Condition::Op::kLe;else if(eats(">="))c.op=Condition::Op::kGe;else if(eats("="))c.op=Condition::Op::kEq;else if(eats("<"))c.op=Condition::Op::kLt;else if(eats(">"))c.op=Condition::Op::kGt;
   if(c.op!=Condition::Op::kHas){do{ws();std::string v;if(peek()=='"')v=str('"');else{size_t b=i;while(i<t.size()&&!strchr("|] ,\t",t[i]))++i;v=std::string(t.substr(b,i-b));}c.values.push_back(v);}while(i<t.size()&&t[i]=='|'&&++i);}
   p.conditions.push_back(c);}}}
 Pattern elem(){
  Pattern p;p.position=at();
  size_t save=i;
  std::string cap;
  { char c=peek(); if(isalpha((unsigned char)c)&&islower((unsigned char)c)){size_t s2=i;std::string n=name();if(i<t.size()&&t[i]==':'){++i;cap=n;}else i=s2;} }
  char c=peek();
  if(c=='"'||c=='\''){p.kind=Pattern::Kind::kWord;p.exact=c=='\'';p.text=str(c);}
  else if(c=='/'){p.kind=Pattern::Kind::kRegex;++i;while(i<t.size()&&t[i]!='/'){if(t[i]=='\\'&&i+1<t.size()&&t[i+1]=='/')++i;p.text+=t[i++];}++i;}
  else if(c=='@'){++i;p.kind=Pattern::Kind::kLexicon;p.text=ident();conds(p);}
  else if(c=='%'){++i;p.kind=Pattern::Kind::kShape;p.text=name();if(i<t.size()&&t[i]=='('){++i;std::string a;while(i<t.size()&&(isdigit((unsigned char)t[i])))a+=t[i++];p.low=p.high=atof(a.c_str());if(t.substr(i,2)==".."){i+=2;a.clear();while(i<t.size()&&isdigit((unsigned char)t[i]))a+=t[i++];p.high=atof(a.c_str());}if(!eat(')'))err("')' is missing");}}
  else if(c=='~'){++i;p.kind=Pattern::Kind::kAdjacent;}
  else if(c=='^'){++i;p.kind=Pattern::Kind::kBegin;}
  else if(c=='$'){++i;p.kind=Pattern::Kind::kEnd;}
  else if(c=='('){++i;p=alt();if(!eat(')'))err("')' is missing");if(!p.capture.empty()||p.min!=1||p.max!=1){Pattern q;q.kind=Pattern::Kind::kSequence;q.children.push_back(p);q.position=p.position;p=q;}}
  else if(word("set")){p.kind=Pattern::Kind::kSet;if(!eat('{'))err("'{' expected");do{Pattern m=alt();p.children.push_back(m);}while(eat(','));if(!eat('}'))err("'}' expected");}
  else if(word("gap")){p.kind=Pattern::Kind::kGap;if(!eat('('))err("'(' expected");std::string a=name();p.max=(uint8_t)atoi(a.c_str());while(eat(',')){if(word("not")){p.gap_not=p.children.size();p.children.push_back(alt());}else if(word("over")){p.gap_over=p.children.size();p.children.push_back(alt());}else {err("not or over expected");break;}}if(!eat(')'))err("')' is missing");}
  else if(word("not")||word("prev")||word("next")){i=save;ws();p.kind=Pattern::Kind::kLook;if(word("not"))p.negated=true;p.text=name();if(!eat('('))err("'(' expected");p.children.push_back(alt());if(!eat(')'))err("')' is missing");}
  else if(isupper((unsigned char)c)){p.kind=Pattern::Kind::kType;p.text=name();conds(p);}
  else{err(std::string("unexpected '")+c+"'");++i;return p;}
  if(!cap.empty())p.capture=cap;
  if(i<t.size()&&t[i]=='?'){++i;p.min=0;}
  else if(i<t.size()&&t[i]=='{'&&i+1<t.size()&&isdigit((unsigned char)t[i+1])){++i;std::string a=name();p.min=p.max=(uint8_t)atoi(a.c_str());if(eat(','))p.max=(uint8_t)atoi(name().c_str());if(!eat('}'))err("'}' expected");}
  return p;}
 Expr expr(){return orx();}
 Expr bin(Expr::Op o,Expr a,Expr b){Expr e;e.op=o;e.position=a.position;e.args={a,b};return e;}
 Expr orx(){Expr a=andx();while(word("or"))a=bin(Expr::Op::kOr,a,andx());return a;}
 Expr andx(){Expr a=notx();while(word("and"))a=bin(Expr::Op::kAnd,a,notx());return a;}
 Expr notx(){if(word("not")){Expr e;e.op=Expr::Op::kNot;e.args={notx()};return e;}return cmp();}
 Expr cmp(){Expr a=sum();for(;;){if(eats("=="))a=bin(Expr::Op::kEq,a,sum());else if(eats("!="))a=bin(Expr::Op::kNe,a,sum());else if(eats("<="))a=bin(Expr::Op::kLe,a,sum());else if(eats(">="))a=bin(Expr::Op::kGe,a,sum());else if(eats("<"))a=bin(Expr::Op::kLt,a,sum());else if(eats(">"))a=bin(Expr::Op::kGt,a,sum());else return a;}}
 Expr sum(){Expr a=mul();for(;;){if(eat('+'))a=bin(Expr::Op::kAdd,a,mul());else if(eat('-'))a=bin(Expr::Op::kSub,a,mul());else return a;}}
 Expr mul(){Expr a=un();for(;;){if(eat('*'))a=bin(Expr::Op::kMul,a,un());else if(eat('/'))a=bin(Expr::Op::kDiv,a,un());else return a;}}
 Expr un(){if(eat('-')){Expr e;e.op=Expr::Op::kNeg;e.args={un()};return e;}return prim();}
 Expr prim(){Expr e;char c=peek();e.position=at();if(c=='"'){e.op=Expr::Op::kText;e.text=str('"');return e;}if(isdigit((unsigned char)c)){size_t b=i;while(i<t.size()&&(isalnum((unsigned char)t[i])||t[i]=='.'))++i;e.number=atof(std::string(t.substr(b,i-b)).c_str());return e;}if(eat('(')){e=expr();if(!eat(')'))err("')' missing");return e;}
  std::string n=name();if(n.empty()){err("expression expected");++i;return e;}
  if(i<t.size()&&t[i]=='('){++i;e.op=Expr::Op::kCall;e.text=n;if(!eat(')')){do e.args.push_back(expr());while(eat(','));if(!eat(')'))err("')' missing");}return e;}
  if(i<t.size()&&t[i]=='.'){++i;e.op=Expr::Op::kAttribute;e.text=name();Expr a;a.op=Expr::Op::kName;a.text=n;e.args={a};return e;}
  e.op=Expr::Op::kName;e.text=n;return e;}
};
static std::string trim(std::string s){while(!s.empty()&&isspace((unsigned char)s.back()))s.pop_back();size_t b=0;while(b<s.size()&&isspace((unsigned char)s[b]))++b;return s.substr(b);}
static std::vector<Guard> guards(P&p,bool neg){std::vector<Guard> o;for(;;){char c=p.peek();if(!c||p.bad)break;p.eat(',');Guard g;g.position=p.at();g.negated=neg;if(p.word("not"))g.negated=!g.negated;g.name=p.name();if(!p.eat('(')){p.err("'(' expected");break;}if(g.name=="block"){do g.words.push_back(p.name());while(p.eat('|'));}else g.argument=p.alt();if(!p.eat(')'))p.err("')' is missing");o.push_back(g);p.word("and");}return o;}
void parse_rules(std::uint32_t file,RuleSet&set,std::vector<Diagnostic>&d){
 std::istringstream in(set.sources[file]);std::string raw;std::vector<std::pair<uint32_t,std::string>> lines;uint32_t n=0;
 while(std::getline(in,raw)){++n;if(!raw.empty()&&raw.back()=='\r')raw.pop_back();lines.push_back({n,raw});}
 Rule*rule=nullptr;Frame*frame=nullptr;Context*ctx=nullptr;
 size_t k=0;
 auto make_p=[&](std::string_view text,uint32_t line,size_t col){Position pos;pos.file=file;return P{text,0,pos,set,d,line,col+1};};
 while(k<lines.size()){
  auto&[ln,l]=lines[k];std::string tr=trim(l);
  if(tr.empty()||tr[0]=='#'){++k;continue;}
  bool top=!isspace((unsigned char)l[0]);
  size_t ind=l.find_first_not_of(" \t");
  if(top){
    rule=nullptr;frame=nullptr;ctx=nullptr;
    std::string body=l;uint32_t start=ln;
    // strip trailing comment for type lines
    if(body.rfind("type ",0)==0||body.rfind("let ",0)==0){
      size_t h=body.find(" #");if(h!=std::string::npos)body=body.substr(0,h);
      while(body.rfind("type ",0)==0&&body.find('{')!=std::string::npos&&body.find('}')==std::string::npos&&k+1<lines.size()){++k;body+=" "+lines[k].second;}
      while(body.rfind("let ",0)==0&&k+1<lines.size()&&!lines[k+1].second.empty()&&isspace((unsigned char)lines[k+1].second[0])&&trim(lines[k+1].second).size()){++k;body+=" "+lines[k].second;}
    }
    P p=make_p(body,start,0);
    if(p.word("type")){TypeDecl t;t.position=p.at();t.name=p.name();if(p.word("linked"))t.linked=true;if(p.word("group"))t.group=p.name();if(p.word("linked"))t.linked=true;if(p.eat('{'))while(!p.eat('}')){if(p.i>=p.t.size()||p.bad)break;std::string a=p.name(),kd;if(a.empty()){p.err("attribute expected");break;}if(p.eat(':'))kd=p.name();t.attributes.push_back({a,kd});p.eat(';');p.eat(',');}set.types.push_back(t);}
    else if(p.word("let")){Let x;x.position=p.at();x.name=p.name();p.eat('=');x.pattern=p.alt();set.lets.push_back(x);}
    else if(p.word("rule")){Rule r;r.position=p.at();r.id=p.ident();p.eat(':');r.type=p.name();set.rules.push_back(r);rule=&set.rules.back();}
    else if(p.word("frame")){Frame r;r.position=p.at();r.id=p.ident();p.eat(':');r.type=p.name();set.frames.push_back(r);frame=&set.frames.back();}
    else if(p.word("context")){Context r;r.position=p.at();r.id=p.ident();p.eat(':');r.attribute=p.name();p.eat('=');r.value=p.expr();set.contexts.push_back(r);ctx=&set.contexts.back();}
    else p.err("unknown statement");
    ++k;continue;
  }
  // clause; gather continuation lines (deeper indent than this clause)
  char c0=tr[0];
  auto examples=rule?&rule->examples:frame?&frame->examples:ctx?&ctx->examples:nullptr;
  if((c0=='+'||c0=='-'||c0=='?')&&examples){
    Example e;e.position.file=file;e.position.line=ln;size_t o=1;if(c0=='+')e.kind=Example::Kind::kPositive;else if(c0=='?')e.kind=Example::Kind::kKnownGap;else{e.kind=Example::Kind::kNegative;if(tr.size()>1&&tr[1]=='*'){e.kind=Example::Kind::kNegativeForType;o=2;}else if(tr.size()>1&&tr[1]=='p'&&(tr.size()==2||tr[2]==' ')){e.kind=Example::Kind::kLosesInPack;o=2;}}
    std::string rest=trim(tr.substr(o));size_t ar=rest.rfind(" ==> ");if(ar!=std::string::npos)e.exactly=true;size_t a2=ar!=std::string::npos?ar:rest.rfind(" => ");e.text=trim(rest.substr(0,a2));
    for(;;){if(e.text.rfind("[at ",0)==0){e.date=e.text.substr(4,10);e.text=trim(e.text.substr(15));}else if(e.text.rfind("[head]",0)==0){e.headline=true;e.text=trim(e.text.substr(6));}else if(e.text.size()>4&&e.text[0]=='['&&e.text[3]==']'){e.text=trim(e.text.substr(4));}else break;}
    examples->push_back(e);++k;continue;
  }
  std::string body=l.substr(ind);size_t kk=k+1;
  while(kk<lines.size()){const std::string&x=lines[kk].second;size_t i2=x.find_first_not_of(" \t");if(i2==std::string::npos)break;if(i2<=ind)break; std::string tx=trim(x); body+="\n"+x;++kk;}
  k=kk;
  P p=make_p(body,ln,ind);
  std::string kw=p.name();
  if(kw=="doc"){if(rule)rule->doc=trim(body.substr(3));if(frame)frame->doc=trim(body.substr(3));if(ctx)ctx->doc=trim(body.substr(3));continue;}
  if(rule||frame){
    auto&prio=rule?rule->prio:frame->prio;auto&beats=rule?rule->beats:frame->beats;auto&gs=rule?rule->guards:frame->guards;auto&mk=rule?rule->make:frame->make;
    if(kw=="prio"){prio=atoi(p.name().c_str());}
    else if(kw=="beats"){do{std::string b=p.ident();if(b.empty())break;beats.push_back(b);}while(p.eat(',')||p.peek());}
    else if((kw=="match"&&rule)||(kw=="trigger"&&frame)){Pattern x=p.alt();if(p.peek())p.err("unexpected text after the pattern");(rule?rule->matches:frame->triggers).push_back(x);}
    else if((kw=="where"&&rule)||(kw=="when"&&frame)){Expr x=p.expr();if(p.peek())p.err("unexpected text after the expression");(rule?rule->where:frame->when).push_back(x);}
    else if(kw=="not"||kw=="if"){auto v=guards(p,kw=="not");gs.insert(gs.end(),v.begin(),v.end());}
    else if(kw=="make"){if(!p.eat('{'))p.err("'{' expected");while(!p.eat('}')){if(p.i>=p.t.size()||p.bad){p.err("'}' expected");break;}Assignment a;a.position=p.at();a.attribute=p.name();if(a.attribute.empty()||!p.eat('=')){p.err("attribute = value expected");break;}a.value=p.expr();mk.push_back(a);p.eat(';');p.eat(',');}}
    else if(kw=="scope"&&frame){frame->sentence_scope=p.word("sentence");}
    else if(kw=="slot"&&frame){Slot s;s.position=p.at();s.name=p.name();p.eat(':');Pattern a;do{s.types.push_back(p.elem());}while(p.eat('|'));while(p.peek()&&!p.bad){if(p.word("left"))s.side=Slot::Side::kLeft;else if(p.word("right"))s.side=Slot::Side::kRight;else if(p.word("any"))s.side=Slot::Side::kAny;else if(p.word("subject"))s.side=Slot::Side::kSubject;else if(p.word("required"))s.required=true;else if(p.word("many"))s.many=true;else if(p.word("max"))s.max=(uint32_t)atoi(p.name().c_str());else if(p.word("cue"))s.cue=p.elem();else p.err("unknown word in slot");}frame->slots.push_back(s);}
    else p.err("unknown clause '"+kw+"'");
  } else if(ctx){
    if(kw=="cue")ctx->cues.push_back(p.alt());
    else if(kw=="reach"){if(p.word("forward"))ctx->reach=Context::Reach::kForward;else if(p.word("backward"))ctx->reach=Context::Reach::kBackward;else if(p.word("both"))ctx->reach=Context::Reach::kBoth;else{p.word("sentence");ctx->reach=Context::Reach::kSentence;}ctx->max=(uint32_t)atoi(p.name().c_str());}
    else if(kw=="on"){do ctx->types.push_back(p.name());while(p.eat(',')||p.eat('|'));}
    else if(kw=="stop")ctx->stop=p.alt();
    else if(kw=="pseudo")ctx->pseudo=p.alt();
    else p.err("unknown clause '"+kw+"'");
  } else p.err("clause outside a statement");
 }
}
static std::vector<std::string> split(const std::string&s,char c){std::vector<std::string> o;std::string x;std::istringstream in(s);size_t b=0;for(;;){size_t e=s.find(c,b);if(e==std::string::npos){o.push_back(s.substr(b));break;}o.push_back(s.substr(b,e-b));b=e+1;}return o;}
struct RawRow{LexiconRow row;std::string forms;std::string inflect;};
static std::map<std::string,std::vector<RawRow>> raw_rows; // name -> rows
void parse_lexicon(std::uint32_t file,const std::string&name,RuleSet&set,std::vector<Diagnostic>&d){
 Lexicon*L=nullptr;for(auto&l:set.lexicons)if(l.name==name)L=&l;if(!L){set.lexicons.push_back({name,{},{}});L=&set.lexicons.back();}
 std::istringstream in(set.sources[file]);std::string l;uint32_t n=0;std::vector<std::string> head;
 while(std::getline(in,l)){++n;if(!l.empty()&&l.back()=='\r')l.pop_back();if(l.empty()||l[0]=='#')continue;auto f=split(l,'\t');
  if(head.empty()){head=f;for(auto&h:head)h=trim(h);for(size_t i=1;i<head.size();++i)if(head[i]!="match"&&head[i]!="forms"&&std::find(L->columns.begin(),L->columns.end(),head[i])==L->columns.end())L->columns.push_back(head[i]);continue;}
  if(f.size()>head.size()){d.push_back({Diagnostic::Severity::kError,{file,n,1},"row has "+std::to_string(f.size())+" cells, header "+std::to_string(head.size()),""});continue;}
  f.resize(head.size());LexiconRow r;r.position={file,n,1};std::string forms,inflect;r.cells.resize(L->columns.size());
  for(size_t i=1;i<head.size();++i){std::string v=trim(f[i]);if(v==".")v="";if(head[i]=="match"){r.match=v=="exact"?LexiconRow::Match::kExact:v=="cap"?LexiconRow::Match::kCap:v=="upper"?LexiconRow::Match::kUpper:LexiconRow::Match::kFold;}else if(head[i]=="forms")forms=v;else{size_t c=(size_t)(std::find(L->columns.begin(),L->columns.end(),head[i])-L->columns.begin());r.cells[c]=v;if(head[i]=="inflect")inflect=v;}}
  for(auto&e:split(f[0],'|')){r.entry=trim(e);if(r.entry.empty())continue;raw_rows[name].push_back({r,forms,inflect});}
 }
}
void expand_forms(RuleSet&set,std::vector<Diagnostic>&){
 struct PF{std::string par,form,ending;std::string strip;std::string add;std::shared_ptr<re2::RE2> re;};std::vector<PF> ps;
 for(auto&l:set.lexicons)if(l.name=="paradigms"){auto c=[&](const char*n){return (size_t)(std::find(l.columns.begin(),l.columns.end(),n)-l.columns.begin());};for(auto&r:raw_rows["paradigms"]){auto&x=r.row;auto g=[&](const char*n){size_t k=c(n);return k<x.cells.size()?x.cells[k]:std::string();};ps.push_back({x.entry,g("form"),g("ending"),g("strip"),g("add"),std::make_shared<re2::RE2>("(?:"+g("ending")+")$")});}}
 for(auto&l:set.lexicons){bool any=false;for(auto&r:raw_rows[l.name])if(!r.forms.empty())any=true;int fc=-1;if(any){auto it=std::find(l.columns.begin(),l.columns.end(),"form");if(it==l.columns.end()){l.columns.push_back("form");fc=(int)l.columns.size()-1;}else fc=(int)(it-l.columns.begin());}
  if(l.name=="paradigms"){for(auto&r:raw_rows[l.name])l.rows.push_back(r.row);continue;}
  for(auto&r:raw_rows[l.name]){LexiconRow x=r.row;x.cells.resize(l.columns.size());if(r.forms.empty()){l.rows.push_back(x);continue;}
   if(x.cells[(size_t)fc].empty())x.cells[(size_t)fc]="base";l.rows.push_back(x);
   std::string pre,w=x.entry,post;if(r.inflect=="first"){size_t s=w.find(' ');if(s!=std::string::npos){post=w.substr(s);w=w.substr(0,s);}}else{size_t s=w.rfind(' ');if(s!=std::string::npos){pre=w.substr(0,s+1);w=w.substr(s+1);}}
   std::vector<std::string> done;for(auto&p:ps){if(p.par!=r.forms)continue;if(std::find(done.begin(),done.end(),p.form)!=done.end())continue;if(!p.ending.empty()&&!re2::RE2::PartialMatch(w,*p.re))continue;done.push_back(p.form);LexiconRow y=x;y.entry=pre+w.substr(0,w.size()-std::min(w.size(),p.strip.size()))+p.add+post;y.cells[(size_t)fc]=p.form;l.rows.push_back(y);}}
 }
 raw_rows.clear();
}
static void expand(Pattern&p,const RuleSet&set){if(p.kind==Pattern::Kind::kType)for(auto&l:set.lets)if(l.name==p.text){Pattern q=l.pattern;expand(q,set);Pattern r;r.kind=Pattern::Kind::kAlternative;r.children={q};if(q.kind==Pattern::Kind::kAlternative&&q.capture.empty())r=q;r.capture=p.capture;r.min=p.min;r.max=p.max;r.position=p.position;p=r;return;}for(auto&c:p.children)expand(c,set);}
RuleSet read_packs(const std::string&folder,std::vector<Diagnostic>&d){
 RuleSet set;std::vector<fs::path> packs;fs::path root(folder);auto sorted=[](fs::path dir){std::vector<fs::path> v;if(fs::is_directory(dir))for(auto&e:fs::directory_iterator(dir))v.push_back(e.path());std::sort(v.begin(),v.end());return v;};
 if(fs::is_directory(root/"shared"))packs.push_back(root/"shared");for(auto&p:sorted(root))if(fs::is_directory(p)&&p.filename()!="shared"&&p.filename()!="domain")packs.push_back(p);for(auto&p:sorted(root/"domain"))packs.push_back(p);
 raw_rows.clear();
 for(auto&pk:packs)for(auto&f:sorted(pk)){std::string ext=f.extension().string();if(ext!=".rules"&&ext!=".tsv"&&ext!=".json")continue;std::ifstream in(f,std::ios::binary);std::stringstream ss;ss<<in.rdbuf();auto id=(uint32_t)set.files.size();set.files.push_back(fs::relative(f,root.parent_path()).string());set.sources.push_back(ss.str());
  if(ext==".json"){auto j=nlohmann::json::parse(set.sources[id],nullptr,false);if(j.is_object())for(auto&[k,v]:j.items()){std::string base=pk.filename().string()+"."+k;if(v.is_string())set.settings[base]=v;else if(v.is_array())for(size_t q=0;q<v.size();++q)if(v[q].is_string())set.settings[base+"."+std::to_string(q)]=v[q];}}
  else if(ext==".tsv")parse_lexicon(id,f.stem().string(),set,d);}
 for(uint32_t i=0;i<set.files.size();++i)if(set.files[i].ends_with(".rules"))parse_rules(i,set,d);
 expand_forms(set,d);std::sort(set.lexicons.begin(),set.lexicons.end(),[](auto&a,auto&b){return a.name<b.name;});
 for(auto&r:set.rules){for(auto&p:r.matches)expand(p,set);for(auto&g:r.guards)expand(g.argument,set);}
 for(auto&f:set.frames){for(auto&p:f.triggers)expand(p,set);for(auto&g:f.guards)expand(g.argument,set);for(auto&s:f.slots){std::vector<Pattern> o;for(auto&p:s.types){expand(p,set);if(p.kind==Pattern::Kind::kAlternative)for(auto&c:p.children)o.push_back(c);else o.push_back(p);}s.types=o;if(s.cue)expand(*s.cue,set);}}
 for(auto&c:set.contexts){for(auto&p:c.cues)expand(p,set);if(c.stop)expand(*c.stop,set);if(c.pseudo)expand(*c.pseudo,set);}
 return set;}
void check(const RuleSet&,std::vector<Diagnostic>&){}
std::string print(const Diagnostic&x,const RuleSet&set){return (x.position.file<set.files.size()?set.files[x.position.file]:"?")+":"+std::to_string(x.position.line)+":"+std::to_string(x.position.column)+": "+x.message;}
}
