//! What the XML formats have in common: a writer to memory, and text that XML allows.

use std::io;

use quick_xml::Writer;
use quick_xml::events::{BytesDecl, Event};

/// A document in memory.
pub(super) type Document = Writer<Vec<u8>>;

/// A document with what `write` puts into it.
pub(super) fn document(write: impl FnOnce(&mut Document) -> io::Result<()>) -> Vec<u8> {
    let mut writer = Writer::new_with_indent(Vec::new(), b' ', 1);
    // Writing to memory does not fail.
    let _ = writer.write_event(Event::Decl(BytesDecl::new("1.0", Some("UTF-8"), None))).and_then(|()| write(&mut writer));
    let mut bytes = writer.into_inner();
    bytes.push(b'\n');
    bytes
}

/// The text without the characters that XML 1.0 has no way to write.
pub(super) fn allowed(text: &str) -> String {
    let fits = |letter: &char| !letter.is_control() || matches!(letter, '\t' | '\n' | '\u{85}');
    text.replace("\r\n", "\n").chars().filter(|letter| fits(letter) && !matches!(letter, '\u{fffe}' | '\u{ffff}')).collect()
}
