//! View: the graph as a picture.
