//! From a diagram to what goes into the picture: the strongest ties, their actors, the words for both and how much room they
//! need.

use std::collections::{BTreeMap, BTreeSet};

use super::diagram::{ActorKind, Diagram, Line, Quad, Tie};
use super::measure::{clean, cut, width, wrap};

/// Size of the words on ties.
pub const LABEL_SIZE: f64 = 11.5;
/// From one line of words on a tie to the next.
pub const LABEL_LEADING: f64 = 15.0;
/// Size of the line that names an actor's party.
pub const TAG_SIZE: f64 = 10.5;
/// From one stripe of a bundle to the next.
pub const STRIPE_GAP: f64 = 7.0;

const NAME_ROOM: f64 = 165.0;
const NAME_LINES: usize = 4;
const LABEL_ROOM: f64 = 215.0;
const LABELS_A_STRIPE: usize = 2;

/// What goes into the picture.
#[derive(Debug, Clone, PartialEq)]
pub struct Scene {
    /// The actors drawn.
    pub nodes: Vec<SceneNode>,
    /// Their ties, one bundle for each ordered pair.
    pub bundles: Vec<Bundle>,
    /// Actors of one party, where there are several: index of each and the party's name.
    pub groups: Vec<Group>,
    /// How many ties were left out as the weaker ones.
    pub ties_left_out: usize,
    /// How many actors were left out with them.
    pub nodes_left_out: usize,
}

/// An actor with its room.
#[derive(Debug, Clone, PartialEq)]
pub struct SceneNode {
    /// Its id.
    pub id: String,
    /// Its full name.
    pub name: String,
    /// What sort of actor it is.
    pub kind: ActorKind,
    /// The name on the lines that it is drawn on.
    pub lines: Vec<String>,
    /// The party's name, below the name, where the actor is not drawn in its party's box.
    pub tag: Option<String>,
    /// Size of the name: the more ties the larger.
    pub size: f64,
    /// Width of the node.
    pub width: f64,
    /// Height of the node.
    pub height: f64,
    /// How far its corners are rounded off.
    pub radius: f64,
}

/// The ties from one actor to another.
#[derive(Debug, Clone, PartialEq)]
pub struct Bundle {
    /// Index of the actor that acts.
    pub source: usize,
    /// Index of the actor that is acted on.
    pub target: usize,
    /// One line for each class and status, side by side.
    pub stripes: Vec<Stripe>,
    /// The words, a line each.
    pub words: Vec<Words>,
    /// All labels, for readers and for who points at it.
    pub title: String,
    /// Width of the words.
    pub width: f64,
    /// Height of the words.
    pub height: f64,
}

/// One line of a bundle.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Stripe {
    /// The class of its ties.
    pub quad: Quad,
    /// Whether they happened.
    pub line: Line,
    /// How many times they are told of.
    pub count: usize,
}

/// One line of words on a bundle.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Words {
    /// The class that they tell of.
    pub quad: Quad,
    /// What happened.
    pub text: String,
}

/// Actors of one party.
#[derive(Debug, Clone, PartialEq)]
pub struct Group {
    /// The party's name; none where the party is itself one of the actors in the box.
    pub name: Option<String>,
    /// Indices of the actors.
    pub members: Vec<usize>,
}

/// The ties of one bundle, by stripe.
type Stripes<'a> = BTreeMap<(Quad, Line), Vec<&'a Tie>>;

/// Chooses the `top` strongest ties and prepares them and their actors. Actors without a tie are drawn only where there are
/// no ties at all.
pub fn scene(diagram: &Diagram, top: usize) -> Scene {
    let count = diagram.nodes.len();
    let ties: Vec<&Tie> = diagram.ties.iter().filter(|tie| tie.source < count && tie.target < count).collect();
    let strongest = strongest(diagram, &ties, top);
    let drawn: BTreeSet<usize> = strongest.iter().flat_map(|tie| [tie.source, tie.target]).collect();
    let kept: Vec<usize> = (0..count).filter(|node| drawn.is_empty() || drawn.contains(node)).collect();
    let place: BTreeMap<usize, usize> = kept.iter().enumerate().map(|(place, &node)| (node, place)).collect();
    let bundles = bundles(&strongest, &place, diagram);
    let groups = groups(diagram, &kept);
    Scene {
        nodes: kept.iter().map(|&node| scene_node(diagram, node, &place, &groups, &bundles)).collect(),
        ties_left_out: total(ties) - total(strongest),
        nodes_left_out: count - kept.len(),
        bundles,
        groups,
    }
}

/// The ties of the strongest lines: of all that one actor does to another in one quad class, whatever the words for it. Lines
/// between busy actors count for more, by the eighth root of what both have: else the picture falls apart into pairs that have
/// nothing to do with one another.
fn strongest<'a>(diagram: &Diagram, ties: &[&'a Tie], top: usize) -> Vec<&'a Tie> {
    let ends = |tie: &Tie| (&diagram.nodes[tie.source].id, &diagram.nodes[tie.target].id);
    let mut busy = vec![0; diagram.nodes.len()];
    for tie in ties {
        busy[tie.source] += tie.count.max(1);
        busy[tie.target] += tie.count.max(1);
    }
    // Square roots are the same on every machine; other powers are not.
    let company = |tie: &Tie| (busy[tie.source] as f64 * busy[tie.target] as f64).sqrt().sqrt().sqrt();
    let mut lines = BTreeMap::<_, Vec<&Tie>>::new();
    for &tie in ties {
        lines.entry((ends(tie), tie.quad, tie.line)).or_default().push(tie);
    }
    let strength =
        |line: &Vec<&Tie>| line.iter().map(|tie| tie.weight).sum::<f64>() * line.first().map_or(0.0, |tie| company(tie));
    let mut ranked: Vec<(f64, Vec<&Tie>)> = lines.into_values().map(|line| (strength(&line), line)).collect();
    // The sort is stable: of equals the first by their ends.
    ranked.sort_by(|(strength, one), (rival, other)| {
        let count = |line: &[&'a Tie]| total(line.iter().copied());
        rival.total_cmp(strength).then_with(|| count(other).cmp(&count(one)))
    });
    ranked.into_iter().take(top).flat_map(|(_, line)| line).collect()
}

fn bundles(ties: &[&Tie], place: &BTreeMap<usize, usize>, diagram: &Diagram) -> Vec<Bundle> {
    let mut pairs = BTreeMap::<(usize, usize), Stripes>::new();
    for tie in ties {
        let (Some(&source), Some(&target)) = (place.get(&tie.source), place.get(&tie.target)) else { continue };
        pairs.entry((source, target)).or_default().entry((tie.quad, tie.line)).or_default().push(tie);
    }
    let bundle = |((source, target), stripes): ((usize, usize), Stripes)| {
        let words: Vec<Words> = stripes.iter().flat_map(|(&(quad, _), ties)| words(quad, ties)).collect();
        let any = stripes.values().flatten().next();
        let ends = any.map(|tie| format!("{} → {}: ", name(diagram, tie.source), name(diagram, tie.target)));
        let all: Vec<String> = stripes.values().flatten().map(|tie| counted(&clean(&tie.label), tie.count)).collect();
        let stripe =
            |(&(quad, line), ties): (&(Quad, Line), &Vec<&Tie>)| Stripe { quad, line, count: total(ties.iter().copied()) };
        Bundle {
            source,
            target,
            stripes: stripes.iter().map(stripe).collect(),
            title: ends.unwrap_or_default() + &all.join("; "),
            width: words.iter().map(|line| width(&line.text, LABEL_SIZE)).fold(0.0, f64::max) + 6.0,
            height: words.len() as f64 * LABEL_LEADING + 2.0,
            words,
        }
    };
    pairs.into_iter().map(bundle).collect()
}

/// How many events ties stand for.
pub fn total<'a>(ties: impl IntoIterator<Item = &'a Tie>) -> usize {
    ties.into_iter().map(|tie| tie.count.max(1)).sum()
}

fn counted(label: &str, count: usize) -> String {
    if count > 1 { format!("{label} ×{count}") } else { label.to_owned() }
}

/// The words on one stripe: the strongest labels, together on one line where they are short, and how many more there are.
fn words(quad: Quad, ties: &[&Tie]) -> Vec<Words> {
    let mut counts = Vec::<(String, usize)>::new();
    for tie in ties {
        let label = clean(&tie.label);
        match counts.iter_mut().find(|(known, _)| *known == label) {
            Some((_, count)) => *count += tie.count.max(1),
            None => counts.push((label, tie.count.max(1))),
        }
    }
    let first = counts.iter().filter(|(label, _)| !label.is_empty()).take(LABELS_A_STRIPE);
    let mut lines: Vec<String> = first.map(|(label, count)| fit(label, *count)).collect();
    let more = counts.iter().skip(LABELS_A_STRIPE).map(|(_, count)| count).sum::<usize>();
    if more > 0 {
        lines.push(format!("and {more} more"));
    }
    let joined = lines.join(" · ");
    if width(&joined, LABEL_SIZE) <= LABEL_ROOM * 0.7 {
        lines = vec![joined];
    }
    lines.into_iter().filter(|text| !text.is_empty()).map(|text| Words { quad, text }).collect()
}

fn fit(label: &str, count: usize) -> String {
    let times = counted("", count);
    cut(label, LABEL_SIZE, LABEL_ROOM - width(&times, LABEL_SIZE)) + &times
}

fn name(diagram: &Diagram, node: usize) -> String {
    let node = &diagram.nodes[node];
    let name = clean(&node.name);
    if name.is_empty() { clean(&node.id) } else { name }
}

/// The party that an actor is drawn with: the one that it stands for, or itself where others stand for it.
fn groups(diagram: &Diagram, kept: &[usize]) -> Vec<Group> {
    let mut parties = BTreeMap::<&str, Vec<usize>>::new();
    for (place, &node) in kept.iter().enumerate() {
        let node = &diagram.nodes[node];
        let party = node.party.as_ref().map_or(&node.id, |party| &party.id);
        parties.entry(party).or_default().push(place);
    }
    let group = |(party, members): (&str, Vec<usize>)| {
        let present = members.iter().any(|&member| diagram.nodes[kept[member]].id == party);
        let name = members.iter().find_map(|&member| diagram.nodes[kept[member]].party.as_ref());
        let name = name.filter(|_| !present).map(|party| cut(&clean(&party.name), TAG_SIZE, NAME_ROOM));
        Group { name: name.filter(|name| !name.is_empty()), members }
    };
    parties.into_iter().filter(|(_, members)| members.len() > 1).map(group).collect()
}

fn scene_node(diagram: &Diagram, node: usize, place: &BTreeMap<usize, usize>, groups: &[Group], bundles: &[Bundle]) -> SceneNode {
    let index = place[&node];
    let alone = !groups.iter().any(|group| group.members.contains(&index));
    let ends = bundles.iter().filter(|bundle| bundle.source == index || bundle.target == index);
    let stripes: usize = ends.map(|bundle| bundle.stripes.len()).sum();
    let size = 12.5 + (stripes as f64).sqrt().min(5.0) * 0.7;
    let full = name(diagram, node);
    let lines = wrap(&full, size, NAME_ROOM, NAME_LINES);
    let node = &diagram.nodes[node];
    let party = node.party.as_ref().filter(|party| alone && party.id != node.id).map(|party| clean(&party.name));
    let tag = party.filter(|party| !party.is_empty()).map(|party| cut(&party, TAG_SIZE, NAME_ROOM));
    let text = lines.iter().map(|line| width(line, size)).fold(0.0, f64::max);
    let tag_width = tag.as_ref().map_or(0.0, |tag| width(tag, TAG_SIZE));
    let tag_height = if tag.is_some() { TAG_SIZE + 3.0 } else { 0.0 };
    let height = lines.len() as f64 * size * 1.2 + tag_height + 14.0;
    let round = matches!(node.kind, ActorKind::Person | ActorKind::Agent);
    SceneNode {
        id: clean(&node.id),
        kind: node.kind,
        width: (text.max(tag_width) + 24.0).max(40.0),
        height,
        radius: if round { (height / 2.0).min(20.0) } else { 5.0 },
        name: full,
        lines,
        tag,
        size,
    }
}
