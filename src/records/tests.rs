//! Each format, with its quirks: the rows are written for these tests, in the columns of the data sets.

use crate::diagnostic::{Diagnostic, Severity};
use crate::events::Event;
use crate::ingest::Input;
use crate::knowledge::{DataFiles, Knowledge};
use crate::records::{Format, Reader, Repeats, sniff};

/// What a file gives: its events and what went wrong.
fn read_as(text: &[u8], format: Format, repeats: Repeats) -> (Vec<Event>, Vec<Diagnostic>) {
    let knowledge = knowledge();
    let mut reader = Reader::new(knowledge, repeats);
    let mut events = Vec::new();
    let content = Input::of("rows", Box::new(std::io::Cursor::new(text.to_vec()))).content.expect("readable");
    let wrong = reader.read(content, format, "rows", &mut |event| events.push(event));
    (events, wrong)
}

fn knowledge() -> &'static Knowledge {
    static KNOWLEDGE: std::sync::OnceLock<Knowledge> = std::sync::OnceLock::new();
    KNOWLEDGE.get_or_init(|| Knowledge::load(&DataFiles::default()).expect("sound"))
}

/// The events of a text whose format is told by its content, each on a line.
fn told(text: &str, format: Format) -> Vec<String> {
    assert_eq!(sniff(text.as_bytes()), Some(format), "{text}");
    let (events, wrong) = read_as(text.as_bytes(), format, Repeats::Id);
    assert_eq!(wrong, [], "{text}");
    events.iter().map(line).collect()
}

/// An event in short: day, source, code, target.
fn line(event: &Event) -> String {
    let day = event.date.map_or("-".to_owned(), |date| date.to_string());
    let target = event.target.as_ref().map_or("-", |target| target.actor.as_str());
    format!("{day} {} {} {target}", event.source.actor, event.event_type.cameo)
}

/// A line of GDELT, of 57, 58 or 61 columns.
fn gdelt(columns: usize, fields: &[(usize, &str)]) -> String {
    let usual = [(0, "900"), (1, "20190304"), (26, "043"), (28, "04"), (30, "2.8")];
    let mut line = vec![""; columns];
    usual.iter().chain(fields).for_each(|(at, field)| line[*at] = field);
    line.join("\t") + "\n"
}

#[test]
fn gdelt_in_its_three_widths() {
    for (columns, added, format) in [(57, 56, Format::Gdelt1), (58, 56, Format::Gdelt1), (61, 59, Format::Gdelt2)] {
        let row = gdelt(columns, &[(5, "USAGOV"), (6, "WHITE HOUSE"), (15, "NOR"), (16, "OSLO"), (added, "20190305")]);
        assert_eq!(told(&row, format), ["2019-03-04 usa-gov 043 norway"], "{columns}");
    }
    let full = [(31, "7"), (32, "2"), (33, "6"), (34, "-1.5"), (52, "Oslo, Norway"), (53, "NO"), (56, "59.9"), (57, "10.7")];
    let row = gdelt(61, &[&full[..], &[(5, "NOR"), (59, "20190304121500"), (60, "http://example.org/a")]].concat());
    let (events, _) = read_as(row.as_bytes(), Format::Gdelt2, Repeats::Id);
    let origin = events[0].origin.as_ref().expect("kept");
    assert_eq!((origin.mentions, origin.sources, origin.articles, origin.tone), (Some(7), Some(2), Some(6), Some(-1.5)));
    assert_eq!((origin.latitude, origin.longitude, origin.country.as_deref()), (Some(59.9), Some(10.7), Some("NO")));
    assert_eq!(
        (events[0].place.as_deref(), events[0].evidence.url.as_deref()),
        (Some("Oslo, Norway"), Some("http://example.org/a"))
    );
    assert_eq!((events[0].id.as_str(), origin.row.as_str(), events[0].target.is_none()), ("gdelt2:900", "900", true));
}

#[test]
fn dates_that_cannot_be_right_are_kept_and_replaced() {
    for (written, day, told) in [
        ("19200101", "2019-12-31", Some("19200101")),
        ("20191231", "2019-12-31", None),
        ("20181231", "2018-12-31", None),
        ("20200105", "2019-12-31", Some("20200105")),
        ("20191341", "2019-12-31", Some("20191341")),
    ] {
        let row = gdelt(58, &[(1, written), (5, "NOR"), (56, "20191231")]);
        let (events, _) = read_as(row.as_bytes(), Format::Gdelt1, Repeats::Id);
        assert_eq!(events[0].date.expect("a date").to_string(), day, "{written}");
        assert_eq!(events[0].origin.as_ref().expect("kept").told_date.as_deref(), told, "{written}");
    }
}

#[test]
fn chains_of_codes_mean_our_actors() {
    for (code, name, actor, party, ours) in [
        ("USA", "MISSOURI", "united-states", "united-states", "USA"),
        ("NGACOP", "POLICE", "nga-cop/police", "nigeria", "NGACOP"),
        ("NGACOP", "NIGERIA", "nga-cop", "nigeria", "NGACOP"),
        ("IGOEUREEC", "EU", "european-union", "european-union", "EU"),
        ("IGOUNOHLHWHO", "", "who", "who", "WHO"),
        ("PSEREBHMS", "", "hamas", "hamas", "PSEREB"),
        ("ROM", "", "romania", "romania", "ROU"),
        ("COP", "POLICE", "cop", "cop", "COP"),
        ("MOSSUN", "SUNNI", "rel/sunni", "rel/sunni", "REL"),
        ("MNCUSAMED", "", "usa-busmed", "united-states", "USABUSMED"),
        ("AFR", "AFRICA", "afr", "afr", "AFR"),
        ("FRAGOV", "EMMANUEL MACRON", "emmanuel-macron", "france", "FRAGOV"),
        ("qqq", "SOMEBODY", "qqq/somebody", "qqq/somebody", ""),
        ("---", "", "unknown", "unknown", ""),
        ("é", "", "é/é", "é/é", ""),
    ] {
        let row = gdelt(58, &[(5, code), (6, name)]);
        let (events, wrong) = read_as(row.as_bytes(), Format::Gdelt1, Repeats::Id);
        assert_eq!(wrong, []);
        let source = &events[0].source;
        assert_eq!((source.actor.as_str(), source.party.as_str(), source.code.as_str()), (actor, party, ours), "{code} {name}");
    }
}

const ICEWS: &str = "Event ID\tEvent Date\tSource Name\tSource Sectors\tSource Country\tEvent Text\tCAMEO Code\tIntensity\t\
    Target Name\tTarget Sectors\tTarget Country\tStory ID\tSentence Number\tPublisher\tCity\tDistrict\tProvince\tCountry\tLatitude\tLongitude\n";

#[test]
fn icews_names_countries_and_sectors() {
    let row = |id: &str, day: &str, source: &str, code: &str| {
        format!("{id}\t{day}\t{source}\tX\t{code}\t1\tNorway\t\tNorway\t5\t3\tA Paper\tOslo\tNA\tNULL\tNorway\t59.9\t10.7\n")
    };
    let text = [
        ICEWS.to_owned(),
        row("1", "2018-06-01", "Police (India)\tGovernment,Police\tIndia", "040"),
        row("1", "2018-06-02", "Police (India)\tPolice,Government\tIndia", "040"),
        row("2", "6/3/2018", "Angela Merkel\tExecutive Office\tGermany", "13y"),
        row("3", "2018-06-01", "Sergey Viktorovich Lavrov\tForeign Ministry\tRussian Federation", "040"),
        row("4", "2018-06-01", "United Nations\tInternational Government Organization\tNA", "040"),
        row("5", "2018-06-01", "Citizen (Occupied Palestinian Territory)\t\tOccupied Palestinian Territory", "040"),
    ];
    assert_eq!(sniff(text.concat().as_bytes()), Some(Format::Icews));
    let (events, wrong) = read_as(text.concat().as_bytes(), Format::Icews, Repeats::Id);
    assert_eq!(wrong.iter().map(|wrong| wrong.code.as_str()).collect::<Vec<_>>(), ["recoded"]);
    let lines: Vec<String> = events.iter().map(line).collect();
    assert_eq!(
        lines,
        [
            "2018-06-01 ind-cop/police 040 norway",
            "2018-06-02 ind-cop/police 040 norway",
            "2018-06-03 angela-merkel 13 norway",
            "2018-06-01 sergei-lavrov 040 norway",
            "2018-06-01 united-nations 040 norway",
            "2018-06-01 palestine/citizen 040 norway",
        ]
        .map(|line| line.replace("palestine/", "pse/"))
    );
    assert_eq!(events[2].origin.as_ref().and_then(|origin| origin.code.as_deref()), Some("13y"));
    assert_eq!((events[0].evidence.sentence, events[0].evidence.article.as_str()), (2, "icews:5"));
}

#[test]
fn quoted_tables_and_odd_lines() {
    let quoted = "\"Event ID\"\t\"Event Date\"\t\"Source Name\"\t\"Source Country\"\t\"CAMEO Code\"\t\"Target Name\"\t\"Target Country\"\r\n\
        1\t\"2018-06-01\"\t\"A \"\"B\"\"\tC\"\t\"Norway\"\t\"040\"\t\"Italy\"\t\"Italy\"\r\n";
    let (events, wrong) = read_as(quoted.as_bytes(), Format::Icews, Repeats::Id);
    assert_eq!((events.len(), wrong), (1, Vec::new()));
    assert_eq!(events[0].source.text, "A \"B\"\tC");

    let mut odd = Vec::new();
    odd.extend(gdelt(61, &[(0, "1"), (5, "NOR"), (59, "20190304000000")]).replace('\n', "\r\n").into_bytes());
    odd.extend(b"GLOBALEVENTID\tSQLDATE\tMonthYear\tYear\tFractionDate\tActor1Code\n\n");
    odd.extend(gdelt(60, &[(0, "2"), (5, "NOR")]).into_bytes());
    odd.extend(b"not\ta row\n");
    odd.extend(vec![b'x'; 10 << 20]);
    odd.extend(b"\n");
    odd.extend(gdelt(61, &[(0, "3"), (5, "NOR"), (26, "99"), (28, "99")]).into_bytes());
    let mut latin = gdelt(61, &[(0, "4"), (5, "CIV"), (6, "?")]).into_bytes();
    let mark = latin.iter().position(|byte| *byte == b'?').expect("there");
    latin[mark] = 0xe9;
    odd.extend(latin);
    let (events, wrong) = read_as(&odd, Format::Gdelt2, Repeats::Id);
    assert_eq!(events.iter().map(|event| event.id.as_str()).collect::<Vec<_>>(), ["gdelt2:1", "gdelt2:4"]);
    let errors: Vec<(Option<usize>, &str)> = wrong.iter().map(|wrong| (wrong.place.line, wrong.message.as_str())).collect();
    assert_eq!(
        errors,
        [
            (Some(4), "the record is skipped: 60 fields where GDELT has 57, 58 or 61"),
            (Some(5), "the record is skipped: 2 fields where GDELT has 57, 58 or 61"),
            (Some(6), "the record is skipped: the line is longer than 1 MB"),
            (Some(7), "the record is skipped: the event code is \"99\", and no root of that is known"),
            (
                None,
                "4 records cannot be read: 2 such as line 4, 60 fields where GDELT has 57, 58 or 61; 1 such as line 7, the event code is \
                 \"99\", and no root of that is known; 1 such as line 6, the line is longer than 1 MB"
            ),
            (None, "1 lines are no UTF-8 and are read as Windows-1252 (first on line 8)"),
        ]
    );
}

#[test]
fn of_many_bad_records_a_hundred_are_listed_and_all_counted() {
    let text = "x\ty\n".repeat(250);
    let (_, wrong) = read_as(text.as_bytes(), Format::Gdelt2, Repeats::Id);
    assert_eq!(wrong.iter().filter(|wrong| wrong.code == "bad-record").count(), 100);
    let counted = wrong.iter().find(|wrong| wrong.code == "unread-records").expect("counted");
    assert!(counted.message.starts_with("250 records cannot be read"), "{}", counted.message);
    assert_eq!(counted.severity, Severity::Error);
}

#[test]
fn repeats_by_id_or_by_content_or_none() {
    let row = |id: &str, url: &str| gdelt(58, &[(0, id), (5, "NOR"), (15, "ITA"), (56, "20190304"), (57, url)]);
    let text = [row("1", "a"), row("1", "a"), row("2", "a"), row("3", "b")].concat();
    let kept = |repeats| read_as(text.as_bytes(), Format::Gdelt1, repeats).0.len();
    assert_eq!((kept(Repeats::Keep), kept(Repeats::Id), kept(Repeats::Content)), (4, 3, 2));
}

#[test]
fn polecat_pairs_its_actors() {
    let names: Vec<&str> =
        crate::records::polecat::COLUMNS.iter().map(|name| name.split('|').next_back().unwrap_or(name)).collect();
    let row = |id: &str| {
        let mut row = vec![""; 40];
        for (at, field) in [
            (0, id),
            (1, "2021-05-06"),
            (2, "CONSULT"),
            (3, "visit"),
            (4, "4.0"),
            (6, "diplomatic; economic"),
            (7, "Angela Merkel; None"),
            (8, "DEU; FRA"),
            (10, "GOV"),
            (13, "Merkel; French journalists"),
            (11, "GOV; JRN"),
            (15, "None"),
            (16, "NOR"),
            (18, "MIL"),
            (33, "A Paper"),
            (34, "2021-05-07"),
        ] {
            row[at] = field;
        }
        row.join("\t") + "\n"
    };
    let expected = ["2021-05-06 angela-merkel 042 nor-mil", "2021-05-06 fra-med/french-journalists 042 nor-mil"];
    let text = names.join("\t") + "\n" + &row("77_CONSULT");
    assert_eq!(told(&text, Format::Polecat), expected);
    // Columns in another order, and empty ones behind.
    let shuffled = |line: &str| line.trim_end_matches('\n').split('\t').rev().collect::<Vec<_>>().join("\t") + "\t\t\n";
    let turned = shuffled(&(names.join("\t") + "\n")) + &shuffled(&row("77_CONSULT"));
    assert_eq!(told(&turned, Format::Polecat), expected);
    // A header that names columns which the rows lack.
    let headline = names.join("\t").replace("Event Type", "Headline\tEvent Type") + "\n" + &row("78_CONSULT");
    let (events, wrong) = read_as(headline.as_bytes(), Format::Polecat, Repeats::Id);
    assert_eq!((events.iter().map(line).collect::<Vec<_>>(), wrong), (expected.map(str::to_owned).to_vec(), Vec::new()));
    let origin = events[1].origin.as_ref().expect("kept");
    assert_eq!((events[1].id.as_str(), origin.row.as_str()), ("polecat:78_CONSULT/2", "78_CONSULT"));
    assert_eq!((events[0].contexts.join(" "), origin.intensity), ("diplomatic economic".to_owned(), Some(4.0)));
    assert_eq!(events[0].event_type.mode.as_deref(), Some("visit"));
}

#[test]
fn phoenix_daily_and_historical() {
    let daily = "9_v1\t20160102\t2016\t01\t02\tNOR\tNOR\t\t\tPSEREB\tPSE\tREB\t\t0211\t02\t0\t3.4\t\t59.9\t10.7\tOslo\t\tNOR\tm1\thttp://a.org;http://b.org\ta;b\n";
    assert_eq!(told(daily, Format::Phoenix), ["2016-01-02 norway 0211 pse-reb"]);
    let historical = "eid,story_date,year,month,day,source,source_root,source_agent,source_others,target,target_root,target_agent,\
        target_others,code,root_code,quad_class,goldstein,issues,lat,lon,placename,statename,countryname,aid,process\n\
        \"8\",\"7/9/1985\",1985,7,9,\"NOR\",\"NOR\",\"\",\"\",\"ITAGOV\",\"ITA\",\"GOV\",\"\",43,4,1,2.8,\"A,1;B,2\",59.9,10.7,\"Oslo, city\",\"\",\"NOR\",77,\"p\"\n";
    assert_eq!(told(historical, Format::Phoenix), ["1985-07-09 norway 043 ita-gov"]);
}

#[test]
fn terrier_with_and_without_a_header() {
    let row = "190\t19\t4\t-10\tNORMIL\tNOR\tMIL\t\tITA\tITA\t\t\tt1\t20150203\t2015\t02\t03\thttp://a.org\td1\tm1\n";
    assert_eq!(told(row, Format::Terrier), ["2015-02-03 nor-mil 190 italy"]);
    let headed = crate::records::terrier::COLUMNS.join("\t") + "\n" + &row.replace("20150203", "");
    assert_eq!(told(&headed, Format::Terrier), ["2015-02-03 nor-mil 190 italy"]);
}

#[test]
fn plover_in_new_and_old_names() {
    let new = r#"{"id": "a", "date": "2020-01-02", "actor": [{"code": "NOR", "sector": "GOV"}, {"country_name": "Italy"}],
      "recipient": [{"code": "UNO"}], "event": ["ACCUSE"], "mode": ["disapprove"], "context": ["legal"], "event_scale": -2.0}
    {"id": "b", "date": "2020-01-03", "has_event": false, "event": [], "actor": []}"#;
    assert_eq!(told(new, Format::Plover), ["2020-01-02 nor-gov 110 united-nations", "2020-01-02 italy 110 united-nations"]);
    let old = r#"[{"id": "a", "date": "2020-01-02", "source": {"code": "NOR"}, "target": [], "event": "FIGHT", "eventText": "fought"},
      {"id": "c", "date": 2020-01-02, "source": [], "event": "AID"},
      {"id": "d", "date": "2020-01-02", "source": [{"code": "NOR"}], "event": "CRIME", "eventText": ""}]"#;
    assert_eq!(sniff(old.as_bytes()), Some(Format::Plover));
    let (events, wrong) = read_as(old.as_bytes(), Format::Plover, Repeats::Id);
    assert_eq!(events.iter().map(line).collect::<Vec<_>>(), ["2020-01-02 norway 18 -"]);
    assert_eq!(
        wrong.iter().filter(|wrong| wrong.code == "bad-record").map(|wrong| wrong.place.line).collect::<Vec<_>>(),
        [Some(2), Some(3)]
    );
}

#[test]
fn our_own_records_come_back_as_they_are() {
    let row = gdelt(58, &[(5, "USAGOV"), (15, "NOR"), (1, "19200101"), (56, "20191231"), (57, "http://a.org")]);
    let (events, _) = read_as(row.as_bytes(), Format::Gdelt1, Repeats::Id);
    let written = serde_json::to_string(&events[0]).expect("written") + "\n{\"id\": 1}\n";
    assert_eq!(sniff(written.as_bytes()), Some(Format::Events));
    let (back, wrong) = read_as(written.as_bytes(), Format::Events, Repeats::Id);
    assert_eq!((back, wrong.len()), (events, 3));
}
