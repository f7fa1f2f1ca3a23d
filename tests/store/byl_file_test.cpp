#include "base/diagnostics.hpp"
#include "base/files.hpp"
#include "sample.hpp"
#include "store/builder.hpp"
#include "store/image.hpp"
#include "store/load.hpp"

#include <boost/test/unit_test.hpp>

#include <algorithm>
#include <array>
#include <cstdint>
#include <filesystem>
#include <fstream>
#include <optional>
#include <random>
#include <set>
#include <string>
#include <thread>
#include <unistd.h>
#include <vector>

namespace {

using byline::Error;
using byline::ExitCode;
using byline::store::any;
using byline::store::Image;
using byline::store::Index;
using byline::store::Section;

class TemporaryFile {
 public:
  explicit TemporaryFile(const std::string& name)
      : path(std::filesystem::temp_directory_path() /
             ("byline-" + std::to_string(::getpid()) + "-" + name)) {}
  TemporaryFile(const TemporaryFile&) = delete;
  TemporaryFile& operator=(const TemporaryFile&) = delete;
  TemporaryFile(TemporaryFile&&) = delete;
  TemporaryFile& operator=(TemporaryFile&&) = delete;
  ~TemporaryFile() { std::filesystem::remove(path); }
  std::filesystem::path path;
};

void write(const std::filesystem::path& path, const std::string& bytes) {
  std::ofstream(path, std::ios::binary) << bytes;
}

/// Uses all of a file: opens it, checks all checksums, reads all quads.
void use(const std::filesystem::path& path) {
  const auto index = Index::open(path);
  index->image().check_all();
  sample::quads_of(*index);
}

std::string refusal_of(const std::filesystem::path& path) {
  try {
    use(path);
  } catch (const Error& error) {
    BOOST_TEST((error.exit_code() == ExitCode::unusable));
    return error.what();
  }
  return "";
}

BOOST_AUTO_TEST_SUITE(byl_file)

BOOST_AUTO_TEST_CASE(quads_out_are_quads_in) {
  std::mt19937 random(11);
  const auto quads = sample::random_quads(random, 2000);
  const TemporaryFile file("round.byl");
  sample::store_of(quads)->save(file.path);
  const auto opened = Index::open(file.path);
  opened->image().check_all();
  BOOST_TEST((sample::quads_of(*opened) == sample::QuadSet(quads.begin(), quads.end())));
}

// Readers share a mapping, its checked pages and its unpacked texts without locks.
BOOST_AUTO_TEST_CASE(any_number_of_threads_read_one_dataset) {
  std::mt19937 random(17);
  const TemporaryFile file("threads.byl");
  sample::store_of(sample::random_quads(random, 3000))->save(file.path);
  const auto index = Index::open(file.path);
  std::array<std::string, 4> seen;
  {
    std::vector<std::jthread> readers;
    for (std::string& text : seen) {
      readers.emplace_back([&index, &text] {
        const auto take = [&](const byline::store::Row& row) {
          text += index->term(row.subject).value;
          text += index->term(row.object).value;
          return index->find(index->term(row.object)) == row.object;
        };
        index->scan({}, take);
        index->scan({any, any, any, any}, take);
      });
    }
  }
  BOOST_TEST(!seen[0].empty());
  for (const std::string& text : seen) {
    BOOST_TEST((text == seen[0]));
  }
}

// More texts than stay unpacked while a file is copied.
BOOST_AUTO_TEST_CASE(a_copy_of_many_texts_has_all_quads) {
  constexpr std::int64_t count = 150'000;
  const auto text_of = [](std::int64_t i) {
    return std::to_string(i * 7919 % count) + " of many";  // in no order
  };
  const TemporaryFile file("many.byl");
  byline::store::StoreBuilder builder;
  for (std::int64_t i = 0; i < count; ++i) {
    const byline::rdf::Quad quad{byline::rdf::Term::iri("http://e/s"),
                                 byline::rdf::Term::iri("http://e/p"),
                                 byline::rdf::Term::literal(text_of(i)),
                                 std::nullopt};
    builder.quad(byline::rdf::view_of(quad));
  }
  builder.build()->save(file.path);
  struct : byline::rdf::QuadSink {
    void quad(const byline::rdf::QuadView& quad) override {
      texts.insert(std::string(quad.object.value));
    }
    std::set<std::string> texts;
  } copy;
  byline::store::read_dataset(file.path, "", copy);
  BOOST_TEST(copy.texts.size() == count);
  BOOST_TEST(copy.texts.contains(text_of(count - 1)));
}

BOOST_AUTO_TEST_CASE(equal_sets_of_quads_give_equal_bytes) {
  std::mt19937 random(12);
  auto quads = sample::random_quads(random, 500);
  const std::string bytes(sample::store_of(quads)->image().bytes());
  std::shuffle(quads.begin(), quads.end(), random);
  quads.insert(quads.end(), quads.begin(), quads.begin() + 100);
  BOOST_TEST((bytes == sample::store_of(quads)->image().bytes()));
}

BOOST_AUTO_TEST_CASE(a_flipped_bit_anywhere_is_refused) {
  std::mt19937 random(13);
  const auto index = sample::store_of(sample::random_quads(random, 60));
  const std::string whole(index->image().bytes());
  const TemporaryFile file("flipped.byl");
  for (std::size_t at = 0; at < whole.size(); at += 1 + random() % 61) {
    std::string damaged = whole;
    damaged[at] = static_cast<char>(damaged[at] ^ (1 << (random() % 8)));
    write(file.path, damaged);
    BOOST_TEST(!refusal_of(file.path).empty(), "byte " << at << " of " << whole.size());
  }
}

BOOST_AUTO_TEST_CASE(damage_names_its_section_when_it_is_used) {
  std::mt19937 random(14);
  const auto index = sample::store_of(sample::random_quads(random, 200));
  const TemporaryFile file("section.byl");
  for (std::size_t i = 0; i < byline::store::section_count; ++i) {
    const auto section = index->image().section(static_cast<Section>(i));
    std::string damaged(index->image().bytes());
    const auto at =
        static_cast<std::size_t>(section.data() - index->image().bytes().data()) +
        section.size() / 2;
    damaged[at] = static_cast<char>(damaged[at] ^ 16);
    write(file.path, damaged);
    const std::string name(byline::store::section_names[i]);
    BOOST_TEST(refusal_of(file.path).find('"' + name + '"') != std::string::npos, name);
  }
}

BOOST_AUTO_TEST_CASE(every_cut_is_refused) {
  std::mt19937 random(15);
  const std::string whole(
      sample::store_of(sample::random_quads(random, 20))->image().bytes());
  const TemporaryFile file("cut.byl");
  for (std::size_t size = 0; size < whole.size(); size += 37) {
    write(file.path, whole.substr(0, size));
    BOOST_TEST(!refusal_of(file.path).empty(), "cut to " << size);
  }
  write(file.path, whole + "x");
  BOOST_TEST(!refusal_of(file.path).empty());
}

BOOST_AUTO_TEST_CASE(a_newer_version_says_so) {
  std::mt19937 random(16);
  std::string bytes(sample::store_of(sample::random_quads(random, 9))->image().bytes());
  bytes[8] = static_cast<char>(byline::store::byl_version + 1);
  const TemporaryFile file("newer.byl");
  write(file.path, bytes);
  BOOST_TEST(refusal_of(file.path).find("format version 2") != std::string::npos);
}

BOOST_AUTO_TEST_CASE(other_files_are_no_datasets) {
  const TemporaryFile file("other.byl");
  write(file.path, std::string(5000, 'x'));
  BOOST_TEST(!refusal_of(file.path).empty());
  BOOST_CHECK_THROW(use("/nonexistent.byl"), Error);
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace
