// The backtracking machine. Preference order is that of the instructions (longest repetition, first alternative); a place (instruction,
// token) where a way began and failed is never tried again, so a run costs at most instructions x tokens of the window.
#include <algorithm>

#include "match/see.h"

namespace milepost::match {

using rules::Instruction;
using rules::Op;

bool tests_pass(const Scratch& s, std::uint32_t begin, std::uint32_t count, const Mention& m) {
  for (std::uint32_t i = begin; i < begin + count; ++i)
    if (!s.m.tests[i].passes(s.chart->get(m, s.m.tests[i].attribute))) return false;
  return true;
}

namespace {

bool takes_tokens(Op op) { return op <= Op::kShape; }

/// Elements of a path that took tokens; what a gap took is not counted.
std::size_t elements(const Scratch& s, const std::vector<Trace::Step>& path) {
  return static_cast<std::size_t>(
      std::count_if(path.begin(), path.end(), [&](const Trace::Step& x) { return takes_tokens(s.m.code[x.instruction].op); }));
}

/// One run of the machine over [start, limit). Traced, it keeps its path and the furthest place for Options::trace.
template <bool kTraced>
class Run {
 public:
  Run(Scratch& s, std::uint32_t limit, bool capturing)
      : s_(s), limit_(limit), capturing_(capturing), choices_(s.choices.size()), trail_(s.trail.size()) {}

  /// `memo`: instructions of the program when places are to be remembered, else 0 (short sub-programs and the reference), then with a
  /// budget of steps.
  std::uint32_t go(std::uint32_t program, std::uint32_t start, std::uint32_t memo, std::uint32_t budget) {
    pc_ = program;
    pos_ = start;
    program_ = program;
    start_ = start;
    memo_ = memo;
    resume_ = 0;
    for (;;) {
      if (budget != kNone && budget-- == 0) break;
      const std::uint32_t pc = pc_, pos = pos_;
      const Step step = this->step();
      if constexpr (kTraced) trace(step, pc, pos);
      if (step == Step::kAccept) {
        finish();
        return pos_;
      }
      if (step == Step::kFail && !back()) break;
    }
    finish();
    return kNone;
  }

 private:
  enum class Step : std::uint8_t { kGoOn, kFail, kAccept };

  void finish() {
    s_.choices.resize(choices_);
    s_.trail.resize(trail_);
  }

  bool back() {
    if (s_.choices.size() == choices_) return false;
    const Scratch::Choice c = s_.choices.back();
    s_.choices.pop_back();
    while (s_.trail.size() > c.trail) {
      s_.captures[s_.trail.back().slot] = s_.trail.back().old;
      s_.trail.pop_back();
    }
    if (capturing_) s_.consumed.resize(c.consumed);
    pc_ = c.pc;
    pos_ = c.pos;
    resume_ = c.resume;
    if constexpr (kTraced) {
      Trace& t = *s_.options->trace;
      t.path.resize(t.marks.back());
      t.marks.pop_back();
    }
    return true;
  }

  void trace(Step step, std::uint32_t pc, std::uint32_t pos) {
    Trace& t = *s_.options->trace;
    if (step == Step::kGoOn) t.path.push_back({pc, pos, pos_});
    if (step != Step::kFail) return;
    const std::size_t now = elements(s_, t.path), best = elements(s_, t.furthest);
    if (now < best || (now == 0 && best == 0 && !t.expected.empty())) return;
    if (now > best) {
      t.furthest = t.path;
      t.expected.clear();
    }
    if (t.expected.size() < 256) t.expected.push_back({pc, pos, pos});
  }

  void choose(std::uint32_t pc, std::uint32_t pos, std::uint32_t resume) {
    append(s_.choices,
           Scratch::Choice{pc, pos, resume, static_cast<std::uint32_t>(s_.trail.size()), static_cast<std::uint32_t>(s_.consumed.size())});
    if constexpr (kTraced) s_.options->trace->marks.push_back(static_cast<std::uint32_t>(s_.options->trace->path.size()));
  }

  void capture(std::uint8_t slot, const Captured& value) {
    if (slot == 0xff || !capturing_) return;
    append(s_.trail, Scratch::Undo{slot, s_.captures[slot]});
    s_.captures[slot] = value;
  }

  /// Whether this place was tried before in this run; remembers it.
  bool tried() {
    if (memo_ == 0 || resume_ != 0) return false;
    std::uint32_t& stamp = s_.memo[(pos_ - start_) * memo_ + (pc_ - program_)];
    if (stamp == s_.memo_stamp) return true;
    stamp = s_.memo_stamp;
    return false;
  }

  Step take(const Instruction& in, bool fits) {
    if (!fits) return Step::kFail;
    capture(in.slot, {pos_, pos_ + 1});
    ++pos_;
    ++pc_;
    return Step::kGoOn;
  }

  Step step_lexicon(const Instruction& in) {
    if (pos_ >= limit_ || tried()) return Step::kFail;
    const std::uint32_t from = resume_ != 0 ? resume_ - 1 : 0;  // hits of this token that were tried before
    resume_ = 0;
    std::uint32_t number = 0;
    for (const Hit& hit : s_.hits_at(pos_)) {
      if (hit.last > limit_) {
        number += hit.size();
        continue;
      }
      for (std::uint32_t e = hit.entries_end; e-- > hit.entries_begin; ++number) {
        const rules::Entry& entry = s_.m.entries[e];
        if (number < from || entry.lexicon != in.a) continue;
        for (std::uint32_t r = entry.rows_begin; r < entry.rows_end; ++r) {
          const rules::RowId row = s_.m.entry_rows[r];
          if (in.b != kNone && !s_.m.row_sets[in.b][row]) continue;
          if (!entry.plain && !row_fits(s_, in.a, row, pos_, hit.last)) continue;
          choose(pc_, pos_, number + 2);
          capture(in.slot, {pos_, hit.last, kNone, in.a, row});
          pos_ = hit.last;
          ++pc_;
          return Step::kGoOn;
        }
      }
    }
    return Step::kFail;
  }

  Step step_type(const Instruction& in) {
    if (pos_ >= limit_ || tried()) return Step::kFail;
    MentionId m = resume_ != 0 ? resume_ - 1 : s_.chart->starts[pos_];
    resume_ = 0;
    for (; m != kNone; m = s_.chart->mentions[m].next) {
      const Mention& mention = s_.chart->mentions[m];
      if (mention.type != in.a || mention.last > limit_ || (in.b != kNone && !tests_pass(s_, in.b, in.c, mention))) continue;
      if (mention.next != kNone) choose(pc_, pos_, mention.next + 1);
      capture(in.slot, {pos_, mention.last, m});
      if (capturing_) append(s_.consumed, m);
      pos_ = mention.last;
      ++pc_;
      return Step::kGoOn;
    }
    return Step::kFail;
  }

  bool gap_token(const Instruction& in) {
    if (pos_ >= limit_) return false;
    const rules::Gap& gap = s_.m.gaps[in.a];
    if (gap.not_program != kNone && run_sub(s_, gap.not_program, pos_, s_.end) != kNone) return false;
    if (gap.over_all || !barrier_at(s_, pos_)) return true;
    const WordId w = s_.text->tokens[pos_].word;
    for (const WordId o : gap.over)
      if (o == w) return true;
    return false;
  }

  Step step() {
    const Instruction& in = s_.m.code[pc_];
    const auto& tokens = s_.text->tokens;
    switch (in.op) {
      case Op::kWord:
        return take(in, pos_ < limit_ && tokens[pos_].word == in.a);
      case Op::kExact:
        return take(in, pos_ < limit_ && tokens[pos_].word == in.a && s_.text->view(tokens[pos_]) == s_.m.texts[in.b]);
      case Op::kRegex:
        return take(in, pos_ < limit_ && regex_fits(s_, in.a, pos_));
      case Op::kShape:
        return take(in, pos_ < limit_ && shape_fits(s_, s_.m.shapes[in.a], pos_));
      case Op::kLexicon:
        return step_lexicon(in);
      case Op::kType:
        return step_type(in);
      case Op::kGapToken:
        if (!gap_token(in)) return Step::kFail;
        ++pos_;
        ++pc_;
        return Step::kGoOn;
      case Op::kSplit:
        if (tried()) return Step::kFail;
        choose(in.b, pos_, 0);
        pc_ = in.a;
        return Step::kGoOn;
      case Op::kJump:
        pc_ = in.a;
        return Step::kGoOn;
      case Op::kOpen:
        capture(in.slot, {pos_, pos_});
        ++pc_;
        return Step::kGoOn;
      case Op::kClose:
        if (capturing_) capture(in.slot, {s_.captures[in.slot].first, pos_});
        ++pc_;
        return Step::kGoOn;
      case Op::kAdjacent:
        ++pc_;
        return pos_ < s_.end && pos_ > s_.begin && !tokens[pos_].is(Token::kSpaceBefore) ? Step::kGoOn : Step::kFail;
      case Op::kBegin:
        ++pc_;
        return pos_ == s_.begin ? Step::kGoOn : Step::kFail;
      case Op::kEnd:
        ++pc_;
        return pos_ == s_.end ? Step::kGoOn : Step::kFail;
      case Op::kLook: {
        const bool found = in.b == 0 ? run_sub(s_, in.a, pos_, s_.end) != kNone : ends_here(s_, in.a, pos_, in.b & 15, in.b >> 4);
        ++pc_;
        return found != (in.c == 1) ? Step::kGoOn : Step::kFail;
      }
      case Op::kAccept:
        return Step::kAccept;
    }
    return Step::kFail;
  }

  Scratch& s_;
  std::uint32_t limit_;
  bool capturing_;
  std::size_t choices_, trail_;
  std::uint32_t pc_ = 0, pos_ = 0, program_ = 0, start_ = 0, memo_ = 0, resume_ = 0;
};

}  // namespace

std::uint32_t run_branch(Scratch& s, const rules::Branch& branch, std::size_t captures, std::uint32_t start) {
  s.captures.assign(captures, Captured{});
  s.consumed.clear();
  const std::size_t places = static_cast<std::size_t>(branch.size) * (rules::kMaxWindow + 2);
  if (s.memo.size() < places) s.memo.resize(places, 0);
  if (++s.memo_stamp == 0) {
    s.memo.assign(s.memo.size(), 0);
    s.memo_stamp = 1;
  }
  const std::uint32_t limit = std::min(s.end, start + rules::kMaxWindow);
  const std::uint32_t memo = s.options->slow ? 0 : branch.size, budget = s.options->slow ? 100000000u : kNone;
  if (Trace* t = s.options->trace; t != nullptr && t->rule == s.m.rules[branch.rule].id) {
    t->path.clear();
    t->marks.clear();
    return Run<true>(s, limit, true).go(branch.program, start, memo, budget);
  }
  return Run<false>(s, limit, true).go(branch.program, start, memo, budget);
}

std::uint32_t run_sub(Scratch& s, std::uint32_t program, std::uint32_t start, std::uint32_t limit) {
  return Run<false>(s, limit, false).go(program, start, 0, rules::kSubSteps);
}

bool ends_here(Scratch& s, std::uint32_t program, std::uint32_t end, std::uint32_t least, std::uint32_t most) {
  const std::uint32_t back = end - s.begin;
  for (std::uint32_t n = least; n <= back && n <= most; ++n)
    if (run_sub(s, program, end - n, end) == end) return true;
  return false;
}

}  // namespace milepost::match
