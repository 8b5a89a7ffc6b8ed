//! A line cut into its fields, and what a field means: numbers, days, nothing.

use crate::date::Date;

/// No format has more columns.
const MOST: usize = 64;

/// The fields of a line: where each ends. A field is cut out when it is asked for, because most never are.
pub(super) struct Fields<'a> {
    line: &'a str,
    ends: [usize; MOST],
    /// How many there are; more than `MOST` are counted and not kept.
    pub count: usize,
}

impl<'a> Fields<'a> {
    /// Cuts a line.
    pub fn cut(line: &'a str, delimiter: u8) -> Fields<'a> {
        let (mut ends, mut count) = ([line.len(); MOST], 0);
        let mut words = line.as_bytes().chunks_exact(8);
        let mut start = 0;
        for word in words.by_ref() {
            let mut found = places(word, delimiter);
            while found != 0 {
                if count < MOST {
                    ends[count] = start + found.trailing_zeros() as usize / 8;
                }
                count += 1;
                found &= found - 1;
            }
            start += 8;
        }
        for (at, _) in words.remainder().iter().enumerate().filter(|(_, byte)| **byte == delimiter) {
            if count < MOST {
                ends[count] = start + at;
            }
            count += 1;
        }
        Fields { line, ends, count: count + 1 }
    }

    /// A field; empty where the line has not so many.
    pub fn at(&self, index: usize) -> &'a str {
        if index >= self.count.min(MOST) {
            return "";
        }
        let start = if index == 0 { 0 } else { self.ends[index - 1] + 1 };
        // The delimiter is of one byte, and so is every end of a character.
        self.line.get(start..self.ends[index]).unwrap_or_default()
    }

    /// How many fields there are without the empty ones at the end.
    pub fn filled(&self) -> usize {
        (0..self.count.min(MOST)).rev().find(|&at| !self.at(at).is_empty()).map_or(0, |last| last + 1)
    }
}

/// In which of eight bytes a delimiter stands: the highest bit of each is set.
fn places(bytes: &[u8], delimiter: u8) -> u64 {
    const LOW: u64 = 0x7f7f_7f7f_7f7f_7f7f;
    let word = bytes.try_into().map_or(0, u64::from_le_bytes) ^ (u64::from(delimiter) * 0x0101_0101_0101_0101);
    !(((word & LOW) + LOW) | word | LOW)
}

/// The fields of a line of quoted values, parted by the unit separator instead: quotes are undone, and a delimiter within them
/// stays in its field. `None` where a quote is never closed.
pub(super) fn unquote(line: &str, delimiter: u8, into: &mut String) -> Option<()> {
    into.clear();
    let delimiter = char::from(delimiter);
    let (mut quoted, mut start) = (false, true);
    let mut letters = line.chars().peekable();
    while let Some(letter) = letters.next() {
        match letter {
            '"' if start => quoted = true,
            '"' if quoted && letters.next_if_eq(&'"').is_some() => into.push('"'),
            '"' if quoted => quoted = false,
            _ if letter == delimiter && !quoted => into.push(char::from(UNIT)),
            _ => into.push(letter),
        }
        start = letter == delimiter && !quoted;
    }
    (!quoted).then_some(())
}

/// What parts the fields that `unquote` gives.
pub(super) const UNIT: u8 = 0x1f;

/// What stands for nothing in a list of places, countries and sectors. Not to be asked of names and codes.
pub(super) fn known(field: &str) -> &str {
    let field = field.trim();
    if matches!(field, "NA" | "NULL" | "None" | "none" | "---" | "nan") { "" } else { field }
}

/// A day written as yyyymmdd, with or without a time of day behind it.
pub(super) fn compact_day(field: &str) -> Option<Date> {
    let digits = field.as_bytes();
    if !matches!(digits.len(), 8 | 10 | 12 | 14) || !digits.iter().all(u8::is_ascii_digit) {
        return None;
    }
    let value = |range: std::ops::Range<usize>| digits[range].iter().fold(0_i16, |sum, digit| sum * 10 + i16::from(digit - b'0'));
    Date::new(value(0..4), value(4..6) as i8, value(6..8) as i8).ok()
}

/// A day written as yyyy-mm-dd, yyyymmdd or, as tables of R and spreadsheets have it, m/d/yyyy.
pub(super) fn written_day(field: &str) -> Option<Date> {
    let field = field.trim().split(['T', ' ']).next().unwrap_or_default();
    if let Some(date) = compact_day(field) {
        return Some(date);
    }
    let parts: Vec<&str> = field.split(['-', '/']).collect();
    let [a, b, c] = parts[..] else { return None };
    let (year, month, day) = if a.len() == 4 { (a, b, c) } else { (c, a, b) };
    if year.len() != 4 || month.len() > 2 || day.len() > 2 {
        return None;
    }
    Date::new(year.parse().ok()?, month.parse().ok()?, day.parse().ok()?).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn quotes_are_undone() {
        let mut plain = String::new();
        unquote("\"a,b\",c,\"say \"\"no\"\"\",d\"e", b',', &mut plain).expect("closed");
        assert_eq!(plain, "a,b\u{1f}c\u{1f}say \"no\"\u{1f}d\"e");
        assert!(unquote("\"a,b", b',', &mut plain).is_none());
    }

    #[test]
    fn days_are_read_as_each_format_writes_them() {
        let day = Date::new(2017, 3, 9).ok();
        for text in ["20170309", "20170309121500", "2017-03-09", "3/9/2017", "03/09/2017", "2017-03-09T00:00:00Z"] {
            assert_eq!(written_day(text), day, "{text}");
        }
        for text in ["", "2017", "20171399", "2017-02-30", "9.3.2017", "13/1/2017", "2017-1"] {
            assert_eq!(written_day(text), None, "{text}");
        }
    }

    #[test]
    fn a_line_is_cut_at_each_delimiter() {
        for line in ["", "a", "a,b", ",", "eightlet,,\u{e9}\u{2014}x,\u{7f}\u{80},last,", "12345678,12345678,"] {
            let fields = Fields::cut(line, b',');
            let wanted: Vec<&str> = line.split(',').collect();
            assert_eq!((0..fields.count).map(|at| fields.at(at)).collect::<Vec<_>>(), wanted, "{line:?}");
        }
    }

    #[test]
    fn more_fields_than_any_format_has_are_counted() {
        let line = "\t".repeat(99);
        let fields = Fields::cut(&line, b'\t');
        assert_eq!((fields.count, fields.at(80), fields.filled()), (100, "", 0));
    }
}
