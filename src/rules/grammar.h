// The two little languages inside clauses: patterns and expressions. Recursive descent; nesting is bounded by kMaxNesting.
#pragma once

#include "rules/ast.h"
#include "rules/lex.h"

namespace milepost::rules {

inline constexpr int kMaxNesting = 64;  ///< parentheses within each other
inline constexpr std::uint32_t kMaxRepeat = 16;
inline constexpr std::uint32_t kMaxGap = 12;
inline constexpr std::size_t kMaxSet = 4;

/// A | B | C, each a sequence of elements. Stops before what cannot be an element: ")", "}", ",", the clause's end.
Pattern parse_pattern(Cursor& in, int depth = 0);
/// One element with capture and repetition: n:Number, @unit[dimension=mass]?, (A | B){1,3}
Pattern parse_element(Cursor& in, int depth = 0);
/// or, and, not, comparisons, sums, products, calls: if(has(a), a.value * 2, 0)
Expr parse_expression(Cursor& in, int depth = 0);
/// Type(f=v; g="two words"): the right side of an example. False when there is none.
bool parse_expectation(Cursor& in, Expectation& out);

}  // namespace milepost::rules
