// Stored records and the articles they came from, and their way into annotation tools.
#pragma once

#include <string>
#include <vector>

#include "review/entry.h"
#include "review/side.h"

namespace milepost::review {

/// All documents of a side, with their articles: those the side has, else what stands in `corpus`, else where the document records say they
/// came from. An article that is not found, or whose hash is another now, is left out of `text`.
Result<std::vector<DocumentLines>> with_articles(Side& side, const std::vector<std::string>& corpus, std::size_t limit);

/// Writes NAME.txt and NAME.ann a document into a folder: the stand-off format of brat (https://brat.nlplab.org/standoff.html).
Result<void> export_brat(const std::vector<DocumentLines>& documents, const std::string& folder);
/// Tasks with predictions for Label Studio (https://labelstud.io/guide/predictions): a JSON array.
std::string export_label_studio(const std::vector<DocumentLines>& documents);

}  // namespace milepost::review
