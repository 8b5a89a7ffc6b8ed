"""Writes the project's own sentences as articles: own_sentences.py DATA OUT.jsonl

The examples of the lexicon, each also with the other verbs of its sense in the shown one's form, and the coded sentences of
DATA/examples. They show verbs that a million words of news hold a few times or never.
"""

import json
import re
import sys
from pathlib import Path

# What doubles its last letter: one vowel before one of these consonants, in a word of one syllable.
DOUBLING = re.compile(r"[^aeiou]*[aeiou][bdgklmnprt]$")


def main():
    data, out = Path(sys.argv[1]), sys.argv[2]
    irregular = {form for line in (data / "language/irregular.tsv").read_text().splitlines() for form in line.split("\t")}
    lexicon = sorted((data / "lexicon/verbs").glob("*.txt")) + [data / "lexicon/nouns.txt", data / "lexicon/governors.txt"]
    sentences = dict.fromkeys(one for path in lexicon for one in of_lexicon(path, irregular))
    for path in sorted((data / "examples").glob("*")):
        quoted = (line[1:].strip() for line in path.read_text().splitlines() if line.startswith(">"))
        sentences.update(dict.fromkeys(quoted))
    with open(out, "w", encoding="utf-8") as lines:
        lines.writelines(json.dumps({"text": sentence}) + "\n" for sentence in sentences if len(sentence.split()) > 3)


def of_lexicon(path, irregular):
    """The examples of a file, and those with another verb of the sense."""
    words = []
    for line in path.read_text().splitlines():
        if not line.startswith(">"):
            words = line.split(";")[0].split()[1:] if not line.startswith("#") else words
            continue
        sentence = line[1:].rpartition("=")[0] if "=" in line else line[1:]
        yield bare(sentence)
        shown = re.search(r"\{(\w+)\}", sentence)
        form = shown and words and form_of(shown.group(1).lower(), words[0], irregular)
        if form and path.parent.name == "verbs":
            others = (word for word in words[1:] if word.isalpha() and not (form is past and word in irregular))
            yield from (bare(sentence.replace(shown.group(), form(word))) for word in others)


def bare(sentence):
    return sentence.replace("{", "").replace("}", "").strip()


def form_of(shown, lemma, irregular):
    """The function that makes the shown form of the lemma; none where there is no telling."""
    regular = next((form for form in (past, participle, third, str) if form(lemma) == shown), None)
    return regular or (past if shown in irregular and not shown.endswith("ing") else None)


def past(word):
    return word + "d" if word.endswith("e") else stem(word) + "ed"


def participle(word):
    if word.endswith("ie"):
        return word[:-2] + "ying"
    if word.endswith("e") and not word.endswith("ee"):
        return word[:-1] + "ing"
    return (word + word[-1] if DOUBLING.match(word) else word) + "ing"


def third(word):
    return word + "es" if re.search("(s|x|z|ch|sh|o)$", word) else stem(word, doubled=False) + ("es" if is_y(word) else "s")


def stem(word, doubled=True):
    if is_y(word):
        return word[:-1] + "i"
    return word + word[-1] if doubled and DOUBLING.match(word) else word


def is_y(word):
    return re.search("[^aeiou]y$", word)


if __name__ == "__main__":
    main()
