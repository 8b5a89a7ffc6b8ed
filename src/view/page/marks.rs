//! Where in its sentence an event's words stand.
//!
//! An event has the places of its words in the article, and the sentence as text without its place: the place follows from the
//! words, which must stand in the sentence as far apart as they do in the article.

use crate::events::Event;
use crate::span::Span;

/// The places of trigger, source and target in the sentence, in UTF-16 units, as a browser counts.
pub fn marks(event: &Event) -> [Option<(usize, usize)>; 3] {
    let sentence = event.evidence.text.as_str();
    let trigger = (&event.evidence.trigger.span, event.evidence.trigger.text.as_str());
    let source = (&event.source.span, event.source.text.as_str());
    let target = event.target.as_ref().map(|target| (&target.span, target.text.as_str()));
    let words = [Some(trigger), Some(source), target];
    let fits = |start: usize| words.iter().flatten().filter(|word| placed(sentence, start, word).is_some()).count();
    let starts = sentence.match_indices(trigger.1).filter_map(|(at, _)| trigger.0.start.checked_sub(at));
    // Of several places that fit equally, the first.
    let best = starts.map(|start| (fits(start), start)).reduce(|best, next| if next.0 > best.0 { next } else { best });
    let Some((_, start)) = best else { return [None; 3] };
    words.map(|word| {
        word.and_then(|word| placed(sentence, start, &word)).map(|(from, to)| (units(sentence, from), units(sentence, to)))
    })
}

/// The bytes of a word in the sentence that begins at `start`, where it stands there.
fn placed(sentence: &str, start: usize, (span, text): &(&Span, &str)) -> Option<(usize, usize)> {
    let (from, to) = (span.start.checked_sub(start)?, span.end.checked_sub(start)?);
    let found = sentence.get(from..to).filter(|found| !found.is_empty())?;
    // A word over the end of a line is written with a space.
    found.split_whitespace().eq(text.split_whitespace()).then_some((from, to))
}

fn units(sentence: &str, bytes: usize) -> usize {
    sentence.get(..bytes).map_or(0, |before| before.encode_utf16().count())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::graph::tests::event;

    #[test]
    fn the_words_are_found_by_their_distances() {
        let mut event = event("a", 0, "russia", Some("nato"), "111", None);
        event.evidence.text = "😀 it said Russia said it criticized NATO.".to_owned();
        let base = 100;
        let span = |word: &str, nth: usize| {
            let at = event.evidence.text.match_indices(word).nth(nth).map(|(at, _)| at + base).expect("there");
            Span::new(at, at + word.len())
        };
        let (said, it, nato) = (span("said", 1), span("it", 1), span("NATO", 0));
        event.evidence.trigger.span = said;
        event.evidence.trigger.text = "said".to_owned();
        (event.source.span, event.source.text) = (it, "it".to_owned());
        if let Some(target) = &mut event.target {
            (target.span, target.text) = (nato, "NATO".to_owned());
        }
        assert_eq!(marks(&event), [Some((18, 22)), Some((23, 25)), Some((37, 41))]);
        event.evidence.text = "Other words.".to_owned();
        assert_eq!(marks(&event), [None; 3]);
    }
}
