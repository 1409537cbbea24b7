// A libduckdb that keeps nothing: it writes what it is asked to the file that FAKE_DUCKDB_LOG names, and fails where FAKE_DUCKDB_FAILS says
// so (open, connect, query). For tests of sink/duckdb.cc where the true library is not installed.
#include <cstdlib>
#include <cstring>
#include <fstream>
#include <string_view>

namespace {

bool fails(std::string_view what) {
  const char* which = std::getenv("FAKE_DUCKDB_FAILS");
  return which != nullptr && what == which;
}

}  // namespace

extern "C" {

int duckdb_open_ext(const char*, void** database, void*, char** error) {
  if (fails("open")) {
    *error = strdup("locked by a fake");
    return 1;
  }
  *database = std::malloc(1);
  return 0;
}

int duckdb_connect(void*, void** connection) {
  if (fails("connect")) return 1;
  *connection = std::malloc(1);
  return 0;
}

int duckdb_query(void*, const char* sql, void*) {
  if (const char* path = std::getenv("FAKE_DUCKDB_LOG")) std::ofstream(path, std::ios::app) << sql << '\n';
  return fails("query") && std::strncmp(sql, "SET", 3) != 0 ? 1 : 0;
}

const char* duckdb_result_error(void*) { return "the fake refuses"; }
void duckdb_destroy_result(void*) {}
void duckdb_free(void* memory) { std::free(memory); }

void duckdb_disconnect(void** connection) {
  std::free(*connection);
  *connection = nullptr;
}

void duckdb_close(void** database) {
  std::free(*database);
  *database = nullptr;
}
}
