//! The sentence behind an event, and how it is cut to a line.

use std::ops::Range;

use unicode_width::{UnicodeWidthChar, UnicodeWidthStr};

use crate::events::Event;
use crate::graph::Edge;

/// A sentence that tells of an event.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Quote {
    /// The sentence.
    pub text: String,
    /// Where in it the word stands that names the act.
    pub trigger: Range<usize>,
    /// The article's title.
    pub title: Option<String>,
    /// Its address.
    pub url: Option<String>,
    /// Its id.
    pub article: String,
}

impl Quote {
    /// The sentence of the surest telling.
    pub fn of(edge: &Edge) -> Option<Quote> {
        edge.surest().map(Quote::of_event)
    }

    /// That of one telling.
    pub fn of_event(event: &Event) -> Quote {
        let told = &event.evidence;
        Quote {
            text: told.text.clone(),
            trigger: trigger_in_sentence(event),
            title: told.title.clone(),
            url: told.url.clone(),
            article: told.article.to_string(),
        }
    }

    /// The sentence on one line of at most so many columns, with the word that names the act in it. Cut between words.
    pub fn line(&self, width: usize) -> String {
        let before = self.text.get(..self.trigger.start).unwrap_or_default();
        let (text, trigger) = (clean(&self.text), clean(before).width());
        let end = trigger + self.text.get(self.trigger.clone()).map_or(0, |word| clean(word).width());
        if text.width() <= width {
            return text;
        }
        if end + 2 <= width {
            return cut(&text, width);
        }
        // A third of the line for what comes before the act; more where the sentence ends soon.
        let skipped = trigger.saturating_sub(width / 3).min(text.width().saturating_sub(width - 2));
        let mut column = 0;
        let from = text.char_indices().find(|(_, letter)| {
            let here = column;
            column += letter.width().unwrap_or_default();
            here >= skipped && *letter == ' '
        });
        let rest = from.map_or("", |(at, _)| text[at..].trim_start());
        cut(&format!("… {rest}"), width)
    }
}

/// Where in its sentence the trigger stands. Spans are of the article and the sentence's place in it is not recorded: where the
/// word stands twice, the place counts that the words of the source fit, too.
fn trigger_in_sentence(event: &Event) -> Range<usize> {
    let (told, trigger) = (&event.evidence.text, &event.evidence.trigger);
    let fits = |at: usize| {
        let begin = trigger.span.start.checked_sub(at);
        let source =
            begin.and_then(|begin| Some(event.source.span.start.checked_sub(begin)?..event.source.span.end.checked_sub(begin)?));
        source.and_then(|source| told.get(source)).is_some_and(|words| words == event.source.text)
    };
    let places: Vec<usize> = told.match_indices(trigger.text.as_str()).map(|(at, _)| at).collect();
    let place = places.iter().copied().find(|&at| fits(at)).or(places.first().copied()).unwrap_or_default();
    place..(place + trigger.text.len()).min(told.len())
}

/// The text at no more than so many columns, cut between words where it can be.
pub fn cut(text: &str, width: usize) -> String {
    if text.width() <= width {
        return text.to_owned();
    }
    let mut kept = String::new();
    let mut column = 0;
    for letter in text.chars() {
        column += letter.width().unwrap_or_default();
        if column + 1 > width {
            break;
        }
        kept.push(letter);
    }
    // A word that would take more than a third with it is cut in the middle.
    let space = kept.rfind(' ').filter(|&at| kept[..at].width() * 3 > width * 2);
    let whole = space.map_or(kept.as_str(), |at| &kept[..at]);
    format!("{}…", whole.trim_end_matches([' ', ',', ';']))
}

/// One line, without what would move a terminal's cursor or turn its writing round.
pub fn clean(text: &str) -> String {
    let turning =
        |letter: char| matches!(letter, '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{feff}');
    let mut clean = String::with_capacity(text.len());
    for letter in text.chars().filter(|letter| !turning(*letter)) {
        let letter = if letter.is_control() || letter.is_whitespace() { ' ' } else { letter };
        if letter != ' ' || !clean.ends_with(' ') {
            clean.push(letter);
        }
    }
    clean
}

#[cfg(test)]
mod tests {
    use super::*;

    fn quote(text: &str, trigger: &str) -> Quote {
        let at = text.find(trigger).expect("there");
        Quote { text: text.to_owned(), trigger: at..at + trigger.len(), title: None, url: None, article: "a".to_owned() }
    }

    #[test]
    fn a_long_sentence_is_cut_around_the_act() {
        let short = quote("Norway praised Iran.", "praised");
        assert_eq!(short.line(40), "Norway praised Iran.");
        let early = quote("Norway praised Iran after the talks that they had held in Geneva on Friday.", "praised");
        assert_eq!(early.line(40), "Norway praised Iran after the talks…");
        let late = quote("After the talks that they had held in Geneva on Friday, Norway praised Iran once more.", "praised");
        assert_eq!(late.line(40), "… Norway praised Iran once more.");
        for width in 12..90 {
            let line = late.line(width);
            assert!(line.width() <= width && line.contains("praised"), "{width}: {line}");
        }
    }

    #[test]
    fn wide_letters_and_control_characters_keep_the_line_straight() {
        assert_eq!(clean("a\u{1b}[31m\nb\t\tc\u{202e}d"), "a [31m b cd");
        assert_eq!(cut("中国外交部长", 7), "中国外…");
        assert!(cut("Владимир Путин", 9).width() <= 9);
    }
}
