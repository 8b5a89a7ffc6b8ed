//! Tokens: a stretch of text is cut as in UD English EWT ("doesn't" is two, "Russia-NATO" three, "$5" two).

use crate::span::Span;
use crate::text::language::{Abbreviation, LanguageData};

/// Cuts the stretch from `start` to `end` into tokens. Each character that is not blank lands in exactly one.
///
/// ```
/// use diplograph::knowledge::DataFiles;
/// use diplograph::text::language::LanguageData;
/// use diplograph::text::tokenize::tokenize;
/// let data = LanguageData::load(&DataFiles::new(None))?;
/// let text = "NATO's offer wasn't new.";
/// let words: Vec<&str> = tokenize(text, 0, text.len(), &data).into_iter().map(|span| span.of(text)).collect();
/// assert_eq!(words, ["NATO", "'s", "offer", "was", "n't", "new", "."]);
/// # Ok::<(), diplograph::Error>(())
/// ```
pub fn tokenize(text: &str, start: usize, end: usize, data: &LanguageData) -> Vec<Span> {
    let mut tokens = Vec::with_capacity((end - start) / 5 + 1);
    let mut at = start;
    while let Some((from, to)) = next_chunk(text, at, end) {
        let first = tokens.is_empty();
        Chunk { text, start: from, end: to, limit: end, first, data }.cut(&mut tokens);
        at = to;
    }
    tokens
}

/// Whether a character stands between tokens and in none: white space, control characters, zero-width marks of layout.
pub fn is_blank(c: char) -> bool {
    c.is_whitespace() || c.is_control() || matches!(c, '\u{200B}' | '\u{200E}' | '\u{200F}' | '\u{2060}' | '\u{FEFF}')
}

/// Whether a character is an apostrophe, of any typing.
pub fn is_apostrophe(c: char) -> bool {
    matches!(c, '\'' | '’' | '‘' | '`' | 'ʼ' | '＇')
}

fn next_chunk(text: &str, at: usize, end: usize) -> Option<(usize, usize)> {
    let rest = text.get(at..end)?;
    let from = at + rest.find(|c| !is_blank(c))?;
    let length = text[from..end].find(is_blank).unwrap_or(end - from);
    Some((from, from + length))
}

/// Characters without a blank between them.
struct Chunk<'a> {
    text: &'a str,
    start: usize,
    end: usize,
    /// Where the paragraph ends.
    limit: usize,
    /// Whether it is the paragraph's first.
    first: bool,
    data: &'a LanguageData,
}

impl Chunk<'_> {
    fn cut(&self, tokens: &mut Vec<Span>) {
        let mut at = self.start;
        // No address begins before this byte: it is looked for once, so that a long chunk stays linear.
        let mut address_from = if self.has_address() { self.start } else { self.end };
        while let Some(c) = self.char_at(at) {
            if at >= address_from {
                if let Some(to) = self.address(at) {
                    tokens.push(Span::new(at, to));
                    at = to;
                    continue;
                }
                address_from = at + self.text[at..self.end].find(|c| !in_address(c)).unwrap_or(self.end - at).max(c.len_utf8());
            }
            at = self.token(at, c, tokens);
        }
    }

    fn char_at(&self, at: usize) -> Option<char> {
        self.text.get(at..self.end).and_then(|rest| rest.chars().next())
    }

    fn char_before(&self, at: usize) -> Option<char> {
        self.text.get(self.start..at).and_then(|before| before.chars().next_back())
    }

    fn has_address(&self) -> bool {
        let chunk = &self.text[self.start..self.end];
        chunk.contains("://") || chunk.contains('@') || chunk.contains("www.") || (chunk.contains('/') && chunk.contains('.'))
    }

    /// The end of a web or mail address that begins here.
    fn address(&self, at: usize) -> Option<usize> {
        let rest = &self.text[at..self.end];
        let run = &rest[..rest.find(|c| !in_address(c)).unwrap_or(rest.len())];
        let run = run.trim_end_matches(|c: char| !c.is_alphanumeric() && c != '/');
        let web = ["http://", "https://", "ftp://", "www."].iter().any(|start| run.starts_with(start));
        let mail = run.split_once('@').is_some_and(|(name, host)| {
            name.chars().all(|c| c.is_alphanumeric() || "._%+-".contains(c))
                && host.chars().next().is_some_and(char::is_alphanumeric)
                && (name.is_empty() || host.contains('.'))
        });
        let page = run.split_once('/').is_some_and(|(host, _)| {
            host.len() > 4 && host.contains('.') && host.rsplit('.').next().is_some_and(|zone| zone.len() >= 2 && is_lower(zone))
        });
        (run.chars().count() > 3 && (web || mail || page)).then_some(at + run.len())
    }

    /// Adds the token or tokens that begin here and gives the byte after them.
    fn token(&self, at: usize, c: char, tokens: &mut Vec<Span>) -> usize {
        let next = self.char_at(at + c.len_utf8());
        if is_word(c) || self.begins_number(at, c, next) {
            return self.word(at, c, tokens);
        }
        let after = at + c.len_utf8();
        let to = match c {
            '\'' | '`' | '’' | '‘' if next == Some(c) => after + c.len_utf8(),
            _ if is_apostrophe(c) => self.apostrophe(at, after),
            '.' | '-' | '*' | '=' | '_' | '`' | '~' | '#' | '+' | '–' | '—' => self.run_end(at, |other| other == c),
            '!' | '?' => self.run_end(at, |other| other == '!' || other == '?'),
            '<' | '>' if next == Some(c) => after + 1,
            _ => after,
        };
        if c == '#' && to == after && next.is_some_and(char::is_alphabetic) {
            let to = self.run_end(at + 1, is_word);
            tokens.push(Span::new(at, to));
            return to;
        }
        tokens.push(Span::new(at, to));
        to
    }

    fn run_end(&self, at: usize, holds: impl Fn(char) -> bool) -> usize {
        at + self.text[at..self.end].find(|c| !holds(c)).unwrap_or(self.end - at)
    }

    /// A sign counts as part of a number only where nothing stands before it ("-5", but "3-5").
    fn begins_number(&self, at: usize, c: char, next: Option<char>) -> bool {
        let digit = next.is_some_and(|c| c.is_ascii_digit());
        match c {
            '-' | '+' | '−' => digit && at == self.start && !self.first,
            '.' => digit && at == self.start,
            _ => false,
        }
    }

    /// The end of a token that an apostrophe begins: a clitic ("'s"), a short form ("'em", "'90s"), or the mark alone.
    fn apostrophe(&self, at: usize, after: usize) -> usize {
        let to = self.run_end(after, is_word);
        let word = &self.text[after..to];
        let decade = word.len() >= 2 && word.len() <= 3 && word.as_bytes()[..2].iter().all(u8::is_ascii_digit);
        let short = at == self.start && ["em", "til", "cause"].iter().any(|known| word.eq_ignore_ascii_case(known));
        let clitic = at > self.start && is_clitic(word) || at == self.start && word == "s" && to == self.end;
        if decade || short || clitic { to } else { after }
    }

    /// Adds the word that begins here, cut where it is several, and gives the byte after it.
    fn word(&self, at: usize, first: char, tokens: &mut Vec<Span>) -> usize {
        let to = self.word_end(at, first);
        let word = &self.text[at..to];
        if let Some(cut) = self.inner_cut(at, to, word) {
            let to = if self.keeps_stop(at + cut, to, &word[cut..]) { to + 1 } else { to };
            tokens.push(Span::new(at, at + cut));
            tokens.push(Span::new(at + cut, to));
            return to;
        }
        let to = if self.keeps_stop(at, to, word) || self.is_currency(to, word) { to + 1 } else { to };
        tokens.push(Span::new(at, to));
        to
    }

    /// Where a word without an apostrophe is two: "can|not", "was|n't", "5|km".
    fn inner_cut(&self, at: usize, to: usize, word: &str) -> Option<usize> {
        if word.len() <= 6
            && word.is_ascii()
            && let Some(cut) = self.data.split(&word.to_ascii_lowercase())
        {
            return Some(cut);
        }
        if let Some(stem) = negated_stem(word) {
            return Some(stem);
        }
        if !word.as_bytes()[0].is_ascii_digit() {
            return None;
        }
        let cut = word.find(|c: char| !c.is_ascii_digit() && !matches!(c, '.' | ',' | ':'))?;
        let unit = &word[cut..];
        let stopped = unit.contains('.') && self.text[to..self.end].starts_with('.');
        (self.data.lists("unit", unit) || stopped && self.data.lists("unit", &self.text[at + cut..=to])).then_some(cut)
    }

    /// Whether a dollar sign after letters belongs to them: "US$5".
    fn is_currency(&self, to: usize, word: &str) -> bool {
        let rest = self.text[to..self.end].strip_prefix('$');
        word.len() <= 3
            && word.chars().all(char::is_uppercase)
            && rest.is_some_and(|rest| rest.starts_with(|c: char| c.is_ascii_digit()))
    }

    /// Whether the full stop after a word belongs to it.
    fn keeps_stop(&self, at: usize, to: usize, word: &str) -> bool {
        if !self.text[to..self.end].starts_with('.') || self.text[to + 1..self.end].starts_with('.') {
            return false;
        }
        let mut after = self.text[to + 1..self.limit].chars().skip_while(|c| is_blank(*c));
        let next = after.next();
        let single = word.chars().count() == 1;
        if single && word.chars().all(char::is_uppercase) {
            return next.is_some_and(|c| c.is_uppercase() || matches!(c, ',' | '.' | ';'));
        }
        if self.first && at == self.start && word.len() <= 2 && word.bytes().all(|b| b.is_ascii_digit()) {
            // The number of an item of a list.
            return to + 1 == self.end && next.is_some();
        }
        if word.contains('.') && word.split('.').all(|part| part.chars().count() <= 2 && part.chars().all(char::is_alphabetic)) {
            return true;
        }
        match self.data.abbreviation(&self.text[at..=to]) {
            Some(Abbreviation::Number) => next.is_some_and(|c| c.is_ascii_digit()),
            Some(Abbreviation::Title | Abbreviation::Plain) => true,
            None => false,
        }
    }

    fn word_end(&self, at: usize, first: char) -> usize {
        let mut to = at + first.len_utf8();
        // Where the present run of letters began: a prefix keeps its hyphen, a full stop may end an abbreviation.
        let mut part = at;
        while let Some(c) = self.char_at(to) {
            if is_word(c) {
                to += c.len_utf8();
                continue;
            }
            let Some(next) = self.joins(at, part, to, c) else { break };
            to = next;
            part = next;
        }
        to
    }

    /// Where a mark within a word does not end it, the byte where the word goes on.
    fn joins(&self, at: usize, part: usize, to: usize, c: char) -> Option<usize> {
        let next_at = to + c.len_utf8();
        let (before, next) = (self.char_before(to)?, self.char_at(next_at)?);
        let digits = before.is_ascii_digit() && next.is_ascii_digit();
        let letters = before.is_alphabetic() && next.is_alphabetic();
        let goes_on = match c {
            '.' => digits || is_word(before) && is_word(next) && !self.ends_sentence_here(part, to, next_at),
            ',' | ':' | '/' => digits,
            '-' if digits => return self.numeric_chain(at, to),
            '-' => is_word(next) && self.is_prefix(part, to),
            '&' => before.is_uppercase() && next.is_uppercase(),
            _ if is_apostrophe(c) => letters && c != '`' && !self.is_clitic_at(next_at) || self.is_negation(to, next_at),
            _ => false,
        };
        goes_on.then_some(next_at)
    }

    fn is_prefix(&self, part: usize, to: usize) -> bool {
        to - part <= 7 && self.data.lists("prefix", &self.text[part..to].to_lowercase())
    }

    /// A full stop without a space after it that still ends a sentence: "left.The".
    fn ends_sentence_here(&self, part: usize, to: usize, next_at: usize) -> bool {
        let before = &self.text[part..to];
        let mut after = self.text[next_at..self.end].chars();
        let first = after.next();
        let capital = first.is_some_and(char::is_uppercase);
        let lower = after.next().is_none_or(|c| c.is_lowercase() || is_apostrophe(c));
        if self.data.abbreviation(&self.text[part..=to]).is_some() {
            return capital && lower || first.is_some_and(|c| c.is_ascii_digit());
        }
        before.chars().nth(1).is_some() && before.ends_with(char::is_lowercase) && capital && lower
    }

    fn is_clitic_at(&self, at: usize) -> bool {
        let end = self.run_end(at, is_word);
        is_clitic(&self.text[at..end])
    }

    /// The apostrophe of "n't".
    fn is_negation(&self, to: usize, next_at: usize) -> bool {
        let end = self.run_end(next_at, is_word);
        self.text[..to].ends_with(['n', 'N']) && self.text[next_at..end].eq_ignore_ascii_case("t")
    }

    /// Numbers tied by hyphens stay one token where they are a date or a telephone number, else they part ("5-10").
    fn numeric_chain(&self, at: usize, to: usize) -> Option<usize> {
        let begin = self.text[at..to].rfind(|c: char| !c.is_ascii_digit() && c != '-').map_or(at, |last| at + last + 1);
        // The longest such chain has 14 bytes: no further, so that a long chunk stays linear.
        let length = self.text.as_bytes()[to..self.end].iter().take(16).take_while(|b| b.is_ascii_digit() || **b == b'-').count();
        let end = to + length;
        let lengths: Vec<usize> = self.text[begin..end].split('-').map(str::len).take(5).collect();
        let whole = matches!(lengths[..], [4, 2, 2] | [1 | 2, 1 | 2, 2 | 4] | [3, 4] | [3, 3, 4] | [1, 3, 3, 4]);
        whole.then_some(end)
    }
}

fn in_address(c: char) -> bool {
    c.is_alphanumeric() || "-._~:/?#[]@!$&'*+,;=%".contains(c)
}

fn is_lower(word: &str) -> bool {
    word.bytes().all(|b| b.is_ascii_lowercase())
}

/// Letters, digits, and the marks and joiners that stand within words of some scripts.
fn is_word(c: char) -> bool {
    if c.is_ascii() {
        return c.is_ascii_alphanumeric() || c == '_';
    }
    c.is_alphanumeric() || matches!(c, '\u{300}'..='\u{36F}' | '\u{AD}' | '\u{200C}' | '\u{200D}' | '\u{FE0F}')
}

fn is_clitic(word: &str) -> bool {
    ["s", "m", "d", "re", "ve", "ll"].iter().any(|clitic| word.eq_ignore_ascii_case(clitic))
}

/// Where "n't" begins in a word that ends so.
fn negated_stem(word: &str) -> Option<usize> {
    let stem = word.strip_suffix(['t', 'T'])?;
    let stem = stem.strip_suffix(is_apostrophe)?.strip_suffix(['n', 'N'])?;
    (!stem.is_empty()).then_some(stem.len())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::knowledge::DataFiles;
    use proptest::prelude::*;

    #[track_caller]
    fn check(text: &str, expected: &str) {
        let data = LanguageData::load(&DataFiles::new(None)).unwrap();
        let words: Vec<&str> = tokenize(text, 0, text.len(), &data).into_iter().map(|span| span.of(text)).collect();
        assert_eq!(words.join(" "), expected);
    }

    #[test]
    fn contractions_and_possessives() {
        check("He doesn't, can't and won't; I'm sure they've.", "He does n't , ca n't and wo n't ; I 'm sure they 've .");
        check("He didn’t say it’s NATO’s.", "He did n’t say it ’s NATO ’s .");
        check("Allies' talks cannot fail, O'Brien said.", "Allies ' talks can not fail , O'Brien said .");
        check("LET'S GO, DON'T WAIT", "LET 'S GO , DO N'T WAIT");
        check("the '90s, give 'em more", "the '90s , give 'em more");
    }

    #[test]
    fn hyphens_and_dashes() {
        check("Russia-NATO ties, high-speed rail", "Russia - NATO ties , high - speed rail");
        check("anti-war co-operation was re-elected by e-mail", "anti-war co-operation was re-elected by e-mail");
        check("a pro-EU-minded ex-minister", "a pro-EU - minded ex-minister");
        check("the plan — such as it is—failed -- twice", "the plan — such as it is — failed -- twice");
        check("a 10-year-old MH-17 case, 2015-2016, 8–10", "a 10 - year - old MH - 17 case , 2015 - 2016 , 8 – 10");
        check("on 2011-04-13 call 555-123-4567", "on 2011-04-13 call 555-123-4567");
    }

    #[test]
    fn numbers_and_money() {
        check("jumped 76% to $1.13bn (£600m)", "jumped 76 % to $ 1.13bn ( £ 600 m )");
        check("US$5, 1,200 men, at 5:30pm, 9/11, the 5th", "US$ 5 , 1,200 men , at 5:30 pm , 9/11 , the 5th");
        check("in the 1980s it fell by -5.", "in the 1980s it fell by -5 .");
    }

    #[test]
    fn abbreviations_and_addresses() {
        check("The U.S. and Lt. Gen. J. Smith met Sept. 21.", "The U.S. and Lt. Gen. J. Smith met Sept. 21 .");
        check("No. 5 said no.", "No. 5 said no .");
        check("at 5 p.m. or 10:30p.m., see No.5", "at 5 p.m. or 10:30 p.m. , see No. 5");
        check("Plan B. It ended", "Plan B. It ended");
        check("See http://example.org/a?b=c, or a.b@example.org.", "See http://example.org/a?b=c , or a.b@example.org .");
        check("He left.The end. St.Petersburg and example.com", "He left . The end . St. Petersburg and example.com");
        check("AT&T and @user #tag and/or", "AT&T and @user #tag and / or");
    }

    #[test]
    fn marks() {
        check("\"Well...\" he said, “so?!” (yes).", "\" Well ... \" he said , “ so ?! ” ( yes ) .");
        check("``No'' \u{7}he\u{A0}said…", "`` No '' he said …");
        check("Москва — столица. 北京です。", "Москва — столица . 北京です 。");
    }

    proptest! {
        #[test]
        fn every_character_lands_in_one_token(text in "\\PC*|[a-z.'’@/:\\-0-9$% \n\u{0}-\u{1f}A-F“”]*") {
            let data = LanguageData::load(&DataFiles::new(None)).unwrap();
            let mut at = 0;
            for span in tokenize(&text, 0, text.len(), &data) {
                prop_assert!(span.start >= at && span.end > span.start);
                prop_assert!(text[at..span.start].chars().all(is_blank));
                prop_assert!(!text[span.start..span.end].chars().any(is_blank));
                at = span.end;
            }
            prop_assert!(text[at..].chars().all(is_blank));
        }
    }
}
