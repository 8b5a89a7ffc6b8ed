//! A column of values: in memory of its own, or in bytes that somebody else holds, such as a file that is mapped to memory.

use std::fmt;
use std::marker::PhantomData;
use std::ops::Deref;

use bytemuck::Pod;
use bytes::Bytes;

/// Values in a row.
#[derive(Clone)]
pub enum Array<T> {
    /// Of its own.
    Owned(Vec<T>),
    /// Somebody else's; they begin where such a value may and are a whole number of values.
    Lent(Bytes, PhantomData<T>),
}

impl<T: Pod> Array<T> {
    /// Values that stand in bytes; `None` where these are no whole number of values.
    pub fn lent(bytes: Bytes) -> Option<Array<T>> {
        let fits = bytemuck::try_cast_slice::<u8, T>(&bytes).is_ok();
        fits.then_some(Array::Lent(bytes, PhantomData))
    }
}

impl<T: Pod> Deref for Array<T> {
    type Target = [T];

    fn deref(&self) -> &[T] {
        match self {
            Array::Owned(values) => values,
            // Checked when it was made.
            Array::Lent(bytes, _) => bytemuck::cast_slice(bytes),
        }
    }
}

impl<T> Default for Array<T> {
    fn default() -> Self {
        Array::Owned(Vec::new())
    }
}

impl<T> From<Vec<T>> for Array<T> {
    fn from(values: Vec<T>) -> Self {
        Array::Owned(values)
    }
}

impl<T: Pod> fmt::Debug for Array<T> {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "{} values", self.len())
    }
}
