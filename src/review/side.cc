// Stored records and rules that are run: every side delivers lines of records, document by document.
#include "review/side.h"

#include <filesystem>

#include "milepost/pipeline.h"
#include "read/readers.h"
#include "review/stored.h"

namespace milepost::review {

namespace {

namespace fs = std::filesystem;

/// Rules over a corpus.
class RulesSide : public Side {
 public:
  RulesSide(std::shared_ptr<const Pack> pack, std::unique_ptr<Reader> reader, ScanOptions options, std::optional<Checkout> held)
      : held_(std::move(held)), pack_(std::move(pack)), reader_(std::move(reader)), scanner_(*pack_, std::move(options)) {}

  Result<std::optional<DocumentLines>> next() override {
    for (;;) {
      auto input = reader_->next();
      if (!input) return std::optional<DocumentLines>();
      if (!*input) continue;  // unreadable on both sides alike
      Document& document = **input;
      DocumentLines out;
      out.document = document.id;
      for (const Record& r : scanner_.scan(document)) {
        line_.clear();
        append_json(line_, r, "");
        out.lines.push_back(without_pack(line_));
      }
      out.text = std::move(document.text);
      return std::optional(std::move(out));
    }
  }
  const Pack* pack() const override { return pack_.get(); }

 private:
  std::optional<Checkout> held_;
  std::shared_ptr<const Pack> pack_;
  std::unique_ptr<Reader> reader_;
  Scanner scanner_;
  std::string line_;
};

Result<std::unique_ptr<Side>> rules_side(const std::string& folder, const SideOptions& options, std::optional<Checkout> held) {
  if (options.corpus.empty())
    return tl::unexpected(Error{Error::Code::kBadInput, folder, 0, "rules need articles to run over", "give them with --corpus"});
  PackResult opened = open_pack(folder);
  if (!opened.pack) {
    std::string what = "the rules do not compile";
    for (const PackDiagnostic& d : opened.diagnostics)
      if (d.error) what += "\n" + d.text;
    return tl::unexpected(Error{Error::Code::kBadRules, folder, 0, what, "mend the lines above"});
  }
  auto reader = read::open_inputs(options.corpus, {});
  if (!reader) return tl::unexpected(reader.error());
  ScanOptions scan;
  scan.reference_date = options.reference_date;
  return std::make_unique<RulesSide>(std::move(opened.pack), std::move(*reader), std::move(scan), std::move(held));
}

bool holds_pack(const fs::path& folder) {
  std::error_code code;
  if (fs::exists(folder / "pack.json", code)) return true;
  for (const auto& entry : fs::directory_iterator(folder, code))
    if (fs::exists(entry.path() / "pack.json", code)) return true;
  return false;
}

}  // namespace

Result<std::unique_ptr<Side>> open_side(const std::string& name, const SideOptions& options) {
  if (name.starts_with("git:")) {
    auto checkout = Checkout::open(name);
    if (!checkout) return tl::unexpected(checkout.error());
    const std::string folder = checkout->folder();
    return rules_side(folder, options, std::move(*checkout));
  }
  std::error_code code;
  if (fs::is_directory(name, code)) return holds_pack(name) ? rules_side(name, options, std::nullopt) : golden_side(name);
  return stored_side(name);
}

Result<void> Pairing::pull(Half& from, Half& other, bool left) {
  if (from.ended) return {};
  auto next = from.side.next();
  if (!next) return tl::unexpected(next.error());
  if (!*next) {
    from.ended = true;
    return {};
  }
  DocumentLines mine = std::move(**next);
  const auto it = other.waiting.find(mine.document);
  if (it == other.waiting.end()) {
    from.order.push_back(mine.document);
    from.waiting.insert_or_assign(mine.document, std::move(mine));
    return {};
  }
  ready_.push_back(left ? Pair{std::move(mine), std::move(it->second)} : Pair{std::move(it->second), std::move(mine)});
  other.waiting.erase(it);
  return {};
}

Result<std::optional<Pairing::Pair>> Pairing::next() {
  while (ready_.empty() && !(before_.ended && after_.ended)) {
    if (auto ok = pull(before_, after_, true); !ok) return tl::unexpected(ok.error());
    if (auto ok = pull(after_, before_, false); !ok) return tl::unexpected(ok.error());
  }
  if (!ready_.empty()) {
    Pair pair = std::move(ready_.front());
    ready_.pop_front();
    return std::optional(std::move(pair));
  }
  for (; alone_ < before_.order.size() + after_.order.size(); ++alone_) {  // what one side alone has, in the order it came
    const bool left = alone_ < before_.order.size();
    Half& half = left ? before_ : after_;
    const auto it = half.waiting.find(half.order[left ? alone_ : alone_ - before_.order.size()]);
    if (it == half.waiting.end()) continue;
    DocumentLines lines = std::move(it->second);
    half.waiting.erase(it);
    return std::optional(left ? Pair{std::move(lines), std::nullopt} : Pair{std::nullopt, std::move(lines)});
  }
  return std::optional<Pair>();
}

}  // namespace milepost::review
