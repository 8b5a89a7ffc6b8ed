//! Trial graphs, and what must hold of their pictures.
//!
//! `cargo test --release view::trial::gallery -- --ignored` draws them into `target/gallery/` to be looked at.

use super::diagram::{ActorKind, Diagram, Line, Node, Party, Quad, Tie};
use super::layout::{Layout, layout};
use super::scene::{Scene, scene};
use super::{DrawOptions, Theme, draw};

/// `name / kind / party's id / party's name`, kind by its first letters.
fn node(line: &str) -> Node {
    let mut fields = line.split('/').map(str::trim);
    let name = fields.next().unwrap_or_default();
    let kind = match fields.next().unwrap_or_default() {
        "org" => ActorKind::Organization,
        "person" => ActorKind::Person,
        "group" => ActorKind::Group,
        "inst" => ActorKind::Institution,
        "agent" => ActorKind::Agent,
        _ => ActorKind::State,
    };
    let party = fields.next().map(|name| Party { id: name.to_lowercase(), name: name.to_owned() });
    Node { id: name.to_lowercase(), name: name.to_owned(), kind, party }
}

/// `source > target : quad : label : count`, the quad with `?` where planned or possible.
fn tie(line: &str, nodes: &[Node]) -> Tie {
    let mut fields = line.split(':').map(str::trim);
    let ends: Vec<&str> = fields.next().unwrap_or_default().split('>').map(str::trim).collect();
    let find = |name: &str| nodes.iter().position(|node| node.name == name).unwrap_or_else(|| panic!("no node {name}"));
    let class = fields.next().unwrap_or_default();
    let quad = Quad::numbered(class.trim_end_matches('?').parse().unwrap()).unwrap();
    let label = fields.next().unwrap_or_default().to_owned();
    let count = fields.next().map_or(1, |count| count.parse().unwrap());
    let line = if class.ends_with('?') { Line::Dashed } else { Line::Solid };
    Tie { source: find(ends[0]), target: find(ends[1]), quad, line, label, count, weight: count as f64 }
}

fn diagram(nodes: &str, ties: &str, period: (&str, &str)) -> Diagram {
    let lines = |text: &str| text.lines().map(str::trim).filter(|line| !line.is_empty()).map(str::to_owned).collect::<Vec<_>>();
    let nodes: Vec<Node> = lines(nodes).iter().map(|line| node(line)).collect();
    let ties = lines(ties).iter().map(|line| tie(line, &nodes)).collect();
    Diagram { nodes, ties, period: Some((period.0.to_owned(), period.1.to_owned())) }
}

fn five() -> Diagram {
    diagram(
        "France\nGermany\nEuropean Commission / org\nEmmanuel Macron / person / France\nOlaf Scholz / person / Germany",
        "Emmanuel Macron > Olaf Scholz : 1 : visits
         Olaf Scholz > Emmanuel Macron : 1 : praises : 2
         Olaf Scholz > Emmanuel Macron : 3 : criticizes budget plan
         European Commission > Germany : 3? : threatens with fine
         France > European Commission : 2 : grants funds
         Germany > France : 2? : plans to deliver gas",
        ("2023-01-22", "2023-03-01"),
    )
}

fn fourteen() -> Diagram {
    diagram(
        "NATO / org
         Russia
         Ukraine
         Georgia
         EU / org
         United States
         Poland
         Czech Republic
         Western nations / group
         Kremlin / inst
         Barack Obama / person
         Dmitry Medvedev / person
         Anders Fogh Rasmussen / person
         Andrei Nesterenko / person",
        "Andrei Nesterenko > NATO : 3 : accuses
         NATO > Ukraine : 3 : postpones membership of
         NATO > Georgia : 2 : conducts exercises in
         EU > Ukraine : 2 : pledges aid to
         EU > Georgia : 2 : mediates for
         EU > Russia : 4 : suspends talks with
         Russia > Ukraine : 4 : cuts gas to
         Russia > Georgia : 4 : invades
         Russia > Georgia : 4 : recognizes breakaway regions of
         Russia > NATO : 3 : criticizes : 3
         Russia > NATO : 3 : warns
         Russia > NATO : 4 : expels diplomats of
         Russia > NATO : 4 : cancels meeting with
         NATO > Russia : 1 : resumes talks with
         NATO > Russia : 4 : expels diplomats of
         Anders Fogh Rasmussen > Russia : 1 : calls for partnership with
         Anders Fogh Rasmussen > Dmitry Medvedev : 1? : is to meet
         Dmitry Medvedev > Barack Obama : 2 : signs treaty with
         Barack Obama > Dmitry Medvedev : 1 : meets
         Barack Obama > Russia : 1 : offers reset to
         Kremlin > Barack Obama : 1 : welcomes
         Kremlin > Western nations : 3 : accuses
         Western nations > Russia : 3 : condemns
         Russia > Poland : 3? : threatens
         Russia > United States : 3 : criticizes
         United States > Poland : 2? : deploys missiles in
         United States > Czech Republic : 2 : signs agreement with",
        ("2008-07-08", "2010-04-08"),
    )
}

fn persons() -> Diagram {
    diagram(
        "NATO / org
         Russia
         United States
         Georgia
         Czech Republic
         Barack Obama / person / United States
         Hillary Clinton / person / United States
         Pentagon / inst / United States
         Dmitry Medvedev / person / Russia
         Sergei Lavrov / person / Russia
         Russian Foreign Ministry spokesman Andrei Nesterenko / person / Russia
         Anders Fogh Rasmussen / person / NATO
         Jaap de Hoop Scheffer / person / NATO
         Mikheil Saakashvili / person / Georgia
         Javier Solana / person / European Union
         Catherine Ashton / person / European Union
         Ban Ki-moon / person / United Nations
         police / agent",
        "Anders Fogh Rasmussen > Russia : 1 : calls for ties with : 2
         Anders Fogh Rasmussen > Dmitry Medvedev : 1? : is to meet
         Jaap de Hoop Scheffer > Georgia : 1 : praises
         Russian Foreign Ministry spokesman Andrei Nesterenko > NATO : 3 : accuses
         Barack Obama > Russia : 2 : scraps missile shield
         Barack Obama > Czech Republic : 4? : withdraws radar from
         Dmitry Medvedev > Barack Obama : 1 : praises : 3
         Barack Obama > Dmitry Medvedev : 1 : meets
         Dmitry Medvedev > Barack Obama : 2 : signs treaty with
         Hillary Clinton > Sergei Lavrov : 1 : hands reset button to
         Sergei Lavrov > Hillary Clinton : 3 : criticizes
         Sergei Lavrov > Mikheil Saakashvili : 3 : demands resignation of
         Mikheil Saakashvili > Russia : 3 : accuses : 2
         Russia > Georgia : 4 : keeps troops in
         Pentagon > Georgia : 2 : trains soldiers of
         Javier Solana > Mikheil Saakashvili : 1 : calls
         Catherine Ashton > Sergei Lavrov : 1 : discusses visas with
         Ban Ki-moon > Georgia : 1? : offers mediation to
         police > Mikheil Saakashvili : 4 : turns against",
        ("2009-08-01", "2010-04-08"),
    )
}

/// A number of actors with about `per` ties each, from a fixed sequence.
fn many(count: usize, per: usize) -> Diagram {
    const NAMES: [&str; 40] = [
        "China",
        "India",
        "Japan",
        "South Korea",
        "North Korea",
        "Vietnam",
        "Philippines",
        "ASEAN",
        "Australia",
        "Taiwan",
        "United States",
        "Russia",
        "Iran",
        "Israel",
        "Saudi Arabia",
        "Hezbollah",
        "Hamas",
        "Palestinian Authority",
        "Egypt",
        "Turkey",
        "European Union",
        "International Atomic Energy Agency",
        "United Nations",
        "Red Cross",
        "Pakistan",
        "Afghanistan",
        "Taliban",
        "Syria",
        "Iraq",
        "Jordan",
        "Qatar",
        "United Arab Emirates",
        "Yemen",
        "Houthis",
        "Lebanon",
        "Germany",
        "France",
        "United Kingdom",
        "African Union",
        "Democratic Republic of the Congo",
    ];
    const LABELS: [[&str; 5]; 4] = [
        ["meets", "praises", "calls for talks with", "agrees to mediate for", "apologizes to"],
        ["sends aid to", "signs gas deal with", "lifts sanctions on", "releases prisoners of", "trains soldiers of"],
        ["criticizes", "accuses", "threatens", "rejects proposal of", "demands withdrawal of"],
        ["shells", "imposes sanctions on", "expels diplomats of", "arrests citizens of", "blocks ships of"],
    ];
    let mut state = 42_u64;
    let mut draw = |below: usize| {
        state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        ((state >> 33) as usize) % below
    };
    let name = |at: usize| if at < 40 { NAMES[at].to_owned() } else { format!("{} {}", NAMES[at % 40], at / 40) };
    let nodes: Vec<Node> = (0..count).map(|at| node(&name(at))).collect();
    let mut ties = Vec::new();
    for _ in 0..count * per {
        // Squared, so that a few actors have most of the ties.
        let (source, target) = (draw(count) * draw(count) / count, draw(count));
        let quad = draw(4);
        let line = if draw(5) == 0 { Line::Dashed } else { Line::Solid };
        let times = 1 + draw(6) / 4;
        if source != target {
            let (quad, label) = (Quad::ALL[quad], LABELS[quad][draw(5)].to_owned());
            ties.push(Tie { source, target, quad, line, label, count: times, weight: times as f64 });
        }
    }
    Diagram { nodes, ties, period: Some(("2024-01-01".to_owned(), "2024-12-31".to_owned())) }
}

fn trials() -> Vec<(&'static str, Diagram, usize)> {
    vec![
        ("05", five(), 25),
        ("14", fourteen(), 27),
        ("persons", persons(), 25),
        ("40-top", many(40, 4), 25),
        ("40-all", many(40, 2), usize::MAX),
        ("hostile", hostile(), 25),
    ]
}

fn hostile() -> Diagram {
    let names = [
        "</text><script>alert(1)</script>",
        "\u{202E}gnp.exe\u{0}\u{FFFE}",
        "中华人民共和国外交部发言人办公室的某一位高级官员和他的同事",
        "Министерство иностранных дел Российской Федерации",
        "وزارة الخارجية الأمريكية",
        "",
        "a&b \"c\" 'd'",
    ];
    let kinds = [ActorKind::Person, ActorKind::Group, ActorKind::Institution, ActorKind::State, ActorKind::Agent];
    let node = |(at, name): (usize, &&str)| Node {
        id: format!("id{at}\"><x>"),
        name: (*name).to_owned(),
        kind: kinds[at % kinds.len()],
        party: (at % 2 == 0).then(|| Party { id: "p".to_owned(), name: "<b>Party</b> & co.".to_owned() }),
    };
    let nodes: Vec<Node> = names.iter().enumerate().map(node).collect();
    let tie = |at: usize| Tie {
        source: at % 7,
        target: (at * 3 + 1) % 7,
        quad: Quad::ALL[at % 4],
        line: Line::Solid,
        label: ["<i>strikes</i>", "]]> & \u{8}", "осуждает", ""][at % 4].to_owned(),
        count: at,
        weight: [f64::NAN, 1.0, f64::INFINITY][at % 3],
    };
    Diagram { nodes, ties: (0..9).map(tie).chain([Tie { target: 99, ..tie(1) }]).collect(), period: None }
}

/// Nothing lies on anything.
fn assert_readable(name: &str, scene: &Scene, layout: &Layout) {
    for (at, label) in layout.labels.iter().enumerate() {
        let words = &scene.bundles[label.bundle].words;
        for other in &layout.labels[at + 1..] {
            assert!(!label.rect.overlaps(&other.rect), "{name}: {words:?} on {:?}", scene.bundles[other.bundle].words);
        }
        for (node, rect) in scene.nodes.iter().zip(&layout.nodes) {
            assert!(!label.rect.overlaps(rect), "{name}: {words:?} on {}", node.name);
        }
        assert!(!layout.titles.iter().any(|title| title.overlaps(&label.rect)), "{name}: {words:?} on a title");
    }
    for (at, one) in layout.nodes.iter().enumerate() {
        assert!(!layout.nodes[at + 1..].iter().any(|other| one.overlaps(other)), "{name}: {} on another", scene.nodes[at].name);
    }
    let worded = scene.bundles.iter().filter(|bundle| !bundle.words.is_empty()).count();
    assert_eq!(layout.labels.len(), worded, "{name}: each bundle has its words");
}

/// How many curves run through an actor that they do not end at.
fn through(scene: &Scene, layout: &Layout) -> usize {
    let pairs = scene.bundles.iter().zip(&layout.routes);
    pairs.map(|(bundle, route)| super::route::through(route, bundle, &layout.nodes, 0.0)).sum()
}

#[test]
fn nothing_lies_on_anything() {
    for (name, diagram, top) in trials() {
        let scene = scene(&diagram, top);
        let layout = layout(&scene);
        assert_readable(name, &scene, &layout);
        if scene.bundles.len() <= 30 {
            assert_eq!(through(&scene, &layout), 0, "{name}: a curve runs through an actor");
        }
    }
}

#[test]
fn two_runs_give_the_same_bytes() {
    for (name, diagram, top) in trials() {
        let options = DrawOptions { top, ..DrawOptions::default() };
        assert!(draw(&diagram, &options) == draw(&diagram, &options), "{name}");
    }
}

#[test]
fn hostile_names_stay_text() {
    let svg = draw(&hostile(), &DrawOptions::default());
    for markup in ["<script", "<b>", "<i>", "<x>", "\u{0}", "\u{8}", "\u{202E}", "\u{FFFE}"] {
        assert!(!svg.contains(markup), "{markup:?}");
    }
    assert!(svg.contains("&lt;/text&gt;&lt;script&gt;") && svg.contains("a&amp;b &quot;c&quot;"));
}

#[test]
fn little_is_drawn_too() {
    let empty = draw(&Diagram::default(), &DrawOptions::default());
    assert!(empty.contains("0 actors, 0 events") && empty.ends_with("</svg>\n"));
    let one = Diagram { nodes: vec![node("Iceland")], ..Diagram::default() };
    assert!(draw(&one, &DrawOptions::default()).contains(">Iceland</text>"));
    let own = diagram("Iceland", "Iceland > Iceland : 3 : argues with itself", ("2020", "2020"));
    let svg = draw(&own, &DrawOptions::default());
    assert!(svg.contains(">argues with itself</text>") && svg.contains("1 actor, 1 event, 2020<"));
}

#[test]
fn the_strongest_are_drawn_and_the_rest_counted() {
    let diagram = fourteen();
    let svg = draw(&diagram, &DrawOptions { top: 5, title: Some("Ties of NATO".to_owned()), ..DrawOptions::default() });
    assert!(svg.contains("criticizes ×3") && svg.contains("Ties of NATO"));
    assert!(svg.contains("19 other events and 11 actors left out."), "{svg}");
    // What is of one class between the same actors is one line, whatever the words.
    assert_eq!(scene(&diagram, 5).bundles.iter().map(|bundle| bundle.stripes.len()).sum::<usize>(), 5);
}

#[test]
fn ties_of_busy_actors_are_drawn_before_pairs_of_strangers() {
    let hub: String = (0..6).map(|at| format!("Hub > Spoke{at} : 1 : praises\n")).collect();
    let pairs: String = (0..6).map(|at| format!("Left{at} > Right{at} : 4 : bombs\n")).collect();
    let nodes: String = (0..6).map(|at| format!("Spoke{at}\nLeft{at}\nRight{at}\n")).collect();
    let mut diagram = diagram(&format!("Hub\n{nodes}"), &(hub + &pairs), ("2020", "2020"));
    diagram.ties.iter_mut().for_each(|tie| tie.weight = if tie.label == "bombs" { 1.2 } else { 1.0 });
    let drawn = |diagram: &Diagram| scene(diagram, 6).nodes.iter().filter(|node| node.name.starts_with("Spoke")).count();
    assert_eq!(drawn(&diagram), 6);
    // What is much stronger is drawn all the same.
    diagram.ties.iter_mut().for_each(|tie| tie.weight = if tie.label == "bombs" { 2.0 } else { 1.0 });
    assert_eq!(drawn(&diagram), 0);
}

#[test]
fn dark_is_the_same_picture_in_other_colours() {
    let diagram = hostile();
    let dark = draw(&diagram, &DrawOptions { theme: Theme::Dark, ..DrawOptions::default() });
    let light = draw(&diagram, &DrawOptions::default());
    assert_eq!(dark.len(), light.len());
    assert!(!dark.contains("\"#fdfdfb\"") && dark.contains("\"#14171c\"") && !dark.contains('\u{1}'));
}

#[test]
fn actors_and_ties_lead_to_the_page() {
    let page = Some("index.html".to_owned());
    let svg = draw(&fourteen(), &DrawOptions { page: page.clone(), ..DrawOptions::default() });
    assert!(svg.contains("<a href=\"index.html#actor=barack%20obama\">"));
    assert!(svg.contains("<a href=\"index.html#actor=eu&amp;other=georgia\">"));
    let svg = draw(&hostile(), &DrawOptions { page, ..DrawOptions::default() });
    assert!(svg.contains("#actor=id0%22%3E%3Cx%3E\"") && svg.matches("<a ").count() == svg.matches("</a>").count());
}

#[test]
fn a_large_graph_is_quick() {
    let diagram = many(200, 3);
    let start = std::time::Instant::now();
    let svg = draw(&diagram, &DrawOptions { top: 200, ..DrawOptions::default() });
    assert!(svg.contains("200 actors"));
    assert!(start.elapsed().as_secs() < 60, "{:?}", start.elapsed());
}

#[test]
#[ignore = "draws pictures to be looked at"]
fn gallery() {
    let folder = std::path::Path::new("target/gallery");
    std::fs::create_dir_all(folder).unwrap();
    for (name, diagram, top) in
        trials().into_iter().chain([("200-all", many(200, 3), usize::MAX), ("40-dense", many(40, 4), usize::MAX)])
    {
        let start = std::time::Instant::now();
        let svg = draw(&diagram, &DrawOptions { top, ..DrawOptions::default() });
        eprintln!("{name}: {:?}", start.elapsed());
        std::fs::write(folder.join(format!("{name}.svg")), &svg).unwrap();
        #[cfg(feature = "png")]
        std::fs::write(folder.join(format!("{name}.png")), super::png::png(&svg, 1.25).unwrap()).unwrap();
    }
}
