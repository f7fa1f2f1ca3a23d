#include "base/files.hpp"

#include "base/diagnostics.hpp"

#include <boost/test/unit_test.hpp>

#include <sys/stat.h>
#include <sys/wait.h>

#include <fcntl.h>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>
#include <unistd.h>

namespace byline {
namespace {

namespace fs = std::filesystem;

struct Folder {
  fs::path path;
  Folder() {
    std::string pattern = (fs::temp_directory_path() / "byline-test-XXXXXX").string();
    path = mkdtemp(pattern.data());
  }
  Folder(const Folder&) = delete;
  Folder& operator=(const Folder&) = delete;
  ~Folder() { fs::remove_all(path); }
  std::size_t entries() const {
    return static_cast<std::size_t>(
        std::distance(fs::directory_iterator(path), fs::directory_iterator()));
  }
};

BOOST_FIXTURE_TEST_CASE(what_was_committed_is_read_back, Folder) {
  const std::string text(200000, 'x');
  for (const char* name : {"plain.txt", "packed.txt.gz"}) {
    AtomicFile file(path / name);
    file.write(text);
    file.commit();
    BOOST_TEST((read_file(path / name) == text));
  }
  BOOST_TEST(fs::file_size(path / "packed.txt.gz") < 2000U);
}

BOOST_FIXTURE_TEST_CASE(without_commit_the_old_file_stays, Folder) {
  std::ofstream(path / "a") << "old";
  {
    AtomicFile file(path / "a");
    file.write("new");
  }
  BOOST_TEST(read_file(path / "a") == "old");
  BOOST_TEST(entries() == 1U);
}

bool has_unnamed_files(const fs::path& folder) {
  const int file = open(folder.c_str(), O_TMPFILE | O_WRONLY | O_CLOEXEC, 0600);
  return file >= 0 && close(file) == 0;
}

BOOST_FIXTURE_TEST_CASE(a_killed_process_leaves_nothing_behind, Folder) {
  if (!has_unnamed_files(path)) {
    BOOST_TEST_MESSAGE("skipped: this file system has no files without a name");
    return;
  }
  std::ofstream(path / "a") << "old";
  const pid_t child = fork();
  if (child == 0) {
    AtomicFile file(path / "a");
    file.write(std::string(1'000'000, 'x'));
    _exit(0);  // as a signal ends it: no destructor runs
  }
  waitpid(child, nullptr, 0);
  BOOST_TEST(read_file(path / "a") == "old");
  BOOST_TEST(entries() == 1U);
}

BOOST_FIXTURE_TEST_CASE(a_committed_file_has_one_name_and_the_usual_rights, Folder) {
  {
    AtomicFile file(path / "a");
    file.write("new");
    file.commit();
  }
  const mode_t mask = umask(0);
  umask(mask);
  BOOST_TEST(static_cast<unsigned>(fs::status(path / "a").permissions()) ==
             (0666U & ~mask));
  BOOST_TEST(entries() == 1U);
}

BOOST_FIXTURE_TEST_CASE(a_missing_folder_is_an_io_error, Folder) {
  BOOST_CHECK_EXCEPTION(AtomicFile(path / "none" / "a"), Error, [](const Error& error) {
    return error.exit_code() == ExitCode::io;
  });
  BOOST_CHECK_EXCEPTION(read_file(path / "none"), Error, [](const Error& error) {
    return error.exit_code() == ExitCode::io;
  });
}

BOOST_AUTO_TEST_CASE(a_full_device_is_an_io_error_and_stays_a_device) {
  BOOST_CHECK_EXCEPTION(
      [] {
        AtomicFile file("/dev/full");
        file.write("text");
        file.commit();
      }(),
      Error,
      [](const Error& error) { return error.exit_code() == ExitCode::io; });
  BOOST_TEST(fs::is_character_file("/dev/full"));
}

BOOST_FIXTURE_TEST_CASE(a_bomb_stops_at_the_limit, Folder) {
  AtomicFile file(path / "bomb.gz");
  for (int i = 0; i < 100; ++i) {
    file.write(std::string(100000, '\0'));
  }
  file.commit();
  BOOST_CHECK_EXCEPTION(
      read_file(path / "bomb.gz", 100000), Error, [](const Error& error) {
        return error.exit_code() == ExitCode::limit;
      });
}

}  // namespace
}  // namespace byline
