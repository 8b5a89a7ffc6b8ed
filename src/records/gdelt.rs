//! GDELT's events: 57 or 58 columns without a header in 1.0, 61 in 2.0.

use std::borrow::Cow;

use crate::records::fields::{Fields, compact_day};
use crate::records::{Act, Figure, Row, Spot, Who};

/// The columns that headers of GDELT files name first; which column is which is told by how many there are.
pub(super) const COLUMNS: [&str; 6] = ["GLOBALEVENTID", "SQLDATE|Day", "MonthYear", "Year", "FractionDate", "Actor1Code"];

/// Where the columns stand that differ between the versions.
struct Places {
    spot: usize,
    added: usize,
    url: Option<usize>,
}

/// The event of a line.
pub(super) fn row<'a>(fields: &Fields<'a>) -> Result<Row<'a>, String> {
    let places = places(fields)?;
    let at = |column: usize| fields.at(column);
    let id = at(0);
    if id.is_empty() || !id.bytes().all(|byte| byte.is_ascii_digit()) {
        return Err(format!("GLOBALEVENTID is {id:?}, and no number"));
    }
    let spot = places.spot;
    Ok(Row {
        id: Cow::Borrowed(id),
        row: Cow::Borrowed(id),
        told: Cow::Borrowed(at(1)),
        day: compact_day(at(1)),
        reported: compact_day(at(places.added)),
        source: Who::coded(at(5), at(6)),
        target: Who::coded(at(15), at(16)),
        act: Act::Cameo { code: Cow::Borrowed(at(26)), root: Cow::Borrowed(at(28)) },
        intensity: Figure::Written(at(30)),
        mentions: Figure::Written(at(31)),
        sources: Figure::Written(at(32)),
        articles: Figure::Written(at(33)),
        tone: Figure::Written(at(34)),
        spot: Spot {
            name: Cow::Borrowed(at(spot)),
            country: Cow::Borrowed(at(spot + 1)),
            latitude: Figure::Written(at(places.added - 3)),
            longitude: Figure::Written(at(places.added - 2)),
        },
        url: Cow::Borrowed(places.url.map_or("", at)),
        ..Row::default()
    })
}

fn places(fields: &Fields<'_>) -> Result<Places, String> {
    match (fields.count, fields.filled()) {
        (57, _) => Ok(Places { spot: 50, added: 56, url: None }),
        (58, _) => Ok(Places { spot: 50, added: 56, url: Some(57) }),
        (61, _) | (62.., 61) => Ok(Places { spot: 52, added: 59, url: Some(60) }),
        (count, _) => Err(format!("{count} fields where GDELT has 57, 58 or 61")),
    }
}
