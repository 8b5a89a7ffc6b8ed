//! What a governor makes of the code of the act below it: an attack threatened is a threat, aid promised an agreement.

/// The first two digits of a code.
pub fn root(code: &str) -> &str {
    code.get(..2).unwrap_or(code)
}

/// Whether a code is one of conflict (10 to 20, and 09).
pub fn is_conflict(code: &str) -> bool {
    root(code) >= "09"
}

fn longest(code: &str, table: &[(&str, &'static str)], otherwise: &'static str) -> &'static str {
    let found = table.iter().filter(|(prefix, _)| code.starts_with(prefix)).max_by_key(|(prefix, _)| prefix.len());
    found.map_or(otherwise, |&(_, to)| to)
}

/// CAMEO 03: the act below, agreed to or promised; none where it is no cooperation, or intent itself.
pub fn intended(code: &str) -> Option<&'static str> {
    const TABLE: &[(&str, &str)] = &[
        ("04", "036"),
        ("045", "039"),
        ("05", "032"),
        ("057", "030"),
        ("06", "031"),
        ("061", "0311"),
        ("062", "0312"),
        ("063", "0313"),
        ("064", "0314"),
        ("07", "033"),
        ("071", "0331"),
        ("072", "0332"),
        ("073", "0333"),
        ("074", "0334"),
        ("08", "035"),
        ("081", "0351"),
        ("082", "0352"),
        ("083", "034"),
        ("0831", "0341"),
        ("0832", "0342"),
        ("0833", "0343"),
        ("0834", "0344"),
        ("084", "0353"),
        ("085", "0354"),
        ("086", "0355"),
        ("087", "0356"),
    ];
    ("04".."09").contains(&root(code)).then(|| longest(code, TABLE, "030"))
}

/// CAMEO 02: the act below, asked for.
pub fn appealed(code: &str) -> &'static str {
    const TABLE: &[(&str, &str)] = &[
        ("115", "0213"),
        ("173", "0213"),
        ("036", "026"),
        ("037", "027"),
        ("038", "028"),
        ("039", "028"),
        ("04", "026"),
        ("045", "028"),
        ("05", "022"),
        ("057", "027"),
        ("06", "021"),
        ("061", "0211"),
        ("062", "0212"),
        ("063", "0213"),
        ("064", "0214"),
        ("07", "023"),
        ("071", "0231"),
        ("072", "0232"),
        ("073", "0233"),
        ("074", "0234"),
        ("08", "025"),
        ("081", "0251"),
        ("082", "0252"),
        ("083", "0242"),
        ("0831", "0241"),
        ("0833", "0243"),
        ("0834", "0244"),
        ("084", "0253"),
        ("085", "0254"),
        ("086", "0255"),
        ("087", "0256"),
    ];
    longest(code, TABLE, "020")
}

/// CAMEO 10: the act below, demanded.
pub fn demanded(code: &str) -> &'static str {
    const TABLE: &[(&str, &str)] = &[
        ("115", "1013"),
        ("173", "1013"),
        ("036", "106"),
        ("037", "107"),
        ("038", "108"),
        ("039", "108"),
        ("04", "106"),
        ("045", "108"),
        ("05", "102"),
        ("057", "107"),
        ("06", "101"),
        ("061", "1011"),
        ("062", "1012"),
        ("063", "1013"),
        ("064", "1014"),
        ("07", "103"),
        ("071", "1031"),
        ("072", "1032"),
        ("073", "1033"),
        ("074", "1034"),
        ("08", "105"),
        ("081", "1051"),
        ("082", "1052"),
        ("083", "104"),
        ("0831", "1041"),
        ("0832", "1042"),
        ("0833", "1043"),
        ("0834", "1044"),
        ("084", "1053"),
        ("085", "1054"),
        ("086", "1055"),
        ("087", "1056"),
    ];
    longest(code, TABLE, "100")
}

/// CAMEO 13: the act below, threatened.
pub fn threatened(code: &str) -> &'static str {
    const TABLE: &[(&str, &str)] = &[
        ("12", "130"),
        ("14", "133"),
        ("15", "138"),
        ("16", "131"),
        ("161", "1313"),
        ("162", "1311"),
        ("163", "1312"),
        ("164", "134"),
        ("165", "135"),
        ("166", "136"),
        ("17", "137"),
        ("171", "132"),
        ("172", "132"),
        ("174", "132"),
        ("18", "138"),
        ("19", "138"),
        ("191", "1381"),
        ("192", "1382"),
        ("193", "1384"),
        ("194", "1384"),
        ("195", "1384"),
        ("20", "1383"),
    ];
    longest(code, TABLE, "130")
}

/// CAMEO 12: the act below, refused; none where it was conflict; an arrest refused is no help for a court.
pub fn refused(code: &str) -> Option<&'static str> {
    const TABLE: &[(&str, &str)] = &[
        ("01", "011"),
        ("04", "125"),
        ("045", "126"),
        ("03", "120"),
        ("036", "125"),
        ("037", "127"),
        ("038", "126"),
        ("05", "120"),
        ("057", "127"),
        ("06", "121"),
        ("061", "1211"),
        ("062", "1212"),
        ("063", "1213"),
        ("07", "122"),
        ("071", "1221"),
        ("072", "1222"),
        ("073", "1223"),
        ("074", "1224"),
        ("08", "124"),
        ("081", "1241"),
        ("082", "1242"),
        ("083", "123"),
        ("0831", "1231"),
        ("0832", "1232"),
        ("0833", "1233"),
        ("0834", "1234"),
        ("084", "1243"),
        ("085", "1244"),
        ("086", "1245"),
        ("087", "1246"),
        ("115", "1213"),
        ("173", "1213"),
    ];
    let judicial = ["115", "173"].iter().any(|prefix| code.starts_with(prefix));
    (!is_conflict(code) || root(code) == "10" || judicial).then(|| longest(code, TABLE, "120"))
}

/// CAMEO 14: a protest of this sort for what the act would grant; none where the protests have no code for it.
pub fn protested(protest: &str, aim: &str) -> Option<String> {
    let digit = ["0831", "0832", "0833", "0834"].iter().position(|code| *code == aim)? + 1;
    Some(format!("{protest}{digit}"))
}

/// CAMEO 11: the act below, blamed on who did it.
pub fn accused(code: &str) -> &'static str {
    const TABLE: &[(&str, &str)] = &[("15", "1123"), ("17", "1122"), ("18", "1122"), ("19", "1123"), ("20", "1124")];
    longest(code, TABLE, "112")
}

/// The end of the act below: 08 where it was conflict, 16 where it was cooperation.
pub fn stopped(code: &str) -> &'static str {
    const TABLE: &[(&str, &str)] = &[
        ("04", "164"),
        ("045", "165"),
        ("05", "160"),
        ("054", "161"),
        ("06", "160"),
        ("07", "162"),
        ("071", "1621"),
        ("072", "1622"),
        ("073", "1623"),
        ("074", "1661"),
        ("09", "080"),
        ("10", "080"),
        ("11", "080"),
        ("12", "080"),
        ("13", "080"),
        ("14", "082"),
        ("15", "087"),
        ("16", "085"),
        ("17", "081"),
        ("18", "087"),
        ("19", "087"),
        ("191", "0872"),
        ("20", "087"),
    ];
    longest(code, TABLE, "160")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_longest_prefix_decides() {
        assert_eq!(intended("072"), Some("0332"));
        assert_eq!(intended("190"), None);
        assert_eq!(appealed("0871"), "0256");
        assert_eq!(threatened("163"), "1312");
        assert_eq!(refused("084"), Some("1243"));
        assert_eq!(refused("190"), None);
        assert_eq!(stopped("191"), "0872");
        assert_eq!(protested("143", "0833").as_deref(), Some("1433"));
        assert_eq!(protested("143", "071"), None);
    }
}
