#include "extract/resolved_mention.hpp"

namespace byline::extract {

Mention resolved_mention(const Annotation& annotation,
                         std::size_t number,
                         TokenRange range,
                         const Mention& meant,
                         const Resolution& resolution) {
  const auto& tokens = annotation.sentences[number].tokens;
  Mention mention;
  mention.span = cover(tokens[range.first].span, tokens[range.end - 1].span);
  mention.sentence = number;
  mention.first_token = range.first;
  mention.end_token = range.end;
  mention.entity = meant.entity;
  mention.form = resolution.form;
  mention.step = resolution.step;
  mention.antecedent = meant.form == MentionForm::name ? meant.span : meant.antecedent;
  mention.confidence = resolution.confidence;
  return mention;
}

}  // namespace byline::extract
