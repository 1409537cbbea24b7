#include "link/link.h"
namespace milepost::link { void link_times(const Text&, const rules::Program&, std::string_view, Chart&, Arena&, Linked&) {} }
