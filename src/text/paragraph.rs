//! Paragraphs: blank lines and single line ends part them, but not where a line was only wrapped at its width.

use crate::text::tokenize::is_blank;

/// Lines longer than this are not wrapped text: each is a paragraph.
const WIDEST_WRAP: usize = 120;
/// Nothing is wrapped to less than this.
const NARROWEST_WRAP: usize = 30;
/// A line up to this long may be a headline.
const HEADLINE: usize = 50;

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
    let mut found: Vec<(usize, usize)> = Vec::new();
    for block in lines.split(Option::is_none) {
        let block: Vec<&Line> = block.iter().flatten().collect();
        let wrap = Wrap::of(&block);
        let mut above: Option<&Line> = None;
        for line in block {
            match (above, found.last_mut()) {
                (Some(above), Some(last)) if wrap.goes_on(text, above, line) => last.1 = line.end,
                _ => found.push((line.start, line.end)),
            }
            above = Some(line);
        }
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

/// How the lines between two empty ones were wrapped.
struct Wrap {
    width: usize,
    /// Whether most lines are as full as they can be.
    regular: bool,
}

impl Wrap {
    fn of(block: &[&Line]) -> Wrap {
        let width = block.iter().map(|line| line.width).max().unwrap_or(0);
        let wrap = Wrap { width, regular: false };
        let full = block.windows(2).filter(|pair| wrap.is_full(pair[0], pair[1])).count();
        Wrap { regular: block.len() > 2 && full * 3 >= (block.len() - 1) * 2, ..wrap }
    }

    /// Whether a line's first word would not have fitted on the one above.
    fn is_full(&self, above: &Line, line: &Line) -> bool {
        above.width + 1 + line.first_word > self.width
    }

    /// Whether a line goes on from the one above: it was wrapped, or begins in lower case where the sentence is not over.
    fn goes_on(&self, text: &str, above: &Line, line: &Line) -> bool {
        if self.width > WIDEST_WRAP || self.width < NARROWEST_WRAP || begins_item(&text[line.start..line.end]) {
            return false;
        }
        let open = !text[..above.end].ends_with(['.', '!', '?', ':', '"', '”']);
        let lower = text[line.start..line.end].starts_with(char::is_lowercase);
        self.is_full(above, line) && (self.regular || lower || open && above.width > HEADLINE) || open && lower
    }
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
    fn a_headline_above_wrapped_lines_stands_alone() {
        let text = "Ministers Meet\nThe ministers of the two countries met on Monday to talk about\nthe border, which both armies watch. No date was set for any\nsecond meeting.";
        let body = "The ministers of the two countries met on Monday to talk about the border, which both armies watch. No date was set for any second meeting.";
        check(text, &["Ministers Meet", body]);
        let lines =
            ["The first man came home.", "The second man went away on Monday and was not seen.", "No word came.", "He was late."];
        check(&lines.join("\n"), &lines);
    }

    #[test]
    fn lists_are_not_joined() {
        check(
            "The two sides agreed on the following things today:\n- a truce\n- a date",
            &["The two sides agreed on the following things today:", "- a truce", "- a date"],
        );
    }
}
