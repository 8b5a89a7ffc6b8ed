//! The graph: events folded into a petgraph multigraph of actors.
