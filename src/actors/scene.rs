//! A sentence made ready: its tree turned downwards, and the names, agents and titles that stand in it.

use std::ops::Range;

use crate::actors::ambiguity::{ArticleWords, settle};
use crate::actors::titles::{is_honorific, is_noble};
use crate::knowledge::ActorDirectory;
use crate::knowledge::directory::{Agent, AgentKind, Meaning, Reading, Sort};
use crate::knowledge::spelling::words;
use crate::span::Span;
use crate::text::{Relation, Sentence, Token, Upos};

/// A sentence with what the directory sees in it.
pub(super) struct Scene<'a> {
    /// Its number in the document.
    pub index: usize,
    /// The sentence.
    pub sentence: &'a Sentence,
    /// The dependents of each token, in order.
    pub children: Vec<Vec<usize>>,
    /// Names of the directory: longest match from the left, none within another.
    pub names: Vec<NameMatch<'a>>,
    /// Generic agents and titles, likewise.
    pub agents: Vec<AgentMatch<'a>>,
}

/// A name of the directory in a sentence.
#[derive(Clone)]
pub(super) struct NameMatch<'a> {
    /// The tokens that it covers.
    pub tokens: Range<usize>,
    /// What it may mean; never empty.
    pub readings: Vec<&'a Reading>,
    /// Part of a hyphenated word ("Russian-backed"), so that it does not qualify what follows.
    pub hyphenated: bool,
}

/// A generic agent or title in a sentence.
pub(super) struct AgentMatch<'a> {
    /// The tokens that it covers.
    pub tokens: Range<usize>,
    /// The table's line.
    pub agent: &'a Agent,
}

/// A noun phrase.
#[derive(Clone)]
pub(super) struct Phrase {
    /// The token that bears the phrase's relation.
    pub head: usize,
    /// The head with its words before it and its name's words after it: no prepositional phrase, no apposition.
    pub core: Range<usize>,
    /// The whole phrase without relative clauses and trailing appositions, in bytes of the text.
    pub span: Span,
}

impl<'a> Scene<'a> {
    pub(super) fn new(index: usize, sentence: &'a Sentence, directory: &'a ActorDirectory, article: &mut ArticleWords) -> Self {
        let mut children = vec![Vec::new(); sentence.tokens.len()];
        for (at, token) in sentence.tokens.iter().enumerate() {
            if let Some(siblings) = token.head.and_then(|head| children.get_mut(head)) {
                siblings.push(at);
            }
        }
        let mut agents = agents(sentence, directory);
        let mut names = names(sentence, directory);
        names.retain_mut(|name| !of_person(name, sentence, directory) && settle(name, sentence, &agents, directory, article));
        let of_others: Vec<bool> =
            (0..names.len()).map(|at| at > 0 && of_another_state(&names[at - 1], &names[at], sentence, directory)).collect();
        let mut of_others = of_others.into_iter();
        names.retain(|_| !of_others.next().unwrap_or(false));
        agents.iter_mut().for_each(|agent| leave_party(agent, &names, sentence, directory));
        Scene { index, sentence, children, names, agents }
    }

    pub(super) fn token(&self, at: usize) -> &'a Token {
        &self.sentence.tokens[at]
    }

    /// The dependents of a token with one of the relations.
    pub(super) fn dependents<'s>(&'s self, at: usize, relations: &'s [Relation]) -> impl Iterator<Item = usize> + 's {
        self.children[at].iter().copied().filter(|child| relations.contains(&self.token(*child).relation))
    }

    /// The words of the prepositions of a phrase, in lower case: "in", "of".
    pub(super) fn prepositions(&self, head: usize) -> impl Iterator<Item = String> + '_ {
        self.dependents(head, &[Relation::Case]).map(|case| self.token(case).form.to_lowercase())
    }

    pub(super) fn has_preposition(&self, head: usize) -> bool {
        self.dependents(head, &[Relation::Case]).any(|case| self.token(case).upos != Upos::Part)
    }

    /// The name that covers a token.
    pub(super) fn name_at(&self, token: usize) -> Option<&NameMatch<'a>> {
        self.names.iter().find(|name| name.tokens.contains(&token))
    }

    /// The agent or title that covers a token.
    pub(super) fn agent_at(&self, token: usize) -> Option<&AgentMatch<'a>> {
        self.agents.iter().find(|agent| agent.tokens.contains(&token))
    }

    /// Every noun phrase whose head could name an actor, in the order of the heads.
    pub(super) fn phrases(&self) -> Vec<Phrase> {
        (0..self.sentence.tokens.len()).filter(|at| self.heads_phrase(*at)).map(|at| self.phrase(at)).collect()
    }

    /// The phrase of a head.
    pub(super) fn phrase(&self, head: usize) -> Phrase {
        let core = self.core(head);
        let mut last = core.end - 1;
        for child in self.children[head].iter().copied().filter(|child| *child > head) {
            let outside =
                [Relation::AclRelcl, Relation::Acl, Relation::Appos, Relation::Conj, Relation::Parataxis, Relation::Punct];
            let clause = [Relation::Cc, Relation::Nsubj, Relation::Cop, Relation::Advcl, Relation::Ccomp, Relation::List];
            let relation = self.token(child).relation;
            let apart = outside.contains(&relation) || clause.contains(&relation) || self.token(child).tells_time();
            if !apart && !self.breaks(last + 1, child) {
                last = last.max(self.last_below(child));
            }
        }
        let span = self.token(core.start).span.join(self.token(last).span);
        Phrase { head, core, span }
    }

    /// Whether a comma or a dash stands in the range.
    fn breaks(&self, from: usize, to: usize) -> bool {
        (from..to).any(|at| matches!(self.token(at).form.as_str(), "," | "(" | "--" | "–" | "—" | ";" | ":"))
    }

    fn last_below(&self, head: usize) -> usize {
        let mut last = head;
        let mut open = vec![head];
        while let Some(at) = open.pop() {
            last = last.max(at);
            let inner = |child: &&usize| !matches!(self.token(**child).relation, Relation::AclRelcl | Relation::Punct);
            open.extend(self.children[at].iter().filter(inner));
        }
        last
    }

    fn heads_phrase(&self, at: usize) -> bool {
        use Relation as R;
        let token = self.token(at);
        let nominal = |relation| {
            matches!(
                relation,
                R::Nsubj | R::NsubjPass | R::Obj | R::Iobj | R::Obl | R::OblAgent | R::Nmod | R::NmodPoss | R::Appos
            )
        };
        match (token.upos, token.relation) {
            (_, R::Flat | R::Fixed | R::Goeswith | R::Compound | R::Amod | R::Det | R::Case | R::Advmod | R::Punct) => false,
            (Upos::Noun | Upos::Propn | Upos::Pron, R::Nmod | R::NmodUnmarked | R::Appos | R::Dep | R::List) => {
                token.head.is_none_or(|head| !self.core(head).contains(&at) || self.has_preposition(at))
            }
            (Upos::Noun | Upos::Propn | Upos::Pron, R::Nummod | R::Mark | R::Aux | R::Cop | R::Expl) => false,
            (Upos::Noun | Upos::Propn | Upos::Pron, _) => true,
            (Upos::Adj | Upos::Num | Upos::X | Upos::Det, R::Conj) => {
                token.head.is_some_and(|head| nominal(self.token(head).relation))
            }
            (Upos::Adj | Upos::Num | Upos::X | Upos::Det, relation) => nominal(relation),
            // "The displaced", "the wounded".
            (Upos::Verb, relation) => nominal(relation) && self.agent_at(at).is_some(),
            _ => false,
        }
    }

    /// The dependent of `head` that `at` stands under, or is.
    fn branch(&self, at: usize, head: usize) -> Option<usize> {
        let mut at = at;
        for _ in 0..self.sentence.tokens.len() {
            match self.token(at).head {
                Some(above) if above == head => return Some(at),
                Some(above) => at = above,
                None => return None,
            }
        }
        None
    }

    fn core(&self, head: usize) -> Range<usize> {
        let (mut start, mut end) = (head, head + 1);
        while start > 0 && self.qualifies(start - 1, head) {
            start -= 1;
        }
        while start < head && matches!(self.token(start).form.as_str(), "-" | "," | "\"" | "“" | "''" | "``") {
            start += 1;
        }
        while end < self.sentence.tokens.len() && self.continues_name(end, head) {
            end += 1;
        }
        while end > head + 1 && self.token(end - 1).upos == Upos::Punct {
            end -= 1;
        }
        start = self.title_before(start, end).unwrap_or(start);
        match self.names.iter().find(|name| name.tokens.contains(&head)) {
            Some(name) => start.min(name.tokens.start)..end.max(name.tokens.end),
            None => start..end,
        }
    }

    /// Where a title begins that stands directly before a name, whatever the parser made of it: "Foreign Ministry spokesman |
    /// Andrei Nesterenko".
    fn title_before(&self, start: usize, end: usize) -> Option<usize> {
        let proper = |at: usize| self.token(at).upos == Upos::Propn && self.token(at).form.starts_with(char::is_uppercase);
        let titles = self.agents.iter().filter(|agent| agent.agent.kind == AgentKind::Person);
        // The parser may have put a title's last word to the name: "Secretary- | General Ban Ki-moon".
        let reaches = |title: &&AgentMatch| title.tokens.start < start && (start..end - 1).contains(&title.tokens.end);
        let title = titles.clone().find(|title| title.tokens.end == start).or_else(|| titles.clone().find(reaches))?;
        let start = title.tokens.end;
        let singular = !matches!(self.token(start - 1).xpos.as_str(), "NNS" | "NNPS");
        let name = (start..end).all(|at| self.agent_at(at).is_none()) && proper(start) && proper(end - 1);
        let qualifies = |at: &usize| {
            let token = self.token(*at);
            self.name_at(*at).is_some()
                || self.agent_at(*at).is_some()
                || token.upos == Upos::Propn && token.relation == Relation::Compound
        };
        let first = (0..title.tokens.start).rev().take_while(qualifies).last().unwrap_or(title.tokens.start);
        (singular && name).then_some(first)
    }

    /// Whether a token before the head belongs to its phrase.
    fn qualifies(&self, at: usize, head: usize) -> bool {
        use Relation as R;
        let Some(branch) = self.branch(at, head).filter(|branch| *branch < head) else { return false };
        match self.token(branch).relation {
            R::Det | R::DetPredet | R::Amod | R::Compound | R::Nummod | R::NmodPoss | R::Flat | R::Goeswith | R::Advmod => true,
            R::Nmod | R::NmodUnmarked | R::Acl | R::Dep => !self.has_preposition(branch),
            R::Punct => {
                matches!(self.token(branch).form.as_str(), "-" | "\"" | "“" | "”" | "''" | "``" | "’" | ",") && at + 1 < head
            }
            _ => false,
        }
    }

    /// Whether a token after the head continues its name ("Andrei | Nesterenko", "President | Barack Obama").
    fn continues_name(&self, at: usize, head: usize) -> bool {
        use Relation as R;
        let Some(branch) = self.branch(at, head).filter(|branch| *branch > head) else { return false };
        let part = self.token(at);
        // "a federal judge | Thursday approved".
        if self.token(branch).tells_time() {
            return false;
        }
        // A lower-case noun after a name is a parser's mistake, unless it is of a name or a role that we know.
        let small = part.form.len() > 3 && part.form.starts_with(char::is_lowercase);
        if small && self.name_at(at).is_none() && self.agent_at(at).is_none() {
            return false;
        }
        match self.token(branch).relation {
            R::Flat | R::Goeswith | R::Compound | R::Fixed => {
                let nominal = matches!(part.upos, Upos::Propn | Upos::Noun | Upos::Adj | Upos::Num | Upos::X);
                nominal || matches!(part.form.as_str(), "-" | ".") || part.relation == R::Flat && part.upos != Upos::Verb
            }
            R::Punct => matches!(self.token(branch).form.as_str(), "-" | "."),
            R::Appos | R::Nmod | R::NmodUnmarked | R::Dep => {
                self.token(branch).upos == Upos::Propn
                    && !self.has_preposition(branch)
                    && (part.upos == Upos::Propn || part.form == "-" || part.relation == R::Flat)
                    && self.token(head).span.end + 2 >= self.token(head + 1).span.start
            }
            _ => false,
        }
    }
}

/// Every name, longest match first from the left.
fn names<'a>(sentence: &Sentence, directory: &'a ActorDirectory) -> Vec<NameMatch<'a>> {
    let pieces: Vec<(String, usize)> = sentence
        .tokens
        .iter()
        .enumerate()
        .flat_map(|(at, token)| words(&token.form).into_iter().map(move |word| (word, at)))
        .collect();
    let texts: Vec<&str> = pieces.iter().map(|(word, _)| word.as_str()).collect();
    let mut found = Vec::new();
    let mut at = 0;
    while at < texts.len() {
        let Some((length, readings)) = directory.name(&texts[at..]).or_else(|| citizens(texts[at], directory)) else {
            at += 1;
            continue;
        };
        let tokens = pieces[at].1..pieces[at + length - 1].1 + 1;
        if tokens.len() > 1 || may_be_name(&sentence.tokens[tokens.start]) {
            let splits = |piece: Option<&(String, usize)>, token: usize| piece.is_some_and(|(_, other)| *other == token);
            let inside = at.checked_sub(1).is_some_and(|before| splits(pieces.get(before), tokens.start))
                || splits(pieces.get(at + length), tokens.end - 1);
            let joined = |at: Option<usize>| at.and_then(|at| sentence.tokens.get(at)).is_some_and(|token| token.form == "-");
            let hyphenated = inside || joined(Some(tokens.end)) || joined(tokens.start.checked_sub(1));
            let based =
                pieces.get(at + length).is_some_and(|(word, _)| matches!(word.as_str(), "based" | "born" | "run" | "led"));
            found.push(NameMatch { tokens, readings, hyphenated: hyphenated && !based });
        }
        at += length;
    }
    found
}

/// Whether a name of several common words is of another state than the one that stands before it: "the Mongolian People's Party"
/// is not Spain's.
fn of_another_state(before: &NameMatch, name: &NameMatch, sentence: &Sentence, directory: &ActorDirectory) -> bool {
    let possessive = |at: usize| sentence.tokens.get(at).is_some_and(|token| token.xpos == "POS");
    let adjacent =
        before.tokens.end == name.tokens.start || before.tokens.end + 1 == name.tokens.start && possessive(before.tokens.end);
    let states: Vec<_> =
        before.readings.iter().map(|reading| reading.entry).filter(|state| directory.entry(*state).sort == Sort::State).collect();
    let other = |reading: &&Reading| directory.entry(reading.entry).state.is_some_and(|state| !states.contains(&state));
    adjacent && !before.hyphenated && name.tokens.len() > 1 && !states.is_empty() && name.readings.iter().all(other)
}

/// Whether a form of address makes a place's name a person's: "Mr Livingstone", "Lord Bristol".
fn of_person(name: &NameMatch, sentence: &Sentence, directory: &ActorDirectory) -> bool {
    let before = name.tokens.start.checked_sub(1).and_then(|at| sentence.tokens.get(at));
    let addressed = before.is_some_and(|before| is_honorific(&before.form) || is_noble(&before.form));
    addressed && name.readings.iter().all(|reading| directory.entry(reading.entry).sort == Sort::State)
}

/// "Labour | leader": a party's name before a role tells whose it is, though the table has both as one role.
fn leave_party<'a>(agent: &mut AgentMatch<'a>, names: &[NameMatch], sentence: &Sentence, directory: &'a ActorDirectory) {
    let first = |name: &&NameMatch| name.tokens.start == agent.tokens.start && name.tokens.end < agent.tokens.end;
    let Some(party) = names.iter().find(first) else { return };
    let rest = party.tokens.end..agent.tokens.end;
    let pieces: Vec<String> = sentence.tokens[rest.clone()].iter().flat_map(|token| words(&singular(token))).collect();
    let texts: Vec<&str> = pieces.iter().map(String::as_str).collect();
    let whole = directory.agent(&texts).filter(|(length, _)| *length == texts.len());
    let group = party.readings.iter().all(|reading| directory.entry(reading.entry).sort == Sort::Group);
    if let (true, Some((_, role))) = (group, whole) {
        *agent = AgentMatch { tokens: rest, agent: role };
    }
}

/// A plural made of an adjective: "Palestinians".
fn citizens<'a>(text: &str, directory: &'a ActorDirectory) -> Option<(usize, Vec<&'a Reading>)> {
    let (length, mut readings) = directory.name(&[text.strip_suffix('s')?])?;
    readings.retain(|reading| matches!(reading.meaning, Meaning::Adjective | Meaning::People));
    (!readings.is_empty()).then_some((length, readings))
}

fn may_be_name(token: &Token) -> bool {
    matches!(token.upos, Upos::Propn | Upos::Noun | Upos::Adj | Upos::X | Upos::Num)
}

/// Every agent and title, by forms and by lemmas, longest match first from the left.
fn agents<'a>(sentence: &Sentence, directory: &'a ActorDirectory) -> Vec<AgentMatch<'a>> {
    let mut forms: Vec<(String, usize)> = Vec::new();
    let mut lemmas: Vec<(String, usize)> = Vec::new();
    for (at, token) in sentence.tokens.iter().enumerate() {
        forms.extend(words(&token.form).into_iter().map(|word| (word, at)));
        lemmas.extend(words(&singular(token)).into_iter().map(|word| (word, at)));
    }
    let lookup = |pieces: &[(String, usize)]| {
        let texts: Vec<&str> = pieces.iter().take(8).map(|(word, _)| word.as_str()).collect();
        directory.agent(&texts).map(|(length, agent)| (pieces[length - 1].1 + 1, agent))
    };
    let mut found = Vec::new();
    let mut at = 0;
    while at < sentence.tokens.len() {
        let from = |pieces: &[(String, usize)]| pieces.partition_point(|(_, token)| *token < at);
        let starts = |pieces: &[(String, usize)]| pieces.get(from(pieces)).is_some_and(|(_, token)| *token == at);
        let by_form = starts(&forms).then(|| lookup(&forms[from(&forms)..])).flatten();
        let by_lemma = starts(&lemmas).then(|| lookup(&lemmas[from(&lemmas)..])).flatten();
        let best = by_form.into_iter().chain(by_lemma).max_by_key(|(end, _)| *end);
        if let Some((end, agent)) = best.filter(|(end, _)| sentence.tokens[at..*end].iter().any(is_noun_like)) {
            found.push(AgentMatch { tokens: at..end, agent });
        }
        at += 1;
    }
    longest_to_the_right(found)
}

/// Of matches that overlap the one that ends last, since an English phrase has its head there: "military | intelligence agency".
/// Of those that end together the longest.
fn longest_to_the_right(matches: Vec<AgentMatch>) -> Vec<AgentMatch> {
    let mut kept: Vec<AgentMatch> = Vec::new();
    for next in matches {
        match kept.last() {
            Some(last) if next.tokens.end <= last.tokens.end => continue,
            Some(last) if next.tokens.start < last.tokens.end => drop(kept.pop()),
            _ => {}
        }
        kept.push(next);
    }
    kept
}

fn is_noun_like(token: &Token) -> bool {
    use Relation as R;
    let nominal =
        matches!(token.relation, R::Nsubj | R::NsubjPass | R::Obj | R::Iobj | R::Obl | R::OblAgent | R::Nmod | R::NmodPoss);
    matches!(token.upos, Upos::Noun | Upos::Propn | Upos::Adj) || nominal && token.xpos == "VBN"
}

/// The singular of a noun: the lemma, but for a capitalised plural that the lemmatizer left as it was.
fn singular(token: &Token) -> String {
    let plural_left =
        token.lemma == token.form && token.form.len() > 3 && token.form.ends_with('s') && !token.form.ends_with("ss");
    match plural_left {
        true => token.form.strip_suffix("s").unwrap_or(&token.form).to_owned(),
        false => token.lemma.clone(),
    }
}
