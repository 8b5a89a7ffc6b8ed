//! One process for each partition of Spark gives what one process gives. Runs where `DIPLOGRAPH_PYTHON` has pyspark.

use std::fs;
use std::process::{Command, Output};

use assert_cmd::cargo::cargo_bin;

const SCRIPT: &str = r#"
import hashlib, sys
from pyspark.sql import SparkSession

program, partitions = sys.argv[1], int(sys.argv[2])
spark = SparkSession.builder.master("local[2]").config("spark.ui.enabled", "false").getOrCreate()
lines = spark.sparkContext.textFile("articles.jsonl").repartition(partitions)
events = lines.pipe(f"{program} -q --threads 1 code -", checkCode=True).collect()
print(len(events), sum(int(hashlib.sha256(line.encode()).hexdigest()[:15], 16) for line in events))
try:
    lines.pipe(f"{program} -q code --format nothing -", checkCode=True).collect()
except Exception as error:
    print("refused" if "exited" in str(error) or "exit" in str(error).lower() else error)
"#;

fn run(command: &mut Command) -> Output {
    let output = command.output().expect("run");
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    output
}

#[test]
fn partitions_give_what_one_process_gives() {
    let python = std::env::var("DIPLOGRAPH_PYTHON").unwrap_or_default();
    let has_spark = Command::new(&python).args(["-c", "import pyspark"]).output().is_ok_and(|output| output.status.success());
    if !has_spark {
        eprintln!("skipped: DIPLOGRAPH_PYTHON names no Python with pyspark");
        return;
    }
    let dir = tempfile::tempdir().expect("a folder");
    let countries = ["Norway", "Italy", "France", "Japan", "Kenya", "Chile"];
    let acts = ["praised", "condemned", "attacked", "imposed sanctions on", "signed an agreement with"];
    let article = |number: usize| {
        let (source, target) = (countries[number % 6], countries[(number + 1 + number / 6 % 5) % 6]);
        let text = format!("{source} {} {target} on Monday.", acts[number % 5]);
        format!("{{\"id\": \"a{number}\", \"date\": \"2019-03-{:02}\", \"text\": \"{text}\"}}\n", 1 + number % 28)
    };
    fs::write(dir.path().join("articles.jsonl"), (0..120).map(article).collect::<String>()).expect("written");
    let program = cargo_bin!("diplograph");
    let one = run(Command::new(program).current_dir(dir.path()).args(["-q", "code", "articles.jsonl"]));
    let count = one.stdout.iter().filter(|byte| **byte == b'\n').count();
    assert!(count >= 100, "{count}");
    fs::write(dir.path().join("one.jsonl"), &one.stdout).expect("written");
    let sum = "import hashlib; lines = open('one.jsonl').read().splitlines(); \
               print(len(lines), sum(int(hashlib.sha256(line.encode()).hexdigest()[:15], 16) for line in lines))";
    let expected = run(Command::new(&python).current_dir(dir.path()).args(["-c", sum])).stdout;
    for partitions in ["3", "7"] {
        let parted = run(Command::new(&python).current_dir(dir.path()).args(["-c", SCRIPT]).arg(program).arg(partitions));
        let expected = format!("{}refused\n", String::from_utf8_lossy(&expected));
        assert_eq!(String::from_utf8_lossy(&parted.stdout), expected, "{partitions} partitions");
    }
}
