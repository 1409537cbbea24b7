// Private to the reading of goals: who aims.
#pragma once

#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "fact/attribution.h"
#include "fact/goal_phrase.h"
#include "fact/named.h"

namespace milepost::fact {

/// Tells the actors of one document's goals, in text order; remembers the last, for sentences that name nobody.
///   "The Norland government plans …" -> Norland government    "The firm will also …" -> the firm of the sentence before
class Actors {
 public:
  static constexpr std::uint32_t kRemembered = 2;  ///< sentences behind the last goal in which its actor may be taken up

  Actors(const Scene& scene, const link::Words& words, const std::vector<Statement>& statements);
  /// Who aims at the amount that begins at token `first`: the subject, whom it means or owns it, the sentence's subject, the speaker, the
  /// actor before; at last the document's actor, `assumed`.
  Actor of(const Field& field, const Setting& setting, std::uint32_t first, Goal::Kind kind);
  /// Whether the actor of a goal that of() has told is a company by its name.
  bool company(std::string_view actor) const;

 private:
  struct Who {
    std::uint32_t entity = kNone;
    std::string_view text;
    std::uint32_t with = kNone;   ///< who aims together with the entity,
    std::string_view joint = {};  ///< and the word that joins them
    bool known() const { return entity != kNone || !text.empty(); }
  };
  void prepare();
  void index_names();
  Who in_phrase(const Phrases& phrases, Range r, bool any) const;
  Who government(const Phrases& phrases, Range r) const;
  Who described(const Phrases& phrases, Range r) const;
  Who pointed(std::string_view who, std::uint32_t token, std::string_view word) const;
  std::uint32_t seat_behind(const Named& n) const;
  std::uint32_t seat_ahead(std::uint32_t token) const;
  bool object(const Named& n, std::uint32_t floor) const;
  bool owns(const Named& n) const;
  bool based(const Named& n) const;
  Who office(std::string_view word) const;
  std::uint32_t partner_of(const Named& n, std::uint32_t until) const;
  bool third(std::uint32_t token) const;
  bool mention(std::uint32_t token, std::string_view type) const;
  Who owner_of_aim(const Phrases& phrases, const Setting& setting, std::uint32_t first) const;
  std::string_view spelled_out(std::string_view abbreviation) const;
  Who asked(const Phrases& phrases, const Field& field, const Setting& setting) const;
  Who behind_instrument(Range subject) const;
  Who behind_name(const Phrases& phrases, Range subject) const;
  Who of_state(Range subject) const;
  bool has_only(const Setting& setting, const Who& who) const;
  bool moves_itself(const Setting& setting, const Who& who) const;
  Who body_of(std::uint32_t token) const;
  Who subject_of(std::uint32_t first, std::uint32_t before, bool follow = true, bool owners = true) const;
  Who agent(const Phrases& phrases, const Field& field, const Setting& setting) const;
  Who speaker(std::uint32_t token, bool self) const;
  Who stated(const Field& field, const Phrases& phrases, const Setting& setting, std::uint32_t first, Goal::Kind kind) const;
  Who of_person(std::uint32_t entity) const;
  std::uint32_t government_of(const Entity& person) const;
  bool in_office(const Entity& person, std::string_view office) const;
  bool holds_office(const Entity& e) const;
  Who spoken_for(std::uint32_t entity) const;
  const Named* named_at(std::uint32_t token) const;
  bool led(const Named& n, std::uint32_t floor) const;
  bool acts(const Entity& e) const;
  bool modifies(const Named& n) const;
  bool of_market(const Field& field, const Phrases& phrases, const Setting& setting) const;
  bool reporter(const Entity& e) const;
  bool of_economy(const Field& field, const Phrases& phrases, const Setting& setting) const;
  std::string_view role(std::uint32_t token) const;
  std::string_view name(const Who& who) const;
  std::string_view name_of(const Who& who) const;
  std::string_view last_role(const Entity& e) const;
  bool governs(const Entity& e) const;
  std::uint32_t person_behind(const Named& place, std::uint32_t until) const;
  Who speaking(std::uint32_t token) const;
  Who told_by(const Phrases& phrases, std::uint32_t token) const;
  bool speaks(std::uint32_t entity, std::uint32_t token) const;
  std::uint32_t document_actor(bool state, std::size_t& weight_of) const;

  const Scene& scene_;
  const link::Words& words_;
  const std::vector<Statement>& statements_;
  Attribution attribution_;
  const PartWords& ids_;
  TypeId pointer_, saying_;
  AttributeId who_;
  bool ready_ = false;
  const std::vector<Named>& names_;
  std::unordered_map<std::string_view, std::uint32_t> by_name_;  ///< the first entity of a name
  std::unordered_map<std::string_view, std::uint32_t>
      by_last_word_;                                            ///< "Administration": the first organization of two words that ends so
  std::unordered_map<std::string, std::uint32_t> by_initials_;  ///< "NHA": the first organization whose words begin so
  std::unordered_map<std::string_view, std::vector<std::uint32_t>> bracketed_;  ///< "NHA": its tokens in "(NHA)"
  std::uint32_t main_ = kNone, state_ = kNone;                                  ///< the document's actor, and its country
  Who last_;
  std::uint32_t last_sentence_ = 0;
};

}  // namespace milepost::fact
