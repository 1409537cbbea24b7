// Each format: a small text of it and the documents that come out. Every row is also read a byte at a time.
#include <gtest/gtest.h>

#include "tests/read/documents.h"

namespace milepost::read {
namespace {

struct Case {
  const char* what;
  std::string bytes, name;
  std::vector<std::string> want;
  ReadOptions options = {};
};

void check(const std::vector<Case>& cases) {
  for (const Case& c : cases) {
    SCOPED_TRACE(c.what);
    EXPECT_EQ(documents(c.bytes, c.name, c.options), c.want);
    if (c.bytes.size() > 20000) continue;
    EXPECT_EQ(documents(c.bytes, c.name, c.options, 1), c.want) << "byte by byte";
  }
}

ReadOptions with(const char* format, std::map<std::string, std::string> fields = {}, std::uint64_t most = 16u << 20) {
  ReadOptions o;
  o.format = format;
  o.fields = std::move(fields);
  o.max_document_bytes = most;
  return o;
}

TEST(Formats, Json) {
  check({
      {"lines",
       "{\"id\":\"a\",\"title\":\"T\",\"published\":\"2024-05-02\",\"text\":\"x\"}\n\n{\"id\":2,\"text\":\"y\"}",
       "n.jsonl",
       {"a | 2024-05-02 (metadata) |  |  | T/x", "2 |  |  |  | y"}},
      {"array over lines",
       "[\n {\"id\":\"a\",\"text\":\"x]}\\\"\"},\n {\"id\":\"b\",\"text\":\"y\"}\n]\n",
       "n.json",
       {"a |  |  |  | x]}\"", "b |  |  |  | y"}},
      {"object over lines", "{\n \"id\": \"a\",\n \"text\": \"x\"\n}\n", "n.json", {"a |  |  |  | x"}},
      {"errors cost their line",
       "{\"text\":\"x\"}\n{bad}\n[1]\n{\"headline\":\"no text\"}\n{\"text\":\"y\"}\n",
       "n.jsonl",
       {"n.jsonl#0 |  |  |  | x", "! bad_format: not valid JSON at byte 1", "! bad_format: not a JSON object", "! bad_input: no key `text`",
        "n.jsonl#1 |  |  |  | y"}},
      {"a line over the limit",
       "{\"text\":\"" + std::string(300, 'x') + "\"}\n{\"text\":\"y\"}\n",
       "n.jsonl",
       {"! too_large: longer than 100 bytes", "n.jsonl#0 |  |  |  | y"},
       with("", {}, 100)},
      {"nesting",
       "{\"text\":" + std::string(100000, '[') + "}\n{\"text\":\"y\"}\n",
       "n.jsonl",
       {"! too_deep: JSON nested deeper than 64", "n.jsonl#0 |  |  |  | y"}},
      {"surrogates and NUL", "{\"text\":\"a\\ud800b\\u0000\"}\n", "n.jsonl", {"n.jsonl#0 |  |  | replaced_escapes | a\uFFFDb\uFFFD"}},
      {"realnews by its keys",
       "{\"text\":\"x\",\"publish_date\":\"05-02-2024\",\"warc_date\":\"20240601\",\"url\":\"http://e.org/a\"}\n",
       "n.jsonl",
       {"http://e.org/a#2024-05-02 | 2024-05-02 (metadata) |  |  | x"}},
      {"fundus",
       "[{\"title\":\"T\",\"body\":{\"summary\":[\"S\"],\"sections\":[{\"headline\":[\"H\"],\"paragraphs\":[\"P\",\"Q\"]}]},"
       "\"publishing_date\":\"2024-05-02 10:00:00+00:00\",\"lang\":\"en\",\"html\":{\"requested_url\":\"http://e.org/a\"}}]",
       "n.json",
       {"http://e.org/a#2024-05-02 | 2024-05-02 (metadata) | en |  | T/S/H/P/Q"},
       with("fundus")},
      {"dolma",
       "{\"id\":\"d1\",\"text\":\"x\",\"source\":\"s\",\"added\":\"2025-01-01\",\"created\":\"2024-05-02\",\"metadata\":{\"url\":\"http://"
       "e.org/a\"}}\n",
       "n.jsonl",
       {"d1 | 2024-05-02 (metadata) |  |  | x"},
       with("dolma")},
      {"mapped",
       "{\"k\":\"a\",\"meta\":{\"when\":\"2024-05-02\"},\"payload\":\"x\"}\n",
       "n.jsonl",
       {"a | 2024-05-02 (metadata) |  |  | x"},
       with("", {{"id", "k"}, {"published", "meta.when"}, {"text", "payload"}})},
      {"date of the address",
       "{\"url\":\"http://e.org/2024/05/02/a\",\"text\":\"x\"}\n",
       "n.jsonl",
       {"http://e.org/2024/05/02/a#2024-05-02 | 2024-05-02 (url) |  |  | x"}},
  });
}

TEST(Formats, Csv) {
  check({
      {"quotes, line ends and delimiters in cells",
       "id,title,date,text\r\na,\"T, \"\"q\"\"\",2024-05-02,\"x\r\ny\"\r\nb,U,,z\r\n",
       "n.csv",
       {"a | 2024-05-02 (metadata) |  |  | T, \"q\"/x\r/y", "b |  |  |  | U/z"}},
      {"semicolons, mark, no last line end", "\xEF\xBB\xBFText;ID\nx,1;a", "n.csv", {"a |  |  |  | x,1"}},
      {"tabs", "id\ttext\na\tx\n", "n.tsv", {"a |  |  |  | x"}},
      {"ragged rows are errors, never shifted",
       "id,text\na\nb,x\nc,y,z\nd,w\n",
       "n.csv",
       {"! bad_format: the row has 1 cells, the header 2", "b |  |  |  | x", "! bad_format: the row has 3 cells, the header 2",
        "d |  |  |  | w"}},
      {"a quote that is never closed",
       "id,text\na,\"x\n",
       "n.csv",
       {"! bad_format: a quote inside a quoted cell, or one that is never closed"}},
      {"windows-1252", "id,text\na,caf\xE9 \x80 5m\n", "n.csv", {"a |  |  | charset_windows-1252 | café € 5m"}},
      {"no column of text", "id,words\na,x\n", "n.csv", {"! bad_input: no column `text`"}},
      {"mapped", "id,words\na,x\n", "n.csv", {"a |  |  |  | x"}, with("csv", {{"text", "words"}})},
      {"a row over the limit",
       "id,text\na," + std::string(300, 'x') + "\nb,y\n",
       "n.csv",
       {"! too_large: longer than 100 bytes", "b |  |  |  | y"},
       with("", {}, 100)},
  });
}

TEST(Formats, Reuters) {
  check({{"an article and an unprocessed one",
          "<!DOCTYPE lewis SYSTEM \"lewis.dtd\">\n<REUTERS TOPICS=\"YES\" LEWISSPLIT=\"TRAIN\" OLDID=\"5544\" "
          "NEWID=\"1\">\n<DATE>26-FEB-1987 "
          "15:01:01.79</DATE>\n<TEXT>&#2;\n<TITLE>COCOA OUTPUT &lt;ABC></TITLE>\n<DATELINE>    EXAMPLE CITY, Feb 26 - "
          "</DATELINE><BODY>Output rose.\n Reuter\n&#3;</BODY></TEXT>\n</REUTERS>\n<REUTERS NEWID=\"2\"><TEXT TYPE=\"UNPROC\">&#2;\nRaw "
          "\xFC words</TEXT></REUTERS>\n<REUTERS NEWID=\"3\"><TEXT>cut",
          "reut.sgm",
          {"reuters21578/1 | 1987-02-26 (metadata) | en |  | COCOA OUTPUT <ABC>/EXAMPLE CITY, Feb 26 - Output rose./ Reuter",
           "reuters21578/2 |  | en | charset_windows-1252 | Raw ü words", "! bad_format: the file ends inside an article"}}});
}

TEST(Formats, Xml) {
  check({
      {"rss",
       "<?xml version=\"1.0\"?><rss version=\"2.0\" xmlns:content=\"c\"><channel><title>F</title><language>en-gb</language>"
       "<item><guid>g1</guid><link>http://e.org/a</link><title>Tom &amp;amp; Ann</title><pubDate>Thu, 02 May 2024 10:00:00 GMT</pubDate>"
       "<description>short</description><content:encoded><![CDATA[<p>One &eacute;&nbsp;&amp; "
       "two.</p><script>x()</script><p>Three<br>four</p>]]>"
       "</content:encoded></item><item><link>http://e.org/b</link><description>only "
       "&lt;b&gt;this&lt;/b&gt;</description></item></channel></rss>",
       "f.xml",
       {"g1 | 2024-05-02 (feed) | en-gb |  | Tom & Ann/One é\u00A0& two./Three/four",
        "http://e.org/b |  | en-gb | summary_only | only this"}},
      {"atom",
       "<feed xmlns=\"http://www.w3.org/2005/Atom\"><entry><id>e1</id><link rel=\"self\" href=\"s\"/><link rel=\"alternate\" "
       "href=\"http://e.org/a\"/>"
       "<title type=\"html\">A &amp;lt;b&amp;gt;</title><published>2024-05-02T00:00:00Z</published><content "
       "type=\"xhtml\"><div><p>x</p><p>y</p></div>"
       "</content></entry></feed>",
       "f.atom",
       {"e1 | 2024-05-02 (feed) |  |  | A <b>/x/y"}},
      {"nitf",
       "<?xml version=\"1.0\"?><!DOCTYPE nitf SYSTEM \"http://example.invalid/nitf.dtd\"><nitf><head><docdata><doc-id id-string=\"n1\"/>"
       "<date.issue "
       "norm=\"20240502T000000\"/></docdata></head><body><body.head><hedline><hl1>T&eacute;</hl1></hedline></body.head><body.content>"
       "<block class=\"lead_paragraph\"><p>One.</p></block><block "
       "class=\"full_text\"><p>One.</p><p>Two.</p></block></body.content></body></nitf>",
       "a.xml",
       {"n1 | 2024-05-02 (metadata) |  |  | Té/One./Two."}},
      {"newsml, one of them withdrawn",
       "<newsMessage><itemSet><newsItem guid=\"urn:a\" version=\"2\" "
       "xml:lang=\"en\"><itemMeta><versionCreated>2024-05-02T00:00:00Z</versionCreated></itemMeta>"
       "<contentMeta><headline>T</headline></contentMeta><contentSet><inlineXML><html><head><title>no</title></head><body><p>x</p></body></"
       "html></inlineXML>"
       "</contentSet></newsItem><newsItem guid=\"urn:b\"><itemMeta><pubStatus "
       "qcode=\"stat:canceled\"/></itemMeta><contentSet><inlineData>y</inlineData>"
       "</contentSet></newsItem></itemSet></newsMessage>",
       "a.xml",
       {"urn:a | 2024-05-02 (metadata) | en |  | T/x", "urn:b |  |  | canceled | "}},
      {"control characters and a bad byte",
       "<rss><channel><item><guid>g</guid><description>a\x03 b &#5; c \xFF</description></item></channel></rss>",
       "f.rss",
       {"g |  |  | summary_only | a b c \uFFFD"}},
      {"latin-1",
       "<?xml version=\"1.0\" "
       "encoding=\"iso-8859-1\"?><rss><channel><item><guid>g</guid><description>caf\xE9</description></item></channel></rss>",
       "f.rss",
       {"g |  |  | summary_only | café"}},
      {"a declaration that breaks off", "<?xml version=\"1.0\" encoding=", "a.xml", {"! bad_format: not well-formed XML"}},
      {"and its quote", "<?xml version=\"1.0\" encoding=\"", "a.xml", {"! bad_format: not well-formed XML"}},
      {"no article in it", "<?xml version=\"1.0\"?><svg><g/></svg>", "a.xml", {"! bad_format: XML without an article"}},
      {"cut off",
       "<rss><channel><item><guid>g</guid><description>x</description></item><item><guid>h",
       "f.rss",
       {"g |  |  | summary_only | x", "! bad_format: not well-formed XML"}},
  });
}

TEST(Formats, XmlNeverReadsFilesAndNeverExplodes) {
  std::string bomb = "<?xml version=\"1.0\"?><!DOCTYPE rss [<!ENTITY f SYSTEM \"file:///etc/passwd\"><!ENTITY a0 \"ha\">";
  for (int i = 1; i < 20; ++i)
    bomb += "<!ENTITY a" + std::to_string(i) + " \"&a" + std::to_string(i - 1) + ";&a" + std::to_string(i - 1) + ";\">";
  bomb += "]><rss><channel><item><guid>g</guid><description>x &f; &a19; y</description></item></channel></rss>";
  const auto got = documents(bomb, "f.rss");
  ASSERT_EQ(got.size(), 1u);
  EXPECT_LT(got[0].size(), 200u);
  EXPECT_EQ(got[0].find("root"), std::string::npos);
}

TEST(Formats, Text) {
  check({{"one article", "T\n\nx", "a-2024-05-02.txt", {"a-2024-05-02.txt | 2024-05-02 (file_name) |  |  | T//x"}},
         {"no brackets of JSON", "[UPDATE] {x}", "a.txt", {"a.txt |  |  |  | [UPDATE] {x}"}},
         {"binary", std::string(64, '\0'), "a.bin", {"! bad_format: binary, not text"}},
         {"too long", std::string(300, 'x'), "a.txt", {"! too_large: longer than 100 bytes"}, with("", {}, 100)}});
}

TEST(Formats, Utf16BecomesUtf8) {
  std::string little = "\xFF\xFE", big;
  for (const char16_t c : std::u16string(u"id,text\na,5 € 🚀\n")) {
    little += static_cast<char>(c & 0xFF), little += static_cast<char>(c >> 8);
    big += static_cast<char>(c >> 8), big += static_cast<char>(c & 0xFF);
  }
  for (const std::string& bytes : {little, big})
    for (const std::size_t step : {std::size_t{1}, SIZE_MAX}) {
      auto source = decode_utf16(std::make_unique<Bytes>(bytes, step), bytes);
      const auto reader = read_csv(std::move(source), {"n.csv", "", "", 0, 0}, {});
      EXPECT_EQ(shown(*reader), std::vector<std::string>{"a |  |  |  | 5 € 🚀"});
    }
}

}  // namespace
}  // namespace milepost::read
