"""Turns a parse in spaCy's English scheme (ClearNLP labels) into Universal Dependencies, by rules.

A sentence is a `Tree`; each rule is a function that changes it, and `convert` runs them in order. Tokens are numbered
from 1, the root's head is 0. Labels in capitals or ending in "?" are on their way to a UD label.
"""

from dataclasses import dataclass

FIXED = {
    ("according", "to"), ("because", "of"), ("such", "as"), ("instead", "of"), ("due", "to"), ("as", "to"), ("prior", "to"),
    ("as", "of"), ("in", "between"),
}
TITLES = set(
    """president minister secretary mr. mrs. ms. dr. mr mrs ms dr sir lord chancellor chairman senator general king queen
    prince princess professor judge chief leader spokesman spokeswoman director captain manager coach governor lady pope prof
    sen. gen. rep. analyst boss executive star striker actor actress singer founder economist envoy ambassador commissioner
    mp editor correspondent assistant officer""".split()
)
NOT_PREDICATES = set("not n't also now still only just always never already then well too".split())
CURRENCIES = {"$", "£", "€", "US$", "C$", "A$"}
NOMINAL = {"NOUN", "PROPN", "PRON", "NUM", "SYM"}
FINITE = {"MD", "VBZ", "VBP", "VBD"}
CLOSING = {"(": ")", "[": "]", "{": "}", "“": "”", "‘": "’", "``": "''"}

# Labels that need no look at the tree.
PLAIN_LABELS = {
    "ROOT": "parataxis", "dobj": "obj", "nsubjpass": "nsubj:pass", "csubjpass": "csubj:pass", "auxpass": "aux:pass",
    "neg": "advmod", "intj": "discourse", "prt": "compound:prt", "poss": "nmod:poss", "quantmod": "advmod",
    "predet": "det:predet", "preconj": "cc:preconj", "oprd": "xcomp", "attr": "xcomp", "acomp": "xcomp", "agent": "case",
    "meta": "discourse", "nmod": "compound", "": "dep",
}


@dataclass
class Tree:
    """A sentence, its lists indexed by token number; number 0 is the root's place."""

    form: list
    tag: list
    pos: list
    lemma: list
    entity: list
    head: list
    label: list

    def __post_init__(self):
        self.lower = [form.lower() for form in self.form]
        self.tokens = range(1, len(self.form))

    def children(self, token, *labels):
        """The dependents of a token, of some labels only where given."""
        return [t for t in self.tokens if self.head[t] == token and (not labels or self.label[t] in labels)]

    def set(self, token, head, label):
        self.head[token], self.label[token] = head, label

    def top(self, token, label):
        """Climbs while the label is that given, and gives the token above."""
        head = self.head[token]
        while self.label[head] == label and self.head[head]:
            head = self.head[head]
        return head


def convert(rows):
    """Rows of (form, tag, pos, lemma, head, label, entity) as spaCy has them -> list of (head, relation)."""
    columns = [list(column) for column in zip(*rows)]
    form, tag, pos, lemma, head, label, entity = columns
    tree = Tree(
        [""] + form, [""] + tag, [""] + pos, [""] + [l.lower() for l in lemma], [""] + entity, [0] + [int(h) for h in head],
        [""] + label,
    )
    for rule in (
        join_roots, flatten_names, mark_titles, flatten_conjunctions, raise_subjects, lift_prepositions, invert_copulas,
        flatten_conjunctions_again, rename, invert_money, settle_root, attach_punctuation, break_circles,
    ):
        rule(tree)
    return list(zip(tree.head[1:], tree.label[1:]))


def join_roots(tree):
    """One root: the others hang on it."""
    for t in tree.tokens:
        if tree.head[t] == t:
            tree.head[t] = 0
    roots = [t for t in tree.tokens if tree.head[t] == 0 or tree.label[t] == "ROOT"] or [1]
    tree.head[roots[0]] = 0
    for root in roots[1:]:
        tree.set(root, roots[0], "parataxis")


def entities(tree):
    """The named entities: kind and tokens."""
    spans = []
    for t in tree.tokens:
        kind = tree.entity[t]
        if kind.startswith("B-"):
            spans.append((kind[2:], [t]))
        elif kind.startswith("I-") and spans and spans[-1][1][-1] == t - 1:
            spans[-1][1].append(t)
    return spans


def flatten_names(tree):
    """People's names: the first part is the head, the others are flat."""
    for kind, span in entities(tree):
        span = [t for t in span if tree.tag[t] in ("NNP", "NNPS", "NN", "FW")]
        if kind != "PERSON" or len(span) < 2 or tree.lower[span[0]] in TITLES:
            continue
        heads = [t for t in span if tree.head[t] not in span]
        if len(heads) != 1 or heads[0] == span[0]:
            continue
        old, new = heads[0], span[0]
        if any(tree.label[t] != "compound" for t in span if t != old):
            continue
        tree.set(new, tree.head[old], tree.label[old])
        for t in tree.children(old):
            if t not in span:
                tree.head[t] = new
        for t in span[1:]:
            tree.set(t, new, "flat")


def mark_titles(tree):
    """ "President" before a name describes it."""
    for t in tree.tokens:
        head = tree.head[t]
        if tree.label[t] == "compound" and tree.lower[t] in TITLES and tree.entity[head].endswith("PERSON") and t < head:
            tree.label[t] = "nmod:desc"


def flatten_conjunctions(tree):
    """Every conjunct hangs on the first; "and" and commas on the conjunct after them."""
    for t in tree.tokens:
        if tree.label[t] == "cc" or (tree.label[t] == "punct" and tree.lower[t] in (",", ";") and t > tree.head[t]):
            later = [c for c in tree.children(tree.head[t], "conj") if c > t]
            if later:
                tree.head[t] = min(later)
    flatten_conjunctions_again(tree)


def flatten_conjunctions_again(tree):
    for t in tree.tokens:
        if tree.label[t] == "conj":
            tree.head[t] = tree.top(t, "conj")


def raise_subjects(tree):
    """ "want X to go": X is the object of "want", "to go" its open complement."""
    for t in tree.tokens:
        verb = tree.head[t]
        if tree.label[t] != "ccomp" or not verb or t <= verb or tree.tag[t] not in ("VB", "VBG", "VBN"):
            continue
        to = [a for a in tree.children(t, "aux") if tree.tag[a] == "TO"]
        finite = [a for a in tree.children(t, "aux", "auxpass") if tree.tag[a] in FINITE]
        subjects = tree.children(t, "nsubj", "nsubjpass")
        marks = tree.children(t, "mark", "complm")
        if subjects and not marks and not finite and verb < subjects[0] < t:
            if not tree.children(verb, "dobj"):
                tree.set(subjects[0], verb, "dobj")
                tree.label[t] = "xcomp"
        elif not subjects and to and not finite:
            tree.label[t] = "xcomp"


def content_of(tree, preposition):
    """The word that a preposition governs, how, and the prepositions between ("from under the table")."""
    governed = tree.children(preposition, "pobj", "pcomp")
    if governed:
        return governed[0], tree.label[governed[0]], []
    for inner in (t for t in tree.children(preposition, "prep") if t > preposition):
        found = content_of(tree, inner)
        return found and (found[0], found[1], [inner] + found[2])
    return None


def lift_prepositions(tree):
    """The noun becomes the dependent and the preposition its case; a clause gets it as its mark."""
    for p in tree.tokens:
        label = tree.label[p]
        odd = label in ("ROOT", "advcl", "conj", "mark", "advmod", "xcomp", "attr", "acomp")
        if label not in ("prep", "agent", "dative") and not (odd and tree.children(p, "pobj", "pcomp")):
            continue
        found = None if label == "dative" and not tree.children(p, "pobj") else content_of(tree, p)
        if found:
            lift(tree, p, *found)


def lift(tree, p, content, kind, chain):
    label = tree.label[p]
    if label in ("conj", "ROOT", "advcl", "attr", "acomp", "xcomp"):
        new = "obl" if label in ("advcl", "xcomp") else label
    elif kind == "pcomp" and tree.pos[content] in ("VERB", "AUX"):
        new = "advcl?"
    else:
        new = "obl:agent" if label == "agent" else "obl?"
    marker = "mark" if new == "advcl?" else "case"
    tree.set(content, tree.head[p], new)
    tree.set(p, content, marker)
    for inner in chain:
        if (tree.lower[p], tree.lower[inner]) in FIXED:
            tree.set(inner, p, "fixed")
        else:
            tree.set(inner, content, marker)
    for t in tree.tokens:
        moved = tree.head[t] == p or (tree.head[t] in chain and tree.label[t] not in ("conj", "cc"))
        if t == content or t in chain or not moved or tree.label[t] == "fixed":
            continue
        tree.head[t] = content
        if tree.label[t] == "prep" and not tree.children(t):
            tree.label[t] = "case"


def invert_copulas(tree):
    """ "X is a Y": Y is the head, "is" its copula."""
    for verb in tree.tokens:
        if tree.lemma[verb] != "be" or tree.tag[verb] not in ("VB", "VBZ", "VBP", "VBD", "VBN", "VBG"):
            continue
        if tree.label[verb] in ("aux", "auxpass"):
            continue
        children = tree.children(verb)
        if any(tree.label[t] == "expl" and tree.lower[t] == "there" for t in children):
            for t in tree.children(verb, "attr", "acomp", "oprd"):
                tree.label[t] = "nsubj"
            continue
        predicate, clause = find_predicate(tree, verb, children)
        if predicate:
            invert_copula(tree, verb, predicate, clause, children)


def find_predicate(tree, verb, children):
    """What a form of "be" says of its subject, and whether that is a clause."""
    after = [t for t in children if t > verb]
    found = [t for t in children if tree.label[t] in ("attr", "acomp", "oprd")]
    if found:
        return found[0], False
    if any(t < verb and tree.label[t] in ("nsubj", "csubj") for t in children):
        clauses = [t for t in after if tree.label[t] in ("ccomp", "xcomp")]
        if clauses:
            return clauses[0], True
    found = [t for t in after if tree.label[t] == "obl?"]
    adverbs = [t for t in after if tree.label[t] in ("advmod", "prt", "npadvmod", "prep")]
    found = found or [t for t in adverbs if tree.lower[t] not in NOT_PREDICATES]
    found = found or [t for t in children if tree.label[t] == "advmod" and tree.tag[t] == "WRB"]
    return (found[0] if found else None), False


def invert_copula(tree, verb, predicate, clause, children):
    if clause:
        for t in children:
            if tree.label[t] in ("nsubj", "csubj"):
                tree.label[t] += ":outer"
    tree.set(predicate, tree.head[verb], "root" if tree.label[verb] == "ROOT" else tree.label[verb])
    tree.set(verb, predicate, "cop")
    for t in children:
        if t != predicate:
            tree.head[t] = predicate


def rename(tree):
    """The labels that are left."""
    for t in tree.tokens:
        tree.label[t] = "root" if tree.head[t] == 0 else ud_label(tree, t)


def ud_label(tree, t):
    label, head = tree.label[t], tree.head[t]
    nominal = governs_as_noun(tree, t, head)
    if label in ("obl?", "pobj", "pcomp"):
        return "nmod" if nominal else "obl"
    if label == "advcl?":
        return "acl" if nominal else "advcl"
    if label == "npadvmod":
        return "nmod:unmarked" if nominal else "obl:unmarked"
    if label == "dative":
        return "case" if tree.pos[t] == "ADP" else "iobj"
    if label == "aux":
        return "mark" if tree.tag[t] == "TO" else "aux"
    if label == "relcl":
        return "acl:relcl" if tree.pos[head] in NOMINAL | {"DET", "ADJ", "X"} else "advcl:relcl"
    if label == "prep":
        return "advmod" if tree.tag[t] == "RB" else "case" if nominal else "obl"
    if label == "nsubj" and tree.tag[t] in ("VB", "VBZ", "VBD", "VBP"):
        return "csubj"
    if label == "nsubj" and tree.tag[t] == "EX":
        return "expl"
    return PLAIN_LABELS.get(label, label)


def governs_as_noun(tree, t, head):
    """Whether the head takes modifiers of nouns; a predicate noun does so after it, not before."""
    if tree.pos[head] not in NOMINAL:
        return tree.tag[head] == "CD"
    return t > head if tree.children(head, "cop") else True


def invert_money(tree):
    """ "$ 5 million": "$" is the head, the number its modifier."""
    moved = ("case", "nmod", "punct", "amod", "obl", "acl", "appos", "advmod", "det", "conj", "cc")
    for t in tree.tokens:
        number = tree.head[t]
        if tree.form[t] not in CURRENCIES or number <= t or tree.tag[number] != "CD":
            continue
        tree.set(t, tree.head[number], tree.label[number])
        tree.set(number, t, "nummod")
        for child in tree.children(number, *moved):
            if child != t:
                tree.head[child] = t


def settle_root(tree):
    roots = [t for t in tree.tokens if tree.head[t] == 0] or [1]
    tree.set(roots[0], 0, "root")
    for t in tree.tokens:
        if t != roots[0] and (tree.head[t] == 0 or tree.label[t] == "root"):
            tree.set(t, tree.head[t] or roots[0], "parataxis")


def root_of(tree):
    return next(t for t in tree.tokens if tree.head[t] == 0)


def attach_punctuation(tree):
    """Punctuation has no dependents, and hangs on the highest word beside it."""
    marks = {t for t in tree.tokens if tree.label[t] == "punct"}
    root = root_of(tree)
    if root in marks:
        return
    for t in tree.tokens:
        head, steps = tree.head[t], 0
        while head in marks and steps < len(tree.form):
            head, steps = tree.head[head], steps + 1
        tree.head[t] = 0 if t == root else head or root
    done = attach_pairs(tree, marks, root)
    for t in sorted(marks - done):
        attach_mark(tree, t, marks, root)


def attach_pairs(tree, marks, root):
    """Quotes and brackets hang on the head of what they enclose."""
    waiting, quote, pairs = [], None, []
    for t in sorted(marks):
        if tree.form[t] in CLOSING:
            waiting.append(t)
        elif waiting and CLOSING[tree.form[waiting[-1]]] == tree.form[t]:
            pairs.append((waiting.pop(), t))
        elif tree.form[t] == '"':
            if quote is not None:
                pairs.append((quote, t))
            quote = None if quote is not None else t
    done = set()
    for opening, closing in pairs:
        inside = [t for t in range(opening + 1, closing) if t not in marks and not opening < tree.head[t] < closing]
        if inside:
            tree.head[opening] = tree.head[closing] = root if root in inside else inside[0]
            done |= {opening, closing}
    return done


def attach_mark(tree, t, marks, root):
    left = next((w for w in range(t - 1, 0, -1) if w not in marks), None)
    right = next((w for w in range(t + 1, len(tree.form)) if w not in marks), None)
    if right is None or (left and tree.form[t] in (".", "?", "!")):
        tree.head[t] = root
        return
    while tree.head[right] > t:
        right = tree.head[right]
    if left is None:
        tree.head[t] = right
        return
    while 0 < tree.head[left] < t:
        left = tree.head[left]
    # Where the right side hangs on the left it is the lower of the two, else the left was fronted.
    tree.head[t] = right if 0 < tree.head[right] < t else tree.head[left] or left


def break_circles(tree):
    root = root_of(tree)
    for t in tree.tokens:
        above, steps = t, 0
        while above and steps <= len(tree.form):
            above, steps = tree.head[above], steps + 1
        if above:
            tree.head[t] = 0 if t == root else root
