//! A segment: one Parquet file of one row group, with typed columns that any engine reads.

use std::sync::Arc;

use bytes::Bytes;
use parquet::basic::{Compression, LogicalType, Repetition, Type as Physical};
use parquet::column::reader::ColumnReader;
use parquet::data_type::{ByteArray, ByteArrayType, DoubleType, Int32Type, Int64Type};
use parquet::errors::{ParquetError, Result};
use parquet::file::properties::WriterProperties;
use parquet::file::reader::{FileReader, SerializedFileReader};
use parquet::file::writer::SerializedFileWriter;
use parquet::schema::types::Type;

use crate::store::cells::Cells;
use crate::store::fields::{FIELDS, Kind};

/// The bytes of a segment.
pub(super) fn write(columns: &[Cells]) -> Result<Vec<u8>> {
    let fields = FIELDS.iter().map(|(name, kind, _)| field(name, *kind).map(Arc::new)).collect::<Result<Vec<_>>>()?;
    let schema = Arc::new(Type::group_type_builder("event").with_fields(fields).build()?);
    let properties =
        WriterProperties::builder().set_compression(Compression::SNAPPY).set_created_by("diplograph".to_owned()).build();
    let mut file = SerializedFileWriter::new(Vec::new(), schema, Arc::new(properties))?;
    let mut group = file.next_row_group()?;
    for cells in columns {
        let Some(mut column) = group.next_column()? else { break };
        match cells {
            Cells::Text(cells) => {
                let texts: Vec<ByteArray> = cells.iter().flatten().map(|text| ByteArray::from(text.clone())).collect();
                column.typed::<ByteArrayType>().write_batch(&texts, Some(&levels(cells)), None)?;
            }
            Cells::Day(cells) => {
                let days: Vec<i32> = cells.iter().flatten().copied().collect();
                column.typed::<Int32Type>().write_batch(&days, Some(&levels(cells)), None)?;
            }
            Cells::Whole(cells) => {
                let numbers: Vec<i64> = cells.iter().flatten().copied().collect();
                column.typed::<Int64Type>().write_batch(&numbers, Some(&levels(cells)), None)?;
            }
            Cells::Real(cells) => {
                let numbers: Vec<f64> = cells.iter().flatten().copied().collect();
                column.typed::<DoubleType>().write_batch(&numbers, Some(&levels(cells)), None)?;
            }
        }
        column.close()?;
    }
    group.close()?;
    file.into_inner()
}

fn levels<T>(cells: &[Option<T>]) -> Vec<i16> {
    cells.iter().map(|cell| i16::from(cell.is_some())).collect()
}

fn field(name: &str, kind: Kind) -> Result<Type> {
    let (physical, logical) = match kind {
        Kind::Text | Kind::Json => (Physical::BYTE_ARRAY, Some(LogicalType::String)),
        Kind::Day => (Physical::INT32, Some(LogicalType::Date)),
        Kind::Whole => (Physical::INT64, None),
        Kind::Real => (Physical::DOUBLE, None),
    };
    Type::primitive_type_builder(name, physical).with_repetition(Repetition::OPTIONAL).with_logical_type(logical).build()
}

/// A segment whose columns are read one by one.
pub(super) struct Reader(SerializedFileReader<Bytes>);

impl Reader {
    /// Opens the bytes of a segment.
    pub fn new(bytes: Vec<u8>) -> Result<Reader> {
        SerializedFileReader::new(Bytes::from(bytes)).map(Reader)
    }

    /// A column by its name.
    pub fn column(&self, name: &str) -> Result<Cells> {
        self.pick(name, None)
    }

    /// All columns in their order.
    pub fn columns(&self) -> Result<Vec<Cells>> {
        FIELDS.iter().map(|(name, ..)| self.pick(name, None)).collect()
    }

    /// All columns, of some rows alone.
    pub fn rows(&self, rows: &[usize]) -> Result<Vec<Cells>> {
        FIELDS.iter().map(|(name, ..)| self.pick(name, Some(rows))).collect()
    }

    /// A column: some rows, which ascend, or all.
    fn pick(&self, name: &str, wanted: Option<&[usize]>) -> Result<Cells> {
        let unknown = || ParquetError::General(format!("the segment has no column {name}"));
        let columns = self.0.metadata().file_metadata().schema_descr().columns();
        let at = columns.iter().position(|column| column.name() == name).ok_or_else(unknown)?;
        let (_, kind, _) = FIELDS.iter().find(|(field, ..)| *field == name).ok_or_else(unknown)?;
        let (mut cells, mut first) = (Cells::none(*kind), 0);
        for group in 0..self.0.num_row_groups() {
            let group = self.0.get_row_group(group)?;
            let end = first + usize::try_from(group.metadata().num_rows()).unwrap_or_default();
            let all = [(0, end - first)];
            let some = wanted.map(|rows| {
                let here = rows.iter().filter(|row| (first..end).contains(*row));
                here.map(|row| (row - first, 1)).collect::<Vec<_>>()
            });
            read(group.get_column_reader(at)?, some.as_deref().unwrap_or(&all), &mut cells)?;
            first = end;
        }
        Ok(cells)
    }
}

/// Reads parts of a column of a row group behind what is there already: where each begins, and how long it is.
fn read(reader: ColumnReader, parts: &[(usize, usize)], cells: &mut Cells) -> Result<()> {
    macro_rules! append {
        ($reader:expr, $cells:expr, $each:expr) => {{
            let (mut at, mut reader) = (0, $reader);
            for (start, length) in parts {
                reader.skip_records(start - at)?;
                let (mut values, mut levels) = (Vec::new(), Vec::new());
                while levels.len() < *length
                    && reader.read_records(length - levels.len(), Some(&mut levels), None, &mut values)?.0 > 0
                {}
                at = start + length;
                let mut values = values.into_iter();
                $cells.extend(levels.iter().map(|level| if *level == 0 { None } else { values.next().map($each) }));
            }
        }};
    }
    match (reader, cells) {
        (ColumnReader::ByteArrayColumnReader(reader), Cells::Text(cells)) => append!(reader, cells, |text| text.data().to_vec()),
        (ColumnReader::Int32ColumnReader(reader), Cells::Day(cells)) => append!(reader, cells, |day| day),
        (ColumnReader::Int64ColumnReader(reader), Cells::Whole(cells)) => append!(reader, cells, |number| number),
        (ColumnReader::DoubleColumnReader(reader), Cells::Real(cells)) => append!(reader, cells, |number| number),
        _ => return Err(ParquetError::General("a column has another type than it should".to_owned())),
    }
    Ok(())
}
