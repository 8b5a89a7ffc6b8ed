//! POLECAT: tables with a header, lists of actors and recipients, PLOVER's types.

use std::borrow::Cow;

use crate::records::columns::Columns;
use crate::records::fields::{Fields, known, written_day};
use crate::records::{Act, Figure, Row, Spot, Who};

/// The columns in the order in which they are published.
pub(super) const COLUMNS: [&str; 40] = [
    "Event ID",
    "Event Date",
    "Event Type",
    "Event Mode",
    "Intensity|Event Intensity",
    "Quad Code",
    "Contexts",
    "Actor Name",
    "Actor Country",
    "Actor COW",
    "Primary Actor Sector",
    "Actor Sectors",
    "Actor Title",
    "Actor Name Raw",
    "Wikipedia Actor ID",
    "Recipient Name",
    "Recipient Country",
    "Recipient COW",
    "Primary Recipient Sector",
    "Recipient Sectors",
    "Recipient Title",
    "Recipient Name Raw",
    "Wikipedia Recipient ID",
    "Placename",
    "City",
    "District",
    "Province",
    "Country",
    "Latitude",
    "Longitude",
    "GeoNames ID",
    "Raw Placename",
    "Feature Type",
    "Source",
    "Publication Date",
    "Story People",
    "Story Organizations",
    "Story Locations",
    "Language",
    "Version",
];

/// Where the columns of a side begin: name, country, COW, primary sector, sectors, title, raw name.
const SIDES: [usize; 2] = [7, 15];

/// The events of a line: one for each actor and recipient.
pub(super) fn rows(fields: &Fields<'_>, columns: &Columns, emit: &mut dyn FnMut(&Row<'_>)) -> Result<(), String> {
    let at = |column: usize| columns.field(fields, column).trim();
    let id = at(0);
    if id.is_empty() {
        return Err("it has no Event ID".to_owned());
    }
    let list = |column: usize| at(column).split(';').map(known).filter(|item| !item.is_empty()).map(Cow::Borrowed);
    let [sources, targets] = SIDES.map(|first| whom(&[0, 1, 3, 4, 6].map(|column| at(first + column))));
    let name = [23, 24, 25, 26, 27].map(|column| known(at(column))).into_iter().find(|name| !name.is_empty());
    let row = Row {
        row: Cow::Borrowed(id),
        told: Cow::Borrowed(at(1)),
        day: written_day(at(1)),
        reported: written_day(at(34)),
        act: Act::Plover { event: Cow::Borrowed(at(2)), mode: list(3).next().unwrap_or_default(), contexts: list(6).collect() },
        intensity: Figure::Written(at(4)),
        spot: Spot {
            name: Cow::Borrowed(name.unwrap_or_default()),
            country: Cow::Borrowed(known(at(27))),
            latitude: Figure::Written(at(28)),
            longitude: Figure::Written(at(29)),
        },
        publisher: Cow::Borrowed(known(at(33))),
        ..Row::default()
    };
    pairs(row, &sources, &targets, emit);
    Ok(())
}

/// A row for each source and target; the ids of the second and later ones are numbered.
pub(super) fn pairs<'a>(row: Row<'a>, sources: &[Who<'a>], targets: &[Who<'a>], emit: &mut dyn FnMut(&Row<'_>)) {
    let or_nobody = |sides: &[Who<'a>]| match sides {
        [] => vec![None],
        _ => sides.iter().cloned().map(Some).collect(),
    };
    let targets = or_nobody(targets);
    let mut number = 0;
    for source in or_nobody(sources) {
        for target in &targets {
            number += 1;
            let id = if number == 1 { row.row.clone() } else { Cow::Owned(format!("{}/{number}", row.row)) };
            emit(&Row { id, source: source.clone(), target: target.clone(), ..row.clone() });
        }
    }
}

/// The actors of a side's lists of names, countries, primary sector, sectors and names as the text has them. A list of one
/// holds for all.
fn whom<'a>(parts: &[&'a str; 5]) -> Vec<Who<'a>> {
    let list = |part: &'a str| part.split(';').map(known).collect::<Vec<_>>();
    let [names, countries, primary, sectors, raw] = *parts;
    let (names, countries, sectors, raw) = (list(names), list(countries), list(sectors), list(raw));
    let primary = known(primary);
    let count = names.len().max(raw.len());
    let of = |list: &[&'a str], at: usize| match list {
        [one] => *one,
        _ => list.get(at).copied().unwrap_or_default(),
    };
    let who = |at: usize| {
        let name = names.get(at).copied().filter(|name| !name.is_empty()).or_else(|| raw.get(at).copied()).unwrap_or_default();
        let own = if sectors.len() == count { sectors[at] } else { "" };
        let sector = if own.is_empty() { primary } else { own };
        let country = of(&countries, at);
        let known = !name.is_empty() || !country.is_empty() || !sector.is_empty();
        let (name, country, sector) = (Cow::Borrowed(name), Cow::Borrowed(country), Cow::Borrowed(sector));
        known.then_some(Who::Lettered { name, country, sector })
    };
    (0..count).filter_map(who).collect()
}
