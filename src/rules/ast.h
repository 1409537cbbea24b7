// The syntax tree of a rule pack: what parse.cc reads from *.rules and lexicon.cc from *.tsv, what check.cc verifies and
// compile.cc turns into a Program. rules/README.md is the language; the names here are the names there.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

namespace milepost::rules {

/// Where something stands in the pack. `file` indexes RuleSet::files; line and column count from 1, column in code points.
struct Position {
  std::uint32_t file = 0, line = 0, column = 0;
};

/// One complaint, for the person who can mend it: `message` says what is wrong, `cure` what to do ("" when unknown).
struct Diagnostic {
  enum class Severity : std::uint8_t { kError, kWarning };
  Severity severity = Severity::kError;
  Position position;
  std::string message, cure;
};

/// An expression of `make`, `where` and `when`. kNumber: number; kText: text; kName: text is a capture, or args[0] absent;
/// kAttribute: text is the attribute, args[0] the kName; kCall: text is the function; operators: args are the operands.
struct Expr {
  enum class Op : std::uint8_t {
    kNumber,
    kText,
    kName,
    kAttribute,
    kCall,
    kAdd,
    kSub,
    kMul,
    kDiv,
    kEq,
    kNe,
    kLt,
    kLe,
    kGt,
    kGe,
    kAnd,
    kOr,
    kNot,
    kNeg
  };
  Op op = Op::kNumber;
  double number = 0;
  std::string text;
  std::vector<Expr> args;
  Position position;
};

/// One test in brackets: `[attr op value]`; several values are alternatives ("x|y"); kHas has none.
struct Condition {
  enum class Op : std::uint8_t { kHas, kEq, kNe, kLt, kLe, kGt, kGe };
  std::string attribute;
  Op op = Op::kHas;
  std::vector<std::string> values;  ///< as written; numbers compare as numbers
  Position position;
};

/// A node of a pattern. `children`: parts of a kSequence, branches of kAlternative, members of kSet, the argument of a kLook, what a kGap
/// must `not` contain (children[0] if `gap_not`) or may run `over` (children[1]).
struct Pattern {
  enum class Kind : std::uint8_t {
    kWord,     ///< text: one token, folded unless exact
    kRegex,    ///< text: RE2 source
    kLexicon,  ///< text: lexicon name
    kType,     ///< text: type name
    kShape,    ///< text: shape or word class; low, high for %num(low..high)
    kSequence,
    kAlternative,
    kSet,
    kGap,       ///< at most `max` tokens
    kAdjacent,  ///< ~
    kBegin,
    kEnd,  ///< ^ $
    kLook  ///< text: prev | next; `negated`
  };
  Kind kind = Kind::kSequence;
  std::string text;
  bool exact = false, negated = false;
  std::optional<double> low, high;
  std::uint8_t min = 1, max = 1;
  std::string capture;
  std::vector<Condition> conditions;
  std::vector<Pattern> children;
  std::optional<std::size_t> gap_not, gap_over;  ///< index into children
  Position position;
};

/// A guard of a whole match: name is prev next inside cover overlap block sentence; `words` for block.
struct Guard {
  std::string name;
  bool negated = false;  ///< stood in a `not` line
  Pattern argument;
  std::vector<std::string> words;
  Position position;
};

struct Assignment {
  std::string attribute;
  Expr value;
  Position position;
};

/// `Type(f=v; g=w)` on the right of an example.
struct Expectation {
  std::string type;
  std::vector<std::pair<std::string, std::string>> fields;
};

struct Example {
  enum class Kind : std::uint8_t { kPositive, kNegative, kNegativeForType, kLosesInPack, kKnownGap };
  Kind kind = Kind::kPositive;
  std::string text;
  std::string date;  ///< "" or an ISO date
  bool headline = false;
  bool exactly = false;  ///< ==>
  std::vector<Expectation> expected;
  Position position;
};

struct Rule {
  std::string id, type, doc;
  std::optional<int> prio;
  std::vector<std::string> beats;
  std::vector<Pattern> matches;  ///< one for each `match` line
  std::vector<Expr> where;
  std::vector<Guard> guards;
  std::vector<Assignment> make;
  std::vector<Example> examples;
  Position position;
};

struct Slot {
  enum class Side : std::uint8_t { kAny, kLeft, kRight, kSubject };
  std::string name;
  std::vector<Pattern> types;  ///< kType or kLexicon, in order of preference
  Side side = Side::kAny;
  std::optional<Pattern> cue;
  std::uint32_t max = 0;  ///< tokens from the trigger; 0: no limit
  bool required = false, many = false;
  Position position;
};

struct Frame {
  std::string id, type, doc;
  std::optional<int> prio;
  std::vector<std::string> beats;
  std::vector<Pattern> triggers;
  bool sentence_scope = false;
  std::vector<Slot> slots;
  std::vector<Expr> when;
  std::vector<Guard> guards;
  std::vector<Assignment> make;
  std::vector<Example> examples;
  Position position;
};

struct Context {
  enum class Reach : std::uint8_t { kForward, kBackward, kBoth, kSentence };
  std::string id, doc, attribute;
  Expr value;
  std::vector<Pattern> cues;
  Reach reach = Reach::kForward;
  std::uint32_t max = 0;
  std::vector<std::string> types;
  std::optional<Pattern> stop, pseudo;
  std::vector<Example> examples;
  Position position;
};

struct TypeDecl {
  bool linked = false;                                          ///< mentions come from link
  std::string name, group;                                      ///< group "": a group of its own
  std::vector<std::pair<std::string, std::string>> attributes;  ///< name, kind: number text bool mention row
  Position position;
};

struct Let {
  std::string name;
  Pattern pattern;
  Position position;
};

/// One row of a lexicon after its forms were expanded: `entry` a single phrase, cells in the order of Lexicon::columns.
struct LexiconRow {
  enum class Match : std::uint8_t { kFold, kExact, kCap, kUpper };
  std::string entry;
  Match match = Match::kFold;
  std::vector<std::string> cells;  ///< "" where the file has "."
  std::string forms;               ///< the paradigm; "" once its forms are rows of their own
  Position position;
};

struct Lexicon {
  std::string name;
  std::vector<std::string>
      columns;  ///< attributes: the header's columns without entry, match, forms; "form" appended when any row is inflected
  std::vector<LexiconRow> rows;  ///< in order of pack, file, line, form
};

/// Everything of all packs, in the order shared, languages by name, domains by name; files sorted within a pack.
struct RuleSet {
  std::vector<std::string> files;    ///< paths relative to the rules folder
  std::vector<std::string> sources;  ///< the files' bytes, for carets and the hash
  std::vector<TypeDecl> types;
  std::vector<Let> lets;
  std::vector<Rule> rules;
  std::vector<Frame> frames;
  std::vector<Context> contexts;
  std::vector<Lexicon> lexicons;                ///< sorted by name
  std::map<std::string, std::string> settings;  ///< pack.json, flattened: "en.decimal" -> "."
};

}  // namespace milepost::rules
