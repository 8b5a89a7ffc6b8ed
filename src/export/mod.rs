//! Export: the graph and its events as bytes; one file per format.
