"""Words of a corpus that gives only tokens, joined to text as newspapers print it."""

NO_SPACE_BEFORE = {",", ".", ";", ":", "!", "?", ")", "]", "%", "'s", "’s", "'", "n't", "'re", "'ve", "'ll", "'m", "'d", "…", "...", "”", "''", "/"}
NO_SPACE_AFTER = {"(", "[", "$", "£", "€", "#", "“", "``", "/", "-"}
AS_PRINTED = {"``": "“", "''": "”", "-LRB-": "(", "-RRB-": ")"}


def join(tokens, text="", split_hyphens=False):
    """(`text` with the tokens appended, the span of each token). `split_hyphens`: "-" was a word of its own inside words."""
    spans, open_quote, glue = [], False, True
    if text:
        text += " "
    for token in tokens:
        before, after = token in NO_SPACE_BEFORE, token in NO_SPACE_AFTER
        if token == '"':
            before, after, open_quote = open_quote, not open_quote, not open_quote
        elif token == "-":
            before = after = split_hyphens
        token = AS_PRINTED.get(token, token)
        if not (before or glue):
            text += " "
        spans.append((len(text), len(text) + len(token)))
        text += token
        glue = after
    return text, spans
