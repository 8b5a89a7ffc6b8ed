//! Where a file has the columns of its format: by their known order, or by the names in its header.

use crate::records::fields::Fields;

/// The columns of a file: for each column of the format, which field of a line it is.
#[derive(Clone)]
pub(super) enum Columns {
    /// As the format has them.
    Known,
    /// As the header says; `None` for a column that the file lacks.
    Named(Vec<Option<usize>>),
}

impl Columns {
    /// Reads a header. `names` are the format's columns, each with its other names behind `|`.
    pub fn named(header: &[&str], names: &[&str]) -> Columns {
        let header: Vec<String> = header.iter().map(|name| plain(name)).collect();
        let place = |names: &&str| names.split('|').find_map(|name| header.iter().position(|column| *column == plain(name)));
        Columns::Named(names.iter().map(place).collect())
    }

    /// The field of a column; empty where the file lacks it.
    pub fn field<'a>(&self, fields: &Fields<'a>, column: usize) -> &'a str {
        match self {
            Columns::Known => fields.at(column),
            Columns::Named(places) => places.get(column).copied().flatten().map_or("", |at| fields.at(at)),
        }
    }

    /// Whether the file has a column.
    pub fn has(&self, column: usize) -> bool {
        match self {
            Columns::Known => true,
            Columns::Named(places) => places.get(column).copied().flatten().is_some(),
        }
    }
}

/// A column's name without what loaders change about it: case, spaces, underscores, full stops.
pub(super) fn plain(name: &str) -> String {
    name.trim().to_lowercase().replace(['_', ' ', '.'], "")
}
