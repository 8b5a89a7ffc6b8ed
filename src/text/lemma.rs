//! Lemmas: a table of irregular forms first, then rules for the endings.

use crate::text::Upos;
use crate::text::language::{LanguageData, WordClass};

/// The dictionary form of a word: lower case but for names and acronyms.
///
/// ```
/// use diplograph::knowledge::DataFiles;
/// use diplograph::text::{Upos, language::LanguageData, lemma::lemma};
/// let data = LanguageData::load(&DataFiles::new(None))?;
/// assert_eq!(lemma("withdrew", "VBD", Upos::Verb, &data), "withdraw");
/// assert_eq!(lemma("Scrapping", "VBG", Upos::Verb, &data), "scrap");
/// assert_eq!(lemma("Russians", "NNPS", Upos::Propn, &data), "Russian");
/// # Ok::<(), diplograph::Error>(())
/// ```
pub fn lemma(form: &str, xpos: &str, upos: Upos, data: &LanguageData) -> String {
    let lower = form.to_lowercase().replace('’', "'");
    if let Some(found) = data.tagged(xpos, &lower) {
        return found.to_owned();
    }
    match xpos {
        "NNP" | "ADD" | "GW" | "LS" => form.to_owned(),
        "NNPS" => name(form, data),
        "NNS" => by_parts(&lower, |word| noun(word, data)),
        "VB" | "VBP" | "VBD" | "VBN" | "VBG" | "VBZ" => by_parts(&lower, |word| verb(word, xpos, data)),
        "JJR" | "JJS" => by_parts(&lower, |word| compared(word, WordClass::Adjective, data)),
        "RBR" | "RBS" => by_parts(&lower, |word| compared(word, WordClass::Adverb, data)),
        "PRP" | "PRP$" => {
            if lower == "i" {
                "I".to_owned()
            } else {
                lower
            }
        }
        "CD" => number(form, lower),
        "NN" | "JJ" | "NFP" | "FW" | "AFX" if keeps_capitals(form, xpos, &lower, data) => form.to_owned(),
        _ if upos == Upos::Propn => form.to_owned(),
        _ => mark(&lower).map_or(lower, str::to_owned),
    }
}

/// Typographic marks have the lemma of the plain ones.
fn mark(form: &str) -> Option<&'static str> {
    match form {
        "“" | "”" | "„" | "«" | "»" => Some("\""),
        "‘" | "’" => Some("'"),
        "–" | "—" | "−" => Some("-"),
        _ => None,
    }
}

/// Numbers lose what parts their thousands.
fn number(form: &str, lower: String) -> String {
    if form.starts_with(|c: char| c.is_ascii_digit()) {
        lower.replace(',', "")
    } else if form.chars().all(|c| "IVXLCDM".contains(c)) {
        form.to_owned()
    } else {
        lower
    }
}

/// Acronyms ("MP"), and adjectives made from names ("Russian").
fn keeps_capitals(form: &str, xpos: &str, lower: &str, data: &LanguageData) -> bool {
    let capitals = form.chars().filter(|c| c.is_uppercase()).count();
    let inner = form.chars().skip(1).any(char::is_uppercase);
    if capitals == 0 || inner {
        return inner && (form.chars().count() <= 4 || form.chars().any(char::is_lowercase));
    }
    xpos == "JJ" && (lower.rsplit('-').next().is_some_and(|last| is_from_name(last, data)))
}

fn is_from_name(lower: &str, data: &LanguageData) -> bool {
    let ending = ["ian", "ean", "ese", "i"].iter().any(|ending| lower.len() > ending.len() + 2 && lower.ends_with(ending));
    data.lists("name adjective", lower) || ending && !data.lists("common adjective", lower)
}

/// A compound's last part is what bends: "re-elected", but not "passers-by", which is in the table.
fn by_parts(lower: &str, of: impl Fn(&str) -> String) -> String {
    let whole = of(lower);
    match lower.rsplit_once('-') {
        Some((head, last)) if !last.is_empty() && whole.starts_with(head) => format!("{head}-{}", of(last)),
        _ => whole,
    }
}

fn name(form: &str, data: &LanguageData) -> String {
    if data.lists("plural name", form) || form.chars().skip(1).any(char::is_uppercase) {
        return form.to_owned();
    }
    let lower = form.to_lowercase();
    let singular = noun(&lower, data);
    // The capital is kept by keeping what the two have in common.
    let common = lower.bytes().zip(singular.bytes()).take_while(|(one, other)| one == other).count();
    match (form.get(..common), singular.get(common..)) {
        (Some(head), Some(tail)) if lower.len() == form.len() && common > 0 => format!("{head}{tail}"),
        _ => form.to_owned(),
    }
}

fn noun(lower: &str, data: &LanguageData) -> String {
    if lower.starts_with(|c: char| c.is_ascii_digit()) {
        return lower.replace('\'', "");
    }
    if let Some(found) = data.irregular(WordClass::Noun, lower) {
        return found.to_owned();
    }
    if let Some(stem) = lower.strip_suffix("men") {
        return format!("{stem}man");
    }
    singular(lower, "noun", data)
}

/// A noun's singular, a verb's stem: without "s" or "es".
fn singular(lower: &str, list: &str, data: &LanguageData) -> String {
    let Some(stem) = lower.strip_suffix('s').filter(|stem| stem.chars().count() > 1) else { return lower.to_owned() };
    let shorter = stem.strip_suffix('e');
    let with_y = stem.strip_suffix("ie").map(|stem| format!("{stem}y"));
    for candidate in [Some(stem), shorter].into_iter().flatten() {
        if data.lists(list, candidate) {
            return candidate.to_owned();
        }
    }
    if data.lists(list, lower) || stem.ends_with('s') && list == "noun" {
        return lower.to_owned();
    }
    if let Some(with_y) = with_y.filter(|word| word.len() > 2) {
        return with_y;
    }
    let Some(shorter) = shorter else { return stem.trim_end_matches('\'').to_owned() };
    let hisses = ["s", "sh", "ch", "x", "zz"].iter().any(|end| shorter.ends_with(end));
    // Not "houses" and "cases", but "buses" and "viruses".
    let voiced = shorter.ends_with('s')
        && !shorter.ends_with("ss")
        && !(list == "noun" && shorter.ends_with("us") && !ends_in_two_vowels(&shorter[..shorter.len() - 1]));
    if hisses && !voiced || shorter.ends_with('o') && list == "verb" { shorter.to_owned() } else { stem.to_owned() }
}

fn verb(lower: &str, xpos: &str, data: &LanguageData) -> String {
    // A base form may look like another verb's past: "to found", "they lay".
    let base = matches!(xpos, "VB" | "VBP");
    if let Some(found) = data.irregular(WordClass::Verb, lower).filter(|lemma| !base || matches!(*lemma, "be" | "have" | "do")) {
        return found.to_owned();
    }
    match xpos {
        // "Ministers discuss ties": a tagger's slip, for no third person ends so.
        "VBZ" if lower.ends_with("ss") => lower.to_owned(),
        "VBZ" => singular(lower, "verb", data),
        "VBG" => match lower.strip_suffix("ing").or_else(|| lower.strip_suffix("in'")).or_else(|| lower.strip_suffix("in")) {
            Some(stem) if stem.contains(is_vowel) => restore(stem, "verb", data),
            _ => lower.to_owned(),
        },
        "VBD" | "VBN" => match (lower.strip_suffix("ied"), lower.strip_suffix("ed")) {
            (Some(stem), _) if stem.len() > 1 => format!("{stem}y"),
            (_, Some(stem)) if stem.contains(is_vowel) => restore(stem, "verb", data),
            _ => lower.to_owned(),
        },
        _ => lower.to_owned(),
    }
}

/// The positive of a comparative or superlative.
fn compared(lower: &str, class: WordClass, data: &LanguageData) -> String {
    if let Some(found) = data.irregular(class, lower).or_else(|| data.irregular(WordClass::Adjective, lower)) {
        return found.to_owned();
    }
    let Some(stem) = lower.strip_suffix("er").or_else(|| lower.strip_suffix("est")) else { return lower.to_owned() };
    match stem.strip_suffix('i') {
        Some(stem) => format!("{stem}y"),
        None if stem.len() > 1 => restore(stem, "adjective", data),
        None => lower.to_owned(),
    }
}

/// What stood before an ending: "scrapp" is "scrap", "urg" is "urge". A list has the words that the rules miss.
fn restore(stem: &str, list: &str, data: &LanguageData) -> String {
    let with_e = format!("{stem}e");
    let single = doubled(stem);
    for candidate in [Some(stem), Some(with_e.as_str()), single].into_iter().flatten() {
        if data.lists(list, candidate) {
            return candidate.to_owned();
        }
    }
    match single {
        // "call" and "pass" end in two; "controll" and "cancell" have been doubled.
        Some(single) if !stem.ends_with(['s', 'f', 'z', 'l']) || stem.ends_with('l') && syllables(stem) > 1 && list == "verb" => {
            single.to_owned()
        }
        Some(_) => stem.to_owned(),
        None if takes_e(stem) => with_e,
        None => stem.to_owned(),
    }
}

/// The stem with one of its two equal last consonants.
fn doubled(stem: &str) -> Option<&str> {
    let [.., before, last] = stem.as_bytes() else { return None };
    (before == last && !is_vowel(char::from(*last)) && last.is_ascii_lowercase()).then(|| &stem[..stem.len() - 1])
}

/// Whether a stem has lost an "e" by the ending, told by its last letters.
fn takes_e(stem: &str) -> bool {
    let mut letters = stem.chars().rev();
    let Some(last) = letters.next() else { return false };
    let (before, third) = (letters.next().unwrap_or(' '), letters.next().unwrap_or(' '));
    // "planned" has doubled its consonant: a single one after one vowel points to an "e".
    let open = is_vowel(before) && !is_vowel(third) || third == 'u' && is_vowel(before) && letters.next() == Some('q');
    let long = syllables(stem) > 1;
    match last {
        'c' | 'u' | 'v' => true,
        's' => !matches!(before, 's'),
        'z' => before != 't',
        'e' => !matches!(before, 'e'),
        'g' => is_vowel(before) || matches!(before, 'd' | 'n' | 'r' | 'l'),
        'l' if matches!(before, 'b' | 'c' | 'd' | 'f' | 'g' | 'k' | 'p' | 't' | 'z') => true,
        'l' => open && (matches!(before, 'i' | 'u' | 'y') && third != ' ' || !long && before != 'e'),
        'r' => {
            open && match before {
                'e' => false,
                'o' => !long,
                _ => true,
            }
        }
        't' => match before {
            'a' => open || matches!(third, 'i' | 'u'),
            'o' | 'u' => open,
            'e' | 'i' => open && !long && before == 'i',
            _ => false,
        },
        'd' => open,
        'n' => open && !matches!(before, 'e' | 'o'),
        'm' => open && before != 'o',
        'p' => open && !(before == 'o' && long),
        'k' | 'b' | 'f' => open,
        _ => false,
    }
}

fn is_vowel(c: char) -> bool {
    matches!(c, 'a' | 'e' | 'i' | 'o' | 'u' | 'y')
}

fn ends_in_two_vowels(stem: &str) -> bool {
    let mut letters = stem.chars().rev();
    letters.next().is_some_and(is_vowel) && letters.next().is_some_and(is_vowel)
}

/// Groups of vowels.
fn syllables(stem: &str) -> usize {
    let mut inside = false;
    stem.chars().filter(|c| !std::mem::replace(&mut inside, is_vowel(*c)) && inside).count()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::knowledge::DataFiles;

    #[track_caller]
    fn check(xpos: &str, upos: Upos, cases: &str) {
        let data = LanguageData::load(&DataFiles::new(None)).unwrap();
        for case in cases.split(", ") {
            let (form, expected) = case.split_once(' ').unwrap();
            assert_eq!(lemma(form, xpos, upos, &data), expected, "{form}");
        }
    }

    #[test]
    fn verbs() {
        check("VBD", Upos::Verb, "went go, urged urge, scrapped scrap, agreed agree, denied deny, called call, vetoed veto");
        check(
            "VBD",
            Upos::Verb,
            "controlled control, visited visit, invited invite, offered offer, declared declare, ruled rule",
        );
        check("VBD", Upos::Verb, "voted vote, created create, treated treat, mentioned mention, accused accuse, focused focus");
        check("VBN", Upos::Verb, "held hold, organised organise, re-elected re-elect, attacked attack, acquired acquire");
        check("VBG", Upos::Verb, "lying lie, making make, saying say, bringing bring, changing change, planning plan, being be");
        check(
            "VBZ",
            Upos::Verb,
            "discuss discuss, has have, 's be, denies deny, passes pass, reaches reach, uses use, goes go, raises raise",
        );
        check("VB", Upos::Verb, "found found, lay lay, need need, Be be, address address");
    }

    #[test]
    fn nouns() {
        check("NNS", Upos::Noun, "ties tie, allies ally, wives wife, crises crisis, viruses virus, houses house, cases case");
        check(
            "NNS",
            Upos::Noun,
            "1980s 1980s, passers-by passer-by, ex-wives ex-wife, gunmen gunman, taxes tax, criteria criterion, headquarters headquarters, movies movie",
        );
        check("NN", Upos::Noun, "Talks talks, MP MP, president president");
        check("NNPS", Upos::Propn, "Russians Russian, States State, Philippines Philippines, Democrats Democrat");
        check("NNP", Upos::Propn, "Obama Obama, NATO NATO, Sept. September");
    }

    #[test]
    fn the_rest() {
        check("JJR", Upos::Adj, "better good, larger large, bigger big, easier easy, stronger strong, smaller small");
        check("JJS", Upos::Adj, "worst bad, latest late, deadliest deadly, highest high");
        check("RBR", Upos::Adv, "better well, later late, more more");
        check("JJ", Upos::Adj, "Russian Russian, New new, British British, Human human");
        check("PRP", Upos::Pron, "Them they, I I, us we");
        check("MD", Upos::Aux, "’ll will, ca can, Would would");
        check("CD", Upos::Num, "1,200 1200, Two two");
        check("''", Upos::Punct, "” \"");
    }
}
