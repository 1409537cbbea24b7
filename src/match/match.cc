// The doors: phase 1 and phase 2, sentence by sentence, stratum by stratum.
#include "match/match.h"

#include <algorithm>
#include <bit>

#include "match/see.h"

namespace milepost::match {

void ScratchDeleter::operator()(Scratch* s) const { delete s; }

ScratchPtr make_scratch(const rules::Program& program) {
  ScratchPtr s(new Scratch(program));
  s->woken.assign(s->m.branches.size() / 64 + 1, 0);
  s->masks.assign(s->m.atoms.size() * kMaskWords, 0);
  s->mask_stamps.assign(s->m.atoms.size() + 1, 0);
  s->touched.assign(s->m.atoms.size() + 1, 0);
  s->waking.assign(s->m.atoms.size() + 1, 0);
  s->seen_types.assign(program.types.size(), 0);
  s->occupied.assign(rules::kMaxSentence, 0);
  s->taken.assign(rules::kMaxSentence, 0);
  s->clashes.assign(s->m.direct_lists, 0);
  s->waiting.resize(s->m.strata + 1);
  s->numeral_table = NumeralTable::from(program);
  s->number_type = program.type("Number");
  s->value = program.attribute("value");
  s->low = program.attribute("low");
  s->high = program.attribute("high");
  s->scale = program.attribute("scale");
  s->form = program.attribute("form");
  return s;
}

std::uint64_t capped(const Scratch& scratch) { return scratch.capped; }

namespace {

bool allowed(const Scratch& s, const rules::CompiledRule& rule) { return s.options->only == nullptr || (*s.options->only)[rule.id]; }

void note_empty_slot(const Scratch& s, const rules::CompiledRule& rule, std::uint32_t first, std::uint32_t last, Trace& trace) {
  const auto& slots = s.m.frames[static_cast<std::size_t>(rule.frame)].slots;
  for (std::size_t i = 0; i < slots.size(); ++i)
    if (slots[i].required && !s.captures[slots[i].slot].set()) return trace.refuse(Trace::Refusal::Kind::kSlot, i, first, last);
}

void try_at(Scratch& s, std::uint32_t branch_index, std::uint32_t start) {
  const rules::Branch& branch = s.m.branches[branch_index];
  const rules::CompiledRule& rule = s.m.rules[branch.rule];
  const std::uint32_t end = run_branch(s, branch, rule.captures.size(), start);
  if (end == kNone || end == start) return;
  s.more.clear();
  if (rule.frame >= 0 && !fill_slots(s, rule, start, end)) {
    if (Trace* t = s.options->trace; t != nullptr && t->rule == rule.id) note_empty_slot(s, rule, start, end, *t);
    return;
  }
  add_candidate(s, branch.rule, branch, start, end);
}

void run_branch_from(Scratch& s, std::uint32_t b, const Mask& starts) {
  Profile* const p = s.options->profile;
  const std::uint64_t begin = p == nullptr ? 0 : p->now();
  std::uint64_t tries = 0;
  for (std::uint32_t w = 0; w < s.mask_words; ++w)
    for (std::uint64_t bits = starts[w]; bits != 0; bits &= bits - 1, ++tries)
      try_at(s, b, s.begin + w * 64 + static_cast<std::uint32_t>(std::countr_zero(bits)));
  if (p == nullptr) return;
  const RuleId rule = s.m.rules[s.m.branches[b].rule].id;
  p->tries[rule] += tries;
  p->time[rule] += p->now() - begin;
}

/// Whether a branch can match in this sentence at all. Without branches of its own: half of the woken can, and which is never foreseen.
bool may_match(const Scratch& s, const rules::Required& r) {
  const std::uint32_t elsewhere = ~static_cast<std::uint32_t>(r.blocks) >> static_cast<unsigned>(s.block) & (s.direct ? 1 : 0);
  return ((s.mask_stamps[r.atoms[0]] ^ s.sentence_stamp) | (s.mask_stamps[r.atoms[1]] ^ s.sentence_stamp) | elsewhere) == 0;
}

void run_woken(Scratch& s, std::uint32_t b, bool linked) {
  const rules::Required& required = s.m.required[b];
  const rules::Branch& branch = s.m.branches[b];
  const rules::CompiledRule& rule = s.m.rules[branch.rule];
  if (!s.direct && (rule.linked != linked || !allowed(s, rule))) return;  // a phase wakes its own branches alone
  Mask starts;
  if (find_starts(s, branch, starts) && (!required.guarded || sentence_guards_pass(s, rule))) run_branch_from(s, b, starts);
}

/// The woken branches of a stratum, in order. What they wake belongs to later strata.
void run_stratum(Scratch& s, std::uint32_t stratum, bool linked) {
  const std::uint32_t first = s.m.stratum_begin[stratum], last = s.m.stratum_begin[stratum + 1];
  for (std::uint32_t w = first / 64; w * 64 < last; ++w) {
    std::uint64_t bits = s.woken[w];
    if (w * 64 < first) bits &= ~std::uint64_t{0} << (first & 63);
    if (last - w * 64 < 64) bits &= (std::uint64_t{1} << (last - w * 64)) - 1;
    std::array<std::uint32_t, 64> able;
    std::uint32_t count = 0;
    for (; bits != 0; bits &= bits - 1) {
      const std::uint32_t b = able[count] = w * 64 + static_cast<std::uint32_t>(std::countr_zero(bits));
      count += may_match(s, s.m.required[b]) ? 1 : 0;
    }
    for (std::uint32_t i = 0; i < count; ++i) run_woken(s, able[i], linked);
  }
}

/// The reference: every branch of the stratum from every token; no triggers, no windows of starts, no memory of failed places.
void run_everywhere(Scratch& s, std::uint32_t stratum, bool linked) {
  for (std::uint32_t b = 0; b < s.m.branches.size(); ++b) {
    const rules::CompiledRule& rule = s.m.rules[s.m.branches[b].rule];
    if (rule.stratum != stratum || rule.linked != linked || !allowed(s, rule) || !sentence_guards_pass(s, rule)) continue;
    for (std::uint32_t start = s.begin; start < s.end; ++start) try_at(s, b, start);
  }
}

/// `last`: end of the sentence of which this is a part.
void run_sentence(Scratch& s, std::uint32_t last, bool linked) {
  begin_presence(s);
  if (s.occupied_stamp > 0x7fff0000) s.occupied.assign(s.occupied.size(), 0), s.occupied_stamp = 0;
  if (linked) {
    for (std::uint32_t i = s.begin; i < s.end; ++i)
      for (MentionId m = s.chart->starts[i]; m != kNone; m = s.chart->mentions[m].next) see_mention(s, m);
  } else {
    s.numbers_from = s.chart->mentions.size();
    add_numbers(s);
    for (std::size_t m = s.numbers_from; m < s.chart->mentions.size(); ++m) see_mention(s, static_cast<MentionId>(m));
  }
  if (s.direct && !linked)
    see_tokens(s, last);
  else if (!s.options->slow)
    see_tokens_again(s);
  add_ready(s);
  wake_seen(s);
  bool contexts_done = !linked;
  for (std::uint32_t stratum = 0; stratum < s.m.strata; ++stratum) {
    if (!contexts_done && stratum == s.m.first_frame_stratum) {
      apply_contexts(s, &rules::CompiledContext::before_frames);
      contexts_done = true;
    }
    if (s.options->slow)
      run_everywhere(s, stratum, linked);
    else
      run_stratum(s, stratum, linked);
    if (!s.waiting[stratum].empty()) add_waiting(s, stratum);
    resolve(s);
  }
  if (!contexts_done) apply_contexts(s, &rules::CompiledContext::before_frames);
  if (linked) apply_contexts(s, &rules::CompiledContext::behind_frames);
}

void run_chunks(Scratch& s, const Sentence& sentence, bool linked) {
  s.block = sentence.block;
  for (std::uint32_t at = sentence.first; at < sentence.last; at += rules::kMaxSentence) {
    s.begin = at;
    s.end = std::min(sentence.last, at + rules::kMaxSentence);
    if (s.end < sentence.last && !linked) ++s.capped;
    run_sentence(s, sentence.last, linked);
  }
}

/// Sentences in which the linker put something that wakes a branch of phase 2.
void note_linked(Scratch& s) {
  const rules::Phase& phase = s.m.phases[1];
  for (std::size_t m = s.linked_from; m < s.chart->mentions.size(); ++m) {
    const Mention& mention = s.chart->mentions[m];
    for (const std::uint32_t atom : phase.atoms_of_type[mention.type])
      if (s.m.wakes_later[atom]) s.later[s.text->sentence_of[mention.first]] = true;
  }
}

/// Those of the whole document, for runs that are watched.
void find_all_hits(Scratch& s) {
  for (const Sentence& sentence : s.text->sentences)
    for (std::uint32_t i = sentence.first; i < sentence.last; ++i) find_hits(s, i, sentence.last, s.m.starts[s.text->tokens[i].word]);
}

void run_document(const Text& text, const Options& options, Scratch& s, Chart& chart, Arena& arena, bool linked) {
  s.text = &text;
  s.options = &options;
  s.chart = &chart;
  s.arena = &arena;
  s.direct =
      !options.slow && options.only == nullptr && options.trace == nullptr && options.suppressed == nullptr && options.profile == nullptr;
  s.phase = &s.m.phases[!s.direct ? 2 : linked ? 1 : 0];
  s.direct_at.assign(s.m.direct_branches, kNone);
  s.list_end.assign(s.m.direct_lists, 0);
  if (!linked) {
    chart.reset(text.tokens.size());
    chart.pack = s.m.direct_attributes.data();
    s.later.assign(text.sentences.size(), false);
    classify(s);
    begin_hits(s);
    if (!s.direct) find_all_hits(s);
  } else {
    note_linked(s);
  }
  const bool all = !linked || !s.direct || !s.m.contexts.empty();
  for (std::size_t i = 0; i < text.sentences.size(); ++i) {
    if (!all && !s.later[i]) continue;
    s.later_there = false;
    run_chunks(s, text.sentences[i], linked);
    s.later[i] = s.later_there;
  }
  s.linked_from = chart.mentions.size();
}

}  // namespace

void match_lexical(const Text& text, const rules::Program&, const Options& options, Scratch& scratch, Chart& chart, Arena& arena) {
  run_document(text, options, scratch, chart, arena, false);
}

void match_linked(const Text& text, const rules::Program&, const Options& options, Scratch& scratch, Chart& chart, Arena& arena) {
  if (scratch.m.any_linked) run_document(text, options, scratch, chart, arena, true);
}

}  // namespace milepost::match
