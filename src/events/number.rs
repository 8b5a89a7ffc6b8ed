//! Numbers as news tells them: "at least 26", "dozens", "a couple of hundred", "between 10 and 20".

use std::cmp::Reverse;

use crate::events::Size;
use crate::knowledge::details::{Details, Numeral};
use crate::knowledge::phrases::Spelled;

/// What a number may be: from the least to the most.
type Range = (u64, u64);

/// The number that a run of words tells, where it tells one.
pub(super) fn read(words: &[Spelled], details: &Details) -> Option<Size> {
    let mut bound = None;
    let mut at = 0;
    let joined = words.iter().all(|word| word.form != "between");
    let mut first: Option<Range> = None;
    while at < words.len() {
        if let Some((number, length)) = quantity(&words[at..], joined, details) {
            let range = match first {
                // "between 10 and 20", "10 to 20".
                Some(from) => return Some(Size { least: Some(from.0), most: Some(number.1) }),
                None => number,
            };
            at += length;
            let more = words.get(at).is_some_and(|word| matches!(word.form.as_str(), "to" | "or" | "and" | "-" | "–"));
            if more && words.get(at + 1).is_some_and(|_| quantity(&words[at + 1..], joined, details).is_some()) {
                first = Some(range);
                at += 1;
                continue;
            }
            return Some(bounded(range, bound));
        }
        let bounds = longest(&words[at..], details).filter(|(_, numeral)| !is_value(*numeral));
        bound = bounds.map(|(_, numeral)| numeral).or(bound);
        at += bounds.map_or(1, |(length, _)| length);
    }
    None
}

fn bounded((least, most): Range, bound: Option<Numeral>) -> Size {
    let exact = Size { least: Some(least), most: Some(most) };
    match bound {
        Some(Numeral::Least) => Size { most: None, ..exact },
        Some(Numeral::Above) => Size { least: Some(least.saturating_add(1)), most: None },
        Some(Numeral::Most) => Size { least: None, ..exact },
        Some(Numeral::Below) => Size { least: None, most: Some(most.saturating_sub(1)) },
        _ => exact,
    }
}

/// A number at the beginning of words, and how many words it has.
///
/// `joined`: "and" may stand within it ("two hundred and fifty").
fn quantity(words: &[Spelled], joined: bool, details: &Details) -> Option<(Range, usize)> {
    let (mut total, mut current): (Range, Option<Range>) = ((0, 0), None);
    let (mut at, mut end, mut scaled) = (0, 0, false);
    while at < words.len() {
        if let Some(range) = digits(&words[at].form) {
            // "12 30": two numbers.
            if current.is_some() {
                break;
            }
            current = Some(range);
            at += 1;
        } else if let Some((length, numeral)) = longest(&words[at..], details).filter(|(_, numeral)| is_value(*numeral)) {
            (total, current) = step(total, current, numeral);
            scaled = matches!(numeral, Numeral::Scale(_));
            at += length;
        } else if end > 0 && goes_on(&words[at..], joined && scaled, details) {
            at += 1;
            continue;
        } else {
            break;
        }
        end = at;
    }
    let current = current.unwrap_or_default();
    (end > 0).then(|| ((total.0.saturating_add(current.0), total.1.saturating_add(current.1)), end))
}

/// Whether a number goes on: "a couple | of hundred", "tens | of thousands", "two hundred | and fifty".
fn goes_on(words: &[Spelled], scaled: bool, details: &Details) -> bool {
    let next = longest(words.get(1..).unwrap_or_default(), details).map(|(_, numeral)| numeral);
    match words.first().map(|word| word.form.as_str()) {
        Some("of" | "-") => matches!(next, Some(Numeral::Scale(_) | Numeral::Many(..))),
        Some("and") => scaled && next.is_some_and(is_value),
        _ => false,
    }
}

fn step(total: Range, current: Option<Range>, numeral: Numeral) -> (Range, Option<Range>) {
    let times = |(least, most): Range, scale: u64| (least.saturating_mul(scale), most.saturating_mul(scale));
    match (numeral, current) {
        (Numeral::Number(least, most), None) => (total, Some((least, most))),
        (Numeral::Number(least, most), Some(known)) => {
            (total, Some((known.0.saturating_add(least), known.1.saturating_add(most))))
        }
        (Numeral::Many(scale, most), None) => (total, Some((scale.saturating_mul(2), most))),
        (Numeral::Scale(scale) | Numeral::Many(scale, _), known) => {
            let known = times(known.unwrap_or((1, 1)), scale);
            match scale {
                1000.. => ((total.0.saturating_add(known.0), total.1.saturating_add(known.1)), None),
                _ => (total, Some(known)),
            }
        }
        (_, current) => (total, current),
    }
}

fn is_value(numeral: Numeral) -> bool {
    matches!(numeral, Numeral::Number(..) | Numeral::Scale(_) | Numeral::Many(..))
}

/// The longest phrase of numbers at the beginning of words; of two as long that of the form ("dozens"), not of the lemma.
fn longest(words: &[Spelled], details: &Details) -> Option<(usize, Numeral)> {
    details.numbers.at(words).min_by_key(|(length, _)| Reverse(*length)).map(|(length, numeral)| (length, *numeral))
}

/// "1,500", "26", "10-20", "twenty-six" (by its parts); not "20-year-old", no share and no year of a date.
fn digits(form: &str) -> Option<Range> {
    let one = |text: &str| -> Option<u64> {
        let plain = text.replace(',', "");
        let whole = !plain.is_empty() && plain.bytes().all(|byte| byte.is_ascii_digit());
        if whole { plain.parse().ok() } else { in_words(text) }
    };
    match form.split_once(['-', '–']) {
        Some((left, right)) => {
            let (left, right) = (one(left)?, one(right)?);
            // "twenty-six" is one number, "10-20" a range.
            Some(if right < 10 && left % 10 == 0 && !form.starts_with(|sign: char| sign.is_ascii_digit()) {
                (left + right, left + right)
            } else {
                (left, right)
            })
        }
        None if form.starts_with(|sign: char| sign.is_ascii_digit()) => one(form).map(|number| (number, number)),
        None => None,
    }
}

/// The tens and units of which words like "twenty-six" are made.
fn in_words(word: &str) -> Option<u64> {
    const UNITS: [&str; 10] = ["zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine"];
    const TENS: [&str; 8] = ["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"];
    let word = word.to_lowercase();
    let units = UNITS.iter().position(|known| *known == word).map(|unit| unit as u64);
    units.or_else(|| TENS.iter().position(|known| *known == word).map(|ten| (ten as u64 + 2) * 10))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::knowledge::DataFiles;

    #[test]
    fn numbers_are_read_as_news_tells_them() {
        let details = Details::load(&DataFiles::default()).expect("sound");
        let word = |form: &str| Spelled { form: form.to_lowercase(), lemma: form.to_lowercase() };
        let told = |text: &str| {
            let words: Vec<Spelled> = text.split(' ').map(word).collect();
            read(&words, &details).map(|size| size.to_string())
        };
        for (text, size) in [
            ("26 people", "26"),
            ("at least 26 people", "26+"),
            ("more than 100", "101+"),
            ("up to 300", "0-300"),
            ("fewer than 50", "0-49"),
            ("1,500 men", "1500"),
            ("twenty-six men", "26"),
            ("two hundred and fifty", "250"),
            ("a dozen people", "12"),
            ("half a dozen", "6"),
            ("two dozen soldiers", "24"),
            ("dozens of people", "24-99"),
            ("hundreds of soldiers", "200-999"),
            ("tens of thousands of people", "20000-99000"),
            ("hundreds of thousands", "200000-999000"),
            ("a couple of hundred soldiers", "200"),
            ("several hundred", "300-900"),
            ("between 10 and 20 people", "10-20"),
            ("10 to 20 people", "10-20"),
            ("10-20 people", "10-20"),
            ("three million people", "3000000"),
            ("some 40 people", "40"),
            ("at least a dozen", "12+"),
        ] {
            assert_eq!(told(text).as_deref(), Some(size), "{text}");
        }
        for text in ["the soldiers", "a 20-year-old man", "people", ""] {
            assert_eq!(told(text), None, "{text}");
        }
    }
}
