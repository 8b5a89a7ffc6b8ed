"""Votes on several parses of the same text: vote.py PARSE.conllu... > SILVER.conllu

Each token takes the head that most parsers give it, and of those the most frequent relation; the first file wins a tie.
Where that is no tree, the sentence is that of the parser that agrees most with the vote.
"""

import sys
from collections import Counter

from conllu import read_sentences

XPOS, HEAD, RELATION, MISC = 4, 6, 7, 9


def main():
    parses = [read_sentences(open(path, encoding="utf-8")) for path in sys.argv[1:]]
    for number, sentences in enumerate(zip(*parses, strict=True), 1):
        print(f"# sent_id = silver-{number}")
        for row in vote(sentences):
            print("\t".join(row))
        print()


def vote(sentences):
    """The rows of one sentence, from those of each parser."""
    voted = [vote_token(rows) for rows in zip(*sentences, strict=True)]
    if not is_tree([int(row[HEAD]) for row in voted]):
        voted = max(sentences, key=lambda rows: sum(row[HEAD] == best[HEAD] for row, best in zip(rows, voted)))
    return [row[:MISC] + ["_"] for row in voted]


def vote_token(rows):
    head = most_frequent(row[HEAD] for row in rows)
    relation = most_frequent(row[RELATION] for row in rows if row[HEAD] == head)
    tag = most_frequent(row[XPOS] for row in rows)
    voted = list(rows[0])
    voted[XPOS], voted[HEAD], voted[RELATION] = tag, head, relation
    return voted


def most_frequent(values):
    return Counter(values).most_common(1)[0][0]


def is_tree(heads):
    """One root, and every token leads to it."""
    if heads.count(0) != 1:
        return False
    for token in range(1, len(heads) + 1):
        above, steps = token, 0
        while above and steps <= len(heads):
            above, steps = heads[above - 1], steps + 1
        if above:
            return False
    return True


if __name__ == "__main__":
    main()
