//! Unknown names: whether a run of proper nouns names a person, an organization, or no actor at all.

use std::ops::Range;

use crate::actors::scene::{Phrase, Scene};
use crate::knowledge::spelling::words;
use crate::text::{Relation, Upos};

/// What sort of thing an unknown name seems to name.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Shape {
    /// A human being.
    Person,
    /// An organization of any kind.
    Organization,
}

/// Whether the word is a form of address.
pub(super) fn is_honorific(word: &str) -> bool {
    let word = word.strip_suffix('.').unwrap_or(word);
    matches!(word, "Mr" | "Mrs" | "Ms" | "Miss" | "Dr" | "Sir" | "Lord" | "Lady" | "Dame" | "Prof" | "Rev" | "Madame" | "Mme")
}

/// Whether the word is a title that stands before the name of a person or of their seat.
pub(super) fn is_noble(word: &str) -> bool {
    matches!(word, "Baroness" | "Viscount" | "Earl" | "Professor" | "Canon" | "Justice")
}

/// Whether the word follows a person's name and tells an office or an honour: "Tom McCabe MSP".
pub(super) fn is_post_nominal(word: &str) -> bool {
    matches!(word, "MP" | "MSP" | "MEP" | "MLA" | "AM" | "TD" | "MS" | "QC" | "KC" | "SC" | "CBE" | "OBE" | "MBE")
}

/// Whether the word names a street or a building, whatever title seems to stand before it: "Regent Street".
pub(super) fn names_thoroughfare(word: &str) -> bool {
    matches!(word, "Street" | "Road" | "Avenue" | "Square" | "Airport" | "Station" | "Stadium")
}

/// Whether the words are a company's name: "Vectura plc", "Shin Corp", "Fosun Group"; not "Study Group".
pub(super) fn is_company(words: &[String]) -> bool {
    let Some((last, before)) = words.split_last() else { return false };
    match last.as_str() {
        "Group" => before.last().is_some_and(|word| !names_circle(word)),
        last => !before.is_empty() && is_company_form(last),
    }
}

/// Words before "Group" that make it a circle of people.
fn names_circle(word: &str) -> bool {
    let circle = ["Rights", "Study", "Working", "Support", "Action", "Campaign", "Contact", "Crisis", "Advisory", "Policy"];
    circle.contains(&word) || matches!(word, "Research" | "Parliamentary" | "Party" | "Monitoring" | "Liaison")
}

/// Words that end a company's name.
pub(super) fn is_company_form(word: &str) -> bool {
    let law = ["plc", "Plc", "PLC", "Inc", "Inc.", "Corp", "Corp.", "Corporation", "Ltd", "Ltd.", "Limited", "Co.", "Company"];
    let foreign = ["AG", "SpA", "NV", "GmbH", "LLC", "Holdings"];
    let trade = ["Airlines", "Airways", "Motors", "Industries", "Technologies", "Systems", "Telecom", "Electronics", "Petroleum"];
    law.contains(&word)
        || foreign.contains(&word)
        || trade.contains(&word)
        || matches!(word, "Pharmaceuticals" | "Securities" | "Stores" | "Breweries" | "Steel" | "Software" | "Partners")
}

/// What an unknown run of proper nouns names; `None` for days, waters, roads, prizes and the like.
pub(super) fn shape(scene: &Scene, tokens: Range<usize>, phrase: &Phrase) -> Option<Shape> {
    let forms: Vec<&str> = tokens.clone().map(|at| scene.token(at).form.as_str()).collect();
    if forms.iter().any(|form| names_no_actor(form)) {
        return None;
    }
    if forms.iter().any(|form| names_organization(form) || is_company_form(form)) || forms.iter().any(|form| is_acronym(form)) {
        return Some(Shape::Organization);
    }
    let plural = scene.token(phrase.head).xpos == "NNPS";
    let article = scene.dependents(phrase.head, &[Relation::Det]).next().is_some();
    if plural || article {
        return Some(Shape::Organization);
    }
    let proper = tokens.filter(|at| scene.token(*at).upos == Upos::Propn).count();
    (proper > 0 && forms.len() <= 5).then_some(Shape::Person)
}

fn is_acronym(form: &str) -> bool {
    let letters = words(form).concat();
    (2..=6).contains(&letters.chars().count()) && letters.chars().all(char::is_uppercase) && !form.ends_with('.')
}

/// Words that make a proper name an organization.
fn names_organization(word: &str) -> bool {
    matches!(
        word,
        "Party"
            | "University"
            | "College"
            | "School"
            | "Institute"
            | "Institution"
            | "Council"
            | "Committee"
            | "Commission"
            | "Association"
            | "Organization"
            | "Organisation"
            | "Federation"
            | "Confederation"
            | "Union"
            | "League"
            | "Front"
            | "Army"
            | "Brigade"
            | "Brigades"
            | "Movement"
            | "Forces"
            | "Group"
            | "Corp"
            | "Corp."
            | "Corporation"
            | "Inc"
            | "Inc."
            | "Ltd"
            | "Ltd."
            | "Co."
            | "Company"
            | "Bank"
            | "Holdings"
            | "Partners"
            | "Agency"
            | "Authority"
            | "Ministry"
            | "Department"
            | "Office"
            | "Bureau"
            | "Service"
            | "Services"
            | "Foundation"
            | "Fund"
            | "Trust"
            | "Society"
            | "Center"
            | "Centre"
            | "Court"
            | "Church"
            | "Club"
            | "United"
            | "Airlines"
            | "Airways"
            | "Air"
            | "Railways"
            | "Motors"
            | "News"
            | "Times"
            | "Journal"
            | "Post"
            | "Press"
            | "Radio"
            | "Television"
            | "TV"
            | "Network"
            | "Systems"
            | "Technologies"
            | "Industries"
            | "International"
            | "Alliance"
            | "Coalition"
            | "Assembly"
            | "Parliament"
            | "Congress"
            | "Senate"
            | "Hospital"
            | "Museum"
            | "Theatre"
            | "Instruments"
            | "Mobile"
            | "Telecom"
            | "Energy"
            | "Oil"
            | "Gas"
            | "Board"
            | "Campaign"
    )
}

/// Words that make a proper name something that cannot act.
fn names_no_actor(word: &str) -> bool {
    matches!(
        word,
        "Monday"
            | "Tuesday"
            | "Wednesday"
            | "Thursday"
            | "Friday"
            | "Saturday"
            | "Sunday"
            | "January"
            | "February"
            | "March"
            | "April"
            | "May"
            | "June"
            | "July"
            | "August"
            | "September"
            | "October"
            | "November"
            | "December"
            | "Jan."
            | "Feb."
            | "Aug."
            | "Sept."
            | "Oct."
            | "Nov."
            | "Dec."
            | "Sea"
            | "Ocean"
            | "River"
            | "Lake"
            | "Gulf"
            | "Bay"
            | "Strait"
            | "Straits"
            | "Peninsula"
            | "Mountains"
            | "Mount"
            | "Island"
            | "Islands"
            | "Valley"
            | "Desert"
            | "Canal"
            | "Street"
            | "Road"
            | "Avenue"
            | "Square"
            | "Highway"
            | "Bridge"
            | "Airport"
            | "Station"
            | "Stadium"
            | "Park"
            | "Cup"
            | "Olympics"
            | "Olympic"
            | "Games"
            | "Championship"
            | "Championships"
            | "Open"
            | "Prize"
            | "Award"
            | "Awards"
            | "Oscar"
            | "Festival"
            | "Day"
            | "Week"
            | "Act"
            | "Treaty"
            | "Protocol"
            | "Convention"
            | "Agreement"
            | "Accord"
            | "Accords"
            | "Constitution"
            | "War"
            | "Revolution"
            | "Christmas"
            | "Easter"
            | "Ramadan"
            | "Internet"
            | "Web"
            | "God"
            | "English"
            | "Arabic"
            | "C"
            | "GMT"
            | "EST"
            | "AM"
            | "PM"
    )
}
