//! The arguments as typed.

use std::path::PathBuf;
use std::str::FromStr;

use clap::{Args, Parser, Subcommand, ValueEnum};

use crate::cli::export::ExportArgs;
use crate::cli::filters::{FilterArgs, moment};
use crate::cli::query::{QueryArgs, positive};
use crate::cli::train::TrainArgs;
use crate::date::Date;
use crate::query::Period;
use crate::{ingest, records};

/// Reads the news and draws who did what to whom.
#[derive(Debug, Parser)]
#[command(name = "diplograph", version, about, max_term_width = 110)]
pub struct Arguments {
    /// What to do.
    #[command(subcommand)]
    pub command: Command,
    /// A data folder of your own, laid over the built-in one.
    #[arg(long, global = true, value_name = "DIR")]
    pub data: Option<PathBuf>,
    /// How many threads work; all cores unless told otherwise.
    #[arg(long, global = true, value_name = "N")]
    pub threads: Option<usize>,
    /// Neither progress nor summary.
    #[arg(long, short, global = true)]
    pub quiet: bool,
}

/// The subcommands.
#[derive(Debug, Subcommand)]
pub enum Command {
    /// Articles in, an explained diagram out: index.html, graph.svg, graph.json, events.jsonl and more.
    Build(BuildArgs),
    /// Adds the events of articles and event records to a store on disk, each once.
    #[cfg(feature = "parquet")]
    Add(AddArgs),
    /// Looks after a store: what is in it, whether it is sound, fewer and larger segments.
    #[cfg(feature = "parquet")]
    Store(StoreArgs),
    /// Events as JSON Lines on standard output.
    Code(CodeArgs),
    /// Every step for one sentence: the tree, the actors, what was coded and why.
    Explain(ExplainArgs),
    /// Asks the graph of a build: who did what to whom, who is near whom, who stands with whom, what changed.
    Query(QueryArgs),
    /// Writes the graph of a build for other tools: GraphML, GEXF, Cytoscape, CSV, RDF and more.
    Export(ExportArgs),
    /// The relation between two given spans of each record, as JSON Lines.
    #[command(after_help = RELATE_HELP)]
    Relate(RelateArgs),
    /// Draws a graph.json as SVG, PNG or, through the dot program, anything that it offers.
    Render(RenderArgs),
    /// Measures the coder on gold: precision, recall, confusions, reliability, and the sentences that went wrong.
    #[command(after_help = SCORE_HELP)]
    Score(ScoreArgs),
    /// Shows the page of a folder of output in the browser, from this machine to itself.
    #[cfg(feature = "serve")]
    Serve(ServeArgs),
    /// Looks an actor up, by name, alias, code or surname, or resolves a phrase.
    Actors(ActorsArgs),
    /// Looks an event type up, by code or word.
    Types(TypesArgs),
    /// Trains the language model, or measures one.
    Train(TrainArgs),
    /// Completions for a shell.
    Completions {
        /// The shell.
        shell: clap_complete::Shell,
    },
}

/// What is read, and how.
#[derive(Debug, Args)]
pub struct InputArgs {
    /// Files, folders, globs; `-` for standard input.
    #[arg(required = true, value_name = "PATH")]
    pub paths: Vec<String>,
    /// The date of articles that tell none (2009-09-21).
    #[arg(long, value_name = "DATE")]
    pub date: Option<Date>,
    /// The inputs are CoNLL-U: another parser's trees stand in for ours.
    #[arg(long)]
    pub conllu: bool,
    /// The field that holds the text, in JSON Lines and CSV.
    #[arg(long, value_name = "NAME")]
    pub text_field: Option<String>,
    /// The field that holds the title.
    #[arg(long, value_name = "NAME")]
    pub title_field: Option<String>,
    /// The field that holds the date.
    #[arg(long, value_name = "NAME")]
    pub date_field: Option<String>,
    /// The field that holds the id.
    #[arg(long, value_name = "NAME")]
    pub id_field: Option<String>,
    /// The field that holds the address.
    #[arg(long, value_name = "NAME")]
    pub url_field: Option<String>,
    /// The field that holds the publisher.
    #[arg(long, value_name = "NAME")]
    pub source_field: Option<String>,
    /// The format of the inputs where their content does not tell: of articles text, markdown, html, jsonl, json, csv, tsv, feed;
    /// of event records gdelt1, gdelt2, icews, polecat, phoenix, terrier, plover, events.
    #[arg(long, value_name = "NAME")]
    pub format: Option<InputFormat>,
    /// Which event records are repeats, and left out: those of the same id, those of the same content (day, actors, type, URL), or none.
    #[arg(long, value_enum, default_value_t = RepeatsArg::Id, value_name = "WHICH")]
    pub repeats: RepeatsArg,
    /// A bad record or file ends with exit code 1.
    #[arg(long)]
    pub strict: bool,
}

/// A format of what is read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum InputFormat {
    /// Of articles.
    Articles(ingest::Format),
    /// Of other people's coded events.
    Records(records::Format),
}

impl FromStr for InputFormat {
    type Err = String;

    fn from_str(name: &str) -> Result<Self, String> {
        let records = || name.parse().map(InputFormat::Records);
        let names =
            || ingest::Format::ALL.map(ingest::Format::name).into_iter().chain(records::Format::ALL.map(records::Format::name));
        let unknown = |_| format!("no format {name:?}; the formats are {}", names().collect::<Vec<_>>().join(", "));
        name.parse().map(InputFormat::Articles).or_else(|_: String| records()).map_err(unknown)
    }
}

/// Which event records are repeats.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum RepeatsArg {
    /// Those of the same id.
    Id,
    /// Those of the same day, actors, type and address on the web.
    Content,
    /// None: all are kept.
    Keep,
}

/// `build`
#[derive(Debug, Args)]
pub struct BuildArgs {
    /// What is read.
    #[command(flatten)]
    pub input: InputArgs,
    /// The folder to write.
    #[arg(long, short, default_value = "output", value_name = "DIR")]
    pub output: PathBuf,
    /// The level of the graph that is drawn and exported.
    #[arg(long, value_enum, default_value_t = LevelArg::Party)]
    pub level: LevelArg,
    /// The picture.
    #[command(flatten)]
    pub picture: PictureArgs,
    /// Draw what happened from this day, month or year on (2003-05-17, 2003-05, 2003).
    #[arg(long, value_name = "DATE", value_parser = moment)]
    pub since: Option<Period>,
}

/// `add`
#[cfg(feature = "parquet")]
#[derive(Debug, Args)]
pub struct AddArgs {
    /// What is read.
    #[command(flatten)]
    pub input: InputArgs,
    /// The store's folder; made where it does not exist.
    #[arg(long, value_name = "STORE")]
    pub to: PathBuf,
    /// So many events are committed at once.
    #[arg(long, default_value_t = 100_000, value_name = "N")]
    pub batch: usize,
}

/// `store`
#[cfg(feature = "parquet")]
#[derive(Debug, Args)]
pub struct StoreArgs {
    /// What to do.
    #[command(subcommand)]
    pub action: StoreAction,
}

/// What to do with a store.
#[cfg(feature = "parquet")]
#[derive(Debug, Subcommand)]
pub enum StoreAction {
    /// Says what is in it.
    Info(OneStore),
    /// Reads all of it: whether each segment is as it was written, and each event there once. Exit code 1 where not.
    Check(OneStore),
    /// Joins the segments of each month.
    Compact(OneStore),
}

/// Which store.
#[cfg(feature = "parquet")]
#[derive(Debug, Args)]
pub struct OneStore {
    /// The store's folder.
    #[arg(value_name = "STORE")]
    pub folder: PathBuf,
    /// How to print it.
    #[arg(long, value_enum, default_value_t = Format::Text)]
    pub format: Format,
}

/// `code`
#[derive(Debug, Args)]
pub struct CodeArgs {
    /// What is read.
    #[command(flatten)]
    pub input: InputArgs,
    /// Write the trees as CoNLL-U instead of events.
    #[arg(long)]
    pub trees: bool,
}

/// `explain`
#[derive(Debug, Args)]
pub struct ExplainArgs {
    /// The sentence; `-` reads standard input.
    pub sentence: String,
    /// The day on which it was written.
    #[arg(long, value_name = "DATE")]
    pub date: Option<Date>,
    /// The argument names a CoNLL-U file.
    #[arg(long)]
    pub conllu: bool,
    /// How to print it.
    #[arg(long, value_enum, default_value_t = Format::Text)]
    pub format: Format,
}

/// `relate`
#[derive(Debug, Args)]
pub struct RelateArgs {
    /// JSON Lines, a record each with `text` and two spans; `-` for standard input.
    #[arg(required = true, value_name = "FILE")]
    pub paths: Vec<String>,
    /// A bad record ends with exit code 1.
    #[arg(long)]
    pub strict: bool,
}

const RELATE_HELP: &str = r#"A record names source and target by bytes of its text, or by their words:
  {"id": "1", "text": "Moscow welcomed it.", "spans": [{"role": "source", "start": 0, "end": 6}, ...]}
  {"id": "2", "text": "Norway praised Italy.", "source": "Norway", "target": "Italy"}

Example:
  echo '{"id": "2", "text": "Norway praised Italy.", "source": "Norway", "target": "Italy"}' | diplograph relate -"#;

/// `score`
#[derive(Debug, Args)]
pub struct ScoreArgs {
    /// Gold as JSON Lines; each file is scored by itself.
    #[arg(required = true, value_name = "GOLD")]
    pub gold: Vec<String>,
    /// Events that were coded before, as JSON Lines; without them the gold's texts are coded now.
    #[arg(long, value_name = "FILE")]
    pub events: Option<String>,
    /// What `relate` answered before, as JSON Lines.
    #[arg(long, value_name = "FILE")]
    pub relations: Option<String>,
    /// Shows so many of the sentences that went wrong, with what was coded and why not what was marked.
    #[arg(long, default_value_t = 0, value_name = "N")]
    pub mistakes: usize,
    /// How to print it.
    #[arg(long, value_enum, default_value_t = Format::Text)]
    pub format: Format,
    /// A bad record ends with exit code 1.
    #[arg(long)]
    pub strict: bool,
}

const SCORE_HELP: &str = r#"A record of gold is one of these, told by its fields:
  {"id", "text", "events": [{"cameo", "source", "target"}, ...]}   every event of a text; [] for none
  {"id", "text", "sentences": [{"start", "end", "events"}, ...]}   the same by sentences, in bytes of the text
  an event record, as in events.jsonl                              every event of its sentence
  PLOVER's JSON: "text", "actor", "recipient", "event"             events with the codes of their actors
  {"id", "text", "root", "source", "target", "spans"}              one relation between two marked actors
  {"id", "text", "quad"} or {"id", "text", "code"}                 one class of a text

Examples:
  diplograph score gold.jsonl
  diplograph score gold.jsonl --events events.jsonl --mistakes 20
  diplograph score gold.jsonl --format json"#;

/// `render`
#[derive(Debug, Args)]
pub struct RenderArgs {
    /// A graph.json, the folder of a build, an answer of `query` as JSON.
    pub graph: PathBuf,
    /// The picture to write; its ending tells the format (svg, png, with `--engine dot` any other).
    #[arg(long, short, value_name = "FILE")]
    pub output: PathBuf,
    /// Who draws.
    #[arg(long, value_enum, default_value_t = Engine::Own)]
    pub engine: Engine,
    /// The picture.
    #[command(flatten)]
    pub picture: PictureArgs,
    /// Which events are drawn.
    #[command(flatten)]
    pub filters: FilterArgs,
}

/// What a picture shows, and how.
#[derive(Debug, Args)]
pub struct PictureArgs {
    /// How many lines the picture shows at most, the strongest first: all that one actor does to another in one quad class.
    #[arg(long, default_value_t = 25, value_name = "N", value_parser = positive())]
    pub top: usize,
    /// Draw the ties of one actor alone: a name, an alias, a code or an id.
    #[arg(long, value_name = "ACTOR")]
    pub focus: Option<String>,
    /// The colours of the picture.
    #[arg(long, value_enum, default_value_t = ThemeArg::Light)]
    pub theme: ThemeArg,
}

/// `serve`
#[cfg(feature = "serve")]
#[derive(Debug, Args)]
pub struct ServeArgs {
    /// The folder that `build` wrote, or a store: of a large one the newest events, unless filters say which.
    #[arg(long = "in", default_value = "output", value_name = "DIR")]
    pub input: PathBuf,
    /// The same without its name.
    #[arg(value_name = "DIR", conflicts_with = "input", hide = true)]
    pub folder: Option<PathBuf>,
    /// The port of 127.0.0.1; 0 takes any that is free.
    #[arg(long, default_value_t = 8017)]
    pub port: u16,
    /// Which events are shown.
    #[command(flatten)]
    pub filters: FilterArgs,
}

/// `actors`
#[derive(Debug, Args)]
#[command(args_conflicts_with_subcommands = true, subcommand_negates_reqs = true)]
pub struct ActorsArgs {
    /// A name, an alias, a code, a surname, or any phrase for somebody.
    #[arg(required = true, default_value = "", hide_default_value = true)]
    pub name: String,
    /// What else may be done with actors.
    #[command(subcommand)]
    pub command: Option<ActorsCommand>,
    /// The day for which offices are told.
    #[arg(long, value_name = "DATE")]
    pub on: Option<Date>,
    /// How to print it.
    #[arg(long, value_enum, default_value_t = Format::Text)]
    pub format: Format,
}

/// The subcommands of `actors`.
#[derive(Debug, Subcommand)]
pub enum ActorsCommand {
    /// Compares a dictionary in PETRARCH's format with ours: the same code at the same date, or not.
    Check(CheckArgs),
}

/// `actors check`
#[derive(Debug, Args)]
pub struct CheckArgs {
    /// Files of actors or of agents in PETRARCH's format.
    #[arg(required = true, value_name = "FILE")]
    pub files: Vec<PathBuf>,
    /// How many differences are shown.
    #[arg(long, default_value_t = 20, value_name = "N")]
    pub differences: usize,
    /// How to print it; JSON has every difference.
    #[arg(long, value_enum, default_value_t = Format::Text)]
    pub format: Format,
}

/// `types`
#[derive(Debug, Args)]
pub struct TypesArgs {
    /// A code (051, 19) or a word; all types without one.
    pub query: Option<String>,
    /// How to print it.
    #[arg(long, value_enum, default_value_t = Format::Text)]
    pub format: Format,
}

/// At which level the graph is read.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum LevelArg {
    /// As in the text, people grouped by whom they stand for.
    Person,
    /// Rolled up to states and organizations.
    Party,
}

/// How a table is printed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Format {
    /// For reading.
    Text,
    /// For programs.
    Json,
}

/// The colours of a picture.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum ThemeArg {
    /// Dark ink on light paper.
    Light,
    /// Light ink on dark paper.
    Dark,
}

/// Who draws.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Engine {
    /// Our own layout.
    Own,
    /// The dot program of Graphviz.
    Dot,
}
