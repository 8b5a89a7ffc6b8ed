//! The big graph by the clock: rows of GDELT into columns, and questions to them. Without criterion, because one run takes seconds.
//!
//! ```sh
//! cargo bench --bench big -- generate 10000000 /tmp/rows.csv   # 4 GB
//! cargo bench --bench big -- load /tmp/rows.csv --threads 2
//! ```
//!
//! Without arguments it makes a small file, loads it and asks, to see that it works.

#[path = "big/generator.rs"]
mod generator;

use std::fs::File;
use std::io::{BufWriter, Write};
use std::time::Instant;

use diplograph::graph::columns::{Columns, load};
use diplograph::graph::{Filter, Level};
use diplograph::ingest;
use diplograph::knowledge::{DataFiles, Knowledge};
use generator::Generator;

fn main() {
    let arguments: Vec<String> = std::env::args().skip(1).filter(|argument| argument != "--bench").collect();
    let threads = match arguments.iter().position(|argument| argument == "--threads") {
        Some(at) => arguments.get(at + 1).and_then(|threads| threads.parse().ok()).expect("a number"),
        None => 2,
    };
    // Before anything works in parallel, or the pool is made already.
    rayon::ThreadPoolBuilder::new().num_threads(threads).build_global().expect("once");
    let knowledge = Knowledge::load(&DataFiles::default()).expect("sound");
    match arguments.iter().map(String::as_str).collect::<Vec<_>>()[..] {
        ["generate", rows, path] => generate(&knowledge, rows.parse().expect("a number"), path),
        ["load", path] | ["load", path, "--threads", _] => run(&knowledge, path, threads),
        _ => {
            let path = std::env::temp_dir().join("diplograph-bench-rows.csv").display().to_string();
            generate(&knowledge, 100_000, &path);
            run(&knowledge, &path, threads);
            std::fs::remove_file(path).expect("removed");
        }
    }
}

fn generate(knowledge: &Knowledge, rows: u64, path: &str) {
    let mut out = BufWriter::with_capacity(1 << 20, File::create(path).expect("writable"));
    Generator::new(&knowledge.actors, &knowledge.ontology, 7).write(rows, &mut out).expect("written");
    out.flush().expect("written");
}

fn run(knowledge: &Knowledge, path: &str, threads: usize) {
    let (begun, processor) = (Instant::now(), processor_seconds());
    let (inputs, _) = ingest::inputs(&[path.to_owned()]).expect("there");
    let loaded = load(inputs, knowledge, Level::Party, threads);
    let seconds = begun.elapsed().as_secs_f64();
    let processor = processor_seconds() - processor;
    let columns = loaded.columns;
    for wrong in loaded.diagnostics.iter().take(3) {
        eprintln!("{wrong}");
    }
    println!("rows            {}", loaded.events);
    println!(
        "edges           {} told by {} events, of {} actors",
        columns.all().count(),
        columns.tellings(),
        columns.actors().len()
    );
    println!(
        "load            {seconds:.2} s, {:.2} million rows a second, {threads} threads",
        loaded.events as f64 / seconds / 1e6
    );
    // On a machine that others use, too, this tells more than the clock.
    println!("  of processor  {processor:.2} s, {:.2} million rows a second and core", loaded.events as f64 / processor / 1e6);
    println!("bytes an edge   {:.1}", columns.bytes_an_edge());
    println!("memory          {} MB now, {} MB at most", memory("VmRSS"), memory("VmHWM"));
    ask(&columns);
}

fn ask(columns: &Columns) {
    let sieve = columns.sieve(&Filter::default()).expect("no publishers");
    // The busiest and whom it has most to do with: the worst case.
    let busiest = (0..columns.actors().len() as u32)
        .max_by_key(|actor| columns.outgoing(*actor).iter().flat_map(|run| columns.edges(run)).count())
        .expect("somebody");
    let partner = columns.partners(busiest, 1, &sieve).first().expect("somebody").actor;
    time("sieve", || columns.sieve(&Filter::default()).is_some() as usize);
    time("pair by year", || columns.pair_by_year(busiest, partner, &sieve).len());
    time("top 20 partners", || columns.partners(busiest, 20, &sieve).len());
    time("2 hops", || columns.around(busiest, 2, &sieve).rings.iter().map(Vec::len).sum());
    time("path", || columns.path(busiest, columns.actors().len() as u32 - 1, &sieve).map_or(0, |path| path.len()));
    time("month roll-up", || columns.months(&sieve).len());
}

/// The best and the median of nine times, in milliseconds.
fn time(name: &str, question: impl Fn() -> usize) {
    let mut found = 0;
    let mut times: Vec<f64> = (0..9)
        .map(|_| {
            let begun = Instant::now();
            found = std::hint::black_box(question());
            begun.elapsed().as_secs_f64() * 1000.0
        })
        .collect();
    times.sort_by(f64::total_cmp);
    println!("{name:<15} {:.3} ms at best, {:.3} ms the median ({found} found)", times[0], times[4]);
}

/// How long processors have worked for this process.
fn processor_seconds() -> f64 {
    let stat = std::fs::read_to_string("/proc/self/stat").unwrap_or_default();
    let fields = stat.rsplit(')').next().unwrap_or_default().split_whitespace().skip(11).take(2);
    // Linux counts hundredths of seconds for this file, whatever the kernel's own clock.
    fields.filter_map(|ticks| ticks.parse::<f64>().ok()).sum::<f64>() / 100.0
}

/// What the system says of this process's memory, in megabytes.
fn memory(field: &str) -> u64 {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find_map(|line| line.strip_prefix(field));
    line.and_then(|line| line.trim_matches([':', '\t', ' ']).split(' ').next()?.parse::<u64>().ok()).unwrap_or_default() / 1024
}
