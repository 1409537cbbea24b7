#include "model/bodies.h"
namespace milepost { void append_body(std::string&, const Entity&, const Text&, const Linked&) {} }
