//! ICEWS: tables with a header, actors and countries in words, CAMEO's codes.

use std::borrow::Cow;

use crate::records::columns::Columns;
use crate::records::fields::{Fields, known, written_day};
use crate::records::{Act, Figure, Row, Spot, Who};

/// The columns in the order in which they are published.
pub(super) const COLUMNS: [&str; 20] = [
    "Event ID",
    "Event Date",
    "Source Name",
    "Source Sectors",
    "Source Country",
    "Event Text",
    "CAMEO Code",
    "Intensity",
    "Target Name",
    "Target Sectors",
    "Target Country",
    "Story ID",
    "Sentence Number",
    "Publisher",
    "City",
    "District",
    "Province",
    "Country",
    "Latitude",
    "Longitude",
];

/// The event of a line. An id is unique only together with its date.
pub(super) fn row<'a>(fields: &Fields<'a>, columns: &Columns) -> Result<Row<'a>, String> {
    let at = |column: usize| columns.field(fields, column).trim();
    let (id, told, code) = (at(0), at(1), at(6));
    if id.is_empty() {
        return Err("it has no Event ID".to_owned());
    }
    if code.is_empty() {
        return Err(if columns.has(6) { "it has no CAMEO Code" } else { "the file has no column CAMEO Code" }.to_owned());
    }
    let day = written_day(told);
    let who = |name: &'a str, sectors: &'a str, country: &'a str| {
        let (sectors, country) = (Cow::Borrowed(known(sectors)), Cow::Borrowed(known(country)));
        (!name.is_empty()).then_some(Who::Named { name: Cow::Borrowed(name), country, sectors })
    };
    let name = [14, 15, 16, 17].map(|column| known(at(column))).into_iter().find(|name| !name.is_empty());
    Ok(Row {
        id: Cow::Owned(format!("{id}/{}", day.map_or_else(|| told.to_owned(), |day| day.to_string()))),
        row: Cow::Borrowed(id),
        told: Cow::Borrowed(told),
        day,
        source: who(at(2), at(3), at(4)),
        target: who(at(8), at(9), at(10)),
        act: Act::Cameo { code: Cow::Borrowed(code), root: Cow::Borrowed("") },
        intensity: Figure::Written(at(7)),
        spot: Spot {
            name: Cow::Borrowed(name.unwrap_or_default()),
            country: Cow::Borrowed(known(at(17))),
            latitude: Figure::Written(at(18)),
            longitude: Figure::Written(at(19)),
        },
        publisher: Cow::Borrowed(known(at(13))),
        story: Cow::Borrowed(at(11)),
        // Counted from 1.
        sentence: at(12).trim().parse::<usize>().ok().and_then(|number| number.checked_sub(1)),
        words: Cow::Borrowed(at(5)),
        ..Row::default()
    })
}
