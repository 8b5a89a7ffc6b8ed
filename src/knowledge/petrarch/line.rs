//! One line of a PETRARCH file, taken apart.

use encoding_rs::WINDOWS_1252;

/// A line's parts.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Line {
    /// Whether it begins with space: it tells of the name above.
    pub indented: bool,
    /// Whether it begins with `+`: another name of the one above.
    pub alias: bool,
    /// Names, of which a line may hold several.
    pub names: Vec<String>,
    /// The plural in braces.
    pub plurals: Vec<String>,
    /// What stands in brackets.
    pub codes: Vec<String>,
    /// Whether a bracket lacked its end.
    pub broken: bool,
}

/// A line's text: UTF-8, else the code page that old files are in.
pub(super) fn decode(bytes: &[u8]) -> String {
    let text = std::str::from_utf8(bytes).map(str::to_owned);
    text.unwrap_or_else(|_| WINDOWS_1252.decode_without_bom_handling(bytes).0.into_owned())
}

/// Takes a line apart; `None` where it is empty or only a comment. What follows the last bracket is a remark.
///
/// # Errors
/// The line as far as it could be read, and why the rest could not.
pub(super) fn parse(text: &str) -> Result<Option<Line>, (Line, String)> {
    let text = text.trim_start_matches('\u{feff}');
    let text = text.split_once('#').map_or(text, |(text, _)| text).trim_end();
    if text.trim().is_empty() {
        return Ok(None);
    }
    let mut line = Line { indented: text.starts_with([' ', '\t']), ..Line::default() };
    let (head, mut rest) = text.split_once('[').map_or((text, None), |(head, rest)| (head, Some(rest)));
    let head = head.trim();
    line.alias = head.starts_with('+');
    let (head, plural) = head.split_once('{').map_or((head, ""), |(head, plural)| (head, plural));
    line.plurals = list(plural.trim_end().trim_end_matches('}'));
    line.names = head.replace("+_", "\n").replace(" +", "\n").split('\n').flat_map(list).collect();
    while let Some(part) = rest {
        let Some((code, after)) = part.split_once(']') else {
            line.broken = true;
            return Err((line, format!("the bracket `[{part}` is not closed")));
        };
        line.codes.push(code.trim().to_owned());
        rest = after.split_once('[').map(|(_, rest)| rest);
    }
    Ok(Some(line))
}

fn list(name: &str) -> Vec<String> {
    let name = name.trim().trim_start_matches('+').trim();
    if name.is_empty() { Vec::new() } else { vec![name.to_owned()] }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn line(text: &str) -> Line {
        parse(text).unwrap().unwrap()
    }

    #[test]
    fn names_codes_and_remarks_come_apart() {
        let found = line("ADA_NOVAK_\t[SVNGOV <100101] [SVNELI]\t$3,000 # a note [x]");
        assert_eq!(found.names, ["ADA_NOVAK_"]);
        assert_eq!(found.codes, ["SVNGOV <100101", "SVNELI"]);
        assert!(!found.alias && !found.indented);
        assert_eq!(parse("  # nothing").unwrap(), None);
    }

    #[test]
    fn two_names_may_share_a_line() {
        assert_eq!(line("+LAKELAND_ +LAKE_LAND_").names, ["LAKELAND_", "LAKE_LAND_"]);
        assert_eq!(line("B+H_CARRIERS_ [MNCBMU]").names, ["B+H_CARRIERS_"]);
        assert!(line("+LAKELAND_").alias);
    }

    #[test]
    fn an_agent_has_its_plural_in_braces() {
        let found = line("HEAD_OF_POST {HEADS_OF_POST} [~GOV]");
        assert_eq!((found.names, found.plurals), (vec!["HEAD_OF_POST".to_owned()], vec!["HEADS_OF_POST".to_owned()]));
        assert!(line("MONEY {} [~BUS]").plurals.is_empty());
    }

    #[test]
    fn a_bracket_that_stays_open_is_told() {
        let (line, reason) = parse("OFFICE [~ENV}").unwrap_err();
        assert!(line.broken && reason == "the bracket `[~ENV}` is not closed", "{reason}");
    }
}
