// The page that reports are put into: viewer.html, built in by CMake.
#pragma once

#include <string_view>

namespace milepost::review {

/// viewer.html with the places @TITLE@, @NOSCRIPT@ and @DATA@ still open.
extern const std::string_view kViewer;

}  // namespace milepost::review
