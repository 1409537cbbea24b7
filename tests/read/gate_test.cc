// What happens to every field on its way in: dates, charsets, mojibake, ids.
#include "read/gate.h"

#include <gtest/gtest.h>

namespace milepost::read {
namespace {

TEST(Dates, OfMetadata) {
  const struct {
    const char *field, *date;
    bool month_first = false;
  } kCases[] = {{"2024-05-02", "2024-05-02"},
                {"2024-05-02T10:15:00Z", "2024-05-02"},
                {"2024-05-02 23:59:59+03:00", "2024-05-02"},
                {"20240502", "2024-05-02"},
                {"20240502T101500Z", "2024-05-02"},
                {"20240502101500", "2024-05-02"},
                {"2024/5/2", "2024-05-02"},
                {"02.05.2024", "2024-05-02"},
                {"2.5.2024", "2024-05-02"},
                {"Thu, 02 May 2024 10:00:00 GMT", "2024-05-02"},
                {"26-FEB-1987 15:01:01.79", "1987-02-26"},
                {"May 2, 2024", "2024-05-02"},
                {"05-02-2024", "2024-05-02", true},
                {"05-02-2024", ""},
                {"05-22-2024", "2024-05-22"},
                {"22/05/2024", "2024-05-22"},
                {"1714644000", "2024-05-02"},
                {"1714644000123", "2024-05-02"},
                {"2024-13-02", ""},
                {"2024-04-31", ""},
                {"12345678901234567890", ""},
                {"yesterday", ""},
                {"", ""}};
  for (const auto& c : kCases) EXPECT_EQ(normalised_date(c.field, c.month_first), c.date) << c.field;
}

TEST(Dates, OfPaths) {
  const struct {
    const char *path, *date;
  } kCases[] = {{"https://example.org/2024/05/02/copper.html", "2024-05-02"},
                {"https://example.org/news/2024/5/2/copper", "2024-05-02"},
                {"astana-2024-05-02.txt", "2024-05-02"},
                {"archive/2019/x-20240502.txt", "2024-05-02"},
                {"https://example.org/articles/10245678", ""},
                {"https://example.org/a-1234-12-12", ""},
                {"copper.txt", ""}};
  for (const auto& c : kCases) EXPECT_EQ(date_in_path(c.path), c.date) << c.path;
}

TEST(Charset, IsFoundInOrder) {
  const std::string cyrillic1251 =
      "\xD3\xE3\xEE\xEB\xFC\xED\xE0\xFF \xEA\xEE\xEC\xEF\xE0\xED\xE8\xFF \xE7\xE0\xFF\xE2\xE8\xEB\xE0, \xF7\xF2\xEE "
      "\xE4\xEE\xE1\xFB\xF7\xE0 "
      "\xE2\xFB\xF0\xE0\xF1\xF2\xE5\xF2 \xED\xE0 \xE4\xE5\xF1\xFF\xF2\xFC \xEF\xF0\xEE\xF6\xE5\xED\xF2\xEE\xE2 \xEA 2030 \xE3\xEE\xE4\xF3.";
  const struct {
    std::string bytes;
    Charset charset;
    std::string text, flag;
  } kCases[] = {{"plain", {Charset::Kind::kUnknown, ""}, "plain", ""},
                {"caf\xC3\xA9", {Charset::Kind::kLabel, "windows-1251"}, "café", ""},  // valid UTF-8 wins over a label
                {"caf\xE9", {Charset::Kind::kLabel, "ISO-8859-1"}, "café", "charset_windows-1252"},
                {"\x80 5m", {Charset::Kind::kLabel, "latin1"}, "€ 5m", "charset_windows-1252"},
                {"caf\xE9", {Charset::Kind::kUtf8, ""}, "caf\uFFFD", "repaired_utf8"},  // a format that promises UTF-8 was damaged
                {"na\xC3\xAFve caf\xE9 \xE2\x82\xAC", {Charset::Kind::kUnknown, ""}, "naïve caf\uFFFD €", "repaired_utf8"},
                {cyrillic1251,
                 {Charset::Kind::kUnknown, ""},
                 "Угольная компания заявила, что добыча вырастет на десять процентов к 2030 году.",
                 "charset_windows-1251"},
                {"caf\xE9", {Charset::Kind::kLabel, "no such name"}, "café", "charset_windows-1252"},
                {"\xED\xA0\x80 x", {Charset::Kind::kUtf8, ""}, "\uFFFD\uFFFD\uFFFD x", "repaired_utf8"}};
  for (const auto& c : kCases) {
    std::string text = c.bytes;
    std::uint64_t repaired = 0;
    EXPECT_EQ(make_utf8(text, c.charset, repaired), c.flag) << c.text;
    EXPECT_EQ(text, c.text);
  }
}

TEST(Mojibake, IsUndoneOnlyWhereItIsProven) {
  const struct {
    const char *text, *want;
  } kCases[] = {{"the ministry\u00E2\u20AC\u2122s plan", "the ministry’s plan"},
                {"\u00E2\u201A\u00AC5m", "€5m"},
                {"\u00C2\u00A35m and \u00C3\u00A9", "£5m and é"},
                {"caf\u00C3\u00A9", "café"},
                {"S\u00C3O PAULO", "SÃO PAULO"},
                {"AMANH\u00C3\u201D", "AMANHÃ”"},
                {"Bront\u00EB\u2026\u201D", "Brontë…”"},
                {"\u00C0 la carte, d\u00E9j\u00E0 vu", "À la carte, déjà vu"},
                {"ta\u00C3\u0178, \u00E2\u20AC\u0153quote\u00E2\u20AC\u009D", "taß, “quote”"},
                {"\u00F0\u0178\u0161\u20AC", "🚀"},
                {"\u00E0\u0090\u0090\u00E0\u0090\u0090\u00E0\u0090\u0090", "\u00E0\u0090\u0090\u00E0\u0090\u0090\u00E0\u0090\u0090"},
                {"T\u00CA\u00CA\u00C2O", "TÊÊÂO"},
                {"plain", "plain"}};
  for (const auto& c : kCases) {
    std::string text = c.text;
    const bool changed = undo_mojibake(text);
    EXPECT_EQ(text, c.want);
    EXPECT_EQ(changed, std::string(c.text) != c.want) << c.text;
  }
}

TEST(Gate, IdsAreTheSourcesOwnElseUrlAndDateElsePlace) {
  Source place{"news.jsonl", "jsonl", "", 0, 7};
  Fields f;
  f.body = "x";
  EXPECT_EQ(make_document(f, {}, place, {}).id, "news.jsonl#7");
  f.url = "https://example.org/a";
  EXPECT_EQ(make_document(f, {}, place, {}).id, "https://example.org/a");
  f.published = "2 May 2024";
  EXPECT_EQ(make_document(f, {}, place, {}).id, "https://example.org/a#2024-05-02");
  f.id = "tag:1";
  EXPECT_EQ(make_document(f, {}, place, {}).id, "tag:1");
  place = {"folder/a.txt", "text", "", 0, 0};
  EXPECT_EQ(make_document({}, {}, place, {}).id, "folder/a.txt");
}

TEST(Gate, RepairsLeaveFlags) {
  Fields f;
  f.title = "A\ntitle";
  f.body = std::string("caf\u00C3\u00A9 \xFF nul") + '\0';
  const Document d = make_document(f, {}, {"a.jsonl", "jsonl", "", 0, 0}, {});
  EXPECT_EQ(d.text, "A title\ncafé \uFFFD nul\uFFFD");
  EXPECT_EQ(d.title_bytes, 7u);
  EXPECT_EQ(d.repaired, 1u);
  EXPECT_EQ(d.flags, (std::vector<std::string>{"repaired_mojibake", "repaired_utf8", "replaced_nul"}));
}

}  // namespace
}  // namespace milepost::read
