//! Codes with dates: `ARGGOV 070801-071231`, `AFGGOV >011222`, `SUNARM <19900823`.

use crate::date::Date;
use crate::knowledge::petrarch::DatedCode;

/// How a dated code is mended.
pub(super) const MEND: &str = "write [USAGOV 090120-170120], [USAGOV >20090120], [USAGOV <170120] or [USAGOV]";

/// Reads what stands in brackets.
///
/// # Errors
/// Why it cannot be read.
pub(super) fn dated(text: &str) -> Result<DatedCode, String> {
    let (code, dates) = text.split_once(char::is_whitespace).unwrap_or((text, ""));
    if !is_code(code) {
        return Err(format!("`{code}` is no code: capitals, a country or a kind of organization first"));
    }
    let dates = dates.trim();
    let (from, to) = if dates.is_empty() {
        (None, None)
    } else if let Some(from) = dates.strip_prefix('>') {
        (Some(day(from)?), None)
    } else if let Some(to) = dates.strip_prefix('<') {
        (None, Some(day(to)?))
    } else {
        let (from, to) = dates.split_once('-').ok_or_else(|| format!("`{dates}` is a day and no time"))?;
        (Some(day(from)?), Some(day(to)?))
    };
    if from.zip(to).is_some_and(|(from, to)| from > to) {
        return Err("ends before it begins".to_owned());
    }
    Ok(DatedCode { code: code.to_owned(), from, to })
}

/// Whether a code is written as one: letters in threes are not asked for, since a few known ones are shorter.
pub(super) fn is_code(code: &str) -> bool {
    code.len() >= 3 && code.bytes().all(|byte| byte.is_ascii_uppercase() || byte.is_ascii_digit())
}

/// `070801` or `20070801`. Of two digits, up to 30 are years after 2000, as PETRARCH reads them.
fn day(text: &str) -> Result<Date, String> {
    let text = text.trim();
    let number = |part: &str| part.parse::<i16>().ok();
    let date = || {
        let (year, rest) = match text.len() {
            6 => (number(text.get(..2)?).map(|year| if year > 30 { 1900 + year } else { 2000 + year })?, text.get(2..)?),
            8 => (number(text.get(..4)?)?, text.get(4..)?),
            _ => return None,
        };
        let part = |range: std::ops::Range<usize>| i8::try_from(number(rest.get(range)?)?).ok();
        Date::new(year, part(0..2)?, part(2..4)?).ok()
    };
    date().ok_or_else(|| format!("`{text}` is no day"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_have_two_or_four_digits_of_year() {
        assert_eq!(day("070801").unwrap().to_string(), "2007-08-01");
        assert_eq!(day("310801").unwrap().to_string(), "1931-08-01");
        assert_eq!(day("19270101").unwrap().to_string(), "1927-01-01");
        assert_eq!(day("1920030320").unwrap_err(), "`1920030320` is no day");
        assert_eq!(day("070231").unwrap_err(), "`070231` is no day");
    }

    #[test]
    fn a_time_has_its_ends() {
        let code = dated("ARGGOV 070801-071231").unwrap();
        assert_eq!((code.code.as_str(), code.to.unwrap().to_string().as_str()), ("ARGGOV", "2007-12-31"));
        assert_eq!(dated("EGYGOV > 140608").unwrap().to, None);
        assert_eq!(dated("SUNARM <900823").unwrap().from, None);
        assert!(dated("EGYGOV 140608").is_err());
        assert!(dated("EGYGOV 140608-130608").is_err());
        assert!(dated("Egypt").is_err());
    }
}
