// Private to link: which country a document is about.
#pragma once

#include <cstddef>
#include <string_view>
#include <unordered_map>

#include "milepost/linked.h"
#include "milepost/token.h"

namespace milepost::link {

using Weights = std::unordered_map<std::string_view, std::size_t>;

/// How often every country is meant, by its places and bodies; the dateline's outweighs the rest.
///   "SYDNEY - Australia …, New Zealand"  ->  {AU: 1002, NZ: 1}
Weights weigh_countries(const Text& text, const Linked& linked);

}  // namespace milepost::link
