//! A map from text to values for tens of thousands of short keys: they lie in one text, and the table holds only numbers.

use std::hash::BuildHasher;
use std::ops::Range;

use hashbrown::HashTable;
use rustc_hash::FxBuildHasher;

/// Values by text. Nothing is ever taken out.
#[derive(Debug, Clone)]
pub(super) struct TextMap<T> {
    /// All keys, one after the other.
    text: String,
    /// The values in the order of their entry, each with the place of its key.
    values: Vec<(Range<u32>, T)>,
    table: HashTable<u32>,
}

impl<T> Default for TextMap<T> {
    fn default() -> Self {
        TextMap { text: String::new(), values: Vec::new(), table: HashTable::new() }
    }
}

impl<T> TextMap<T> {
    /// The value of a key.
    pub fn get(&self, key: &str) -> Option<&T> {
        let found = self.table.find(hash(key), |&at| key_at(&self.text, &self.values, at) == key);
        found.map(|&at| &self.values[at as usize].1)
    }

    /// The value of a key, entered where there is none.
    pub fn entry(&mut self, key: &str) -> &mut T
    where
        T: Default,
    {
        let TextMap { text, values, table } = self;
        let number = values.len() as u32;
        let same = |&at: &u32| key_at(text, values, at) == key;
        let at = *table.entry(hash(key), same, |&at| hash(key_at(text, values, at))).or_insert(number).get();
        if at == number {
            let start = text.len() as u32;
            text.push_str(key);
            values.push((start..text.len() as u32, T::default()));
        }
        &mut values[at as usize].1
    }

    /// Every key, in the order of entry.
    pub fn keys(&self) -> impl Iterator<Item = &str> {
        (0..self.values.len()).map(|at| key_at(&self.text, &self.values, at as u32))
    }
}

fn key_at<'a, T>(text: &'a str, values: &[(Range<u32>, T)], at: u32) -> &'a str {
    let place = &values[at as usize].0;
    &text[place.start as usize..place.end as usize]
}

fn hash(key: &str) -> u64 {
    FxBuildHasher.hash_one(key)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keys_keep_their_values() {
        let mut map = TextMap::<usize>::default();
        let keys: Vec<String> = (0..1000).map(|number| format!("key {}", number % 700)).collect();
        keys.iter().for_each(|key| *map.entry(key) += 1);
        *map.entry("") += 5;
        assert_eq!((map.get("key 0"), map.get("key 699"), map.get(""), map.get("key")), (Some(&2), Some(&1), Some(&5), None));
        assert_eq!(map.keys().count(), 701);
        assert_eq!(map.keys().next(), Some("key 0"));
    }
}
