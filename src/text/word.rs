//! What the models see of a word: hashes of its form, its beginning, its end and its shape.

/// A word as the models see it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Word {
    /// The form as written.
    pub form: u64,
    /// In lower case, digits of a number as zeros, apostrophes as ASCII.
    pub lower: u64,
    /// The last one to four letters, lower case.
    pub suffixes: [u64; 4],
    /// The first one to three letters, lower case.
    pub prefixes: [u64; 3],
    /// The kinds of its letters, runs of one kind as one: "Xx", "X", "d-x".
    pub shape: u64,
}

impl Word {
    /// Looks at a form.
    pub fn of(form: &str) -> Word {
        let lower: String = form.chars().flat_map(char::to_lowercase).map(straight).collect();
        let starts: Vec<usize> = lower.char_indices().map(|(at, _)| at).collect();
        let suffix = |length: usize| hash(&lower[starts[starts.len().saturating_sub(length)]..]);
        let prefix = |length: usize| hash(&lower[..starts.get(length).copied().unwrap_or(lower.len())]);
        let (suffixes, prefixes) =
            if starts.is_empty() { ([hash(""); 4], [hash(""); 3]) } else { ([1, 2, 3, 4].map(suffix), [1, 2, 3].map(prefix)) };
        Word { form: hash(form), lower: hash(&normal(lower)), suffixes, prefixes, shape: shape(form) }
    }
}

/// A vocabulary's key for a form: the same as [`Word::lower`].
pub fn normalize(form: &str) -> String {
    normal(form.chars().flat_map(char::to_lowercase).map(straight).collect())
}

/// Mixes two numbers into one hash.
#[inline(always)]
pub fn mix(left: u64, right: u64) -> u64 {
    let mixed = (left ^ right.wrapping_mul(0x9E37_79B9_7F4A_7C15)).wrapping_mul(0xD6E8_FEB8_6659_FD93);
    mixed ^ (mixed >> 32)
}

/// A hash that is the same on every machine and in every release: models are keyed by it.
pub fn hash(text: &str) -> u64 {
    let sum = text.bytes().fold(0xCBF2_9CE4_8422_2325, |sum: u64, byte| (sum ^ u64::from(byte)).wrapping_mul(0x100_0000_01B3));
    mix(sum, 7)
}

/// Curly apostrophes as straight ones: the training text has few of them.
fn straight(letter: char) -> char {
    if matches!(letter, '’' | 'ʼ') { '\'' } else { letter }
}

fn normal(lower: String) -> String {
    let number = lower.chars().any(|letter| letter.is_ascii_digit()) && !lower.chars().any(char::is_alphabetic);
    if !number {
        return lower;
    }
    lower.chars().map(|letter| if letter.is_ascii_digit() { '0' } else { letter }).collect()
}

fn shape(form: &str) -> u64 {
    let kind = |letter: char| match letter {
        _ if letter.is_uppercase() => 'X',
        _ if letter.is_lowercase() => 'x',
        _ if letter.is_ascii_digit() => 'd',
        _ => straight(letter),
    };
    let mut shape = String::new();
    for letter in form.chars().map(kind) {
        if !(matches!(letter, 'X' | 'x' | 'd') && shape.ends_with(letter)) {
            shape.push(letter);
        }
    }
    hash(&shape)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_and_apostrophes_are_alike() {
        assert_eq!(normalize("1,250"), "0,000");
        assert_eq!(normalize("F-16"), "f-16");
        assert_eq!(Word::of("don’t").lower, Word::of("don't").lower);
        assert_eq!(Word::of("Paris").shape, Word::of("Bo").shape);
        assert_ne!(Word::of("NATO").shape, Word::of("Nato").shape);
    }

    #[test]
    fn short_and_empty_words_have_all_features() {
        assert_eq!(Word::of("a").suffixes[3], Word::of("a").prefixes[0]);
        assert_eq!(Word::of("").form, hash(""));
    }
}
