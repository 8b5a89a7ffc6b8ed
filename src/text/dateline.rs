//! The dateline: "MOSCOW, Sept. 21 (Reuters) -" says where a report was filed, and is part of no sentence.

use crate::span::Span;
use crate::text::tokenize::is_blank;

/// A dateline at the head of a paragraph.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Dateline {
    /// The whole, with its dash.
    pub span: Span,
    /// The words of the place: "MOSCOW".
    pub place: Span,
}

/// Datelines end within so many bytes.
const LONGEST: usize = 100;

/// The dateline that the paragraph from `start` to `end` begins with.
///
/// ```
/// use diplograph::text::dateline::find_dateline;
/// let text = "MOSCOW, Sept. 21 (Reuters) - Russia welcomed it.";
/// let dateline = find_dateline(text, 0, text.len()).unwrap();
/// assert_eq!(dateline.place.of(text), "MOSCOW");
/// assert_eq!(&text[dateline.span.end..], " Russia welcomed it.");
/// ```
pub fn find_dateline(text: &str, start: usize, end: usize) -> Option<Dateline> {
    let head = head(&text[start..end]);
    let (dash, after) = find_dash(head)?;
    let before = head[..dash].trim_end_matches(is_blank);
    let rest = text[start + after..end].trim_start_matches(is_blank);
    if !rest.starts_with(|c: char| c.is_uppercase() || c.is_numeric() || "\"“'‘$".contains(c)) {
        return None;
    }
    let (named, agency) = match before.strip_suffix(')').and_then(|open| open.rsplit_once('(')) {
        Some((named, agency)) if agency.len() <= 30 && agency.starts_with(char::is_uppercase) => {
            (named.trim_end_matches(is_blank), true)
        }
        _ => (before, false),
    };
    let place = named.split(',').next()?.trim_end_matches(is_blank);
    let detail = &named[place.len()..];
    let capitals = place.chars().filter(|c| c.is_alphabetic()).all(char::is_uppercase)
        && place.chars().filter(|c| c.is_alphabetic()).count() >= 3;
    let words = place.split(is_blank).count();
    let named_well = place.split(is_blank).all(|word| word.starts_with(char::is_uppercase));
    let dated = detail.chars().any(|c| c.is_ascii_digit());
    if words > 4
        || !named_well
        || !(capitals || agency || dated && words <= 2 || is_full_place(named))
        || detail.split(is_blank).count() > 7
    {
        return None;
    }
    let place = &place[..place.find('/').unwrap_or(place.len())];
    let place = Span::new(start, start + place.len());
    (place.start < place.end).then_some(Dateline { span: Span::new(start, start + after), place })
}

/// "Evansville, Indiana, United States": city, region and country.
fn is_full_place(named: &str) -> bool {
    let mut words = named.split(|c| is_blank(c) || c == ',').filter(|word| !word.is_empty());
    named.matches(',').count() == 2 && words.all(|word| word.starts_with(char::is_uppercase))
}

fn head(paragraph: &str) -> &str {
    let mut length = paragraph.len().min(LONGEST);
    while !paragraph.is_char_boundary(length) {
        length -= 1;
    }
    &paragraph[..length]
}

/// The first dash that parts: where it begins and ends. A hyphen counts with a blank on either side.
fn find_dash(head: &str) -> Option<(usize, usize)> {
    for (at, c) in head.char_indices() {
        let after = &head[at + c.len_utf8()..];
        let blank_before = head[..at].ends_with(|c| is_blank(c) || c == ')');
        match c {
            '—' | '–' if blank_before || after.starts_with(is_blank) || c == '—' => return Some((at, at + c.len_utf8())),
            '-' if after.starts_with('-') => return Some((at, at + 2)),
            '-' if blank_before && after.starts_with(is_blank) => return Some((at, at + 1)),
            // "KABUL (Pajhwok): ", and a dash that was spoilt on its way: "WASHINGTON (AP) " ".
            ':' | '"' if head[..at].trim_end_matches(is_blank).ends_with(')') && after.starts_with(is_blank) => {
                return Some((at, at + 1));
            }
            '.' | '?' | '!' | ';' if after.starts_with(is_blank) && ends_sentence(&head[..at]) => return None,
            _ => {}
        }
    }
    None
}

/// A full stop after a long word in lower case ends a sentence: what comes after is no dateline. ("Sept." is short.)
fn ends_sentence(before: &str) -> bool {
    let word = before.rsplit(is_blank).next().unwrap_or("");
    word.chars().count() > 5 && word.ends_with(char::is_lowercase)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, place: &str, rest: &str) {
        let found = find_dateline(text, 0, text.len()).map(|found| (found.place.of(text), text[found.span.end..].trim()));
        assert_eq!(found, Some((place, rest)));
    }

    #[test]
    fn datelines_of_the_agencies() {
        check("MOSCOW, Sept. 21 (Reuters) - Russia met.", "MOSCOW", "Russia met.");
        check("WASHINGTON (AP) — The U.S. met.", "WASHINGTON", "The U.S. met.");
        check("BEIJING, March 3 (Xinhua) -- China met.", "BEIJING", "China met.");
        check("UNITED NATIONS (AP) — It met.", "UNITED NATIONS", "It met.");
        check("ST. PETERSBURG, Russia — Two men met.", "ST. PETERSBURG", "Two men met.");
        check("GENEVA/PARIS (Reuters) – “No,” he said.", "GENEVA", "“No,” he said.");
        check("London, England (CNN) -- Britain met.", "London", "Britain met.");
        check("TEHRAN — Iran met.", "TEHRAN", "Iran met.");
        check("KABUL (Pajhwok) : Iran met.", "KABUL", "Iran met.");
        check("OSLO (AP) \" Norway met.", "OSLO", "Norway met.");
    }

    #[test]
    fn what_is_no_dateline() {
        for text in [
            "Russia - NATO's old foe - welcomed it.",
            "Talks between Russia and NATO — the first in a year — began.",
            "MOSCOW said on Monday that it was ready - if asked.",
            "NATO - the alliance - met.",
            "He left. Then - That was it.",
            "— Nothing.",
            "Schools' Reports (primary) - The tables",
            "",
        ] {
            assert_eq!(find_dateline(text, 0, text.len()), None, "{text}");
        }
    }
}
