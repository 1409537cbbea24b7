#include "link/link.h"
namespace milepost::link { void link_quantities(const Text&, const rules::Program&, Chart&, Arena&, Linked&) {} }
