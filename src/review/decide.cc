#include "review/decide.h"

#include <algorithm>
#include <filesystem>
#include <fstream>

#include "review/gold.h"

namespace milepost::review {

namespace {

namespace fs = std::filesystem;

std::optional<std::string> bytes_of(const std::string& path) {
  std::ifstream in(path, std::ios::binary);
  if (!in) return std::nullopt;
  return std::string(std::istreambuf_iterator<char>(in), {});
}

/// The golden records with one change taken over, in the contract's order: as the new records have it.
void take_over(DocumentLines& golden, const DocumentLines& now, const Change& change) {
  std::vector<std::string> out;
  const std::string gone = change.before ? change.before->id : "", come = change.after ? change.after->id : "";
  for (const std::string& line : golden.lines)
    if (const std::string id = field_of(line, "id"); id != gone && id != come) out.push_back(line);
  if (change.after)
    for (const std::string& line : now.lines)
      if (field_of(line, "id") == come) out.push_back(line);
  std::map<std::string, std::size_t> order;
  for (std::size_t i = 0; i < now.lines.size(); ++i) order[field_of(now.lines[i], "id")] = i;
  const auto place = [&](const std::string& line) {
    const auto entry = parse_entry(line);
    const auto it = entry ? order.find(entry->id) : order.end();
    return std::make_tuple(entry && entry->type != "document", entry ? entry->bytes.begin : 0u, entry ? ~entry->bytes.end : 0u,
                           it == order.end() ? now.lines.size() : it->second);
  };
  std::stable_sort(out.begin(), out.end(), [&](const std::string& a, const std::string& b) { return place(a) < place(b); });
  golden.lines = std::move(out);
}

Pin pin_of(const Change& change, const std::string& note) {
  Pin pin;
  pin.absent = change.after.has_value();
  const Entry& e = change.shown();
  pin.id = e.id, pin.type = e.type, pin.text = e.text, pin.note = note;
  pin.fields = Json::object();
  for (const std::string& path : change.fields) {
    if (path == "text" || path == "rule") continue;
    const std::string key = path.substr(0, path.find('.'));
    if (e.data.contains(key)) pin.fields[key] = e.data[key];
  }
  return pin;
}

}  // namespace

Result<Session> Session::open(const std::string& folder, const Pack& pack, const std::vector<std::string>& gold_paths) {
  Session s;
  s.folder_ = folder;
  s.pack_ = pack.hash();
  Gold gold;
  for (const std::string& path : gold_paths)
    if (auto ok = gold.add(path); !ok) return tl::unexpected(ok.error());
  auto articles = golden_articles(folder);
  if (!articles) return tl::unexpected(articles.error());
  for (const GoldenArticle& article : *articles) {
    auto state = golden_state(article, pack);
    if (!state) return tl::unexpected(state.error());
    const std::size_t from = s.difference_.changes.size();
    compare(state->golden ? &*state->golden : nullptr, &state->now, s.difference_.changes);
    for (std::size_t i = from; i < s.difference_.changes.size(); ++i) {
      Change& c = s.difference_.changes[i];
      c.verdict = gold.judge(c);
      for (const Pin& p : state->pins)
        if (p.forbids(c)) c.verdict = Verdict::kBroken, c.note = p.note;
    }
    if (s.difference_.changes.size() > from) s.difference_.texts[state->now.document] = state->now.text;
    ++s.difference_.documents;
    const std::string id = state->now.document;
    s.states_.insert_or_assign(id, std::move(*state));
  }
  group(s.difference_);
  return s;
}

const Group* Session::find(const std::string& key) const {
  const Group* found = nullptr;
  for (const Group& g : difference_.groups) {
    if (!g.key.starts_with(key)) continue;
    if (found != nullptr) return nullptr;
    found = &g;
  }
  return key.empty() ? nullptr : found;
}

Result<void> Session::save(const std::map<std::string, std::string>& files) {
  for (const auto& [path, bytes] : files)
    if (auto ok = replace_file(path, bytes); !ok) return ok;
  return {};
}

Result<void> Session::log(const std::string& decision, const Group& group, const std::string& note, const Stamp& stamp) {
  const Json entry = {{"when", stamp.when},   {"who", stamp.who},
                      {"decision", decision}, {"group", group.key},
                      {"type", group.type},   {"kind", name_of(group.kind)},
                      {"rule", group.rule},   {"changes", group.changes.size()},
                      {"pack", pack_},        {"note", note}};
  std::ofstream out((fs::path(folder_) / "review.log.jsonl").string(), std::ios::app | std::ios::binary);
  out << entry.dump(-1, ' ', false, Json::error_handler_t::replace) << '\n';
  out.flush();
  if (!out)
    return tl::unexpected(Error{Error::Code::kIo, folder_ + "/review.log.jsonl", 0, "cannot be appended to", "check its permissions"});
  return {};
}

Result<void> Session::accept(const Group& group, const Stamp& stamp) {
  Done done{group.key, {}, {}};
  std::map<std::string, std::string> files;
  for (const std::size_t i : group.changes) {
    const Change& change = difference_.changes[i];
    GoldenState& state = state_of(change.document);
    if (!state.golden) state.golden = DocumentLines{change.document, {}, {}};
    const std::string path = state.place.records_path();
    if (!done.files.contains(path)) {
      done.files[path] = bytes_of(path);
      done.golden.emplace(change.document, *state.golden);
    }
    take_over(*state.golden, state.now, change);
    files[path] = lines_of(*state.golden);
  }
  if (auto ok = save(files); !ok) return ok;
  done_.push_back(std::move(done));
  decided_.insert(group.key);
  return log("accept", group, "", stamp);
}

Result<void> Session::reject(const Group& group, const std::string& note, const Stamp& stamp) {
  Done done{group.key, {}, {}};
  std::map<std::string, std::string> files;
  for (const std::size_t i : group.changes) {
    const Change& change = difference_.changes[i];
    GoldenState& state = state_of(change.document);
    const std::string path = state.place.pins_path();
    if (!done.files.contains(path)) done.files[path] = bytes_of(path);
    Pin pin = pin_of(change, note);
    const bool there = std::any_of(state.pins.begin(), state.pins.end(),
                                   [&](const Pin& p) { return p.id == pin.id && p.fields == pin.fields && p.absent == pin.absent; });
    if (!there) state.pins.push_back(std::move(pin));
    std::string bytes;
    for (const Pin& p : state.pins) bytes.append(pin_line(p)).append("\n");
    files[path] = std::move(bytes);
  }
  if (auto ok = save(files); !ok) return ok;
  done_.push_back(std::move(done));
  decided_.insert(group.key);
  return log("reject", group, note, stamp);
}

Result<void> Session::undo(const Stamp& stamp) {
  if (done_.empty()) return tl::unexpected(Error{Error::Code::kBadInput, "undo", 0, "nothing was decided in this session", ""});
  Done done = std::move(done_.back());
  done_.pop_back();
  for (const auto& [path, bytes] : done.files) {
    std::error_code code;
    if (!bytes)
      fs::remove(path, code);
    else if (auto ok = replace_file(path, *bytes); !ok)
      return ok;
  }
  for (auto& [document, golden] : done.golden) state_of(document).golden = std::move(golden);
  for (auto& [document, state] : states_)
    if (done.files.contains(state.place.pins_path())) {
      auto pins = read_pins(state.place.pins_path());
      if (!pins) return tl::unexpected(pins.error());
      state.pins = std::move(*pins);
    }
  decided_.erase(done.key);
  const Group* g = find(done.key);
  return g == nullptr ? Result<void>{} : log("undo", *g, "", stamp);
}

Result<std::size_t> Session::apply(const std::string& path, const Stamp& stamp) {
  const auto bytes = bytes_of(path);
  const Json file = bytes ? Json::parse(*bytes, nullptr, false) : Json();
  if (!file.is_object() || !file.contains("decisions") || !file["decisions"].is_array())
    return tl::unexpected(
        Error{Error::Code::kBadFormat, path, 0, "no decisions in it", "give the file that the report's \"save decisions\" made"});
  std::size_t applied = 0;
  for (const Json& d : file["decisions"]) {
    const std::string key = d.value("group", std::string()), decision = d.value("decision", std::string());
    const Group* g = find(key);
    if (g == nullptr)
      return tl::unexpected(
          Error{Error::Code::kBadInput, path, 0, "no group " + key + " today", "make the report anew: rules or goldens have changed"});
    if (decision == "accept" && g->verdict == Verdict::kBroken && !d.value("force", false))
      return tl::unexpected(Error{Error::Code::kBadInput, path, 0, "group " + key + " is broken and cannot be accepted unseen",
                                  "reject it, or say \"force\": true"});
    auto ok = decision == "accept"   ? accept(*g, stamp)
              : decision == "reject" ? reject(*g, d.value("note", std::string()), stamp)
                                     : Result<void>{};
    if (!ok) return tl::unexpected(ok.error());
    applied += decision == "accept" || decision == "reject";
  }
  return applied;
}

}  // namespace milepost::review
