// What a difference looks like: on a terminal, in a pull request, for machines, in a browser.
#pragma once

#include <set>
#include <string>
#include <vector>

#include "review/change.h"
#include "review/gold.h"
#include "review/side.h"

namespace milepost::review {

struct DiffOptions {
  std::set<std::string> types;  ///< record types to compare; empty: all
};

/// Compares two sides document by document.
Result<Difference> difference_of(Side& before, Side& after, const Gold& gold, const DiffOptions& options);

struct ReportOptions {
  std::size_t context = 80;  ///< bytes of the article shown on each side of a record
  std::size_t examples = 3;  ///< of a group
  bool colour = false;
  std::string before, after;  ///< names of the sides
};

/// For a terminal: a table of types, then the groups. Signs carry the meaning, colour repeats it.
std::string text_report(const Difference& d, const ReportOptions& options);
/// One group as text_report shows it, headed "[3/9] BROKEN x3  deal removed  …".
std::string text_group(const Difference& d, std::size_t index, const ReportOptions& options);
/// For a pull request: tables and details in GitHub's Markdown.
std::string markdown_report(const Difference& d, const ReportOptions& options);
/// The data of the two reports below.
Json report_data(const Difference& d, const ReportOptions& options);
/// For machines: {"documents", "types", "groups": [{"key", …, "changes": […]}]}.
std::string json_report(const Difference& d, const ReportOptions& options);
/// One self-contained page that opens without a network.
std::string html_report(const Difference& d, const Gold& gold, const ReportOptions& options);
/// The same page for one batch of records without a difference.
std::string html_view(const std::vector<DocumentLines>& documents, const std::string& title);

/// printable(), made harmless for HTML, XML and the HTML within Markdown as well.
std::string escaped(std::string_view text);
/// The article around a record: "… after Acme [was acquired by Beta for $1.2 bn], the companies said …".
struct Excerpt {
  std::string left, words, right;
};
Excerpt excerpt_of(const Change& change, const Difference& d, std::size_t context);
/// "value 4.5 -> 4500000": one for each changed field, the record's main fields where it was added or removed.
std::vector<std::string> field_lines(const Change& change);

}  // namespace milepost::review
