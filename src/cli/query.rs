//! `query`: asks the graph.

use std::collections::BTreeSet;
use std::fmt::Write as _;
use std::path::PathBuf;

use clap::builder::RangedU64ValueParser;
use clap::{Args, Subcommand, ValueEnum};
use petgraph::graph::NodeIndex;

use crate::cli::End;
use crate::cli::answers::{AnswerFormat, Answered, ROWS, show};
use crate::cli::big::{Big, too_many};
use crate::cli::filters::{FilterArgs, period};
use crate::cli::wider::{hint, nothing};
use crate::error::{Error, Result};
use crate::export::folder;
use crate::graph::{Filter, Graph, Level, Scope};
use crate::id::ActorId;
use crate::knowledge::spelling::words;
use crate::knowledge::{ActorDirectory, DataFiles};
use crate::query::names::{Meant, find};
use crate::query::{Answer, Bucket, Length, Measure, Period, Question, Ranked, ask, clean};

/// One or more.
pub(super) fn positive() -> RangedU64ValueParser<usize> {
    RangedU64ValueParser::new().range(1..)
}

/// `query`
#[derive(Debug, Args)]
pub struct QueryArgs {
    /// The question.
    #[command(subcommand)]
    pub question: QuestionArgs,
    /// What to ask: the folder of a build, a graph.json, an events.jsonl.
    #[arg(long = "in", global = true, default_value = "output", value_name = "PATH")]
    pub input: PathBuf,
    /// How to print the answer.
    #[arg(long, global = true, value_enum, default_value_t = AnswerFormat::Text)]
    pub format: AnswerFormat,
    /// How many rows each table shows at most; 20 in text, else all.
    #[arg(long, global = true, value_name = "N", value_parser = positive())]
    pub limit: Option<usize>,
    /// Which events are asked.
    #[command(flatten)]
    pub filters: FilterArgs,
}

/// What is asked.
#[derive(Debug, Subcommand)]
pub enum QuestionArgs {
    /// What two actors do to one another, event by event.
    Between {
        /// One actor: a name, an alias, a code or an id.
        a: String,
        /// The other.
        b: String,
    },
    /// An actor's profile: partners, what it does and suffers, by year.
    Of {
        /// The actor.
        actor: String,
    },
    /// The chains of relations that connect two actors.
    Path {
        /// One actor.
        a: String,
        /// The other.
        b: String,
        /// What makes a chain short: few relations, or relations of many events.
        #[arg(long, value_enum, default_value_t = LengthArg::Hops)]
        by: LengthArg,
        /// How many chains at most.
        #[arg(short, default_value_t = 3, value_name = "K", value_parser = positive())]
        k: usize,
    },
    /// Who is near an actor.
    Around {
        /// The actor.
        actor: String,
        /// How many relations away at most.
        #[arg(long, default_value_t = 1, value_name = "N", value_parser = positive())]
        hops: usize,
    },
    /// The first actors or pairs by a measure.
    Top {
        /// What is ranked.
        #[arg(value_enum, default_value_t = RankedArg::Actors)]
        what: RankedArg,
        /// The measure.
        #[arg(long, value_enum, default_value_t = MeasureArg::Events)]
        by: MeasureArg,
        /// The last first: by goldstein, the most hostile.
        #[arg(long)]
        reverse: bool,
    },
    /// Events by time, with a line of bars: of all, of one actor, or between two.
    Timeline {
        /// An actor.
        a: Option<String>,
        /// Another.
        b: Option<String>,
        /// How long a period is.
        #[arg(long, value_enum, default_value_t = BucketArg::Month)]
        by: BucketArg,
    },
    /// Who stands with whom: communities of the signed graph.
    Blocs,
    /// Triads of the signed graph: balanced or not, and which changed.
    Balance {
        /// The day that parts before and after; the middle of the events unless told otherwise.
        #[arg(long, value_name = "DATE")]
        split: Option<crate::date::Date>,
    },
    /// What is new, broken off, worse, better: from one period to another, or, between two days, against as long before.
    Changes {
        /// A year, a month, a range (2003-01..2003-06); or the first day.
        #[arg(long, value_name = "PERIOD", value_parser = period)]
        from: Period,
        /// The same; or the last day.
        #[arg(long, value_name = "PERIOD", value_parser = period)]
        to: Period,
    },
    /// Names and sentences with all of these words.
    Find {
        /// The words.
        #[arg(required = true)]
        words: Vec<String>,
    },
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
#[allow(missing_docs)]
pub enum LengthArg {
    Hops,
    Weight,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
#[allow(missing_docs)]
pub enum RankedArg {
    Actors,
    Pairs,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
#[allow(missing_docs)]
pub enum MeasureArg {
    Events,
    Goldstein,
    Conflict,
    Pagerank,
    Betweenness,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
#[allow(missing_docs)]
pub enum BucketArg {
    Day,
    Week,
    Month,
    Year,
}

/// Answers a question.
///
/// # Errors
/// Where the graph cannot be read, or a filter means nothing.
pub fn run(args: &QueryArgs, files: &DataFiles) -> Result<End> {
    let mut filter = args.filters.filter(files)?;
    check(args)?;
    let directory = if is_named(args) { ActorDirectory::load(files)? } else { ActorDirectory::default() };
    if !matches!(args.question, QuestionArgs::Find { .. })
        && let Some(big) = Big::open(&args.input, args.filters.level(Level::Party), &filter, files)?
    {
        return run_big(&big, &directory, args, &filter, files);
    }
    let output = folder::open(&args.input)?;
    let level = args.filters.level(output.graph.level);
    let graph = output.at(level, &filter)?;
    match ids(&*graph, &directory, &args.filters.actors) {
        Ok(actors) => filter.actors = actors,
        Err(unclear) => return nothing(&unclear),
    }
    let (question, mut answer) = match answer(&*graph, &directory, args, &filter) {
        Ok(answered) => answered,
        Err(unclear) => {
            // Who is asked for may be there, only not under these filters.
            let all = output.everything(level)?;
            return match self::answer(&all, &directory, args, &filter) {
                Ok((_, answer)) if answer.is_empty() => nothing(&nothing_found(&all, &directory, args, &filter, &answer)),
                _ => nothing(&unclear),
            };
        }
    };
    let is_blank = matches!(question, Question::Timeline(..)) && answer.tables.iter().all(|table| table.rows.is_empty());
    if answer.is_empty() || is_blank {
        return nothing(&nothing_found(&output.everything(level)?, &directory, args, &filter, &answer));
    }
    answer.notes.extend(left_out(&*graph, &filter));
    let named = named(&*graph, &question);
    show(Answered { output: &output, graph: &graph, named, answer }, args.format, args.limit, files)
}

/// The same of what is asked through columns.
fn run_big(big: &Big, directory: &ActorDirectory, args: &QueryArgs, filter: &Filter, files: &DataFiles) -> Result<End> {
    let mut filter = filter.clone();
    match ids(&big.columns, directory, &args.filters.actors) {
        Ok(actors) => filter.actors = actors,
        Err(unclear) => return nothing(&unclear),
    }
    let (question, mut answer) = match answer(&big.columns, directory, args, &filter) {
        Ok(answered) => answered,
        Err(unclear) => return nothing(&unclear),
    };
    if answer.is_empty() {
        return nothing(&nothing_found(&big.columns, directory, args, &filter, &answer));
    }
    let level = args.filters.level(Level::Party);
    let most = args.limit.unwrap_or(if args.format == AnswerFormat::Text { ROWS } else { usize::MAX });
    big.tell(&mut answer, most)?;
    let (mut output, named) = (folder::Output::empty(level), named(&big.columns, &question));
    if !matches!(args.format, AnswerFormat::Text | AnswerFormat::Csv) {
        output.graph = big.graph(&mut answer, level)?;
    }
    let is_drawn = matches!(args.format, AnswerFormat::Dot | AnswerFormat::Svg | AnswerFormat::Html);
    if is_drawn && output.graph.graph.edge_count() == 0 {
        return Err(too_many());
    }
    show(Answered { output: &output, graph: &output.graph, named, answer }, args.format, args.limit, files)
}

/// The actors with whom a page begins: those of whom the answer tells, not those that it only begins and ends with.
fn named(graph: &dyn Graph, question: &Question) -> Vec<String> {
    let (one, other) = match question {
        Question::Between(a, b) => (Some(*a), Some(*b)),
        Question::Of(actor) | Question::Around(actor, _) => (Some(*actor), None),
        Question::Timeline(a, b, _) => (*a, *b),
        _ => (None, None),
    };
    one.into_iter().chain(other).map(|node| graph.actor(node).id.to_string()).collect()
}

/// What only the question itself can contradict.
fn check(args: &QueryArgs) -> Result<()> {
    use QuestionArgs::{Around, Balance, Blocs, Changes, Path, Top};
    let question = &args.question;
    if args.filters.within
        && matches!(question, Around { .. } | Balance { .. } | Blocs | Changes { .. } | Path { .. } | Top { .. })
    {
        let message = "this question is about ties between different actors, and --within asks what one does to itself: ask \
                       'between A A --within', 'of A --within' or 'find WORDS --within'";
        return Err(Error::Input(message.to_owned()));
    }
    match question {
        QuestionArgs::Changes { from, to } if from.first > to.first => {
            Err(Error::Input(format!("--from {from} comes after --to {to}: turn them round")))
        }
        QuestionArgs::Changes { from, to } if from.last >= to.first && from.first != from.last => {
            Err(Error::Input(format!("--from {from} and --to {to} overlap: write two periods, one after the other")))
        }
        QuestionArgs::Changes { from, to } if from == to && from.first == from.last => {
            Err(Error::Input(format!("--from and --to are both {from}: write two periods")))
        }
        QuestionArgs::Find { words: asked } if asked.iter().all(|asked| words(asked).is_empty()) => {
            Err(Error::Input(format!("'{}' holds no word: write letters or digits", asked.join(" "))))
        }
        QuestionArgs::Top { what: RankedArg::Pairs, by: by @ (MeasureArg::Pagerank | MeasureArg::Betweenness), .. } => {
            let by = by.to_possible_value().map_or_else(String::new, |value| value.get_name().to_owned());
            Err(Error::Input(format!("--by {by} is a measure of actors: write 'top actors', or another measure")))
        }
        _ => Ok(()),
    }
}

/// Whether any actor has to be found by name.
fn is_named(args: &QueryArgs) -> bool {
    use QuestionArgs::{Around, Between, Of, Path, Timeline};
    let asked = matches!(args.question, Between { .. } | Of { .. } | Path { .. } | Around { .. } | Timeline { a: Some(_), .. });
    asked || !args.filters.actors.is_empty()
}

/// The answer of a graph; or why the question is not clear.
fn answer(
    graph: &dyn Graph,
    directory: &ActorDirectory,
    args: &QueryArgs,
    filter: &Filter,
) -> std::result::Result<(Question, Answer), String> {
    let question = question(graph, directory, &args.question)?;
    match question {
        Question::Path { from, to, .. } if from == to => {
            return Err(format!("both names mean {} here: name two actors", clean(graph.actor(from).name)));
        }
        Question::Between(a, b) if a == b && !filter.self_loops => {
            let name = clean(graph.actor(a).name);
            return Err(format!("both names mean {name} here: name two actors, or add --within for what it does to itself"));
        }
        _ => {}
    }
    let kept = graph.keep(filter).ok_or("--source-of asks for publishers, and these are not known here")?;
    let mut answer = ask(&*kept, &question);
    if matches!(args.question, QuestionArgs::Top { reverse: true, .. }) {
        answer.tables.iter_mut().for_each(|table| table.rows.reverse());
    }
    Ok((question, answer))
}

fn question(graph: &dyn Graph, directory: &ActorDirectory, asked: &QuestionArgs) -> std::result::Result<Question, String> {
    let actor = |name: &String| actor(graph, directory, name);
    Ok(match asked {
        QuestionArgs::Between { a, b } => Question::Between(actor(a)?, actor(b)?),
        QuestionArgs::Of { actor: name } => Question::Of(actor(name)?),
        QuestionArgs::Path { a, b, by, k } => {
            let length = if *by == LengthArg::Hops { Length::Hops } else { Length::Weight };
            Question::Path { from: actor(a)?, to: actor(b)?, length, most: *k }
        }
        QuestionArgs::Around { actor: name, hops } => Question::Around(actor(name)?, *hops),
        QuestionArgs::Top { what, by, .. } => {
            let ranked = if *what == RankedArg::Actors { Ranked::Actors } else { Ranked::Pairs };
            Question::Top(ranked, measure(*by))
        }
        QuestionArgs::Timeline { a, b, by } => {
            Question::Timeline(a.as_ref().map(actor).transpose()?, b.as_ref().map(actor).transpose()?, bucket(*by))
        }
        QuestionArgs::Blocs => Question::Blocs,
        QuestionArgs::Balance { split } => Question::Balance(*split),
        QuestionArgs::Changes { from, to } => {
            let are_days = from.first == from.last && to.first == to.last;
            let span = Period { first: from.first, last: to.last };
            let (before, after) = if are_days { (span.before().unwrap_or(*from), span) } else { (*from, *to) };
            Question::Changes(before, after)
        }
        QuestionArgs::Find { words } => Question::Find(words.join(" ")),
    })
}

fn measure(by: MeasureArg) -> Measure {
    match by {
        MeasureArg::Events => Measure::Events,
        MeasureArg::Goldstein => Measure::Goldstein,
        MeasureArg::Conflict => Measure::Conflict,
        MeasureArg::Pagerank => Measure::PageRank,
        MeasureArg::Betweenness => Measure::Betweenness,
    }
}

fn bucket(by: BucketArg) -> Bucket {
    match by {
        BucketArg::Day => Bucket::Day,
        BucketArg::Week => Bucket::Week,
        BucketArg::Month => Bucket::Month,
        BucketArg::Year => Bucket::Year,
    }
}

/// The actors that a filter names, or what to tell who asked.
///
/// # Errors
/// Where the data folder has a mistake.
pub fn only_actors(
    graph: &dyn Graph,
    filters: &FilterArgs,
    files: &DataFiles,
) -> Result<std::result::Result<BTreeSet<ActorId>, String>> {
    if filters.actors.is_empty() {
        return Ok(Ok(BTreeSet::new()));
    }
    Ok(ids(graph, &ActorDirectory::load(files)?, &filters.actors))
}

fn ids(graph: &dyn Graph, directory: &ActorDirectory, names: &[String]) -> std::result::Result<BTreeSet<ActorId>, String> {
    names.iter().map(|name| actor(graph, directory, name).map(|node| graph.actor(node).id.clone())).collect()
}

/// The actor of a name, or what to tell who asked.
pub fn actor(graph: &dyn Graph, directory: &ActorDirectory, name: &str) -> std::result::Result<NodeIndex, String> {
    let known = |node: NodeIndex| graph.actor(node);
    if name.trim().is_empty() {
        return Err("an actor's name is empty: 'diplograph query top' lists those of the graph".to_owned());
    }
    match find(graph, directory, name) {
        Meant::One(node) => Ok(node),
        Meant::Several(nodes) => {
            let mut message = format!("'{name}' may mean any of these; write the id:");
            for &node in nodes.iter().take(ROWS) {
                let _ = write!(
                    message,
                    "\n  {:<32} {} {}",
                    clean(known(node).id.as_str()),
                    clean(known(node).name),
                    known(node).code
                );
            }
            if nodes.len() > ROWS {
                let _ = write!(message, "\n  and {} more", nodes.len() - ROWS);
            }
            Err(message)
        }
        Meant::StandsFor(who, party) => {
            Err(format!("{who} counts as {} here; ask with --level person, or for {0}", clean(known(party).name)))
        }
        Meant::Silent(who) => Err(format!("nothing is told of {who} here")),
        Meant::Nobody(None) => Err(format!("no actor is called {name}; 'diplograph query top' lists those of the graph")),
        Meant::Nobody(Some(near)) => Err(format!("no actor is called {name}; did you mean {}?", clean(&near))),
    }
}

/// Events without a date are neither since nor until a day: how many are left out for that alone.
fn left_out(graph: &dyn Graph, filter: &Filter) -> Option<String> {
    let always = Filter { since: None, until: None, ..filter.clone() };
    let is_dated = filter.since.is_some() || filter.until.is_some();
    let kept = is_dated.then(|| graph.keep(&always)).flatten()?;
    let mut undated = 0;
    kept.events(Scope::All, &mut |event| undated += usize::from(event.date.is_none()));
    (undated > 0).then(|| format!("{undated} events of all actors have no date: --since and --until leave them out"))
}

/// That an answer is empty, and what would be found otherwise.
fn nothing_found(all: &dyn Graph, directory: &ActorDirectory, args: &QueryArgs, filter: &Filter, answer: &Answer) -> String {
    // Why a timeline is empty: all its events are without a date.
    let is_timeline = matches!(args.question, QuestionArgs::Timeline { .. });
    let notes: String = answer.notes.iter().filter(|_| is_timeline).map(|note| format!("; {note}")).collect();
    format!("{}: nothing found{notes}{}", answer.question, wider(all, directory, args, filter))
}

/// What would be found, and where.
fn wider(all: &dyn Graph, directory: &ActorDirectory, args: &QueryArgs, filter: &Filter) -> String {
    let found =
        |wider: &Filter| answer(all, directory, args, wider).map_or(0, |(_, answer)| answer.edges.len() + answer.solo.len());
    let mut told = hint(&args.filters, filter, found);
    match args.question {
        QuestionArgs::Between { .. } => told += "; 'query path' tells what connects them",
        QuestionArgs::Changes { .. } => {
            let mut days = Vec::new();
            if let Some(kept) = all.keep(&Filter::everything()) {
                kept.events(Scope::All, &mut |event| days.extend(event.date));
            }
            if let Some((first, last)) = days.iter().min().zip(days.iter().max()) {
                let _ = write!(told, "; the events are from {first} to {last}");
            }
        }
        _ => {}
    }
    told
}
