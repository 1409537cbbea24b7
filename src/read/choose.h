#pragma once

#include <string>
#include <string_view>

#include "read/readers.h"

namespace milepost::read {

/// The row for a stream: `forced` if set, else what its first bytes say, else its name's ending; nullptr when nothing tells it.
const FormatInfo* told(const std::string& forced, const std::string& name, std::string_view start);

}  // namespace milepost::read
