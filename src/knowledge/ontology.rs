//! temporary
use crate::error::Result;
use crate::events::EventType;
use crate::knowledge::DataFiles;
#[derive(Debug, Clone)]
pub struct Ontology;
impl Ontology {
    pub fn load(_: &DataFiles) -> Result<Ontology> {
        Ok(Ontology)
    }
    pub fn get(&self, code: &str) -> Option<&str> {
        (code.len() >= 2).then_some("")
    }
    pub fn event_type(&self, code: &str) -> Option<EventType> {
        Some(EventType {
            cameo: code.into(),
            name: String::new(),
            root: code[..2].into(),
            plover: None,
            mode: None,
            quad: 1,
            goldstein: 0.,
        })
    }
}
