//! Sentences: where in a paragraph's tokens one ends and the next begins.

use std::ops::Range;

use crate::span::Span;
use crate::text::language::{Abbreviation, LanguageData};

/// No sentence has more tokens than this: a parser's time and memory stay bounded.
pub const LONGEST_SENTENCE: usize = 400;

/// A picture's credit has at most so many tokens after its colon.
const LONGEST_CREDIT: usize = 8;

/// Parts a paragraph's tokens into sentences. Closing quotes and brackets stay with the sentence that they close.
pub fn split(text: &str, tokens: &[Span], data: &LanguageData) -> Vec<Range<usize>> {
    let mut sentences = Vec::new();
    let mut begin = 0;
    let mut at = 0;
    let breaks = [date_line(text, tokens), credit(text, tokens, data)];
    let quotations = woven_quotations(text, tokens);
    let is_inside = |at: usize, end: usize| quotations.iter().any(|quotation| quotation.contains(&at) && end < quotation.end);
    while at < tokens.len() {
        let breaks_off = breaks.contains(&Some(at + 1)) || follows_caption(text, tokens, at + 1);
        let end = sentence_end(text, tokens, at, data).filter(|&end| !is_inside(at, end));
        let end = end.or(breaks_off.then_some(at + 1));
        if let Some(end) = end {
            sentences.push(begin..end);
            begin = end;
        } else if at + 1 - begin == LONGEST_SENTENCE {
            sentences.push(begin..at + 1);
            begin = at + 1;
        }
        at = end.unwrap_or(at + 1);
    }
    if begin < tokens.len() {
        sentences.push(begin..tokens.len());
    }
    sentences.into_iter().flat_map(pieces).collect()
}

/// A run of closing quotes can carry a sentence over the limit.
fn pieces(sentence: Range<usize>) -> impl Iterator<Item = Range<usize>> {
    let end = sentence.end;
    sentence.step_by(LONGEST_SENTENCE).map(move |begin| begin..end.min(begin + LONGEST_SENTENCE))
}

/// What a token that may end a sentence is.
#[derive(Clone, Copy, PartialEq)]
enum Stop {
    Full,
    Loud,
    Ellipsis,
    Abbreviation,
    /// Full stops of scripts that write without spaces.
    Wide,
}

fn stop(token: &str, data: &LanguageData) -> Option<Stop> {
    match token {
        "." => Some(Stop::Full),
        "。" | "！" | "？" | "｡" | "।" | "؟" | "۔" => Some(Stop::Wide),
        "…" => Some(Stop::Ellipsis),
        _ if token.starts_with(['!', '?']) => Some(Stop::Loud),
        _ if !token.ends_with('.') => None,
        _ if token.starts_with('.') => Some(Stop::Ellipsis),
        _ if data.abbreviation(token) == Some(Abbreviation::Title) || token.starts_with(|c: char| c.is_ascii_digit()) => None,
        _ => Some(Stop::Abbreviation),
    }
}

/// Where a sentence ends with the token at `at`: the index after it and after what closes it.
fn sentence_end(text: &str, tokens: &[Span], at: usize, data: &LanguageData) -> Option<usize> {
    let stop = stop(tokens[at].of(text), data)?;
    let mut end = at + 1;
    while end < tokens.len() && tokens[end].start == tokens[end - 1].end && closes(text, &tokens[end..]) {
        end += 1;
    }
    let Some(next) = tokens.get(end) else { return Some(end) };
    let spaced = next.start > tokens[end - 1].end;
    let opens = tokens[end..].iter().take(3).take_while(|token| is_opener(token.of(text))).count();
    let word = tokens.get(end + opens).map_or("", |token| token.of(text));
    let ends = match stop {
        Stop::Wide => true,
        Stop::Abbreviation => spaced && (opens > 0 && begins(word) || data.lists("opener", word)),
        Stop::Full | Stop::Loud if !spaced => word.starts_with(char::is_uppercase),
        // A dash after a closed quotation leads to who said it.
        Stop::Full if end > at + 1 && opens > 0 && next.of(text).starts_with(['-', '—', '–']) => false,
        Stop::Full => begins(word) || opens > 0 && !word.starts_with(char::is_lowercase),
        Stop::Ellipsis => spaced && begins(word),
        Stop::Loud => begins(word) && !(end > at + 1 && opens == 0 && is_spoken(text, &tokens[end..], data)),
    };
    ends.then_some(end)
}

/// Where the text begins after a date that stands before it: "Monday, May 4, 2015 Ministers met in Geneva."
fn date_line(text: &str, tokens: &[Span]) -> Option<usize> {
    let words: Vec<&str> = tokens.iter().take(7).map(|token| token.of(text)).collect();
    let [weekday, ",", month, day, ",", year, next] = words[..] else { return None };
    let capital = |word: &str| word.starts_with(char::is_uppercase);
    let number = |word: &str, most: usize| word.len() <= most && word.bytes().all(|byte| byte.is_ascii_digit());
    let dated = weekday.ends_with("day") && capital(month) && number(day, 2) && number(year, 4);
    (dated && capital(next)).then_some(6)
}

/// Where the credit of a picture begins, that a caption's last words are: "The ministers in Geneva Photo: Jane Smith".
fn credit(text: &str, tokens: &[Span], data: &LanguageData) -> Option<usize> {
    let colon = tokens.iter().rposition(|token| token.of(text) == ":")?;
    let word = tokens[colon.checked_sub(1)?].of(text);
    let short = (2..=LONGEST_CREDIT + 1).contains(&(tokens.len() - colon));
    (short && word.starts_with(char::is_uppercase) && data.lists("credit", &word.to_lowercase())).then_some(colon - 1)
}

/// A quotation woven into a clause has at most so many tokens.
const LONGEST_QUOTATION: usize = 60;

/// Quotations that a clause runs on into, no comma or colon before them: said that "it was late. They had left." Full
/// stops in them end no sentence. From the opening mark to after the closing one.
fn woven_quotations(text: &str, tokens: &[Span]) -> Vec<Range<usize>> {
    let is_mark = |at: &usize| matches!(tokens[*at].of(text), "\"" | "“" | "”");
    let marks: Vec<usize> = (0..tokens.len()).filter(is_mark).collect();
    let opens = |mark: usize| {
        let glued = |one: usize, other: usize| tokens.get(other).is_some_and(|other| other.start == tokens[one].end);
        mark > 0 && !glued(mark - 1, mark) && glued(mark, mark + 1)
    };
    let woven = |mark: usize| opens(mark) && tokens[mark - 1].of(text).starts_with(char::is_lowercase);
    let pairs = marks.windows(2).filter(|pair| woven(pair[0]) && !opens(pair[1]) && pair[1] - pair[0] <= LONGEST_QUOTATION);
    pairs.map(|pair| pair[0]..pair[1] + 1).collect()
}

/// Whether text begins after a caption or heading that has no full stop: "Party leader Ann Smith In the capital, voters ...".
///
/// Inside a sentence such a preposition has a small letter, inside a title the article after it a capital.
fn follows_caption(text: &str, tokens: &[Span], at: usize) -> bool {
    let word = |at: usize| tokens.get(at).map_or("", |token| token.of(text));
    let Some(before) = at.checked_sub(1).map(word) else { return false };
    matches!(word(at), "In" | "At" | "On" | "For" | "From" | "After" | "During" | "Under")
        && matches!(word(at + 1), "the" | "a" | "an" | "this" | "his" | "her" | "their" | "its")
        && before.starts_with(char::is_alphanumeric)
        && tokens[at].start > tokens[at - 1].end
}

/// Whether the first token closes a quotation or a bracket. What looks like an opening quote closes before a blank.
fn closes(text: &str, tokens: &[Span]) -> bool {
    let parted = tokens.get(1).is_none_or(|next| next.start > tokens[0].end);
    is_closer(tokens[0].of(text)) || tokens[0].of(text) == "“" && parted
}

fn is_closer(token: &str) -> bool {
    matches!(token, "\"" | "”" | "’" | "'" | "''" | "’’" | ")" | "]" | "»" | "}" | "」" | "』" | "）" | "." | "?" | "!")
}

fn is_opener(token: &str) -> bool {
    matches!(
        token,
        "\"" | "“" | "‘" | "'" | "``" | "‘‘" | "(" | "[" | "«" | "„" | "{" | "-" | "--" | "—" | "–" | "•" | "*" | "..."
    )
}

/// Whether a sentence can begin with the word: not with a small letter, but for names such as al-Qaida.
fn begins(word: &str) -> bool {
    let mut letters = word.chars();
    let first = letters.next();
    let camel = first.is_some_and(char::is_lowercase) && letters.next().is_some_and(char::is_uppercase);
    camel
        || word == "al"
        || first.is_some_and(|c| c.is_alphanumeric() && !c.is_lowercase() || matches!(c, '$' | '£' | '€' | '#' | '@'))
}

/// Whether a quotation goes on: "Stop!" Obama said.
fn is_spoken(text: &str, tokens: &[Span], data: &LanguageData) -> bool {
    let words = tokens.iter().take(6).map(|token| token.of(text));
    for (place, word) in words.enumerate() {
        if data.lists("speech", word) {
            return place > 0;
        }
        let named = word.starts_with(char::is_uppercase) || matches!(word, "'s" | "’s" | "minister" | "president" | "spokesman");
        if !named || data.lists("opener", word) && !matches!(word, "He" | "She" | "The") {
            return false;
        }
    }
    false
}
