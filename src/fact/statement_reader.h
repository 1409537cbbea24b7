// Private to the reading of statements: the reader of one document, sentence by sentence.
#pragma once

#include <algorithm>
#include <vector>

#include "fact/kept.h"

namespace milepost::fact {

inline constexpr std::uint32_t kShortQuote = 5;          ///< tokens of a quotation that states nothing by itself
inline constexpr std::uint32_t kLongestSentence = 1500;  ///< tokens; what is longer is a list without stops
inline constexpr std::uint32_t kCarried = 2;             ///< sentences of a paragraph that go on with what was said

class StatementReader {
 public:
  StatementReader(const Scene& scene, Facts& facts)
      : scene_(scene), facts_(facts), ids_(scene.kept->sayings), words_(scene.words), speakers_(scene, ids_, words_) {}

  void read() {
    if (ids_.saying == 0) return;
    const Text& text = scene_.text;
    quotes_ = quotations_of(words_);
    for (std::uint32_t s = 0; s < text.sentences.size(); ++s) {
      if (s == 0 || text.sentences[s].paragraph != text.sentences[s - 1].paragraph) begin_paragraph(s);
      read_sentence(s);
    }
    begin_paragraph(static_cast<std::uint32_t>(text.sentences.size()));
    std::stable_sort(facts_.statements.begin(), facts_.statements.end(), [](const Statement& a, const Statement& b) {
      return a.span.begin != b.span.begin ? a.span.begin < b.span.begin : a.span.end > b.span.end;
    });
  }

 private:
  /// What is said: its tokens, and whether they are quoted.
  struct Said {
    Reach reach;
    bool direct = false, before = false;
  };

  void read_sentence(std::uint32_t s);
  void find_cues();
  void read_source(const SayCue& cue);
  void read_verb(const SayCue& cue, std::size_t i);
  void read_title(const SayCue& cue);
  void begin_paragraph(std::uint32_t s);
  void carry(std::uint32_t s);

  Said before(std::uint32_t end) const;
  Said after(const SayCue& cue, std::size_t i) const;
  std::uint32_t skip_asides(std::uint32_t t, bool hearer) const;
  bool inverted(const SayCue& cue, const Reach& phrase) const;
  void add(const SayCue& cue, const Said& said, const Speaker& speaker);
  void set_occasion(Statement& out, Reach said) const;
  bool relayed(const SayCue& cue, const Speaker& speaker, Reach said);

  Quotation* quote_around(std::uint32_t token) {
    const auto at =
        std::upper_bound(quotes_.begin(), quotes_.end(), token, [](std::uint32_t t, const Quotation& q) { return t < q.first; });
    return at != quotes_.begin() && token < (at - 1)->last ? &*(at - 1) : nullptr;
  }
  /// The quotation whose closing mark stands at a token.
  const Quotation* quote_to(std::uint32_t token) const {
    const auto at = std::lower_bound(quotes_.begin(), quotes_.end(), token, [](const Quotation& q, std::uint32_t t) { return q.last < t; });
    return at != quotes_.end() && at->last == token ? &*at : nullptr;
  }
  /// The quotation whose opening mark stands at a token.
  const Quotation* quote_from(std::uint32_t token) const {
    const auto at =
        std::lower_bound(quotes_.begin(), quotes_.end(), token + 1, [](const Quotation& q, std::uint32_t t) { return q.first < t; });
    return at != quotes_.end() && at->first == token + 1 ? &*at : nullptr;
  }
  char stop(std::uint32_t t) const { return stop_at(scene_.text, t); }
  std::string_view name(const Speaker& s) const { return s.entity == kNone ? s.text : scene_.linked.entities[s.entity].name; }

  const Scene& scene_;
  Facts& facts_;
  const SayWords& ids_;
  const link::Words& words_;
  Speakers speakers_;
  std::vector<Quotation> quotes_;
  std::vector<SayCue> cues_;
  std::uint32_t first_ = 0, last_ = 0;      ///< tokens of the sentence, its final stop left out
  std::size_t sentence_begin_ = 0;          ///< facts_.statements before the sentence
  std::size_t paragraph_begin_ = 0;         ///< and before the paragraph
  std::uint32_t paragraph_ = 0, open_ = 0;  ///< first sentence of the paragraph; first quotation not looked at
  std::uint32_t carried_ = 0;
  std::size_t goes_on_ = static_cast<std::size_t>(-1);  ///< the statement that the next sentence may go on with
};

}  // namespace milepost::fact
