//! Scoring: what was coded against what careful readers marked. Pure: gold and events in, figures out.
//!
//! Each shape of gold has a file of its own with the figures that are usual for it; from all of them come the same tables
//! of classes, the confusions and the reliability of the confidence.

pub mod classes;
pub mod coded;
mod codes;
pub mod gold;
mod measures;
mod quads;
mod records;
mod relations;
mod running;
pub mod tables;
mod votes;
mod words;

use std::collections::BTreeMap;

use serde::Serialize;

use crate::score::classes::Class;
use crate::score::coded::Coded;
use crate::score::gold::{Gold, Marks, Shape};

/// All that was coded and is to be scored.
#[derive(Debug, Default)]
pub struct Answers {
    /// The events of each text, the most confident first.
    pub events: BTreeMap<String, Vec<Coded>>,
    /// The class of the relation between the two marked spans of a text, where that was asked for.
    pub relations: BTreeMap<String, Option<Class>>,
    /// The code of each phrase that names an actor.
    pub actors: BTreeMap<String, String>,
}

/// How well one shape of gold was met.
#[derive(Debug)]
pub struct Score {
    /// The shape.
    pub shape: Shape,
    /// How many texts there are.
    pub texts: usize,
    /// The figures that are usual for the shape, in percent.
    pub figures: Vec<Figure>,
    /// What was marked and what was coded, one by one.
    pub outcomes: Vec<Outcome>,
}

/// A figure with its name, in percent.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Figure {
    /// What is measured.
    pub name: String,
    /// In percent.
    pub value: f64,
}

/// One thing that was marked, coded, or both.
#[derive(Debug, Clone, PartialEq)]
pub struct Outcome {
    /// Index of the gold record.
    pub record: usize,
    /// Where in its text the sentence stands; none where the text is one sentence.
    pub unit: Option<(usize, usize)>,
    /// The class that was marked.
    pub marked: Option<Class>,
    /// The class that was coded.
    pub coded: Option<Class>,
    /// How sure the coder was.
    pub confidence: Option<f64>,
    /// Whether the actors are right too, where the gold names them and the class is right.
    pub actors: Option<bool>,
}

impl Outcome {
    /// Whether the class is right.
    pub fn is_right(&self) -> bool {
        self.marked == self.coded
    }
}

/// Scores each shape of gold by itself. `is_state` tells whether three letters are a country's code.
pub fn score(gold: &[Gold], answers: &Answers, is_state: &dyn Fn(&str) -> bool) -> Vec<Score> {
    let mut shapes: BTreeMap<Shape, Vec<(usize, &Gold)>> = BTreeMap::new();
    for (at, record) in gold.iter().enumerate() {
        shapes.entry(record.marks.shape()).or_default().push((at, record));
    }
    shapes.into_iter().map(|(shape, records)| one(shape, &records, answers, is_state)).collect()
}

fn one(shape: Shape, records: &[(usize, &Gold)], answers: &Answers, is_state: &dyn Fn(&str) -> bool) -> Score {
    let mut tally = Tally { answers, is_state, figures: Vec::new(), outcomes: Vec::new() };
    match shape {
        Shape::Relations => relations::score(records, &mut tally),
        Shape::Records => records::score(records, &mut tally),
        Shape::Quads => quads::score(records, &mut tally),
        Shape::Votes => votes::score(records, &mut tally),
        Shape::Running => running::score(records, &mut tally),
        Shape::Codes => codes::score(records, &mut tally),
        Shape::Phrases => codes::score_phrases(records, &mut tally),
    }
    Score { shape, texts: records.len(), figures: tally.figures, outcomes: tally.outcomes }
}

/// What a shape's scorer reads and writes.
struct Tally<'a> {
    answers: &'a Answers,
    is_state: &'a dyn Fn(&str) -> bool,
    figures: Vec<Figure>,
    outcomes: Vec<Outcome>,
}

impl<'a> Tally<'a> {
    fn events(&self, gold: &Gold) -> &'a [Coded] {
        self.answers.events.get(&gold.id).map_or(&[], Vec::as_slice)
    }

    fn figure(&mut self, name: impl Into<String>, value: f64) {
        self.figures.push(Figure { name: name.into(), value });
    }

    fn prf(&mut self, name: &str, (right, wrong, missed): (usize, usize, usize)) {
        let (precision, recall, f1) = measures::prf(right, wrong, missed);
        self.figure(format!("{name}: precision"), precision);
        self.figure(format!("{name}: recall"), recall);
        self.figure(format!("{name}: F1"), f1);
    }

    fn outcome(&mut self, record: usize, marked: Option<Class>, coded: Option<Class>, confidence: Option<f64>) {
        self.outcomes.push(Outcome { record, unit: None, marked, coded, confidence, actors: None });
    }

    /// Sets classes against classes: each at most once; a class that was missed is set beside one that is wrong.
    fn settle(&mut self, record: usize, marked: &[Class], coded: &[&Coded], actors: impl Fn(Class) -> Option<bool>) {
        let mut wrong: Vec<&&Coded> = Vec::new();
        for one in coded {
            let known = one.class.is_some_and(|class| marked.contains(&class));
            if !known && wrong.iter().all(|other| other.class != one.class) {
                wrong.push(one);
            }
        }
        let mut wrong = wrong.into_iter();
        for &class in marked {
            let right = coded.iter().find(|one| one.class == Some(class));
            let answer = right.or_else(|| wrong.next());
            let actors = right.and_then(|_| actors(class));
            let (coded, confidence) = (answer.and_then(|one| one.class), answer.map(|one| one.confidence));
            self.outcomes.push(Outcome { record, unit: None, marked: Some(class), coded, confidence, actors });
        }
        for one in wrong {
            self.outcome(record, None, one.class, Some(one.confidence));
        }
    }
}

/// The classes of a gold record that is coded by its PLOVER event or its CAMEO code; for the shapes that name no actors.
fn whole(marks: &Marks) -> Vec<Class> {
    match marks {
        Marks::Votes { classes } => classes.iter().copied().collect(),
        Marks::Code { class, .. } => class.iter().copied().collect(),
        _ => Vec::new(),
    }
}
