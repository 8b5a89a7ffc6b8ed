//! `output/sample/` is what `data/articles` gives: written anew by
//! `cargo run --release -- build data/articles -o output/sample`.

use std::fs;
use std::path::Path;

use assert_cmd::Command;

#[test]
fn the_sample_is_what_the_articles_give() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let folder = tempfile::tempdir().expect("a temporary folder");
    let mut build = Command::cargo_bin("diplograph").expect("the program");
    build.current_dir(root).args(["--quiet", "build", "data/articles", "-o"]).arg(folder.path()).assert().success();
    let names = |dir: &Path| -> Vec<String> {
        let entries = fs::read_dir(dir).expect("a folder").flatten();
        let mut names: Vec<String> = entries.map(|entry| entry.file_name().to_string_lossy().into_owned()).collect();
        names.sort();
        names
    };
    let sample = root.join("output/sample");
    assert_eq!(names(&sample), names(folder.path()));
    for name in names(&sample) {
        let (old, new) = (fs::read(sample.join(&name)), fs::read(folder.path().join(&name)));
        let same = old.expect("readable") == new.expect("readable");
        assert!(same, "output/sample/{name} is out of date: cargo run --release -- build data/articles -o output/sample");
    }
}
