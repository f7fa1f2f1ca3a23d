#pragma once

namespace byline::extract {

/// Classes that more is known of than that they are one, as prefixed names.
inline constexpr const char* person_class = "foaf:Person";
inline constexpr const char* place_class = "schema:Place";
inline constexpr const char* organization_class = "org:Organization";
inline constexpr const char* company_class = "by:Company";
inline constexpr const char* team_class = "by:Team";
inline constexpr const char* foundation_class = "by:Foundation";
inline constexpr const char* product_class = "by:Product";
inline constexpr const char* project_class = "by:Project";
inline constexpr const char* language_class = "by:ProgrammingLanguage";

}  // namespace byline::extract
