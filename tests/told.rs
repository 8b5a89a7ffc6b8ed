//! The sentences of `tests/cases/told-*.md`: whether an event happened, who says so, and when. States the share that is right in each
//! file, and fails where it falls.

use std::fmt::Write as _;
use std::path::Path;

use diplograph::date::{Date, Precision};
use diplograph::events::{Event, Participant};
use diplograph::knowledge::{DataFiles, Knowledge};

#[path = "support/coded.rs"]
mod coded;

use coded::events_of;

/// The day on which all sentences were written.
const TODAY: Date = Date::constant(2015, 3, 10);

/// The files, and how many in a hundred of their sentences are right at least.
const FILES: [(&str, usize); 12] = [
    ("told-actual", 95),
    ("told-planned", 90),
    ("told-possible", 88),
    ("told-negated", 78),
    ("told-attribution", 90),
    ("told-quotations", 90),
    ("told-dates", 95),
    ("told-second", 88),
    ("told-third", 86),
    ("told-held-out", 88),
    ("told-fourth", 73),
    ("told-fifth", 73),
];

/// A row of a file.
struct Case {
    place: String,
    sentence: String,
    source: String,
    code: String,
    status: String,
    says: String,
    date: String,
}

#[test]
fn status_speaker_and_date_are_told() {
    let knowledge = Knowledge::load(&DataFiles::default()).expect("the data is sound");
    let mut fallen = Vec::new();
    println!("{:20} {:>12} {:>8} {:>8} {:>8} {:>8}", "right", "", "coded", "status", "speaker", "date");
    for (name, floor) in FILES {
        let cases = read(name);
        let told = code(&cases, &knowledge);
        let (mut right, mut parts, mut mistakes) = (0, [0; 4], String::new());
        for (case, events) in cases.iter().zip(&told) {
            let of: Vec<&Event> = events.iter().filter(|event| case.is_of(event)).collect();
            let has = |fits: fn(&Case, &Event) -> bool| usize::from(of.iter().any(|event| fits(case, event)));
            let found = [usize::from(!of.is_empty()), has(Case::has_status), has(Case::has_speaker), has(Case::has_date)];
            parts.iter_mut().zip(found).for_each(|(sum, one)| *sum += one);
            match of.iter().any(|event| case.has_status(event) && case.has_speaker(event) && case.has_date(event)) {
                true => right += 1,
                false => mistakes += &case.mistake(events),
            }
        }
        let share = 100 * right / cases.len();
        let [coded, status, speaker, date] = parts;
        println!("{name:20} {right:>3} of {:>3} {share:>2}% {coded:>6} {status:>8} {speaker:>8} {date:>8}", cases.len());
        if std::env::var_os("TOLD_MISTAKES").is_some() {
            println!("{mistakes}");
        }
        if share < floor {
            fallen.push(format!("{name}: {share}% right, and {floor}% were\n{mistakes}"));
        }
    }
    assert!(fallen.is_empty(), "{}", fallen.join("\n"));
}

#[test]
fn a_mistake_is_seen() {
    let knowledge = Knowledge::load(&DataFiles::default()).expect("the data is sound");
    let row = |status: &str, says: &str, date: &str| {
        parse(&format!("| Ukraine said Russia attacked Poland on Monday. | RUS 18/19 | {status} | {says} | {date} |"), "here")
            .remove(0)
    };
    let events = code(&[row("actual", "UKR", "2015-03-09")], &knowledge).remove(0);
    let event = events.iter().find(|event| event.source.code == "RUS").expect("an attack");
    for (status, says, date, fits) in [
        ("actual", "UKR", "2015-03-09", [true, true, true]),
        ("planned/actual", "*/POL", "none/2015-W11", [true, true, false]),
        ("negated", "—", "2015-03", [false, false, false]),
        ("possible", "UKR < POL", "*", [false, false, true]),
    ] {
        let case = row(status, says, date);
        assert_eq!([case.has_status(event), case.has_speaker(event), case.has_date(event)], fits, "{status} {says} {date}");
    }
}

impl Case {
    /// Whether an event is the one that the row is about.
    fn is_of(&self, event: &Event) -> bool {
        let roots = self.code == "*" || self.code.split('/').any(|code| event.event_type.cameo.starts_with(code));
        roots && is(&self.source, &event.source)
    }

    fn has_status(&self, event: &Event) -> bool {
        self.status.split('/').any(|status| status == event.status.name())
    }

    fn has_speaker(&self, event: &Event) -> bool {
        let speakers: Vec<&Participant> = event.attribution.iter().chain(&event.relayed_by).collect();
        let chain: Vec<&str> = self.says.split(" < ").collect();
        let any = self.says.split('/').any(|wanted| wanted == "*");
        let nobody = speakers.is_empty() && self.says.split('/').any(|wanted| wanted == "—");
        any || nobody || speakers.len() >= chain.len() && chain.iter().zip(&speakers).all(|(wanted, speaker)| is(wanted, speaker))
    }

    fn has_date(&self, event: &Event) -> bool {
        self.date.split('/').any(|date| date == "*" || date == shown(event))
    }

    fn mistake(&self, events: &[Event]) -> String {
        let mut text = format!(
            "{}: {}\n    wanted {} {} {} {} {}\n",
            self.place, self.sentence, self.source, self.code, self.status, self.says, self.date
        );
        for event in events {
            let speakers: Vec<&str> =
                event.attribution.iter().chain(&event.relayed_by).map(|speaker| speaker.code.as_str()).collect();
            let target = event.target.as_ref().map_or("---", |target| target.code.as_str());
            let (source, code) = (&event.source.code, &event.event_type.cameo);
            let _ = writeln!(
                text,
                "    told {source} {code} {target} {} {} {}",
                event.status.name(),
                speakers.join(" < "),
                shown(event)
            );
        }
        text
    }
}

/// Whether one of the codes parted by `/` fits: the beginning of the code, `*REB` a part of it, `*` any.
fn is(wanted: &str, actor: &Participant) -> bool {
    wanted.split('/').any(|wanted| match wanted.strip_prefix('*') {
        Some(part) => actor.code.contains(part),
        None => actor.code.starts_with(wanted),
    })
}

/// A date as the files have it: `2015-03-09`, `2015-W10`, `2015-02`, `2015`, `none`.
fn shown(event: &Event) -> String {
    let Some((date, precision)) = event.date.zip(event.date_precision) else { return "none".to_owned() };
    match precision {
        Precision::Day => date.to_string(),
        Precision::Week => format!("{}-W{:02}", date.iso_week_date().year(), date.iso_week_date().week()),
        Precision::Month => date.strftime("%Y-%m").to_string(),
        Precision::Year => date.year().to_string(),
    }
}

fn read(name: &str) -> Vec<Case> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(format!("tests/cases/{name}.md"));
    let text = std::fs::read_to_string(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
    parse(&text, name)
}

fn parse(text: &str, name: &str) -> Vec<Case> {
    let rows = (1..).zip(text.lines()).filter(|(_, line)| line.starts_with("| ") && !line.starts_with("| sentence "));
    let case = |(number, line): (usize, &str)| {
        let place = format!("{name}.md:{number}");
        let fields: Vec<&str> = line.trim_matches('|').split('|').map(str::trim).collect();
        let [sentence, act, status, says, date] = fields[..] else { panic!("{place}: write five fields") };
        let Some((source, code)) = act.split_once(' ') else { panic!("{place}: write SOURCE CODE for the act") };
        let [sentence, source, code, status, says, date] = [sentence, source, code, status, says, date].map(str::to_owned);
        Case { place, sentence, source, code, status, says, date }
    };
    rows.map(case).collect()
}

/// The events of each case, each case an article of its own.
fn code(cases: &[Case], knowledge: &Knowledge) -> Vec<Vec<Event>> {
    events_of(cases.iter().map(|case| case.sentence.as_str()), TODAY, knowledge)
}
