//! Temporary: the trainer alone, until the command line is wired.

use clap::Parser;
use diplograph::cli::train::{TrainArgs, run};
use diplograph::knowledge::DataFiles;

#[derive(Parser)]
struct Cli {
    #[command(flatten)]
    train: TrainArgs,
}

fn main() -> Result<(), diplograph::Error> {
    run(&Cli::parse().train, &DataFiles::default())
}
