//! Mode, contexts, sizes and place of events, and who passes on what is said; with the words that `explain` tells for them.

use std::sync::LazyLock;

use assert_cmd::Command;
use diplograph::date::Date;
use diplograph::events::{Event, Size};
use diplograph::id::ArticleId;
use diplograph::ingest::Article;
use diplograph::knowledge::{DataFiles, Knowledge};
use diplograph::pipeline::code_articles;

static KNOWLEDGE: LazyLock<Knowledge> = LazyLock::new(|| Knowledge::load(&DataFiles::default()).expect("the data is sound"));

/// The first event of a root in a text.
fn event(text: &str, root: &str) -> Event {
    let date = Some(Date::constant(2015, 3, 10));
    let article = Article { id: ArticleId::from("a"), text: text.to_owned(), title: None, date, url: None, source: None };
    let events = code_articles(vec![article], &KNOWLEDGE, || ()).events;
    let shown = format!("{events:#?}");
    events.into_iter().find(|event| event.event_type.root == root).unwrap_or_else(|| panic!("no {root} in {text}: {shown}"))
}

fn shown(size: Option<Size>) -> String {
    size.map_or_else(|| "-".to_owned(), |size| size.to_string())
}

#[test]
fn sizes_are_numbers_or_ranges() {
    for (text, root, sizes) in [
        ("At least 26 people were killed when Turkish jets bombed Kurdish rebels.", "19", ["26+", "-", "-", "-"]),
        ("Boko Haram fighters killed dozens of villagers in Nigeria.", "18", ["24-99", "-", "-", "-"]),
        ("Syrian rebels killed a third soldier of the Lebanese army.", "18", ["1", "-", "-", "-"]),
        ("Police in Ankara arrested eleven officers and a general.", "17", ["-", "-", "12", "-"]),
        ("Egyptian police fired tear gas at protesters and arrested more than 100.", "17", ["-", "-", "101+", "-"]),
        ("The attack by Taliban gunmen on a school in Pakistan left 141 dead.", "19", ["141", "-", "-", "-"]),
        ("Sudanese troops attacked a village in Darfur, displacing up to 3,000 people.", "19", ["-", "-", "-", "0-3000"]),
        ("Israel killed the soldiers in Lebanon.", "18", ["-", "-", "-", "-"]),
        ("Russia condemned the attack that killed 26 Syrian soldiers.", "11", ["-", "-", "-", "-"]),
    ] {
        let told = event(text, root).sizes;
        assert_eq!([told.killed, told.wounded, told.arrested, told.displaced].map(shown), sizes, "{text}");
    }
}

#[test]
fn modes_follow_the_words() {
    for (text, root, mode) in [
        ("Obama telephoned Putin.", "04", "phone"),
        ("Israel killed 26 Palestinians in a drone strike in Gaza City.", "18", "drone"),
        ("A suicide bomber from the Taliban killed 40 Afghan policemen in Kabul.", "18", "suicide-attack"),
        ("Turkish jets bombed Kurdish rebels.", "19", "aerial"),
        ("Police in Ankara arrested eleven officers.", "17", "arrest"),
    ] {
        assert_eq!(event(text, root).event_type.mode.as_deref(), Some(mode), "{text}");
    }
}

#[test]
fn contexts_come_from_code_parties_and_words() {
    for (text, root, contexts) in [
        ("Obama telephoned Putin to discuss Iran's nuclear programme.", "04", &["cbrn"][..]),
        ("The Turkish army shelled Kurdish rebels.", "19", &["military"][..]),
        ("Germany praised Spain.", "05", &["diplomatic"][..]),
    ] {
        assert_eq!(event(text, root).contexts, contexts, "{text}");
    }
}

#[test]
fn places_are_resolved_to_their_state() {
    for (text, root, place, country) in [
        ("Turkish jets bombed Kurdish rebels in northern Iraq.", "19", "northern Iraq", Some("IRQ")),
        ("A suicide bomber from the Taliban killed 40 policemen in Kabul.", "18", "Kabul", Some("AFG")),
        ("Israel killed 26 Palestinians in a drone strike in Gaza City.", "18", "Gaza City", Some("PSE")),
    ] {
        let told = event(text, root);
        assert_eq!((told.place.as_deref(), told.country.as_deref()), (Some(place), country), "{text}");
    }
    assert_eq!(event("Germany praised Spain in March.", "05").place, None);
}

#[test]
fn what_is_passed_on_has_a_chain_of_speakers() {
    let told = event("John Kerry said Ukraine had told him that Russia was shelling Mariupol.", "19");
    assert_eq!(told.attribution.expect("a speaker").code, "UKR");
    assert_eq!(told.relayed_by.iter().map(|speaker| speaker.code.as_str()).collect::<Vec<_>>(), ["USAGOV"]);
}

#[test]
fn explain_tells_the_words_that_decided() {
    let text =
        "The Pentagon said Russia may have killed at least 26 Ukrainian soldiers in a drone strike near Mariupol on Monday.";
    let mut explain = Command::cargo_bin("diplograph").expect("the program");
    let output = explain.args(["explain", "--date", "2015-03-10", text]).assert().success().get_output().stdout.clone();
    let shown = String::from_utf8(output).expect("UTF-8");
    for line in [
        "status    possible by \"said may\"",
        "said by   Pentagon by \"said\"",
        "mode      drone by \"drone\"",
        "killed    26+ by \"killed\"",
        "place     Mariupol, in UKR",
        "context   military, of its code or parties",
    ] {
        assert!(shown.contains(line), "{line} is not in {shown}");
    }
}
