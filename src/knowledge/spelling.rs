//! How names are compared: without accents, full stops, hyphens; with case as far as it tells names from words.

/// A name cut into its words: accents folded, full stops dropped ("U.S." is "US"), cut at everything else that is
/// neither letter nor digit ("Ban Ki-moon" is three words). Case is kept.
///
/// ```
/// use diplograph::knowledge::spelling::words;
/// assert_eq!(words("U.N. chief Ban Ki-moon"), ["UN", "chief", "Ban", "Ki", "moon"]);
/// assert_eq!(words("Hashim Thaçi"), ["Hashim", "Thaci"]);
/// ```
pub fn words(name: &str) -> Vec<String> {
    spelled(name).split_whitespace().map(str::to_owned).collect()
}

/// The [`words`] of a name with one space between.
pub fn spelled(name: &str) -> String {
    let mut out = String::with_capacity(name.len());
    let mut parted = false;
    for letter in name.chars() {
        if letter.is_alphanumeric() {
            if parted && !out.is_empty() {
                out.push(' ');
            }
            parted = false;
            fold(letter, &mut out);
        } else if letter != '.' {
            parted = true;
        }
    }
    out
}

/// The key under which words are found: lower case, one space between.
pub fn key<'a>(words: impl IntoIterator<Item = &'a str>) -> String {
    let mut key = String::new();
    for word in words {
        if !key.is_empty() {
            key.push(' ');
        }
        push_lower(word, &mut key);
    }
    key
}

/// The key of a name that is [`spelled`].
pub fn lower(spelled: &str) -> String {
    let mut key = String::with_capacity(spelled.len());
    push_lower(spelled, &mut key);
    key
}

fn push_lower(text: &str, out: &mut String) {
    if text.is_ascii() {
        let start = out.len();
        out.push_str(text);
        out[start..].make_ascii_lowercase();
    } else {
        out.extend(text.chars().flat_map(char::to_lowercase));
    }
}

/// Whether a word of a text may stand for a word of a name. Lower case never stands for a name's capital, and short
/// abbreviations must be written as they are ("US" is not "Us"); capitals throughout stand for any case.
///
/// ```
/// use diplograph::knowledge::spelling::fits;
/// assert!(fits("Nato", "NATO") && fits("TEHRAN", "Tehran") && fits("of", "of"));
/// assert!(!fits("us", "US") && !fits("Us", "US") && !fits("turkey", "Turkey"));
/// ```
pub fn fits(text: &str, name: &str) -> bool {
    if text == name {
        return true;
    }
    let same = text.chars().flat_map(char::to_lowercase).eq(name.chars().flat_map(char::to_lowercase));
    if !same || !text.starts_with(char::is_uppercase) {
        return same && matches!(name, "The" | "Al" | "El" | "De" | "Van" | "Von" | "Ul" | "Bin");
    }
    let short_abbreviation = name.chars().count() <= 3 && name.chars().all(char::is_uppercase);
    !short_abbreviation
}

/// The letter without its accent; ligatures become two letters.
fn fold(letter: char, out: &mut String) {
    if letter.is_ascii() {
        return out.push(letter);
    }
    let plain = match letter {
        'à'..='å' | 'ā' | 'ă' | 'ą' | 'ạ' | 'ả' => "a",
        'À'..='Å' | 'Ā' | 'Ă' | 'Ą' => "A",
        'ç' | 'ć' | 'č' | 'ċ' => "c",
        'Ç' | 'Ć' | 'Č' | 'Ċ' => "C",
        'ď' | 'đ' | 'ð' => "d",
        'Ď' | 'Đ' => "D",
        'è'..='ë' | 'ē' | 'ė' | 'ę' | 'ě' | 'ế' | 'ễ' => "e",
        'È'..='Ë' | 'Ē' | 'Ė' | 'Ę' | 'Ě' => "E",
        'ğ' | 'ģ' => "g",
        'Ğ' | 'Ģ' => "G",
        'ì'..='ï' | 'ī' | 'į' | 'ı' => "i",
        'Ì'..='Ï' | 'Ī' | 'Į' | 'İ' => "I",
        'ķ' => "k",
        'Ķ' => "K",
        'ł' | 'ļ' | 'ľ' => "l",
        'Ł' | 'Ļ' | 'Ľ' => "L",
        'ñ' | 'ń' | 'ň' | 'ņ' => "n",
        'Ñ' | 'Ń' | 'Ň' | 'Ņ' => "N",
        'ò'..='ö' | 'ø' | 'ō' | 'ő' | 'ơ' => "o",
        'Ò'..='Ö' | 'Ø' | 'Ō' | 'Ő' => "O",
        'ř' => "r",
        'Ř' => "R",
        'ś' | 'š' | 'ş' | 'ș' => "s",
        'Ś' | 'Š' | 'Ş' | 'Ș' => "S",
        'ť' | 'ţ' | 'ț' => "t",
        'Ť' | 'Ţ' | 'Ț' => "T",
        'ù'..='ü' | 'ū' | 'ů' | 'ű' | 'ų' | 'ư' => "u",
        'Ù'..='Ü' | 'Ū' | 'Ů' | 'Ű' | 'Ų' => "U",
        'ý' | 'ÿ' => "y",
        'Ý' => "Y",
        'ź' | 'ż' | 'ž' => "z",
        'Ź' | 'Ż' | 'Ž' => "Z",
        'ß' => "ss",
        'æ' => "ae",
        'Æ' => "AE",
        'œ' => "oe",
        'þ' => "th",
        other => return out.push(other),
    };
    out.push_str(plain);
}
