"""Reads CoNLL-U into documents of paragraphs of sentences, with the raw text rebuilt."""


class Sentence:
    def __init__(self):
        self.id = ""
        self.words = []  # columns of each syntactic word, and its begin, end (characters)
        self.begin = self.end = 0
        self.comments = []


class Document:
    def __init__(self, name):
        self.name = name
        self.meta = {}
        self.text = ""
        self.sentences = []
        self.breaks = []  # numbers of the sentences that begin a paragraph


def documents(paths, join_all=False):
    """Documents of the files; sentences of a paragraph are joined by what SpaceAfter says,
    paragraphs by a blank line. A file without document marks is one document."""
    found = []
    for path in paths:
        document = None
        new_paragraph = True
        sentence = Sentence()
        tokens = []
        for line in open(path, encoding="utf-8"):
            line = line.rstrip("\n")
            if line.startswith("#"):
                sentence.comments.append(line)
                if line.startswith("# newdoc") and not join_all:
                    document = Document(line.split("=")[-1].strip())
                    found.append(document)
                    new_paragraph = True
                elif line.startswith("# newpar") and not line.startswith("# newpar_block"):
                    new_paragraph = True
                elif line.startswith("# sent_id"):
                    sentence.id = line.split("=")[-1].strip()
                if "# meta::" in line and document:
                    key, value = line[8:].split(" = ", 1)
                    document.meta[key] = value
            elif line:
                tokens.append(line.split("\t"))
            elif tokens:
                if document is None:
                    document = Document(path)
                    found.append(document)
                add(document, sentence, tokens, new_paragraph)
                new_paragraph = False
                sentence = Sentence()
                tokens = []
    return found


def add(document, sentence, tokens, new_paragraph):
    if new_paragraph and document.text:
        document.text = document.text.rstrip() + "\n\n"
    if new_paragraph:
        document.breaks.append(len(document.sentences))
    text = document.text
    sentence.begin = len(text)
    inside = (0, 0, 0, 0)
    for columns in tokens:
        if "." in columns[0]:
            continue
        if "-" in columns[0]:
            first, last = map(int, columns[0].split("-"))
            begin = len(text)
            text += columns[1]
            inside = (first, last, begin, len(text))
            sentence.end = len(text)
            text += "" if "SpaceAfter=No" in columns[9] else " "
            continue
        number = int(columns[0])
        if inside[0] <= number <= inside[1]:
            sentence.words.append((columns, inside[2], inside[3]))
            continue
        begin = len(text)
        text += columns[1]
        sentence.end = len(text)
        sentence.words.append((columns, begin, len(text)))
        text += "" if "SpaceAfter=No" in columns[9] else " "
    document.text = text
    document.sentences.append(sentence)
