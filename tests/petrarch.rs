//! Dictionaries in PETRARCH's format: read as they are, laid over ours, compared with ours.

use std::fs;
use std::path::Path;
use std::process::{Command, Output};

use assert_cmd::cargo::cargo_bin;
use diplograph::knowledge::petrarch::read;
use diplograph::knowledge::{ActorDirectory, DataFiles};

/// Dictionaries of others, where they are at hand: they are not ours to ship.
const REFERENCE: &str = "/work/shared/reference/dictionaries";

const ACTORS: &str = "\
# a comment
LAKELAND_LEAGUE_ [LVAREB]
+LEAGUE_OF_LAKELAND_ # another name
ADA_NOVAK_
+A._NOVAK_
\t[SVNELI 900101-100131]
\t[SVNGOV >100201]
\t[SVNGOV 100230-110101]
RIGA_PORT_AUTHORITY
RIGA_PORT
\t[LVAGOV]

NOBODY_
POLICE_ [LVACOP]
";
const AGENTS: &str = "!PERSON! = MAN, WOMAN\nHARBOUR!PERSON! [~LAB]\nPILOTAGE_BOARD {PILOTAGE_BOARDS} [~GOV]\nWHARF [~BUS\n";

fn run(folder: &Path, arguments: &[&str]) -> Output {
    Command::new(cargo_bin!("diplograph")).current_dir(folder).args(arguments).output().expect("run")
}

fn told(bytes: &[u8]) -> String {
    String::from_utf8_lossy(bytes).into_owned()
}

#[test]
fn every_line_is_read_or_told() {
    let listing = read(ACTORS.as_bytes(), "own");
    let names: Vec<&str> = listing.actors.iter().map(|actor| actor.names[0].as_str()).collect();
    assert_eq!(names, ["LAKELAND_LEAGUE", "ADA_NOVAK", "RIGA_PORT_AUTHORITY", "POLICE"]);
    assert_eq!(listing.actors[2].names, ["RIGA_PORT_AUTHORITY", "RIGA_PORT"], "names in a run share the code below");
    let notes: Vec<(Option<usize>, &str)> = listing.notes.iter().map(|note| (note.place.line, note.code.as_str())).collect();
    assert_eq!(notes, [(Some(8), "petrarch-code"), (Some(13), "petrarch-no-code")]);
    let agents = read(AGENTS.as_bytes(), "own");
    let words: Vec<&str> = agents.agents.iter().map(|agent| agent.words.as_str()).collect();
    assert_eq!(words, ["harbourman", "harbourwoman", "pilotage board", "pilotage boards"]);
    assert_eq!(agents.notes.len(), 1);
}

#[test]
fn files_in_the_data_folder_add_to_ours() {
    let folder = tempfile::tempdir().expect("a folder");
    let actors = folder.path().join("actors");
    fs::create_dir_all(&actors).expect("made");
    fs::write(actors.join("own.txt"), ACTORS).expect("written");
    fs::write(folder.path().join("own.agents.txt"), AGENTS).expect("written");
    let directory = ActorDirectory::load(&DataFiles::new(Some(folder.path()))).expect("loads");
    let code = |name: &str, day: &str| {
        let found = directory.find(name, day.parse().ok());
        found.first().map(|found| found.code.clone())
    };
    assert_eq!(code("Ada Novak", "2012-05-05").as_deref(), Some("SVNGOV"));
    assert_eq!(code("Ada Novak", "2005-05-05").as_deref(), Some("SVNELI"));
    assert_eq!(code("League of Lakeland", "2005-05-05").as_deref(), Some("LVAREB"));
    assert_eq!(directory.agent(&["harbourman"]).map(|(_, agent)| agent.sector.as_str()), Some("LAB"));
    let notes: Vec<&str> = directory.notes().iter().map(|note| note.code.as_str()).collect();
    assert_eq!(notes.iter().filter(|code| **code == "petrarch-word").count(), 1, "a common word is told, not taken: {notes:?}");
    let text = "The League of Lakeland attacked Riga. Ada Novak condemned it.";
    fs::write(folder.path().join("a.txt"), text).expect("written");
    let output = run(folder.path(), &["--data", ".", "code", "a.txt", "--date", "2012-05-05"]);
    let events = told(&output.stdout);
    assert!(events.contains("\"LVAREB\"") && events.contains("\"SVNGOV\""), "{events}");
    assert!(told(&output.stderr).contains("actors check"), "{}", told(&output.stderr));
}

#[test]
fn check_compares_by_date_and_tells_what_it_could_not_read() {
    let folder = tempfile::tempdir().expect("a folder");
    let listed = "NORWAY_ [NOR]\nBARACK_OBAMA_\n\t[USAGOV 090120-170120]\n\t[USAMIL 500101-510101]\nLAKELAND_LEAGUE_ [LVAREB\n";
    fs::write(folder.path().join("own.txt"), listed).expect("written");
    let output = run(folder.path(), &["actors", "check", "own.txt", "--format", "json"]);
    let reports: serde_json::Value = serde_json::from_slice(&output.stdout).expect("JSON");
    let kinds = &reports[0]["kinds"];
    assert_eq!(kinds["states"]["same"], 1, "{kinds}");
    assert_eq!(kinds["people in office"]["names"], 2);
    assert_eq!(kinds["people in office"]["same"], 1);
    assert_eq!(reports[0]["differences"][0]["ours"], "USAELI");
    assert_eq!(reports[0]["not_understood"].as_array().map(Vec::len), Some(1));
    fs::write(folder.path().join("prose.txt"), "Norway praised Italy.\n").expect("written");
    let output = run(folder.path(), &["actors", "check", "prose.txt"]);
    assert_eq!(output.status.code(), Some(2));
    assert!(told(&output.stderr).contains("NAME_ [USAGOV]"), "{}", told(&output.stderr));
}

#[test]
fn mistakes_in_own_tables_name_the_file_where_it_lies() {
    let folder = tempfile::tempdir().expect("a folder");
    fs::create_dir_all(folder.path().join("own/actors/people")).expect("made");
    let people = "name\taliases\tparty\toffice\tsector\tfrom\tto\nAda Novak\t\tXXX\tpresident\t\t\t\n";
    fs::write(folder.path().join("own/actors/people/own.tsv"), people).expect("written");
    let output = run(folder.path(), &["--data", "own", "actors", "Norway"]);
    assert_eq!(output.status.code(), Some(2));
    let path = Path::new("own").join("actors/people/own.tsv");
    let error = told(&output.stderr);
    assert!(error.contains(&format!("{}:2: unknown party `XXX`: a state's code", path.display())), "{error}");
}

/// The dictionaries load without loss, and ours knows of them what it should: of states 95% of the first names, of
/// organizations 70%.
#[test]
fn the_reference_dictionaries_load_and_are_covered() {
    if !Path::new(REFERENCE).is_dir() {
        eprintln!("skipped: {REFERENCE} is not at hand");
        return;
    }
    let directory = ActorDirectory::load(&DataFiles::default()).expect("loads");
    let listing = |name: &str| {
        let path = format!("{REFERENCE}/Phoenix.{name}.txt");
        read(&fs::read(&path).expect("read"), &path)
    };
    let countries = listing("Countries.actors");
    assert!(countries.actors.len() > 17_000 && countries.notes.len() < 30, "{} lines lost", countries.notes.len());
    let states = countries.actors.iter().filter(|actor| actor.codes.len() == 1 && actor.codes[0].code.len() == 3);
    let same = |actor: &diplograph::knowledge::petrarch::ListedActor| {
        let theirs = directory.translate(&actor.codes[0].code).code;
        let name = diplograph::knowledge::petrarch::spelling(&actor.names[0]).name;
        directory.named(&name, None).iter().any(|found| found.code == theirs)
    };
    let found: Vec<bool> = states.map(same).collect();
    let right = found.iter().filter(|same| **same).count();
    assert!(found.len() > 180 && right * 100 >= found.len() * 95, "{right} of {} states", found.len());
    let loaded = ActorDirectory::load(&DataFiles::new(Some(Path::new(REFERENCE)))).expect("loads");
    assert!(loaded.entries().count() > directory.entries().count() + 15_000);
}
