#include "assemble/identity.hpp"
#include "assemble/labels.hpp"
#include "base/diagnostics.hpp"

#include <algorithm>

namespace byline::assemble {

IdentityOverrides parse_overrides(std::string_view text, const std::string& file) {
  IdentityOverrides overrides;
  for (std::size_t begin = 0; begin < text.size();) {
    const std::size_t end = std::min(text.find('\n', begin), text.size());
    const std::string_view line = text.substr(begin, end - begin);
    if (!line.empty() && line.front() != '#') {
      const std::size_t first = line.find('\t');
      const std::size_t second =
          first == std::string_view::npos ? first : line.find('\t', first + 1);
      const std::string_view verb = line.substr(0, first);
      if (second == std::string_view::npos || (verb != "same" && verb != "apart")) {
        throw Error(ExitCode::unusable,
                    diagnose(text,
                             begin,
                             file,
                             "not a line of an identity file",
                             "write same or apart, kind/name, kind/name, with tabs"));
      }
      (verb == "same" ? overrides.same : overrides.apart)
          .emplace_back(fold_label(line.substr(first + 1, second - first - 1)),
                        fold_label(line.substr(second + 1)));
    }
    begin = end + 1;
  }
  return overrides;
}

}  // namespace byline::assemble
