// Bytes of unknown origin to UTF-8: valid UTF-8 wins, then a label, then ICU's detection, then windows-1252. And mojibake.
#include <unicode/ucnv.h>
#include <unicode/ucsdet.h>

#include <algorithm>
#include <array>
#include <memory>

#include "base/json_scan.h"
#include "base/utf8.h"
#include "read/gate.h"

namespace milepost::read {

namespace {

constexpr int kMinConfidence = 20;          ///< of ICU's hundred
constexpr std::size_t kDetected = 1 << 16;  ///< bytes looked at

/// Well-formed sequences of several bytes, and bytes that belong to none.
struct Count {
  std::uint64_t good = 0, bad = 0;
};
Count sequences(std::string_view s) {
  Count c;
  for (std::size_t i = 0; i < s.size();) {
    if (static_cast<unsigned char>(s[i]) < 0x80) {
      ++i;
      continue;
    }
    const CodePoint p = decode(s.substr(i));
    ++(p.size > 1 ? c.good : c.bad);
    i += p.size;
  }
  return c;
}

/// A label as the WHATWG reads it: what calls itself Latin-1 is windows-1252.
std::string known(std::string label) {
  std::transform(label.begin(), label.end(), label.begin(), [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c | 0x20) : c; });
  static constexpr std::array<std::pair<std::string_view, std::string_view>, 12> kNames = {{{"iso-8859-1", "windows-1252"},
                                                                                            {"latin1", "windows-1252"},
                                                                                            {"us-ascii", "windows-1252"},
                                                                                            {"ascii", "windows-1252"},
                                                                                            {"iso-8859-9", "windows-1254"},
                                                                                            {"gb2312", "gb18030"},
                                                                                            {"gbk", "gb18030"},
                                                                                            {"shift_jis", "ibm-943_P15A-2003"},
                                                                                            {"euc-kr", "windows-949"},
                                                                                            {"ks_c_5601-1987", "windows-949"},
                                                                                            {"tis-620", "windows-874"},
                                                                                            {"iso-8859-11", "windows-874"}}};
  for (const auto& [from, to] : kNames)
    if (label == from) return std::string(to);
  return label;
}

/// Converts in place; false when the name is unknown to ICU.
bool convert(std::string& text, const std::string& name) {
  UErrorCode code = U_ZERO_ERROR;
  UConverter* from = ucnv_open(name.c_str(), &code);
  if (U_FAILURE(code) != 0) return false;
  const std::unique_ptr<UConverter, decltype(&ucnv_close)> hold(from, ucnv_close);
  const std::unique_ptr<UConverter, decltype(&ucnv_close)> utf8(ucnv_open("UTF-8", &code), ucnv_close);
  std::string out(text.size() * 3 + 16, '\0');
  const char* p = text.data();
  char* to = out.data();
  std::array<UChar, 1024> pivot;
  UChar *source = pivot.data(), *target = pivot.data();
  ucnv_convertEx(utf8.get(), from, &to, out.data() + out.size(), &p, text.data() + text.size(), pivot.data(), &source, &target,
                 pivot.data() + pivot.size(), 1, 1, &code);
  if (U_FAILURE(code) != 0) return false;
  out.resize(static_cast<std::size_t>(to - out.data()));
  text = std::move(out);
  return true;
}

std::string detected(const std::string& text) {
  UErrorCode code = U_ZERO_ERROR;
  const std::unique_ptr<UCharsetDetector, decltype(&ucsdet_close)> d(ucsdet_open(&code), ucsdet_close);
  ucsdet_setText(d.get(), text.data(), static_cast<int32_t>(std::min(text.size(), kDetected)), &code);
  const UCharsetMatch* match = ucsdet_detect(d.get(), &code);
  if (U_FAILURE(code) != 0 || match == nullptr || ucsdet_getConfidence(match, &code) < kMinConfidence) return "windows-1252";
  const char* name = ucsdet_getName(match, &code);
  return name == nullptr || std::string_view(name).starts_with("UTF-") ? "windows-1252" : known(name);
}

// ---- mojibake ----

/// windows-1252 above 0x7F; the five holes are C1 controls, as browsers write them.
constexpr std::array<char16_t, 32> kHigh = {0x20AC, 0x81,   0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021, 0x02C6, 0x2030, 0x0160,
                                            0x2039, 0x0152, 0x8D,   0x017D, 0x8F,   0x90,   0x2018, 0x2019, 0x201C, 0x201D, 0x2022,
                                            0x2013, 0x2014, 0x02DC, 0x2122, 0x0161, 0x203A, 0x0153, 0x9D,   0x017E, 0x0178};

/// The byte that windows-1252 has for a code point above ASCII, or 0.
unsigned byte_of(char32_t c) {
  if (c >= 0x80 && c <= 0xFF) return static_cast<unsigned>(c);
  for (std::size_t i = 0; i < kHigh.size(); ++i)
    if (kHigh[i] == c) return static_cast<unsigned>(0x80 + i);
  return 0;
}

/// A sequence of characters that are the bytes of one code point.
struct Garbled {
  std::size_t end = 0;  ///< byte offset behind it; 0: there is none here
  std::string bytes;
  bool proof = false;  ///< nobody writes this on purpose
};

Garbled garbled_at(std::string_view s, std::size_t at) {
  Garbled g;
  std::array<unsigned, 4> b{};
  std::array<char32_t, 4> c{};
  std::size_t n = 0, need = 1;
  for (std::size_t i = at; n < need && i < s.size(); ++n) {
    const CodePoint p = decode(s.substr(i));
    c[n] = p.value;
    b[n] = byte_of(p.value);
    if (b[n] == 0 || (n > 0 && (b[n] & 0xC0) != 0x80)) return {};
    if (n == 0) need = b[0] >= 0xC2 && b[0] < 0xE0 ? 2 : b[0] >= 0xE0 && b[0] < 0xF0 ? 3 : b[0] >= 0xF0 && b[0] < 0xF5 ? 4 : 0;
    if (need == 0) return {};
    i += p.size;
    g.end = i;
    g.bytes += static_cast<char>(static_cast<unsigned char>(b[n]));
  }
  std::string sound = g.bytes;
  if (n < need || repair_utf8(sound) > 0) return {};                                // too short, overlong or a surrogate
  const bool latin = c[1] >= 0xA1 && c[1] <= 0xBF && c[1] != 0xAB && c[1] != 0xBB;  // © ¼ ¶ …, but not quotes
  const bool control = c[1] >= 0x80 && c[1] < 0xA0;
  if (need == 2) g.proof = (b[0] == 0xC3 || b[0] == 0xC2) && (latin || control || (b[0] == 0xC2 && c[1] == 0xA0));
  if (need == 3)
    g.proof = (b[0] == 0xE2 && (b[1] == 0x80 || b[1] == 0x82 || b[1] == 0x84)) || (b[0] == 0xEF && (b[1] == 0xBF || b[1] == 0xBB));
  if (need == 4) g.proof = b[0] == 0xF0 && b[1] == 0x9F;
  return g;
}

}  // namespace

std::string make_utf8(std::string& text, const Charset& charset, std::uint64_t& repaired) {
  if (is_utf8(text)) return "";
  const Count count = sequences(text);
  if (count.bad == 0) {  // surrogates and overlong forms
    const std::uint64_t n = repair_utf8(text);
    repaired += n;
    return n > 0 ? "repaired_utf8" : "";
  }
  if (charset.kind != Charset::Kind::kUtf8 && count.bad > count.good) {
    std::string name = charset.kind == Charset::Kind::kLabel ? known(charset.label) : detected(text);
    if (name.starts_with("utf-8") || name.empty()) name = detected(text);
    if (convert(text, name) || convert(text, name = "windows-1252")) {
      repair_utf8(text);
      return "charset_" + name;
    }
  }
  repaired += repair_utf8(text);
  return "repaired_utf8";
}

bool undo_mojibake(std::string& text) {
  // Only Â, Ã, â, ï, ð and Latin-1 letters can begin such a sequence; all of them begin with the byte C3 in UTF-8.
  if (text.find('\xC3') == std::string::npos) return false;
  bool proof = false;
  std::size_t run = 0;
  for (std::size_t i = text.find('\xC3'), behind = 0; i != std::string::npos && !proof; i = text.find('\xC3', i)) {
    const Garbled g = garbled_at(text, i);
    if (i != behind) run = 0;
    proof = g.proof || (g.end != 0 && run >= 2);
    run = g.end != 0 ? run + 1 : 0;
    i = behind = g.end != 0 ? g.end : i + 1;
  }
  if (!proof) return false;
  std::string out;
  out.reserve(text.size());
  for (std::size_t i = 0; i < text.size();) {
    const Garbled g = static_cast<unsigned char>(text[i]) == 0xC3 ? garbled_at(text, i) : Garbled{};
    if (g.end != 0)
      out += g.bytes;
    else
      out += text[i];
    i = g.end != 0 ? g.end : i + 1;
  }
  text = std::move(out);
  return true;
}

}  // namespace milepost::read
