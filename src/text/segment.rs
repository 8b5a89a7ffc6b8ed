//! Segmenting: an article's text becomes sentences of bare tokens, without dateline, byline and rules of dashes.

use crate::diagnostic::{Diagnostic, Place, Severity};
use crate::span::Span;
use crate::text::dateline::{Dateline, find_dateline};
use crate::text::language::LanguageData;
use crate::text::paragraph::paragraphs;
use crate::text::split::{LONGEST_SENTENCE, split};
use crate::text::tokenize::{is_blank, tokenize};

/// A text cut into sentences and tokens, before they are tagged.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Segmented {
    /// The dateline, where the article has one.
    pub dateline: Option<Dateline>,
    /// What stands in no sentence: the dateline, the byline, rules of dashes or stars.
    pub left_out: Vec<Span>,
    /// The sentences in order.
    pub sentences: Vec<BareSentence>,
    /// `sentence-cut` where a sentence was too long.
    pub diagnostics: Vec<Diagnostic>,
}

/// A sentence before it is tagged.
#[derive(Debug, Clone, PartialEq)]
pub struct BareSentence {
    /// From the first token to the last.
    pub span: Span,
    /// The paragraph that it stands in, from 0.
    pub paragraph: usize,
    /// The tokens in order; never none.
    pub tokens: Vec<BareToken>,
}

/// A token before it is tagged.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BareToken {
    /// Where it stands in the article's text.
    pub span: Span,
    /// The word as written.
    pub form: String,
}

/// Bylines and datelines are looked for in so many paragraphs from the top.
const HEAD: usize = 4;

/// Cuts an article's text into sentences and tokens.
///
/// ```
/// use diplograph::knowledge::DataFiles;
/// use diplograph::text::language::LanguageData;
/// use diplograph::text::segment::segment;
/// let data = LanguageData::load(&DataFiles::new(None))?;
/// let text = "PARIS (AP) — Ministers met. \"It went well,\" Mr. Smith said.";
/// let segmented = segment(text, &data);
/// assert_eq!(segmented.dateline.unwrap().place.of(text), "PARIS");
/// let sentences: Vec<&str> = segmented.sentences.iter().map(|sentence| sentence.span.of(text)).collect();
/// assert_eq!(sentences, ["Ministers met.", "\"It went well,\" Mr. Smith said."]);
/// # Ok::<(), diplograph::Error>(())
/// ```
pub fn segment(text: &str, data: &LanguageData) -> Segmented {
    let mut segmented = Segmented::default();
    for (number, (start, end)) in paragraphs(text).into_iter().enumerate() {
        let mut start = start;
        if !text[start..end].contains(char::is_alphanumeric) || number < HEAD && is_byline(&text[start..end]) {
            segmented.left_out.push(Span::new(start, end));
            continue;
        }
        if number < HEAD && segmented.dateline.is_none() {
            segmented.dateline = find_dateline(text, start, end);
            if let Some(dateline) = segmented.dateline {
                segmented.left_out.push(dateline.span);
                start = dateline.span.end;
            }
        }
        let tokens = tokenize(text, start, end, data);
        for part in split(text, &tokens, data) {
            add_sentence(text, number, &tokens[part], &mut segmented);
        }
    }
    segmented
}

fn add_sentence(text: &str, paragraph: usize, tokens: &[Span], segmented: &mut Segmented) {
    if let [first, .., last] = tokens
        && tokens.len() == LONGEST_SENTENCE
    {
        let span = first.join(*last);
        let message = format!("a sentence was cut after {LONGEST_SENTENCE} tokens");
        let place = Place { span: Some(span), ..Place::default() };
        let hint = "check that the text is prose: tables and lists without full stops are read as one sentence";
        segmented.diagnostics.push(Diagnostic::new(Severity::Warning, "sentence-cut", place, message).hint(hint));
    }
    let (Some(first), Some(last)) = (tokens.first(), tokens.last()) else { return };
    let span = first.join(*last);
    let tokens = tokens.iter().map(|span| BareToken { span: *span, form: span.of(text).to_owned() }).collect();
    segmented.sentences.push(BareSentence { span, paragraph, tokens });
}

/// "By Jane Smith", "By JANE SMITH and JOHN DOE, Associated Press Writer".
fn is_byline(paragraph: &str) -> bool {
    let mut words = paragraph.split(is_blank).filter(|word| !word.is_empty());
    let by = words.next().is_some_and(|word| word.eq_ignore_ascii_case("by"));
    if !by || paragraph.len() > 100 || paragraph.ends_with(['.', '?', '!', ':']) {
        return false;
    }
    let names: Vec<&str> = words.collect();
    let capital = |word: &&str| {
        word.starts_with(char::is_uppercase) || matches!(*word, "and" | "in" | "of" | "for" | "&" | "|" | "de" | "van")
    };
    names.len() >= 2 && names.len() <= 12 && names.iter().all(capital)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::knowledge::DataFiles;
    use proptest::prelude::*;

    fn data() -> LanguageData {
        LanguageData::load(&DataFiles::new(None)).unwrap()
    }

    #[track_caller]
    fn check(text: &str, expected: &[&str]) {
        let found: Vec<&str> = segment(text, &data()).sentences.iter().map(|sentence| sentence.span.of(text)).collect();
        assert_eq!(found, expected);
    }

    #[test]
    fn full_stops_that_end_no_sentence() {
        check(
            "Lt. Gen. George W. Bush of the U.S. Army met Mr. J. Edgar on Sept. 21. He left at 5 p.m. on Friday.",
            &["Lt. Gen. George W. Bush of the U.S. Army met Mr. J. Edgar on Sept. 21.", "He left at 5 p.m. on Friday."],
        );
        check("It left the U.S. The move was late.", &["It left the U.S.", "The move was late."]);
        check("Oil fell 1.5 percent, e.g. in the U.K. market.", &["Oil fell 1.5 percent, e.g. in the U.K. market."]);
    }

    #[test]
    fn quotations() {
        check("\"We are ready. They are not.\" He left.", &["\"We are ready.", "They are not.\"", "He left."]);
        check(
            "“Stop!” Obama said. “Why?” he asked. (It was late.) They left.",
            &["“Stop!” Obama said.", "“Why?” he asked.", "(It was late.)", "They left."],
        );
    }

    #[test]
    fn a_quote_that_is_turned_the_wrong_way_closes_all_the_same() {
        check("“It was late.“ The talks failed.", &["“It was late.“", "The talks failed."]);
        check("It was late.“We left,” he said.", &["It was late.", "“We left,” he said."]);
    }

    #[test]
    fn dates_and_places_before_the_text() {
        check("Monday, May 4, 2015 Ministers met.", &["Monday, May 4, 2015", "Ministers met."]);
        check("On Monday, May 4, 2015, ministers met.", &["On Monday, May 4, 2015, ministers met."]);
        check("Bergen, Vestland, Norway - Ministers met.", &["Ministers met."]);
        check("Smith, Jones, Brown - they all left.", &["Smith, Jones, Brown - they all left."]);
    }

    #[test]
    fn credits_of_pictures() {
        check("The two ministers in Geneva Photo: Jane Smith / AFP", &["The two ministers in Geneva", "Photo: Jane Smith / AFP"]);
        check("Image: NASA", &["Image: NASA"]);
        check("The image: two men who shake hands", &["The image: two men who shake hands"]);
    }

    #[test]
    fn a_quotation_woven_into_a_clause() {
        check(
            "She said that \"it was late. They had left.\" He stayed.",
            &["She said that \"it was late. They had left.\"", "He stayed."],
        );
        check("She said: \"It was late. They had left.\"", &["She said: \"It was late.", "They had left.\""]);
    }

    #[test]
    fn a_caption_without_a_full_stop() {
        check("Party leader Ann Smith In the capital, many voted.", &["Party leader Ann Smith", "In the capital, many voted."]);
        check("They saw Alone In The Dark in the capital.", &["They saw Alone In The Dark in the capital."]);
    }

    #[test]
    fn ellipses_and_missing_spaces() {
        check(
            "It failed... But he stayed … and left.The end came.",
            &["It failed...", "But he stayed … and left.", "The end came."],
        );
        check("他走了。他回来了！", &["他走了。", "他回来了！"]);
    }

    #[test]
    fn heads_of_articles() {
        let text = "Ministers meet in Paris\n\nBy Jane Smith and John Doe\n\n***\n\nPARIS, March 3 (Xinhua) -- They met.";
        check(text, &["Ministers meet in Paris", "They met."]);
        assert_eq!(segment(text, &data()).sentences[1].paragraph, 3);
    }

    #[test]
    fn a_sentence_too_long_is_cut_and_told() {
        let text = "one, two ".repeat(300);
        let segmented = segment(&text, &data());
        assert!(segmented.sentences.iter().all(|sentence| sentence.tokens.len() <= LONGEST_SENTENCE));
        assert_eq!(segmented.sentences.iter().map(|sentence| sentence.tokens.len()).sum::<usize>(), 900);
        assert_eq!(segmented.diagnostics[0].code, "sentence-cut");
    }

    #[test]
    fn long_lines_take_linear_time() {
        let data = data();
        for unit in
            ["a-", "1-1-", "a.", "'", "a'", "@a", "http://", "\"", ". ", "A. ", "x\n", "(", "1/", "“x ", "www.", "a/b.", "!\" A "]
        {
            let text = unit.repeat(400_000 / unit.len());
            let begun = std::time::Instant::now();
            segment(&text, &data);
            assert!(begun.elapsed().as_secs() < 10, "{unit:?} took {:?}", begun.elapsed());
        }
    }

    proptest! {
        #[test]
        fn every_character_is_accounted_for(text in "\\PC*|([A-Z]{3,9}( \\(AP\\))? [-—] )?([A-Za-z.'’\"/:\\-0-9$%!?() \n\u{0}“”]|\n\n|By A B)*") {
            let segmented = segment(&text, &data());
            let tokens = segmented.sentences.iter().flat_map(|sentence| &sentence.tokens).map(|token| token.span);
            let mut spans: Vec<Span> = tokens.chain(segmented.left_out.iter().copied()).collect();
            spans.sort();
            let mut at = 0;
            for span in spans {
                prop_assert!(span.start >= at && span.end > span.start);
                prop_assert!(text[at..span.start].chars().all(is_blank));
                at = span.end;
            }
            prop_assert!(text[at..].chars().all(is_blank));
        }
    }
}
