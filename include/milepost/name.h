// Organizations, people and places: one entity a document, with all its mentions.
#pragma once

#include <string_view>
#include <vector>

#include "milepost/mention.h"

namespace milepost {

///   "Eurasian Resources Group (ERG)" … "ERG" … "the group" -> one Entity of kind company with three mentions
/// Views point into the document, the pack or the document's arena.
struct Entity {
  enum class Type : std::uint8_t { kOrganization, kPerson, kPlace };
  Type type = Type::kOrganization;
  std::string_view name;                         ///< canonical: the fullest form in the article, without article or nationality
  std::string_view kind;                         ///< company, government, intergovernmental, media …; country, region, city
  std::string_view country;                      ///< ISO 3166-1 alpha-2; "" when unknown
  Span country_cue;                              ///< the words the country was read from; empty when none
  std::string_view legal_form, legal_form_code;  ///< as written; ISO 20275
  std::string_view role;                         ///< of a person: "Minister of Industry and Construction"
  std::uint32_t organization = kNone;            ///< of a person: index of an Entity
  std::vector<std::string_view> aliases;
  std::vector<MentionId> mentions;  ///< chart mentions, in text order; the first is the record's span
  std::vector<Span> spans;          ///< of all mentions, in text order
  RuleId rule = 0;
};

}  // namespace milepost
