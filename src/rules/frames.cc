// Frames and contexts compiled: a frame is a rule of its trigger whose slots are filled when that has matched.
#include <fmt/format.h>

#include <tuple>

#include "rules/compile.h"

namespace milepost::rules {

void Compiler::add_frame(const Frame& frame) {
  const auto index = static_cast<std::uint32_t>(m_.rules.size());
  CompiledRule out = begin_rule(frame.id, frame.type, frame.prio, frame.position);
  out.frame = static_cast<std::int32_t>(m_.frames.size());
  CaptureTable captures;
  guards_ = &frame.guards;
  add_branches(frame.triggers, index, captures);
  std::vector<TypeId>& uses = uses_.emplace_back();
  for (const Pattern& p : frame.triggers) note_types(p, uses);
  CompiledFrame made;
  made.sentence_scope = frame.sentence_scope;
  for (const Slot& s : frame.slots) {
    CompiledSlot slot;
    slot.attribute = attribute(s.name);
    slot.slot = captures.slot(s.name);
    for (const Pattern& p : s.types) {
      CompiledSlot::Filler filler;
      if (p.kind == Pattern::Kind::kType) {
        filler.type = type_ids_[p.text];
        filler.test = p.conditions.empty() ? kNone : tests(p.conditions);
        filler.tests = static_cast<std::uint32_t>(p.conditions.size());
      } else {
        filler.lexicon = lexicon_ids_[p.text];
        filler.rows = row_set(filler.lexicon, p.conditions);
      }
      slot.fillers.push_back(filler);
      note_types(p, uses);
    }
    slot.side = s.side;
    if (s.cue) {
      slot.cue = sub_program(*s.cue);
      std::tie(slot.cue_least, slot.cue_most) = look_width(*s.cue);
    }
    slot.max = s.max;
    slot.required = s.required;
    slot.many = s.many;
    made.slots.push_back(std::move(slot));
  }
  for (const Expr& e : frame.when) out.where.push_back(expression(e, captures, out.expressions));
  for (const Guard& g : frame.guards) out.guards.push_back(guard(g)), note_types(g.argument, uses);
  for (const Assignment& a : frame.make) out.make.emplace_back(attribute(a.attribute), expression(a.value, captures, out.expressions));
  out.captures = captures.names;
  m_.frames.push_back(std::move(made));
  m_.rules[index] = std::move(out);
}

void Compiler::add_context(const Context& context) {
  CompiledContext out;
  out.id = static_cast<RuleId>(program_.rules.size());
  program_.rules.push_back({context.id, 0, 0, fmt::format("{}:{}", program_.source.files[context.position.file], context.position.line)});
  out.attribute = attribute(context.attribute);
  const Expr& value = context.value;
  if (value.op == Expr::Op::kNumber)
    out.value = Value::of(value.number);
  else
    out.value = Value::of(std::string_view(m_.texts.emplace_back(value.text)));
  for (const Pattern& p : context.cues) out.cues.push_back(sub_program(p));
  out.reach = context.reach;
  out.max = context.max;
  for (const std::string& t : context.types) out.types.push_back(type_ids_[t]);
  if (context.stop) out.stop = sub_program(*context.stop);
  if (context.pseudo) out.pseudo = sub_program(*context.pseudo);
  m_.contexts.push_back(std::move(out));
}

}  // namespace milepost::rules
