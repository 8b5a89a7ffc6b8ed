//! Lines of a file, numbered, each decoded by itself, with a limit to their length.

use std::borrow::Cow;
use std::io::{self, BufRead};

use encoding_rs::WINDOWS_1252;

/// A line may not be longer.
pub(super) const MOST_BYTES: usize = 1 << 20;

/// A line of a file.
pub(super) enum Line<'a> {
    /// Its bytes, without its end.
    Read(&'a [u8]),
    /// It is too long; it was passed over.
    TooLong,
}

/// Hands each line on. One that stands whole in the reader's buffer is not copied.
pub(super) fn each(mut reader: impl BufRead, mut take: impl FnMut(Line<'_>)) -> io::Result<()> {
    let (mut begun, mut too_long) = (Vec::new(), false);
    let mut finish = |line: &[u8], too_long: bool| {
        take(if too_long || line.len() > MOST_BYTES {
            Line::TooLong
        } else {
            Line::Read(line.strip_suffix(b"\r").unwrap_or(line))
        });
    };
    loop {
        let ready = match reader.fill_buf() {
            Ok(ready) => ready,
            Err(error) if error.kind() == io::ErrorKind::Interrupted => continue,
            Err(error) => return Err(error),
        };
        if ready.is_empty() {
            break;
        }
        let mut start = 0;
        for end in memchr::memchr_iter(b'\n', ready) {
            if begun.is_empty() && !too_long {
                finish(&ready[start..end], false);
            } else {
                begun.extend_from_slice(&ready[start..end]);
                finish(&begun, too_long);
                begun.clear();
                too_long = false;
            }
            start = end + 1;
        }
        too_long |= begun.len() + ready.len() - start > MOST_BYTES;
        if too_long {
            begun.clear();
        } else {
            begun.extend_from_slice(&ready[start..]);
        }
        let used = ready.len();
        reader.consume(used);
    }
    if too_long || !begun.is_empty() {
        finish(&begun, too_long);
    }
    Ok(())
}

/// The text of a line, and whether it is UTF-8; what is not is read as Windows-1252, which Latin-1 is a part of.
pub(super) fn decode(line: &[u8]) -> (Cow<'_, str>, bool) {
    match std::str::from_utf8(line) {
        Ok(text) => (Cow::Borrowed(text.trim_start_matches('\u{feff}')), true),
        Err(_) => (WINDOWS_1252.decode_without_bom_handling(line).0, false),
    }
}
