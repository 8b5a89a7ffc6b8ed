//! A file of records becomes rows: its lines are cut, its header is read, what is no record is counted.

use std::io::BufRead;

use crate::events::Event;
use crate::records::columns::{Columns, plain};
use crate::records::fields::{Fields, UNIT, unquote};
use crate::records::lines::{self, Line};
use crate::records::unread::Unread;
use crate::records::{Format, Row, gdelt, icews, json, own, phoenix, plover, polecat, terrier};

/// One record.
pub enum Record<'a> {
    /// Of another data set.
    Row(&'a Row<'a>),
    /// Of our own.
    Event(Box<Event>),
}

/// What takes the records: the line on which each begins, the record, and where to say that it was no use after all.
pub(super) type Emit<'e> = dyn FnMut(usize, Record<'_>, &mut Unread) + 'e;

/// Reads a file to its end.
pub(super) fn read(reader: impl BufRead, format: Format, unread: &mut Unread, emit: &mut Emit<'_>) {
    read_from(reader, format, &Start { layout: Layout::default(), line: 1, headed: false }, unread, emit);
}

/// Where reading begins: on which line, and how the lines are written.
pub(super) struct Start {
    layout: Layout,
    line: usize,
    headed: bool,
}

impl Start {
    /// The beginning of a file with this head.
    pub fn of(head: &[u8], format: Format) -> Start {
        let (head, _) = lines::decode(head);
        let first = head.lines().find(|line| !line.trim().is_empty()).unwrap_or_default();
        Start { layout: header(first, format).unwrap_or_default(), line: 1, headed: false }
    }

    /// A later line of the same file.
    pub fn at(&self, line: usize) -> Start {
        Start { layout: self.layout.clone(), line, headed: line > 1 && self.layout.width.is_some() }
    }
}

/// Reads lines, or objects, to their end.
pub(super) fn read_from(reader: impl BufRead, format: Format, start: &Start, unread: &mut Unread, emit: &mut Emit<'_>) {
    match format {
        Format::Plover => json::objects(reader, unread, &mut |line, bytes, unread| {
            let mut taken = |row: &Row<'_>| emit(line, Record::Row(row), unread);
            if let Err(reason) = plover::rows(bytes, &mut taken) {
                unread.add(line, reason);
            }
        }),
        Format::Events => json::objects(reader, unread, &mut |line, bytes, unread| match own::event(bytes) {
            Ok(event) => emit(line, Record::Event(Box::new(event)), unread),
            Err(reason) => unread.add(line, reason),
        }),
        _ => table(reader, format, start, unread, emit),
    }
}

/// How a table is written, as its header says; without one as the format is published.
#[derive(Clone)]
struct Layout {
    columns: Columns,
    delimiter: u8,
    quoted: bool,
    width: Option<usize>,
}

impl Default for Layout {
    fn default() -> Self {
        Layout { columns: Columns::Known, delimiter: b'\t', quoted: false, width: None }
    }
}

fn table(reader: impl BufRead, format: Format, start: &Start, unread: &mut Unread, emit: &mut Emit<'_>) {
    let (mut layout, mut headed, mut number) = (start.layout.clone(), start.headed, start.line - 1);
    let mut plain_line = String::new();
    let mut take = |line: Line<'_>| {
        number += 1;
        let line = match line {
            Line::Read(line) => line,
            Line::TooLong => {
                return unread.add(number, format!("the line is longer than {} MB", lines::MOST_BYTES >> 20));
            }
        };
        let (line, is_utf8) = lines::decode(line);
        if line.trim().is_empty() {
            return;
        }
        if !is_utf8 {
            unread.note(number, "are no UTF-8 and are read as Windows-1252");
        }
        if let Some(found) = header(&line, format) {
            if headed {
                unread.note(number, "repeat the header and are passed over");
            }
            (layout, headed) = (found, true);
            return;
        }
        let outcome = if layout.quoted {
            unquote(&line, layout.delimiter, &mut plain_line)
                .ok_or_else(|| "a quote is never closed".to_owned())
                .and_then(|()| row(&Fields::cut(&plain_line, UNIT), format, &layout, number, unread, emit))
        } else {
            row(&Fields::cut(&line, layout.delimiter), format, &layout, number, unread, emit)
        };
        if let Err(reason) = outcome {
            unread.add(number, reason);
        }
    };
    if let Err(error) = lines::each(reader, &mut take) {
        unread.stopped(number + 1, &error);
    }
}

fn row(
    fields: &Fields<'_>,
    format: Format,
    layout: &Layout,
    line: usize,
    unread: &mut Unread,
    emit: &mut Emit<'_>,
) -> Result<(), String> {
    if let Some(width) = layout.width
        && (fields.count < width || fields.filled() > width)
    {
        return Err(format!("{} fields where the header has {width}", fields.count));
    }
    let mut taken = |row: &Row<'_>| emit(line, Record::Row(row), unread);
    rows(fields, format, &layout.columns, &mut taken)
}

/// The events of a line that is cut.
pub(super) fn rows(fields: &Fields<'_>, format: Format, columns: &Columns, emit: &mut dyn FnMut(&Row<'_>)) -> Result<(), String> {
    match format {
        Format::Gdelt1 | Format::Gdelt2 => gdelt::row(fields).map(|row| emit(&row)),
        Format::Icews => icews::row(fields, columns).map(|row| emit(&row)),
        Format::Polecat => polecat::rows(fields, columns, emit),
        Format::Phoenix => phoenix::row(fields, columns).map(|row| emit(&row)),
        Format::Terrier => terrier::row(fields, columns).map(|row| emit(&row)),
        Format::Plover | Format::Events => Err("the format is no table".to_owned()),
    }
}

/// The layout that a line tells, if it is a header: its first field and two more are names of columns.
fn header(line: &str, format: Format) -> Option<Layout> {
    let first = line.split(['\t', ',']).next().unwrap_or_default();
    let is_column = |name: &str| {
        let name = plain(name.trim_matches('"'));
        format.columns().iter().flat_map(|names| names.split('|')).any(|column| plain(column) == name)
    };
    if first.starts_with(|first: char| first.is_ascii_digit()) || !is_column(first) {
        return None;
    }
    let delimiter = if line.contains('\t') { b'\t' } else { b',' };
    let quoted = delimiter == b',' || line.starts_with('"');
    let names: Vec<&str> = line.split(char::from(delimiter)).map(|name| name.trim().trim_matches('"')).collect();
    if names.iter().filter(|name| is_column(name)).count() < 3 {
        return None;
    }
    // GDELT's columns are told by their number; some files of POLECAT name columns that their rows lack.
    let by_place = matches!(format, Format::Gdelt1 | Format::Gdelt2) || format == Format::Polecat && names.contains(&"Headline");
    if by_place {
        let width = (format == Format::Polecat).then(|| format.columns().len());
        return Some(Layout { columns: Columns::Known, delimiter, quoted, width });
    }
    let width = names.iter().rposition(|name| !name.is_empty()).map(|last| last + 1);
    Some(Layout { columns: Columns::named(&names, format.columns()), delimiter, quoted, width })
}
