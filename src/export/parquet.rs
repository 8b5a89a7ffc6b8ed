//! Two Parquet files, one of nodes and one of edges, with typed columns: for DuckDB, pandas, polars and Spark.

use std::sync::Arc;

use parquet::basic::{Compression, LogicalType, Repetition, Type as Physical};
use parquet::data_type::{ByteArray, ByteArrayType, DoubleType, Int32Type, Int64Type};
use parquet::errors::Result;
use parquet::file::properties::WriterProperties;
use parquet::file::writer::SerializedFileWriter;
use parquet::schema::types::Type;

use crate::date::Date;
use crate::export::flat::{self, Flat, Value};
use crate::export::tables::Files;
use crate::graph::RelationGraph;

/// `nodes.parquet` and `edges.parquet`; a date is a date.
pub fn parquet(graph: &RelationGraph, _: &str) -> Files {
    let nodes = graph.nodes().map(|node| with_ids([("id", node.id.as_str())], flat::node(node)));
    let edges = graph.edges().filter_map(|edge| {
        let target = edge.target.as_ref()?.actor.as_str();
        Some(with_ids([("id", edge.id.as_str()), ("source", edge.source.actor.as_str()), ("target", target)], flat::edge(edge)))
    });
    // Writing to memory does not fail, and the columns are those of the schema.
    let table = |rows: Vec<Flat>| write(&rows).unwrap_or_default();
    vec![("nodes.parquet", table(nodes.collect())), ("edges.parquet", table(edges.collect()))]
}

fn with_ids<const N: usize>(ids: [(&'static str, &str); N], row: Flat) -> Flat {
    ids.into_iter().map(|(name, id)| (name, Value::Text(id.to_owned()))).chain(row).collect()
}

fn write(rows: &[Flat]) -> Result<Vec<u8>> {
    let first = rows.first().map(Vec::as_slice).unwrap_or_default();
    let fields = first.iter().map(|(name, value)| field(name, value).map(Arc::new)).collect::<Result<Vec<_>>>()?;
    let schema = Arc::new(Type::group_type_builder("schema").with_fields(fields).build()?);
    let properties = WriterProperties::builder().set_compression(Compression::UNCOMPRESSED).build();
    let mut file = SerializedFileWriter::new(Vec::new(), schema, Arc::new(properties))?;
    let mut group = file.next_row_group()?;
    for (at, (name, kind)) in first.iter().enumerate() {
        let values = || rows.iter().filter_map(|row| row.get(at).map(|(_, value)| value));
        let Some(mut column) = group.next_column()? else { break };
        match kind {
            Value::Text(_) if is_date(name) => {
                let days: Vec<Option<i32>> = values().map(|value| day(&value.shown())).collect();
                let known: Vec<i16> = days.iter().map(|day| i16::from(day.is_some())).collect();
                let days: Vec<i32> = days.into_iter().flatten().collect();
                column.typed::<Int32Type>().write_batch(&days, Some(&known), None)?;
            }
            Value::Text(_) => {
                let texts: Vec<ByteArray> = values().map(|value| ByteArray::from(value.shown().into_bytes())).collect();
                column.typed::<ByteArrayType>().write_batch(&texts, None, None)?;
            }
            Value::Whole(_) => {
                let numbers = values().map(|value| if let Value::Whole(number) = value { *number } else { 0 });
                column.typed::<Int64Type>().write_batch(&numbers.collect::<Vec<_>>(), None, None)?;
            }
            Value::Real(_) => {
                let numbers = values().map(|value| if let Value::Real(number) = value { *number } else { 0.0 });
                column.typed::<DoubleType>().write_batch(&numbers.collect::<Vec<_>>(), None, None)?;
            }
        }
        column.close()?;
    }
    group.close()?;
    file.into_inner()
}

fn field(name: &str, value: &Value) -> Result<Type> {
    let (physical, logical) = match value {
        Value::Text(_) if is_date(name) => (Physical::INT32, Some(LogicalType::Date)),
        Value::Text(_) => (Physical::BYTE_ARRAY, Some(LogicalType::String)),
        Value::Whole(_) => (Physical::INT64, None),
        Value::Real(_) => (Physical::DOUBLE, None),
    };
    let repetition = if is_date(name) { Repetition::OPTIONAL } else { Repetition::REQUIRED };
    Type::primitive_type_builder(name, physical).with_repetition(repetition).with_logical_type(logical).build()
}

fn is_date(name: &str) -> bool {
    name == "date"
}

/// Days since 1970, as Parquet counts them.
fn day(text: &str) -> Option<i32> {
    let day: Date = text.parse().ok()?;
    day.since(jiff::civil::date(1970, 1, 1)).ok().map(|span| span.get_days())
}
