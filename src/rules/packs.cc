// From a folder to a RuleSet: finds the packs, reads their files in an order that does not depend on the file system, expands forms and
// lets. Door: read_packs().
#include <re2/re2.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <nlohmann/json.hpp>
#include <string>
#include <system_error>
#include <vector>

#include "base/utf8.h"
#include "rules/lex.h"
#include "rules/pack_files.h"

namespace milepost::rules {

namespace {

namespace fs = std::filesystem;

constexpr std::uintmax_t kMaxFile = 64u << 20;  ///< bytes of one file
constexpr std::size_t kMaxFiles = 5000;         ///< of all packs
constexpr std::size_t kMaxElements = 20000;     ///< of one pattern after its lets were put in

void complain(std::vector<Diagnostic>& out, const Position& at, std::string message, std::string cure = "") {
  out.push_back({Diagnostic::Severity::kError, at, std::move(message), std::move(cure)});
}

class Folder {
 public:
  Folder(const std::string& folder, RuleSet& set, std::vector<Diagnostic>& diagnostics)
      : root_(folder), set_(set), diagnostics_(diagnostics) {
    while (root_.has_relative_path() && root_.filename().empty()) root_ = root_.parent_path();
  }

  void read() {
    std::error_code code;
    if (!fs::is_directory(root_, code)) {
      complain(diagnostics_, named(root_), "this is no folder that can be read", "name the folder that holds shared and en");
      return;
    }
    std::vector<fs::path> packs;
    if (fs::is_directory(root_ / "shared", code)) packs.push_back(root_ / "shared");
    for (const fs::path& p : sorted(root_))
      if (p.filename() != "shared" && p.filename() != "domain" && fs::is_directory(p, code)) packs.push_back(p);
    if (fs::is_directory(root_ / "domain", code))
      for (const fs::path& p : sorted(root_ / "domain"))
        if (fs::is_directory(p, code)) packs.push_back(p);
    for (const fs::path& pack : packs)
      for (const fs::path& file : sorted(pack)) read_file(pack, file);
    if (set_.files.empty())
      complain(diagnostics_, named(root_), "there are no rules in this folder", "name the folder that holds shared and en");
    for (std::uint32_t i = 0; i < set_.files.size(); ++i)
      if (set_.files[i].ends_with(".rules")) parse_rules(i, set_, diagnostics_);
  }

 private:
  /// A place that is no file of the set: entered as a file without bytes.
  Position named(const fs::path& path) {
    set_.files.push_back(shown(path));
    set_.sources.emplace_back();
    return {static_cast<std::uint32_t>(set_.files.size() - 1), 1, 1};
  }

  std::string shown(const fs::path& path) const {
    const fs::path below = path.lexically_relative(root_);
    return (below == "." ? root_.filename() : root_.filename() / below).generic_string();
  }

  std::vector<fs::path> sorted(const fs::path& folder) {
    std::vector<fs::path> out;
    std::error_code code;
    for (fs::directory_iterator i(folder, code), end; !code && i != end; i.increment(code)) out.push_back(i->path());
    if (code) complain(diagnostics_, named(folder), "this folder cannot be read: " + code.message());
    std::sort(out.begin(), out.end());
    return out;
  }

  void read_file(const fs::path& pack, const fs::path& file) {
    const std::string extension = file.extension().string();
    if (extension != ".rules" && extension != ".tsv" && file.filename() != "pack.json") return;
    if (file.filename().string().starts_with('.')) return;
    if (set_.files.size() >= kMaxFiles) return;
    std::error_code code;
    const fs::file_status status = fs::status(file, code);
    if (code || !fs::is_regular_file(status)) {
      complain(diagnostics_, named(file), code ? "this file cannot be read: " + code.message() : "this is no regular file", "remove it");
      return;
    }
    const std::uintmax_t size = fs::file_size(file, code);
    if (code || size > kMaxFile) {
      complain(diagnostics_, named(file), "this file is larger than 64 MiB", "split it");
      return;
    }
    std::string bytes(static_cast<std::size_t>(size), '\0');
    std::ifstream in(file, std::ios::binary);
    in.read(bytes.data(), static_cast<std::streamsize>(bytes.size()));
    if (!in && size > 0) {
      complain(diagnostics_, named(file), "this file cannot be read", "check its permissions");
      return;
    }
    if (bytes.starts_with("\xEF\xBB\xBF")) bytes.erase(0, 3);
    const auto id = static_cast<std::uint32_t>(set_.files.size());
    set_.files.push_back(shown(file));
    set_.sources.push_back(std::move(bytes));
    if (!readable(id)) {
      set_.sources[id].clear();
      return;
    }
    if (extension == ".json")
      read_settings(id, pack.filename().string());
    else if (extension == ".tsv")
      parse_lexicon(id, file.stem().string(), set_, diagnostics_);
  }

  /// Text in UTF-8 without NUL; complains otherwise.
  bool readable(std::uint32_t id) {
    const std::string& bytes = set_.sources[id];
    const bool broken = !is_utf8(bytes);
    const std::size_t nul = bytes.find('\0');
    if (!broken && nul == std::string::npos) return true;
    std::size_t at = nul == std::string::npos ? bytes.size() : nul;
    if (broken) {
      std::string copy = bytes;
      repair_utf8(copy);
      std::size_t i = 0;
      while (i < bytes.size() && i < copy.size() && bytes[i] == copy[i]) ++i;
      at = std::min(at, i);
    }
    const auto line = static_cast<std::uint32_t>(std::count(bytes.begin(), bytes.begin() + static_cast<std::ptrdiff_t>(at), '\n') + 1);
    complain(diagnostics_, {id, line, 1}, at == nul ? "a NUL byte" : "bytes that are no UTF-8", "save the file as UTF-8 text");
    return false;
  }

  void read_settings(std::uint32_t id, const std::string& pack) {
    const nlohmann::json j = nlohmann::json::parse(set_.sources[id], nullptr, false);
    if (!j.is_object()) return complain(diagnostics_, {id, 1, 1}, "this is no JSON object");
    for (const auto& [name, value] : j.items()) setting(id, name, value);
    flatten(id, pack, j, 0);
  }

  /// A key that nobody reads, or a value of another kind, would be passed over without a word.
  void setting(std::uint32_t id, const std::string& name, const nlohmann::json& value) {
    static const std::vector<std::string> kTexts = {"name", "language", "decimal", "group"};
    const std::size_t at = set_.sources[id].find('"' + name + '"');
    const Position where = SourceMap(id, set_.sources[id]).at(at == std::string::npos ? 0 : at);
    if (name == "headers") {
      const bool texts = value.is_array() && std::all_of(value.begin(), value.end(), [](const auto& v) { return v.is_string(); });
      if (!texts) complain(diagnostics_, where, "'headers' is a list of expressions");
    } else if (std::find(kTexts.begin(), kTexts.end(), name) == kTexts.end()) {
      complain(diagnostics_, where, "no setting is called '" + name + "'", "settings: name language decimal group headers");
    } else if (!value.is_string() || value.get_ref<const std::string&>().empty()) {
      complain(diagnostics_, where, "'" + name + "' is a text");
    } else if ((name == "decimal" || name == "group") && value.get_ref<const std::string&>().size() != 1) {
      complain(diagnostics_, where, "'" + name + "' is one ASCII character");
    }
  }

  void flatten(std::uint32_t id, const std::string& key, const nlohmann::json& j, int depth) {
    if (depth > 16) return complain(diagnostics_, {id, 1, 1}, "'" + key + "' is nested more than 16 deep");
    if (j.is_object()) {
      for (const auto& [name, value] : j.items()) flatten(id, std::string(key).append(".").append(name), value, depth + 1);
    } else if (j.is_array()) {
      for (std::size_t i = 0; i < j.size(); ++i) flatten(id, key + "." + std::to_string(i), j[i], depth + 1);
    } else if (j.is_string()) {
      const std::string& value = set_.settings[key] = j.get<std::string>();
      if (key.find(".headers.") != std::string::npos) header(id, key, value);
    } else if (!j.is_null()) {
      set_.settings[key] = j.dump();
    }
  }

  /// An expression that does not compile, or is beyond RE2's memory, would match nothing, and nobody would know.
  void header(std::uint32_t id, const std::string& key, const std::string& value) {
    const re2::RE2 expression(value, re2::RE2::Quiet);
    if (!expression.ok()) complain(diagnostics_, {id, 1, 1}, "'" + key + "' does not compile: " + expression.error(), "see RE2's syntax");
  }

  fs::path root_;
  RuleSet& set_;
  std::vector<Diagnostic>& diagnostics_;
};

/// Puts the patterns of lets where their names stand.
class LetExpansion {
 public:
  LetExpansion(const RuleSet& set, std::vector<Diagnostic>& diagnostics) : diagnostics_(diagnostics) {
    for (const Let& l : set.lets) lets_.emplace(l.name, &l);
  }

  void pattern(Pattern& p) {
    elements_ = 0;
    failed_ = false;
    expand(p, 0);
  }

 private:
  void fail(const Position& at, std::string message, std::string cure) {
    if (!failed_) complain(diagnostics_, at, std::move(message), std::move(cure));
    failed_ = true;
  }

  void expand(Pattern& p, int depth) {
    if (failed_) return;
    if (++elements_ > kMaxElements) return fail(p.position, "this pattern has more than 20000 elements with its lets", "split it");
    const auto it = p.kind == Pattern::Kind::kType ? lets_.find(p.text) : lets_.end();
    if (it == lets_.end()) {
      for (Pattern& c : p.children) expand(c, depth);
      return;
    }
    if (depth > 32) return fail(p.position, "let '" + p.text + "' contains itself", "lets must not go in a circle");
    Pattern body = it->second->pattern;
    expand(body, depth + 1);
    if (!p.conditions.empty()) condition(body, p);
    if (p.capture.empty() && p.min == 1 && p.max == 1) {
      p = std::move(body);
      return;
    }
    if (!body.capture.empty() || body.min != 1 || body.max != 1) {
      Pattern outer;
      outer.position = p.position;
      outer.children.push_back(std::move(body));
      body = std::move(outer);
    }
    body.capture = p.capture;
    body.min = p.min;
    body.max = p.max;
    body.position = p.position;
    p = std::move(body);
  }

  /// Amount[value>3] tests every type that Amount may be.
  void condition(Pattern& body, const Pattern& p) {
    if (body.kind == Pattern::Kind::kType || body.kind == Pattern::Kind::kLexicon) {
      body.conditions.insert(body.conditions.end(), p.conditions.begin(), p.conditions.end());
    } else if (body.kind == Pattern::Kind::kAlternative) {
      for (Pattern& c : body.children) condition(c, p);
    } else {
      fail(p.position, "a test in brackets on '" + p.text + "', which is more than one type or lexicon", "test the parts");
    }
  }

  std::map<std::string, const Let*> lets_;
  std::vector<Diagnostic>& diagnostics_;
  std::size_t elements_ = 0;
  bool failed_ = false;
};

/// A slot's types, lets among them, one after the other.
void expand_slot(Slot& s, LetExpansion& lets) {
  std::vector<Pattern> types;
  for (Pattern& p : s.types) {
    lets.pattern(p);
    if (p.kind == Pattern::Kind::kAlternative)
      types.insert(types.end(), p.children.begin(), p.children.end());
    else
      types.push_back(std::move(p));
  }
  s.types = std::move(types);
  if (s.cue) lets.pattern(*s.cue);
}

}  // namespace

void expand_lets(RuleSet& set, std::vector<Diagnostic>& diagnostics) {
  LetExpansion lets(set, diagnostics);
  for (Rule& r : set.rules) {
    for (Pattern& p : r.matches) lets.pattern(p);
    for (Guard& g : r.guards) lets.pattern(g.argument);
  }
  for (Frame& f : set.frames) {
    for (Pattern& p : f.triggers) lets.pattern(p);
    for (Guard& g : f.guards) lets.pattern(g.argument);
    for (Slot& s : f.slots) expand_slot(s, lets);
  }
  for (Context& c : set.contexts) {
    for (Pattern& p : c.cues) lets.pattern(p);
    if (c.stop) lets.pattern(*c.stop);
    if (c.pseudo) lets.pattern(*c.pseudo);
  }
}

RuleSet read_packs(const std::string& folder, std::vector<Diagnostic>& diagnostics) {
  RuleSet set;
  Folder(folder, set, diagnostics).read();
  expand_forms(set, diagnostics);
  std::sort(set.lexicons.begin(), set.lexicons.end(), [](const Lexicon& a, const Lexicon& b) { return a.name < b.name; });
  expand_lets(set, diagnostics);
  return set;
}

}  // namespace milepost::rules
