//! Phoenix: daily files without a header, and Cline's historical ones as CSV with one.

use std::borrow::Cow;

use crate::records::columns::Columns;
use crate::records::fields::{Fields, known, written_day};
use crate::records::{Act, Figure, Row, Spot, Who};

/// The columns of a daily file; historical ones have `aid` and `process` in place of the last three.
pub(super) const COLUMNS: [&str; 27] = [
    "eid",
    "story_date",
    "year",
    "month",
    "day",
    "source",
    "source_root",
    "source_agent",
    "source_others",
    "target",
    "target_root",
    "target_agent",
    "target_others",
    "code",
    "root_code",
    "quad_class",
    "goldstein",
    "issues",
    "lat",
    "lon",
    "placename|location",
    "statename|state",
    "countryname|country",
    "ids",
    "urls",
    "sources",
    "aid",
];

/// The event of a line. Its own quad class is another than CAMEO's and is left out.
pub(super) fn row<'a>(fields: &Fields<'a>, columns: &Columns) -> Result<Row<'a>, String> {
    if matches!(columns, Columns::Known) && !matches!(fields.count, 25 | 26) {
        return Err(format!("{} fields where Phoenix has 25 or 26", fields.count));
    }
    let at = |column: usize| columns.field(fields, column).trim();
    let id = at(0);
    if id.is_empty() {
        return Err("it has no eid".to_owned());
    }
    let first = |column: usize| at(column).split(';').next().unwrap_or_default();
    let name = [20, 21, 22].map(|column| known(at(column))).into_iter().find(|name| !name.is_empty());
    let day = written_day(at(1));
    Ok(Row {
        id: Cow::Borrowed(id),
        row: Cow::Borrowed(id),
        told: Cow::Borrowed(at(1)),
        day,
        source: Who::coded(at(5), ""),
        target: Who::coded(at(9), ""),
        act: Act::Cameo { code: Cow::Borrowed(at(13)), root: Cow::Borrowed(at(14)) },
        intensity: Figure::Written(at(16)),
        spot: Spot {
            name: Cow::Borrowed(name.unwrap_or_default()),
            country: Cow::Borrowed(known(at(22))),
            latitude: Figure::Written(at(18)),
            longitude: Figure::Written(at(19)),
        },
        url: Cow::Borrowed(if columns.has(24) { first(24) } else { "" }),
        publisher: Cow::Borrowed(if columns.has(25) { first(25) } else { "" }),
        story: Cow::Borrowed(if matches!(columns, Columns::Named(_)) { at(26) } else { "" }),
        ..Row::default()
    })
}
