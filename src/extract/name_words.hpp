#pragma once

#include "extract/name_tables.hpp"
#include "model/sentence.hpp"

#include <set>
#include <string>
#include <string_view>
#include <vector>

namespace byline::extract {

[[nodiscard]] bool has_capital(const Token& token);
/// "ABC", "QBX", "NeoConf", "Kubrix", "QX-4": capitals where no sentence puts them.
[[nodiscard]] bool has_inner_capital(std::string_view word);
[[nodiscard]] bool is_number(const Token& token);

/// What single words of an article can be in a name: the tables of the language, and how
/// the article itself writes them.
class NameWords {
 public:
  /// Both must outlive this.
  NameWords(const Annotation& annotation, const NameTables& tables);

  /// Whether the word stands with a capital inside a sentence that is no title.
  /// Whether the word stands somewhere with a capital and no other capital beside it.
  [[nodiscard]] bool stands_alone(const std::string& folded) const {
    return alone_words_.contains(folded);
  }
  [[nodiscard]] bool stands_with_capital(const std::string& folded) const {
    return capital_words_.contains(folded);
  }
  /// Whether the word stands behind another one with a capital.
  [[nodiscard]] bool is_surname(const std::string& folded) const {
    return surnames_.contains(folded);
  }

  /// Whether most of the longer words begin with a capital: a headline in title case.
  static bool is_title_case(const Sentence& sentence);
  /// Whether token `i` opens the sentence or a quotation or follows a colon or bullet.
  [[nodiscard]] static bool opens(const Sentence& sentence, std::size_t i);
  /// "&": joins two words of one name.
  [[nodiscard]] bool is_sign(const Token& token) const;
  /// The clitic that makes an owner of the name before it.
  [[nodiscard]] bool is_possessive(const Token& token) const;
  /// A head word of organizations that may be the last of a name or the first.
  [[nodiscard]] bool names_organization(const Token& token) const;
  [[nodiscard]] bool names_organization(const std::string& word) const;
  /// A head word that what a link joins to it belongs to: of organizations, and where
  /// head words come first of occasions, too: "Prémio Camilo Castelo de Literatura".
  [[nodiscard]] bool takes_links(const std::string& word) const;
  /// A capital word that may be in a name.
  [[nodiscard]] bool continues_name(const Sentence& sentence, std::size_t i) const;
  /// "Rival | Salar Minerals": a class word with the capital of the sentence's beginning.
  [[nodiscard]] bool only_describes(const Sentence& sentence, std::size_t i) const;
  /// A capital word before the head that belongs to the name.
  [[nodiscard]] bool leads_name(const Sentence& sentence, std::size_t i) const;
  /// Behind the links at `at`, "de", "do", "de la", or `at`; the second half of a
  /// contraction belongs to its first.
  [[nodiscard]] std::size_t behind_links(const std::vector<Token>& tokens,
                                         std::size_t at,
                                         bool joins) const;
  /// "Bell | & Moore": where the capital word before a joining sign begins, or `at`.
  [[nodiscard]] std::size_t before_sign(const std::vector<Token>& tokens,
                                        std::size_t at) const;
  /// "| St Brannock's Hospital", "| Women's College": where the owner in a name begins,
  /// or `at`. Which words make one so is the language's to tell.
  [[nodiscard]] std::size_t before_possessive(const std::vector<Token>& tokens,
                                              std::size_t at) const;
  /// "framework", "estrutura": a class word of things that are made, not of companies.
  [[nodiscard]] bool names_work(const Token& token) const;
  /// "Norvik |AI|,": a word of parts behind another name that nothing follows in the
  /// phrase; "the Kite |AI| framework", "estrutura Kite |IA|" only describe.
  [[nodiscard]] bool ends_part_name(const std::vector<Token>& tokens,
                                    std::size_t i) const;
  /// A capital word that is never a name: function words, months, "CEO".
  [[nodiscard]] bool is_plain_word(const Token& token) const;
  /// Without articles, titles and links at the ends.
  [[nodiscard]] TokenRange trimmed(const std::vector<Token>& tokens,
                                   TokenRange range) const;
  [[nodiscard]] static bool is_all_capitals(std::string_view word);
  /// A short word in capitals: "AI", "ML".
  [[nodiscard]] static bool is_field(const Token& token);
  /// "Foundation", "Inc", "Grupo": tells what a name is the name of.
  [[nodiscard]] bool is_head(const Token& token) const;
  /// A weekday, or a month with a number behind it: no part of a name ("Acme Tuesday").
  [[nodiscard]] bool splits_before(const Sentence& sentence, std::size_t i) const;
  [[nodiscard]] static bool is_number_at(const Sentence& sentence, std::size_t i);
  /// "Explorer 9", "Fedora 41": a short number that counts nothing.
  [[nodiscard]] bool is_version(const Sentence& sentence, std::size_t i) const;
  /// "Executive Director", "Vice President": capitals of a post.
  /// The "and" between two names that each end in a head word, without "of" before it;
  /// the end of the span if there is none.
  [[nodiscard]] std::size_t between_heads(const std::vector<Token>& tokens,
                                          TokenRange range) const;
  /// The first verb in small letters between words of a span; its end if there is none.
  [[nodiscard]] static std::size_t verb_inside(const std::vector<Token>& tokens,
                                               TokenRange range);
  /// A post with capitals that two names are run together around, or that a person's name
  /// is behind: "Teleport |Chief Executive| Ieva Ozola"; empty if there is none.
  [[nodiscard]] TokenRange post_inside(const std::vector<Token>& tokens,
                                       TokenRange range) const;
  /// "|Norvik| Chief" of "Norvik Chief Executive Ana Lima said": the end of the name
  /// before a post of two or more words that its last words begin, else its end.
  [[nodiscard]] std::size_t before_post(const std::vector<Token>& tokens,
                                        TokenRange range) const;
  /// "the Trinidadian writer": an adjective that says where somebody is from.
  [[nodiscard]] bool is_origin(const std::vector<Token>& tokens, TokenRange range) const;
  /// "Ana Lima, |Program Director| at Acme": a post with capitals, whatever it begins
  /// with.
  [[nodiscard]] bool is_apposed_post(const std::vector<Token>& tokens,
                                     TokenRange range) const;
  [[nodiscard]] bool is_post(const std::vector<Token>& tokens, TokenRange range) const;
  /// "Acme post", "post no Acme": the platform, not the company of that name.
  [[nodiscard]] bool is_medium(const std::vector<Token>& tokens, TokenRange range) const;
  /// Whether the article writes all these words with capitals elsewhere, too.
  [[nodiscard]] bool known_elsewhere(const std::vector<Token>& tokens,
                                     TokenRange range) const;

 private:
  const NameTables& tables_;
  std::set<std::string> capital_words_;
  std::set<std::string> alone_words_;
  std::set<std::string> surnames_;
};

}  // namespace byline::extract
