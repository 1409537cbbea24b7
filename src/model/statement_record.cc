#include "model/bodies.h"

namespace milepost {

void add_body(Room& room, const Statement& s, const Text& text, const Linked& linked) {
  Fields(room)
      .text_or_null("speaker", s.speaker == kNone ? s.speaker_text : linked.entities[s.speaker].name)
      .text("cue", text.view(s.cue))
      .text("kind", s.direct ? "direct" : "indirect")
      .text_or_null("venue", s.venue)
      .text_or_null("date", s.date)
      .text_or_null("via", s.via);
}

}  // namespace milepost
