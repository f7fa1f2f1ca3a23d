"""Checks relations.py itself: a hand-made graph over two sentences with right, reversed, wrong and missing answers."""
import os
import tempfile

import graph
import relations

TEXT = "Ana Lima founded Acme in 1999 . Zeta Corp is a unit of Acme ."
DATA = "https://w3id.org/byline/data/"
IRI = {"ana": f"{DATA}person/Ana_Lima", "acme": f"{DATA}organization/Acme", "zeta": f"{DATA}organization/Zeta_Corp",
       "blue": f"{DATA}organization/Blue"}


def document():
    span = lambda words, sentence: (TEXT.index(words), TEXT.index(words) + len(words), sentence, words)
    entities = [[span("Ana Lima", 0)], [span("Acme", 0)], [span("1999", 0)], [span("Zeta Corp", 1)]]
    entities[1].append((TEXT.rindex("Acme"), TEXT.rindex("Acme") + 4, 1, "Acme"))
    return relations.Document("doc0", TEXT, entities, {("P112", 1, 0), ("P571", 1, 2), ("P749", 3, 1), ("P108", 0, 1)}, False)


def quads(facts):
    """N-Quads of assertions (subject, predicate, object, sentence) and of the names' mentions."""
    lines, node = [], lambda i: f"{DATA}article/doc0#{i}"
    full = lambda name: graph.PREFIXES[name.split(":")[0]] + name.split(":")[1]
    add = lambda s, p, o: lines.append(f"<{s}> <{full(p)}> {o} .")
    for i, (begin, end) in enumerate(((0, 31), (32, len(TEXT)))):
        add(node(f"s{i}"), "rdf:type", f"<{full('nif:Sentence')}>")
        add(node(f"s{i}"), "nif:referenceContext", f"<{DATA}article/doc0>")
        add(node(f"s{i}"), "nif:anchorOf", f'"{TEXT[begin:end]}"')
        add(node(f"s{i}"), "nif:beginIndex", f'"{begin}"')
        add(node(f"s{i}"), "nif:endIndex", f'"{end}"')
    for name, words in (("ana", "Ana Lima"), ("acme", "Acme"), ("zeta", "Zeta Corp")):
        add(IRI[name], "skos:prefLabel", f'"{words}"')
    for i, (s, p, o, sentence, span) in enumerate(facts):
        add(node(f"a{i}"), "rdf:subject", f"<{IRI[s]}>")
        add(node(f"a{i}"), "rdf:predicate", f"<{full(p)}>")
        add(node(f"a{i}"), "rdf:object", f"<{IRI[o]}>" if o in IRI else f'"{o}"')
        add(node(f"a{i}"), "by:sentence", f"<{node(f's{sentence}')}>")
        for name, value in (("nif:beginIndex", 0), ("nif:endIndex", 5), ("by:objectBegin", span[0]), ("by:objectEnd", span[1])):
            add(node(f"a{i}"), name, f'"{value}"')
    return "\n".join(lines) + "\n"


def scores(facts):
    with tempfile.NamedTemporaryFile("w", suffix=".nq", delete=False) as file:
        file.write(quads(facts))
    ours = graph.Graph(file.name)
    os.unlink(file.name)
    answers = relations.Answers(ours.assertions, lambda event: [])
    result = {}
    for relation in relations.read_table(f"{relations.HERE}/redocred.tsv"):
        score = relations.Score()
        relations.judge(document(), ours, answers, relation, score)
        result[relation.name] = score.counts
    return result


def check(name, counts, **wanted):
    for key, value in wanted.items():
        assert counts[key.replace("_", " ")] == value, f"{name}: {key} is {counts[key.replace('_', ' ')]}, not {value}"


def main():
    year = (TEXT.index("1999"), TEXT.index("1999") + 4)
    found = scores([("ana", "by:founderOf", "acme", 0, (0, 1)), ("acme", "schema:foundingDate", "1999", 0, year),
                    ("zeta", "org:subOrganizationOf", "acme", 1, (0, 1)), ("acme", "org:unitOf", "blue", 1, (0, 1))])
    check("founder", found["founded by"], gold=1, near=1, right=1, wrong=0, found=1)
    check("inception", found["inception"], gold=1, right=1, found=1)
    check("parent", found["parent or subsidiary"], gold=1, right=1, wrong=0, out=1, found_near=1)
    check("employer", found["employer"], gold=1, right=0, found=0)
    found = scores([("acme", "by:founderOf", "ana", 0, (0, 1)), ("acme", "org:unitOf", "zeta", 1, (0, 1)),
                    ("acme", "schema:foundingDate", "1998", 0, year), ("ana", "by:headquarteredIn", "zeta", 0, (0, 1))])
    check("reversed founder", found["founded by"], right=0, wrong=1, found=0)
    check("reversed parent", found["parent or subsidiary"], right=0, wrong=1)
    check("other year", found["inception"], right=0, out=1)
    check("invented headquarters", found["headquarters"], gold=0, wrong=1)
    print("relations.py judges as it should")


main()
