// Questions that are asked often, ready to be put to a database that scan or load wrote.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "milepost/result.h"

namespace milepost::sink {

struct Question {
  const char* name;
  const char* about;
  const char* options;  ///< those that it heeds, separated by spaces
  const char* sql;
};
const std::vector<Question>& questions();

struct Rows {
  std::vector<std::string> columns;
  std::vector<std::vector<std::string>> cells;  ///< "" for NULL
  std::vector<std::vector<bool>> numbers;       ///< which of the cells are numbers
};
/// Options: "country" (ISO 3166 code), "about" (words in the evidence), "year", "currency", "grade", "limit". The database is only read.
Result<Rows> ask(const std::string& path, const Question& question, const std::map<std::string, std::string>& options);

}  // namespace milepost::sink
