//! Bytes become text: encodings by mark, by declaration and by guess; what is no text is told apart.

use encoding_rs::{Encoding, UTF_8, UTF_16BE, UTF_16LE, WINDOWS_1252};

/// Text, and how it was encoded where that had to be guessed.
pub(super) struct Decoded {
    /// The text: no byte-order mark, no NUL.
    pub text: String,
    /// What was guessed, in words; `None` where nothing was.
    pub guess: Option<String>,
}

/// The text of the bytes. A byte-order mark decides, then validity as UTF-8, then the encoding that an HTML or XML head
/// declares; what is still open is read as damaged UTF-8 where most of it is good, else as Windows-1252.
pub(super) fn decode(bytes: &[u8]) -> Decoded {
    if let Some((encoding, mark)) = Encoding::for_bom(bytes) {
        return decode_as(encoding, &bytes[mark..], None);
    }
    if let Some(encoding) = utf16_without_mark(bytes) {
        return decode_as(encoding, bytes, Some("UTF-16 without a byte-order mark"));
    }
    if std::str::from_utf8(bytes).is_ok() {
        return decode_as(UTF_8, bytes, None);
    }
    if let Some(encoding) = declared(bytes).filter(|&encoding| encoding != UTF_8) {
        return decode_as(encoding, bytes, None);
    }
    if mostly_utf8(bytes) {
        return decode_as(UTF_8, bytes, Some("damaged UTF-8"));
    }
    decode_as(WINDOWS_1252, bytes, Some("Windows-1252"))
}

/// Whether the bytes are UTF-16, which cannot be cut into lines before it is decoded.
pub(super) fn is_utf16(head: &[u8]) -> bool {
    let marked = Encoding::for_bom(head).map(|(encoding, _)| encoding);
    marked.or_else(|| utf16_without_mark(head)).is_some_and(|encoding| encoding != UTF_8)
}

/// Whether the first bytes of a file are of something that is no text: a picture, an archive, a PDF.
pub(super) fn is_binary(head: &[u8]) -> bool {
    if is_utf16(head) {
        return false;
    }
    if head.starts_with(b"%PDF-") || head.starts_with(b"{\\rtf") {
        return true;
    }
    let odd = |byte: &&u8| **byte < 0x20 && !matches!(**byte, b'\t' | b'\n' | b'\r' | 0x0c | 0x1b);
    head.contains(&0) || head.iter().filter(odd).count() * 20 > head.len()
}

fn decode_as(encoding: &'static Encoding, bytes: &[u8], guess: Option<&str>) -> Decoded {
    let (text, damaged) = encoding.decode_without_bom_handling(bytes);
    let guess = guess.map(str::to_owned).or_else(|| damaged.then(|| format!("damaged {}", encoding.name())));
    Decoded { text: without_nul(text.into_owned()), guess }
}

/// NUL becomes a space, so that no offset moves.
pub(super) fn without_nul(text: String) -> String {
    if text.contains('\0') { text.replace('\0', " ") } else { text }
}

/// UTF-16 of mostly Latin text shows as a zero in every second byte.
fn utf16_without_mark(bytes: &[u8]) -> Option<&'static Encoding> {
    let head = &bytes[..bytes.len().min(1024) & !1];
    if head.len() < 8 {
        return None;
    }
    let half = head.len() / 2;
    let zeros = |parity: usize| head.iter().skip(parity).step_by(2).filter(|&&byte| byte == 0).count();
    let (even, odd) = (zeros(0), zeros(1));
    if odd * 10 > half * 7 && even * 20 < half {
        return Some(UTF_16LE);
    }
    (even * 10 > half * 7 && odd * 20 < half).then_some(UTF_16BE)
}

/// The encoding that `<meta charset="...">` or `<?xml encoding="..."?>` names.
fn declared(bytes: &[u8]) -> Option<&'static Encoding> {
    let head = String::from_utf8_lossy(&bytes[..bytes.len().min(2048)]).to_lowercase();
    if !head.trim_start().starts_with('<') {
        return None;
    }
    let after = |key: &str| head.find(key).map(|at| &head[at + key.len()..]);
    let value = after("charset=").or_else(|| after("encoding="))?.trim_start_matches(['"', '\'', ' ']);
    let end = value.find(|c: char| !c.is_ascii_alphanumeric() && !"-_:".contains(c)).unwrap_or(value.len());
    Encoding::for_label(&value.as_bytes()[..end])
}

/// Whether more of the letters beyond ASCII are good UTF-8 than are not.
fn mostly_utf8(bytes: &[u8]) -> bool {
    let (mut good, mut bad) = (0, 0);
    for chunk in bytes.utf8_chunks() {
        good += chunk.valid().chars().filter(|c| !c.is_ascii()).count();
        bad += usize::from(!chunk.invalid().is_empty());
    }
    good > bad
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(bytes: &[u8], text: &str, guess: Option<&str>) {
        let decoded = decode(bytes);
        assert_eq!((decoded.text.as_str(), decoded.guess.as_deref()), (text, guess));
    }

    #[test]
    fn reads_every_encoding() {
        check(b"caf\xc3\xa9", "café", None);
        check(b"\xef\xbb\xbfcaf\xc3\xa9", "café", None);
        check(b"caf\xe9", "café", Some("Windows-1252"));
        check(b"\xc3\xa9\xc3\xa9\xc3\xa9 \xe9", "ééé \u{fffd}", Some("damaged UTF-8"));
        check(b"<meta charset='windows-1251'>\xcc\xee\xf1\xea\xe2\xe0", "<meta charset='windows-1251'>Москва", None);
        check(b"\xff\xfeh\0i\0", "hi", None);
        check(b"\xfe\xff\0h\0i", "hi", None);
        check(b"t\0a\0l\0k\0s\0", "talks", Some("UTF-16 without a byte-order mark"));
        check(b"\0t\0a\0l\0k\0s", "talks", Some("UTF-16 without a byte-order mark"));
        check(b"a\0b", "a b", None);
    }

    #[test]
    fn tells_binary_from_text() {
        assert!(is_binary(b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR"));
        assert!(is_binary(b"%PDF-1.7 text follows"));
        assert!(!is_binary("Москва и НАТО".as_bytes()));
        assert!(!is_binary(b"t\0a\0l\0k\0s\0"));
        assert!(!is_binary(b""));
    }
}
