//! The tables of `data/actors/`: columns, codes, dates, sectors, and that no name has two meanings unless listed as ambiguous.

use std::collections::{BTreeMap, BTreeSet};

use diplograph::knowledge::{DataFiles, Row, Table};

const STATES: &[&str] = &["code", "name", "aliases", "adjectives", "people", "capital", "seats", "places", "from", "to"];
const ORGANIZATIONS: &[&str] = &["code", "id", "name", "aliases", "kind", "sector", "seats", "from", "to"];
const GROUPS: &[&str] = &["id", "name", "aliases", "country", "sector", "from", "to"];
const INSTITUTIONS: &[&str] = &["id", "name", "aliases", "country", "sector"];
const OFFICES: &[&str] = &["office", "sector", "aliases"];
const AGENTS: &[&str] = &["words", "sector", "kind"];
const AMBIGUOUS: &[&str] = &["name", "readings", "not_after", "not_before", "near"];

const SECTORS: &str =
    "AGR BUS COP CRM CVL EDU ELI GOV HLH IGO INS JUD LAB LEG MED MIL NGO OPP PRE PRM PTY REB REF REL SEP SOC SPY UAF UNK";

/// ISO 3166-1 alpha-3, and after them the codes that are not, or no longer, in it.
const COUNTRIES: &str = "ABW AFG AGO AIA ALA ALB AND ARE ARG ARM ASM ATA ATF ATG AUS AUT AZE BDI BEL BEN BES BFA BGD BGR BHR BHS BIH \
    BLM BLR BLZ BMU BOL BRA BRB BRN BTN BVT BWA CAF CAN CCK CHE CHL CHN CIV CMR COD COG COK COL COM CPV CRI CUB \
    CUW CXR CYM CYP CZE DEU DJI DMA DNK DOM DZA ECU EGY ERI ESH ESP EST ETH FIN FJI FLK FRA FRO FSM GAB GBR GEO \
    GGY GHA GIB GIN GLP GMB GNB GNQ GRC GRD GRL GTM GUF GUM GUY HKG HMD HND HRV HTI HUN IDN IMN IND IOT IRL IRN \
    IRQ ISL ISR ITA JAM JEY JOR JPN KAZ KEN KGZ KHM KIR KNA KOR KWT LAO LBN LBR LBY LCA LIE LKA LSO LTU LUX LVA \
    MAC MAF MAR MCO MDA MDG MDV MEX MHL MKD MLI MLT MMR MNE MNG MNP MOZ MRT MSR MTQ MUS MWI MYS MYT NAM NCL NER \
    NFK NGA NIC NIU NLD NOR NPL NRU NZL OMN PAK PAN PCN PER PHL PLW PNG POL PRI PRK PRT PRY PSE PYF QAT REU ROU \
    RUS RWA SAU SDN SEN SGP SGS SHN SJM SLB SLE SLV SMR SOM SPM SRB SSD STP SUR SVK SVN SWE SWZ SXM SYC SYR TCA \
    TCD TGO THA TJK TKL TKM TLS TON TTO TUN TUR TUV TWN TZA UGA UKR UMI URY USA UZB VAT VCT VEN VGB VIR VNM VUT \
    WLF WSM YEM ZAF ZMB ZWE \
    ANT CSK DDR KOS SCG SUN VDR YUG";

fn rows(name: &str, columns: &[&str], least: usize) -> Vec<Row> {
    let path = format!("actors/{name}.tsv");
    let table = Table::read(&DataFiles::new(None), &path, columns).expect("the table reads");
    assert!(table.rows.len() >= least, "{path}: {} rows, expected at least {least}", table.rows.len());
    table.rows
}

fn place(row: &Row) -> String {
    format!("{}:{}", row.file, row.line)
}

fn assert_word(row: &Row, column: &str, words: &str) {
    let field = row.field(column);
    assert!(words.split_whitespace().any(|word| word == field), "{}: {column} {field:?} is not known", place(row));
}

/// A sector is three letters, or six: the second says in what business ("GOVMIL", a defence ministry).
fn assert_sector(row: &Row) {
    let field = row.field("sector");
    let known = |part: &[u8]| SECTORS.split_whitespace().any(|word| word.as_bytes() == part);
    let parts = field.as_bytes().chunks(3);
    assert!(
        !field.is_empty() && field.len() <= 6 && parts.into_iter().all(known),
        "{}: sector {field:?} is not known",
        place(row)
    );
}

fn assert_unique(rows: &[Row], column: &str) {
    let mut seen = BTreeSet::new();
    for row in rows {
        let field = row.field(column);
        assert!(!field.is_empty() && seen.insert(field), "{}: {column} {field:?} is empty or given before", place(row));
    }
}

/// A date filled up to a day, so that dates compare as text.
fn bound(row: &Row, column: &str, fill: &str) -> String {
    let date = row.field(column);
    if date.is_empty() {
        return fill.to_owned();
    }
    let full = match date.len() {
        4 => format!("{date}-01-01"),
        7 => format!("{date}-01"),
        _ => date.to_owned(),
    };
    assert!(full.parse::<diplograph::date::Date>().is_ok(), "{}: {column} {date:?} is no date", place(row));
    // A year or month as `to` lasts to its end: `2009` < `2009-06` < `2009~` as text.
    if column == "to" { format!("{date}~") } else { date.to_owned() }
}

/// First and last day, as text that sorts by day.
type Period = (String, String);

fn period(row: &Row) -> Period {
    let (from, to) = (bound(row, "from", "0"), bound(row, "to", "9999"));
    assert!(from <= to, "{}: ends before it begins", place(row));
    (from, to)
}

#[test]
fn states_have_valid_codes_and_dates() {
    let rows = rows("states", STATES, 240);
    assert_unique(&rows, "code");
    assert_unique(&rows, "name");
    for row in &rows {
        assert_word(row, "code", COUNTRIES);
        period(row);
    }
}

#[test]
fn organizations_have_known_kinds_sectors_and_dates() {
    let rows = rows("organizations", ORGANIZATIONS, 600);
    assert_unique(&rows, "id");
    let kinds = |wanted: &[&str]| rows.iter().filter(|row| wanted.contains(&row.field("kind"))).count();
    assert!(kinds(&["igo", "alliance", "bloc", "agency"]) >= 250);
    assert!(kinds(&["ngo"]) >= 60);
    assert!(kinds(&["company", "media"]) >= 100);
    for row in &rows {
        assert_word(row, "kind", "igo alliance bloc ngo agency company media");
        assert!(!row.field("code").is_empty(), "{}: no code", place(row));
        if !row.field("sector").is_empty() {
            assert_sector(row);
        }
        period(row);
    }
}

#[test]
fn company_and_media_codes_begin_with_a_country() {
    for row in rows("organizations", ORGANIZATIONS, 600) {
        let code = row.field("code");
        if ["company", "media"].contains(&row.field("kind")) && code != "MNC" {
            let country = code.get(..3).unwrap_or_default();
            assert!(COUNTRIES.split_whitespace().any(|known| known == country), "{}: code {code}", place(&row));
            assert!(["BUS", "MED", "GOVMED"].contains(&&code[3..]), "{}: code {code}", place(&row));
        }
    }
}

#[test]
fn groups_and_institutions_have_known_countries_and_sectors() {
    let (groups, institutions) = (rows("groups", GROUPS, 300), rows("institutions", INSTITUTIONS, 200));
    let organizations = rows("organizations", ORGANIZATIONS, 600);
    let all: Vec<Row> = [&organizations[..], &groups, &institutions].concat();
    assert_unique(&all, "id");
    for row in groups.iter().chain(&institutions) {
        assert_sector(row);
        if !row.field("country").is_empty() {
            assert_word(row, "country", COUNTRIES);
        }
    }
    groups.iter().for_each(|row| drop(period(row)));
}

#[test]
fn offices_give_a_sector_and_no_title_is_given_twice() {
    let rows = rows("offices", OFFICES, 100);
    let mut seen = BTreeMap::new();
    for row in &rows {
        assert_sector(row);
        for title in row.list("aliases").into_iter().chain([row.field("office")]) {
            let before = seen.insert(title.to_lowercase(), row.line);
            assert!(before.is_none_or(|line| line == row.line), "{}: {title:?} is in line {before:?} too", place(row));
        }
    }
}

#[test]
fn agents_are_unique_and_have_known_sectors_and_kinds() {
    let rows = rows("agents", AGENTS, 600);
    assert_unique(&rows, "words");
    for row in &rows {
        assert_sector(row);
        assert_word(row, "kind", "institution group person");
        assert_eq!(row.field("words"), row.field("words").to_lowercase(), "{}: agents are in lower case", place(row));
    }
}

#[test]
fn no_name_has_two_meanings_unless_ambiguous() {
    let ambiguous: BTreeSet<String> = rows("ambiguous", AMBIGUOUS, 50).iter().map(|row| row.field("name").to_owned()).collect();
    let mut names: BTreeMap<String, Vec<(String, Period)>> = BTreeMap::new();
    let tables: [(&str, &[&str], &[&str]); 4] = [
        ("states", STATES, &["name", "aliases", "adjectives", "people", "capital", "seats", "places"]),
        ("organizations", ORGANIZATIONS, &["name", "aliases", "seats"]),
        ("groups", GROUPS, &["name", "aliases"]),
        ("institutions", INSTITUTIONS, &["name", "aliases"]),
    ];
    for (table, columns, fields) in tables {
        for row in rows(table, columns, 1) {
            let dates = period(&row);
            let mine: BTreeSet<&str> = fields.iter().flat_map(|field| list(&row, field)).collect();
            for name in mine {
                let name = name.strip_prefix("the ").or(name.strip_prefix("The ")).unwrap_or(name).to_owned();
                names.entry(name).or_default().push((place(&row), dates.clone()));
            }
        }
    }
    for (name, mut uses) in names {
        uses.sort_by(|a, b| a.1.cmp(&b.1));
        let clash = uses.windows(2).find(|pair| pair[0].0 != pair[1].0 && pair[0].1.1 >= pair[1].1.0);
        assert!(clash.is_none() || ambiguous.contains(&name), "{name:?} has two meanings: {clash:?}");
    }
}

fn list<'row>(row: &'row Row, field: &str) -> Vec<&'row str> {
    // A name is one name even where it holds a semicolon; the other columns are lists.
    if field == "name" { vec![row.field(field)] } else { row.list(field) }
}

#[test]
fn ambiguous_readings_exist_and_something_decides() {
    let ids = |table, columns, column| -> BTreeSet<String> {
        rows(table, columns, 1).iter().map(|row| row.field(column).to_owned()).collect()
    };
    let known: BTreeMap<&str, BTreeSet<String>> = BTreeMap::from([
        ("state", COUNTRIES.split_whitespace().map(str::to_owned).collect()),
        ("place", COUNTRIES.split_whitespace().map(str::to_owned).collect()),
        ("org", ids("organizations", ORGANIZATIONS, "id")),
        ("group", ids("groups", GROUPS, "id")),
        ("institution", ids("institutions", INSTITUTIONS, "id")),
    ]);
    let table = rows("ambiguous", AMBIGUOUS, 50);
    assert_unique(&table, "name");
    for row in &table {
        let readings = row.list("readings");
        assert!(readings.len() >= 2, "{}: an ambiguous name has at least two readings", place(row));
        for reading in readings {
            let exists = match reading.split_once(':') {
                Some((kind, id)) => known.get(kind).is_some_and(|ids| ids.contains(id)),
                None => ["person", "other"].contains(&reading),
            };
            assert!(exists, "{}: reading {reading:?} is not known", place(row));
        }
        let decides = ["not_after", "not_before", "near"].iter().any(|column| !row.field(column).is_empty());
        assert!(decides, "{}: nothing decides between the readings", place(row));
    }
}
