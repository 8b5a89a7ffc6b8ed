//! Paragraphs: blank lines and single line ends part them, but not where a line was only wrapped at its width.

use crate::text::tokenize::is_blank;

/// Lines longer than this are not wrapped text: each is a paragraph.
const WIDEST_WRAP: usize = 120;

/// The paragraphs of a text as byte ranges, in order; each begins and ends with a character that is not blank.
///
/// ```
/// use diplograph::text::paragraph::paragraphs;
/// let text = "Talks resume\nThe two sides met.\n\nIt was late.";
/// let found: Vec<&str> = paragraphs(text).into_iter().map(|(start, end)| &text[start..end]).collect();
/// assert_eq!(found, ["Talks resume", "The two sides met.", "It was late."]);
/// ```
pub fn paragraphs(text: &str) -> Vec<(usize, usize)> {
    let lines = lines(text);
    let width = lines.iter().flatten().map(|line| line.width).filter(|width| *width <= WIDEST_WRAP).max().unwrap_or(0);
    let mut found: Vec<(usize, usize)> = Vec::new();
    let mut above: Option<&Line> = None;
    for line in &lines {
        if let (Some(line), Some(above), Some(last)) = (line, above, found.last_mut()) {
            if goes_on(text, above, line, width) {
                last.1 = line.end;
            } else {
                found.push((line.start, line.end));
            }
        } else if let Some(line) = line {
            found.push((line.start, line.end));
        }
        above = line.as_ref();
    }
    found
}

/// A line that is not empty, without the blanks around it.
struct Line {
    start: usize,
    end: usize,
    /// In characters, with the blanks before it.
    width: usize,
    first_word: usize,
}

/// The lines of a text; an empty one is `None`.
fn lines(text: &str) -> Vec<Option<Line>> {
    let mut lines = Vec::new();
    let mut at = 0;
    for raw in text.split(['\n', '\u{2028}', '\u{2029}']) {
        let start = at + raw.find(|c| !is_blank(c)).unwrap_or(raw.len());
        let end = at + raw.trim_end_matches(is_blank).len();
        lines.push((start < end).then(|| Line {
            start,
            end,
            width: text[at..end].chars().count(),
            first_word: text[start..end].split(is_blank).next().map_or(0, |word| word.chars().count()),
        }));
        at += raw.len() + text[at + raw.len()..].chars().next().map_or(0, char::len_utf8);
    }
    lines
}

/// Whether a line goes on from the one above: its first word would not have fitted there, or it begins in lower case
/// where the sentence above is not over.
fn goes_on(text: &str, above: &Line, line: &Line, width: usize) -> bool {
    if above.width > WIDEST_WRAP || width < 30 || begins_item(&text[line.start..line.end]) {
        return false;
    }
    let full = above.width + 1 + line.first_word > width;
    let open = !text[..above.end].ends_with(['.', '!', '?', ':', '"', '”']);
    let lower = text[line.start..line.end].starts_with(char::is_lowercase);
    full || open && lower
}

/// A line that is an item of a list: a bullet, or a number and a full stop.
fn begins_item(line: &str) -> bool {
    let mut words = line.split(is_blank);
    let (Some(first), Some(_)) = (words.next(), words.next()) else { return false };
    let number =
        first.strip_suffix(['.', ')']).is_some_and(|number| number.len() <= 2 && number.bytes().all(|b| b.is_ascii_digit()));
    number || matches!(first, "-" | "*" | "•" | "·" | "+" | "–" | "‣" | "o")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, expected: &[&str]) {
        let found: Vec<String> = paragraphs(text).into_iter().map(|(start, end)| text[start..end].replace('\n', " ")).collect();
        assert_eq!(found, expected);
    }

    #[test]
    fn single_line_ends_part() {
        check("Talks resume\nThe two sides met.\nIt was late.", &["Talks resume", "The two sides met.", "It was late."]);
        check("\u{FEFF}One.\r\n\r\n  Two.\r\n", &["One.", "Two."]);
    }

    #[test]
    fn wrapped_lines_are_joined() {
        let text = "Ministers of the two countries met on Monday to talk about\nthe border, which both armies watch. No date was set for a\nsecond meeting.\n\nThey left.";
        check(
            text,
            &[
                "Ministers of the two countries met on Monday to talk about the border, which both armies watch. No date was set for a second meeting.",
                "They left.",
            ],
        );
    }

    #[test]
    fn lists_are_not_joined() {
        check(
            "The two sides agreed on the following things today:\n- a truce\n- a date",
            &["The two sides agreed on the following things today:", "- a truce", "- a date"],
        );
    }
}
