//! What `build` and `render` draw of a graph: its strongest ties, or those of one actor, or of a time.

use crate::cli::args::{PictureArgs, ThemeArg};
use crate::cli::query::actor;
use crate::date::Date;
use crate::error::{Error, Result};
use crate::graph::{Edge, Node, RelationGraph};
use crate::knowledge::{ActorDirectory, DataFiles};
use crate::view::diagram::from_graph;
use crate::view::{DrawOptions, Theme, draw};

/// The picture as SVG, of what happened on the day `since` or later. `page` is what its actors link to.
///
/// # Errors
/// Where the actor in focus is not in the graph, or its name means several; where the data folder has a mistake.
pub fn svg(
    graph: &RelationGraph,
    args: &PictureArgs,
    since: Option<Date>,
    page: Option<&str>,
    files: &DataFiles,
) -> Result<String> {
    let theme = match args.theme {
        ThemeArg::Light => Theme::Light,
        ThemeArg::Dark => Theme::Dark,
    };
    let mut options = DrawOptions { top: args.top, title: None, page: page.map(str::to_owned), theme };
    if args.focus.is_none() && since.is_none() {
        return Ok(draw(&from_graph(graph), &options));
    }
    let focus = args.focus.as_deref().map(|name| focus(graph, name, files)).transpose()?;
    let ends_at = |edge: &Edge, node: &Node| {
        edge.source.actor == node.id || edge.target.as_ref().is_some_and(|target| target.actor == node.id)
    };
    let shown = |edge: &&Edge| {
        focus.is_none_or(|node| ends_at(edge, node)) && since.is_none_or(|since| edge.date.is_some_and(|date| date >= since))
    };
    options.title = focus.map(|node| match since {
        Some(since) => format!("{} since {since}", node.name),
        None => node.name.clone(),
    });
    let edges = graph.edges().filter(shown).cloned().collect();
    Ok(draw(&from_graph(&graph.rebuild(edges, Vec::new())), &options))
}

fn focus<'a>(graph: &'a RelationGraph, name: &str, files: &DataFiles) -> Result<&'a Node> {
    let node = actor(graph, &ActorDirectory::load(files)?, name).map_err(Error::Input)?;
    Ok(&graph.graph[node])
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::graph::fold;
    use crate::graph::tests::{actors, event};

    fn draw_with(focus: Option<&str>, since: Option<&str>) -> Result<String> {
        let events = vec![
            event("a", 0, "putin", Some("obama"), "051", Some("2009-09-20")),
            event("a", 1, "clinton", Some("obama"), "111", Some("2010-09-18")),
        ];
        let since = since.map(|day| day.parse().expect("a date"));
        let args = PictureArgs { top: 25, focus: focus.map(str::to_owned), theme: ThemeArg::Light };
        svg(&fold(events, actors()), &args, since, None, &DataFiles::default())
    }

    #[test]
    fn the_ties_of_one_actor_are_drawn_alone() {
        let drawn = draw_with(Some("Putin"), None).expect("known");
        assert!(drawn.contains("data-id=\"obama\"") && !drawn.contains("data-id=\"clinton\""));
        let drawn = draw_with(None, Some("2010-01-01")).expect("known");
        assert!(drawn.contains("data-id=\"clinton\"") && !drawn.contains("data-id=\"putin\""));
    }

    #[test]
    fn an_actor_that_is_not_there_is_told_with_those_that_are_near() {
        let told = draw_with(Some("Clintom"), None).expect_err("refused").to_string();
        assert!(told.contains("no actor is called Clintom; did you mean"), "{told}");
    }
}
