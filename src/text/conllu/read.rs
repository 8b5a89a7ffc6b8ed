//! Reading CoNLL-U: each `# newdoc` is a document, whose text is rebuilt from its sentences.

use crate::diagnostic::{Diagnostic, Place, Severity};
use crate::id::{ArticleId, digest};
use crate::ingest::Article;
use crate::span::Span;
use crate::text::language::LanguageData;
use crate::text::lemma::lemma;
use crate::text::tokenize::is_blank;
use crate::text::upos::upos;
use crate::text::{Document, Relation, Sentence, Token, Upos};

/// Reads the documents of a file, named `file` in the diagnostics. A sentence with a broken line or tree is skipped and
/// told as `broken-conllu`; a lemma, part of speech or Penn tag that is missing is made from what is there.
///
/// ```
/// use diplograph::knowledge::DataFiles;
/// use diplograph::text::{conllu, language::LanguageData};
/// let data = LanguageData::load(&DataFiles::new(None))?;
/// let text = "1\tTalks\t_\tNOUN\tNNS\t_\t2\tnsubj\t_\t_\n2\tfailed\t_\tVERB\tVBD\t_\t0\troot\t_\tSpaceAfter=No\n";
/// let (documents, diagnostics) = conllu::read(text, "talks.conllu", &data);
/// assert_eq!(documents[0].article.text, "Talks failed");
/// assert_eq!(documents[0].sentences[0].tokens[1].lemma, "fail");
/// assert!(diagnostics.is_empty());
/// # Ok::<(), diplograph::Error>(())
/// ```
pub fn read(text: &str, file: &str, data: &LanguageData) -> (Vec<Document>, Vec<Diagnostic>) {
    let mut reader =
        Reader { file, data, documents: Vec::new(), diagnostics: Vec::new(), open: None, space: true, blocks: Vec::new() };
    let mut block = Block::default();
    for (number, line) in text.trim_start_matches('\u{FEFF}').lines().enumerate() {
        let line = line.trim_end_matches('\r');
        if line.trim().is_empty() {
            reader.end_sentence(std::mem::take(&mut block));
        } else if let Some(comment) = line.strip_prefix('#') {
            block.comments.push(comment.trim());
        } else {
            block.lines.push((number + 1, line));
        }
    }
    reader.end_sentence(block);
    reader.end_document();
    (reader.documents, reader.diagnostics)
}

/// A sentence's lines as they stand.
#[derive(Default)]
struct Block<'a> {
    comments: Vec<&'a str>,
    lines: Vec<(usize, &'a str)>,
}

struct Reader<'a> {
    file: &'a str,
    data: &'a LanguageData,
    documents: Vec<Document>,
    diagnostics: Vec<Diagnostic>,
    open: Option<Document>,
    /// Whether a space follows the last sentence.
    space: bool,
    /// How many sentences are left of each block that began with the last paragraph: GUM tells so of captions and lists.
    blocks: Vec<usize>,
}

impl Reader<'_> {
    fn end_sentence(&mut self, block: Block) {
        let value = |name: &str| {
            let found = block.comments.iter().filter_map(|comment| comment.strip_prefix(name)).map(str::trim_start);
            found.filter_map(|rest| rest.strip_prefix('=')).map(str::trim).next()
        };
        if block.comments.iter().any(|comment| comment.split(is_blank).next() == Some("newdoc")) {
            self.end_document();
        }
        if block.lines.is_empty() && value("newdoc id").is_none() {
            return;
        }
        let document = self.open.get_or_insert_with(new_document);
        let article = &mut document.article;
        if let Some(id) = value("newdoc id") {
            article.id = ArticleId::from(id);
        }
        let text = |name: &str| value(name).map(str::to_owned);
        article.title = article.title.take().or_else(|| text("title"));
        article.url = article.url.take().or_else(|| text("url"));
        article.source = article.source.take().or_else(|| text("source"));
        article.date = article.date.or_else(|| value("date").and_then(|date| date.parse().ok()));
        if let Some(place) = value("dateline").filter(|_| article.text.is_empty()) {
            document.dateline = Some(Span::new(0, place.len()));
            article.text = format!("{place} —");
        }
        let newpar = block.comments.iter().any(|comment| comment.split(is_blank).next() == Some("newpar"));
        // Where a caption ends within a paragraph, a line of the page does.
        let paragraph = newpar || self.blocks.contains(&0);
        self.blocks.retain(|left| *left > 0 && !newpar);
        self.blocks.extend(value("newpar_block").into_iter().flat_map(block_lengths));
        self.blocks.iter_mut().for_each(|left| *left -= 1);
        match parse(&block.lines, self.data) {
            Ok(rows) => self.space = add_sentence(document, rows, value("text"), paragraph, self.space),
            Err((line, message)) => {
                let place = Place { file: Some(self.file.to_owned()), line: Some(line), ..Place::default() };
                let message = format!("the sentence is skipped: {message}");
                self.diagnostics.push(Diagnostic::new(Severity::Error, "broken-conllu", place, message));
            }
        }
    }

    fn end_document(&mut self) {
        let Some(mut document) = self.open.take() else { return };
        self.space = true;
        if document.article.id.as_str().is_empty() {
            document.article.id = ArticleId::from(digest([document.article.text.as_str()]));
        }
        if !document.sentences.is_empty() {
            self.documents.push(document);
        }
    }
}

/// The numbers of sentences in "p (6 s) | figure (1 s) | caption (1 s)".
fn block_lengths(blocks: &str) -> impl Iterator<Item = usize> {
    let counts = blocks.split('|').filter_map(|block| block.trim().strip_suffix(" s)")?.rsplit_once('('));
    counts.filter_map(|(_, count)| count.parse().ok()).filter(|count| *count > 0)
}

fn new_document() -> Document {
    let id = ArticleId::from(String::new());
    let article = Article { id, text: String::new(), title: None, date: None, url: None, source: None };
    Document { article, dateline: None, sentences: Vec::new() }
}

/// A word, with what is written for it: a range such as "don't" is written for several words.
struct Row {
    token: Token,
    written: String,
    /// Whether it stands in the same written token as the word before.
    inside: bool,
    space: bool,
}

type Mistake = (usize, String);

fn parse(lines: &[(usize, &str)], data: &LanguageData) -> Result<Vec<Row>, Mistake> {
    let mut rows: Vec<Row> = Vec::new();
    let mut range: Option<(usize, usize, String, bool)> = None;
    for (number, line) in lines {
        let fields: Vec<&str> = line.split('\t').collect();
        let [id, form, lemma, upos, xpos, feats, head, relation, _, misc] = fields[..] else {
            return Err((*number, format!("a line has {} fields, but CoNLL-U has 10, parted by tabs", fields.len())));
        };
        let space = !misc.split('|').any(|item| item == "SpaceAfter=No");
        if id.contains('.') {
            continue;
        }
        if let Some((first, last)) = id.split_once('-') {
            let (Ok(first), Ok(last)) = (first.parse(), last.parse()) else {
                return Err((*number, format!("`{id}` is no range of words")));
            };
            range = Some((first, last, form.to_owned(), space));
            continue;
        }
        if id.parse() != Ok(rows.len() + 1) {
            return Err((*number, format!("the word is numbered `{id}`, but should be {}", rows.len() + 1)));
        }
        let head: usize = head.parse().map_err(|_| (*number, format!("the head `{head}` is no number")))?;
        let inside = range.as_ref().filter(|(first, last, ..)| (*first..=*last).contains(&(rows.len() + 1)));
        let (written, within, space) = match inside {
            Some((first, _, written, space)) => (written.clone(), *first < rows.len() + 1, *space),
            None => (form.to_owned(), false, space),
        };
        let token = fill([form, lemma, upos, xpos, feats, relation], head, data);
        rows.push(Row { token, written, inside: within, space });
    }
    let line = lines.first().map_or(0, |(number, _)| *number);
    check_tree(&rows).map_err(|message| (line, message))?;
    Ok(rows)
}

/// The token of a line; its span is set later.
fn fill([form, lemma_, upos_, xpos, feats, relation]: [&str; 6], head: usize, data: &LanguageData) -> Token {
    let Ok(relation) = relation.parse::<Relation>();
    let xpos = if xpos == "_" { penn_tag(form, upos_, feats) } else { xpos };
    let upos = match upos_.parse::<Upos>() {
        Ok(known) if upos_ != "_" => known,
        _ => upos(form, xpos, relation),
    };
    let lemma = if lemma_ == "_" && form != "_" { lemma(form, xpos, upos, data) } else { lemma_.to_owned() };
    Token {
        span: Span::new(0, 0),
        form: form.to_owned(),
        lemma,
        upos,
        xpos: xpos.to_owned(),
        head: head.checked_sub(1),
        relation,
    }
}

/// The Penn tag that a part of speech and its features stand for.
fn penn_tag(form: &str, upos: &str, feats: &str) -> &'static str {
    let has = |feature: &str| feats.split('|').any(|known| known == feature);
    let plural = has("Number=Plur");
    match upos {
        "NOUN" if plural => "NNS",
        "NOUN" => "NN",
        "PROPN" if plural => "NNPS",
        "PROPN" => "NNP",
        "VERB" | "AUX" if has("VerbForm=Ger") || has("VerbForm=Part") && has("Tense=Pres") => "VBG",
        "VERB" | "AUX" if has("VerbForm=Part") => "VBN",
        "VERB" | "AUX" if has("Tense=Past") => "VBD",
        "VERB" | "AUX" if has("Person=3") && !plural => "VBZ",
        "VERB" | "AUX" if has("VerbForm=Fin") && has("Tense=Pres") => "VBP",
        "AUX" if !["be", "have", "do"].contains(&form) => "MD",
        "VERB" | "AUX" => "VB",
        "ADJ" | "ADV" if has("Degree=Cmp") => ["JJR", "RBR"][usize::from(upos == "ADV")],
        "ADJ" | "ADV" if has("Degree=Sup") => ["JJS", "RBS"][usize::from(upos == "ADV")],
        "ADJ" => "JJ",
        "ADV" if has("PronType=Int") || has("PronType=Rel") => "WRB",
        "ADV" => "RB",
        "ADP" | "SCONJ" => "IN",
        "CCONJ" => "CC",
        "DET" => "DT",
        "NUM" => "CD",
        "PRON" if has("Poss=Yes") => "PRP$",
        "PRON" if has("PronType=Rel") || has("PronType=Int") => "WP",
        "PRON" if has("PronType=Dem") => "DT",
        "PRON" => "PRP",
        "PART" if form.eq_ignore_ascii_case("to") => "TO",
        "PART" if form.ends_with(['s', 'S', '\'', '’']) => "POS",
        "PART" => "RB",
        "INTJ" => "UH",
        "SYM" => "SYM",
        "PUNCT" => match form {
            "." | "?" | "!" => ".",
            "," => ",",
            "(" | "[" => "-LRB-",
            ")" | "]" => "-RRB-",
            "“" | "‘" | "``" => "``",
            "”" | "\"" | "''" => "''",
            _ => ":",
        },
        _ => "FW",
    }
}

/// Every word must reach the one root.
fn check_tree(rows: &[Row]) -> Result<(), String> {
    let heads: Vec<Option<usize>> = rows.iter().map(|row| row.token.head).collect();
    let roots = heads.iter().filter(|head| head.is_none()).count();
    if !heads.is_empty() && roots != 1 {
        return Err(format!("it has {roots} roots, but should have one"));
    }
    if let Some(at) = heads.iter().position(|head| head.is_some_and(|head| head >= rows.len())) {
        return Err(format!("the head of word {} is no word of it", at + 1));
    }
    let mut reaches: Vec<bool> = heads.iter().map(Option::is_none).collect();
    for at in 0..heads.len() {
        let mut path = Vec::new();
        let mut here = at;
        while !reaches[here] {
            if path.len() > heads.len() {
                return Err(format!("word {} does not reach the root", at + 1));
            }
            path.push(here);
            here = heads[here].unwrap_or(here);
        }
        path.into_iter().for_each(|passed| reaches[passed] = true);
    }
    Ok(())
}

/// Adds the sentence to the document and its text to the article's; gives whether a space follows it.
fn add_sentence(document: &mut Document, rows: Vec<Row>, text: Option<&str>, newpar: bool, space: bool) -> bool {
    let Some(last) = rows.last() else { return space };
    let follows = last.space;
    let article = &mut document.article.text;
    let before = document.sentences.last().map(|sentence| sentence.paragraph);
    let paragraph = before.map_or(0, |before| before + usize::from(newpar));
    article.push_str(match before {
        None if article.is_empty() => "",
        Some(_) if newpar => "\n\n",
        _ if space => " ",
        _ => "",
    });
    let base = article.len();
    let (text, spans) = match text.and_then(|text| Some((text.to_owned(), align(&rows, text)?))) {
        Some(found) => found,
        None => rebuild(&rows),
    };
    article.push_str(&text);
    let spans: Vec<Span> = spans.into_iter().map(|span| Span::new(base + span.start, base + span.end)).collect();
    let span = spans.iter().copied().reduce(Span::join).unwrap_or(Span::new(base, base));
    let mut tokens: Vec<Token> = rows.into_iter().zip(spans).map(|(row, span)| Token { span, ..row.token }).collect();
    part_ranges(&mut tokens, article);
    document.sentences.push(Sentence { span, paragraph, tokens });
    follows
}

/// Where each word's written token stands in the sentence's text; `None` where the text is not that of the words.
fn align(rows: &[Row], text: &str) -> Option<Vec<Span>> {
    let mut spans: Vec<Span> = Vec::with_capacity(rows.len());
    let mut at = 0;
    for row in rows {
        if let (true, Some(last)) = (row.inside, spans.last()) {
            spans.push(*last);
            continue;
        }
        let rest = &text[at..];
        let start = at + (rest.len() - rest.trim_start_matches(is_blank).len());
        if row.written.is_empty() || !text[start..].starts_with(&row.written) {
            return None;
        }
        at = start + row.written.len();
        spans.push(Span::new(start, at));
    }
    text[at..].chars().all(is_blank).then_some(spans)
}

/// The text of the words themselves, with where each stands.
fn rebuild(rows: &[Row]) -> (String, Vec<Span>) {
    let mut text = String::new();
    let mut spans: Vec<Span> = Vec::with_capacity(rows.len());
    let mut space = false;
    for row in rows {
        if let (true, Some(last)) = (row.inside, spans.last()) {
            spans.push(*last);
            continue;
        }
        if space {
            text.push(' ');
        }
        let start = text.len();
        text.push_str(&row.written);
        spans.push(Span::new(start, text.len()));
        space = row.space;
    }
    (text, spans)
}

/// Gives the words of one written token a span each, where their forms add up to it ("do" and "n't").
fn part_ranges(tokens: &mut [Token], text: &str) {
    for group in tokens.chunk_by_mut(|one, other| one.span == other.span) {
        let whole = group[0].span;
        if group.len() < 2 || group.iter().map(|token| token.form.as_str()).collect::<String>() != whole.of(text) {
            continue;
        }
        let mut at = whole.start;
        for token in group {
            token.span = Span::new(at, at + token.form.len());
            at = token.span.end;
        }
    }
}
