//! TERRIER: tables of twenty columns, with or without a header.

use std::borrow::Cow;

use crate::records::columns::Columns;
use crate::records::fields::{Fields, known, written_day};
use crate::records::{Act, Figure, Row, Who};

/// The columns in the order in which they are published.
pub(super) const COLUMNS: [&str; 20] = [
    "code",
    "root_code",
    "quad_class",
    "goldstein",
    "source",
    "src_actor",
    "src_agent",
    "src_other_agent",
    "target",
    "tgt_actor",
    "tgt_agent",
    "tgt_other_agent",
    "id",
    "date8",
    "year",
    "month",
    "day",
    "url",
    "doc_id",
    "mongo_id",
];

/// The event of a line.
pub(super) fn row<'a>(fields: &Fields<'a>, columns: &Columns) -> Result<Row<'a>, String> {
    if matches!(columns, Columns::Known) && fields.count != COLUMNS.len() {
        return Err(format!("{} fields where TERRIER has 20", fields.count));
    }
    let at = |column: usize| columns.field(fields, column).trim();
    let id = at(12);
    if id.is_empty() {
        return Err("it has no id".to_owned());
    }
    let parted = || written_day(&format!("{}-{}-{}", at(14), at(15), at(16)));
    Ok(Row {
        id: Cow::Borrowed(id),
        row: Cow::Borrowed(id),
        told: Cow::Borrowed(at(13)),
        day: written_day(at(13)).or_else(parted),
        source: Who::coded(at(4), ""),
        target: Who::coded(at(8), ""),
        act: Act::Cameo { code: Cow::Borrowed(at(0)), root: Cow::Borrowed(at(1)) },
        intensity: Figure::Written(at(3)),
        url: Cow::Borrowed(known(at(17))),
        story: Cow::Borrowed(known(at(18))),
        ..Row::default()
    })
}
