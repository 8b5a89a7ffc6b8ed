"""Reads CoNLL-U: only the rows of tokens, ten columns each."""


def read_sentences(lines):
    """Each sentence as a list of rows; comments, multiword tokens and empty nodes are left out."""
    rows = []
    for line in lines:
        columns = line.rstrip("\n").split("\t")
        if len(columns) == 10 and columns[0].isdigit():
            rows.append(columns)
        elif not line.strip() and rows:
            yield rows
            rows = []
    if rows:
        yield rows
