#include "link/link.h"
namespace milepost::link { void link_names(const Text&, const rules::Program&, Chart&, Arena&, Linked&) {} }
