//! How wide text will be, without a font: the widths of DejaVu Sans, the widest of the fonts that the picture asks for, so that
//! with any of them the text fits the room it was given. Also cleaning, wrapping and cutting of text.

/// Widths of the characters from space to `~` in thousandths of the font's size.
const ASCII: [u16; 95] = [
    318, 401, 460, 838, 636, 950, 780, 275, 390, 390, 500, 838, 318, 361, 318, 337, 636, 636, 636, 636, 636, 636, 636, 636, 636,
    636, 337, 337, 838, 838, 838, 531, 1000, 684, 686, 698, 770, 632, 575, 775, 752, 295, 295, 656, 557, 863, 748, 787, 603, 787,
    695, 635, 611, 732, 684, 989, 685, 611, 685, 390, 337, 390, 838, 500, 500, 613, 635, 550, 635, 615, 352, 635, 634, 278, 278,
    579, 278, 974, 634, 612, 635, 635, 411, 521, 392, 634, 592, 818, 592, 592, 525, 636, 337, 636, 838,
];

/// The width of a line of text at a font's size.
pub fn width(text: &str, size: f64) -> f64 {
    text.chars().map(|c| f64::from(thousandths(c))).sum::<f64>() * size / 1000.0
}

fn thousandths(c: char) -> u16 {
    let code = u32::from(c);
    if let Some(width) = code.checked_sub(32).and_then(|at| ASCII.get(at as usize)) {
        return *width;
    }
    match code {
        0x300..=0x36F | 0x483..=0x489 | 0x591..=0x5BD | 0x610..=0x61A | 0x64B..=0x65F | 0x200B..=0x200D | 0xFE00..=0xFE0F => 0,
        0xB7 | 0x2018..=0x201A => 318,
        0xD7 => 838,
        0x2013 => 500,
        0x201C..=0x201E => 518,
        0x2014 | 0x2026 => 1000,
        0x416 | 0x428 | 0x429 | 0x42E => 1090,
        0x424 | 0x42B | 0x436 | 0x444 | 0x448 | 0x449 | 0x44E => 930,
        0x410..=0x42F => 750,
        0x430..=0x4FF => 660,
        0x590..=0x5FF => 620,
        0x600..=0x6FF | 0x750..=0x77F | 0xFB50..=0xFDFF | 0xFE70..=0xFEFF => 720,
        0x900..=0xDFF => 820,
        0xE00..=0xEFF => 640,
        0x1100..=0x11FF | 0x2E80..=0xA4CF | 0xAC00..=0xD7FF | 0xF900..=0xFAFF | 0xFE30..=0xFE4F | 0xFF00..=0xFF60 => 1000,
        0x1F000..=0x1FAFF | 0x20000..=0x3FFFF => 1300,
        _ => 690,
    }
}

/// Whether all of the text is in scripts that have italics: for others a font without their letters would be taken.
pub fn has_italics(text: &str) -> bool {
    let latin_greek_cyrillic = |c: char| matches!(u32::from(c), 0..=0x52F | 0x1E00..=0x1FFF);
    text.chars().all(|c| !c.is_alphabetic() || latin_greek_cyrillic(c))
}

/// The text on one line: white space becomes one space, and what is not allowed in XML or would turn the direction of the text
/// around it is dropped.
pub fn clean(text: &str) -> String {
    let keep = |c: char| {
        let turns = matches!(c, '\u{200E}' | '\u{200F}' | '\u{061C}' | '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}');
        let no_character = matches!(c, '\u{FFFE}' | '\u{FFFF}' | '\u{FEFF}' | '\u{FDD0}'..='\u{FDEF}');
        c.is_whitespace() || !(c.is_control() || turns || no_character)
    };
    let kept: String = text.chars().filter(|&c| keep(c)).collect();
    kept.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The text cut with an ellipsis to a width, preferably between words.
pub fn cut(text: &str, size: f64, room: f64) -> String {
    if width(text, size) <= room {
        return text.to_owned();
    }
    let mut kept = String::new();
    for c in text.chars() {
        if width(&kept, size) + width(&format!("{c}…"), size) > room {
            break;
        }
        kept.push(c);
    }
    if let Some(space) = kept.rfind(' ').filter(|&space| space * 3 > kept.len() * 2) {
        kept.truncate(space);
    }
    format!("{}…", kept.trim_end())
}

/// The text on as few lines as do, of about the same width; what does not fit on the last one is cut.
pub fn wrap(text: &str, size: f64, room: f64, lines: usize) -> Vec<String> {
    let whole = width(text, size);
    for count in 1..=lines {
        let mut narrow = whole / count as f64;
        while narrow <= room {
            let broken = fill(text, size, narrow, count);
            if broken.iter().all(|line| width(line, size) <= narrow) {
                return broken;
            }
            narrow += size / 2.0;
        }
    }
    let broken = fill(text, size, room, lines);
    broken.iter().map(|line| cut(line, size, room)).collect()
}

/// Fills lines with words; the last one takes all that is left.
fn fill(text: &str, size: f64, room: f64, lines: usize) -> Vec<String> {
    let mut filled = vec![String::new()];
    for word in text.split(' ') {
        let count = filled.len();
        let Some(line) = filled.last_mut() else { break };
        let longer = if line.is_empty() { word.to_owned() } else { format!("{line} {word}") };
        if line.is_empty() || count == lines || width(&longer, size) <= room {
            *line = longer;
        } else {
            filled.push(word.to_owned());
        }
    }
    filled
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn wide_scripts_are_wider() {
        assert!(width("中国外交部", 10.0) > width("China", 10.0));
        assert!(width("Щербаков", 10.0) > width("llllllll", 10.0));
        assert_eq!(width("", 10.0), 0.0);
        assert_eq!(width("e\u{301}", 10.0), width("e", 10.0));
    }

    #[test]
    fn only_scripts_that_slant_have_italics() {
        assert!(has_italics("the “leaders” of São Tomé") && has_italics("Владимир Путин") && has_italics("Ελλάδα 2"));
        assert!(!has_italics("محمود عباس") && !has_italics("中国 police"));
    }

    #[test]
    fn control_characters_go_and_white_space_is_one_space() {
        assert_eq!(clean(" a\u{0}b\r\n\t c\u{202E}d\u{FFFE} "), "ab cd");
    }

    #[test]
    fn long_text_is_wrapped_then_cut() {
        assert_eq!(wrap("Russia", 10.0, 100.0, 3), ["Russia"]);
        assert_eq!(wrap("International Atomic Energy Agency", 10.0, 120.0, 3), ["International Atomic", "Energy Agency"]);
        let endless = wrap(&"x".repeat(500), 10.0, 120.0, 3);
        assert_eq!(endless.len(), 1);
        assert!(endless[0].ends_with('…') && width(&endless[0], 10.0) <= 120.0);
        for line in wrap(&"word ".repeat(60), 10.0, 120.0, 3) {
            assert!(width(&line, 10.0) <= 120.0, "{line}");
        }
    }
}
