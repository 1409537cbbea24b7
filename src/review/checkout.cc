// git:REV: a folder of the repository as it was, in a temporary place. Runs git and tar without a shell.
#include <fcntl.h>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cstdlib>
#include <filesystem>

#include "review/side.h"

extern char** environ;

namespace milepost::review {

namespace {

bool run(const std::vector<std::string>& words) {
  std::vector<char*> argv;
  argv.reserve(words.size() + 1);
  for (const std::string& w : words) argv.push_back(const_cast<char*>(w.c_str()));
  argv.push_back(nullptr);
  posix_spawn_file_actions_t actions;
  posix_spawn_file_actions_init(&actions);
  posix_spawn_file_actions_addopen(&actions, 0, "/dev/null", O_RDONLY, 0);
  pid_t child = 0;
  const int failed = posix_spawnp(&child, argv[0], &actions, nullptr, argv.data(), environ);
  posix_spawn_file_actions_destroy(&actions);
  int status = 1;
  return failed == 0 && waitpid(child, &status, 0) == child && WIFEXITED(status) && WEXITSTATUS(status) == 0;
}

}  // namespace

Result<Checkout> Checkout::open(const std::string& spec) {
  std::string revision = spec.substr(spec.find(':') + 1), folder = "rules";
  if (const std::size_t cut = revision.find(':'); cut != std::string::npos) {
    folder = revision.substr(cut + 1);
    revision.resize(cut);
  }
  const auto refuse = [&](const char* what, const char* cure) {
    return tl::unexpected(Error{Error::Code::kBadInput, spec, 0, what, cure});
  };
  if (revision.empty() || revision.front() == '-' || folder.empty() || folder.front() == '-')
    return refuse("no revision", "write git:REV or git:REV:FOLDER");
  std::string root = (std::filesystem::temp_directory_path() / "milepost-XXXXXX").string();
  if (mkdtemp(root.data()) == nullptr) return refuse("no temporary folder could be made", "set TMPDIR");
  Checkout out(root);
  const std::string tar = root + "/tree.tar";
  if (!run({"git", "archive", "--format=tar", "-o", tar, revision, folder}))
    return refuse("git does not know it", "see git's message above");
  if (!run({"tar", "-xf", tar, "-C", root})) return refuse("its files could not be unpacked", "see tar's message above");
  out.folder_ = root + "/" + folder;
  return out;
}

Checkout::Checkout(Checkout&& other) noexcept : root_(std::move(other.root_)), folder_(std::move(other.folder_)) { other.root_.clear(); }

Checkout::~Checkout() {
  std::error_code code;
  if (!root_.empty()) std::filesystem::remove_all(root_, code);
}

}  // namespace milepost::review
