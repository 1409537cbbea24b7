// Words out of markup trees. Private to the room.
#pragma once

#include <libxml/tree.h>

#include <string>
#include <string_view>

namespace milepost::read {

/// The words below a node: white space as one space, blocks on lines of their own, scripts and styles left out. No recursion: how deep a
/// tree is, is the author's choice.
std::string words_of(const xmlNode* node);
/// The first child element of that local name, or null. A path like "head/docdata" goes down; a last part "@x" is not looked at here.
const xmlNode* child(const xmlNode* node, std::string_view path);
std::string attribute(const xmlNode* node, const char* name);
bool named(const xmlNode* node, std::string_view name);

}  // namespace milepost::read
