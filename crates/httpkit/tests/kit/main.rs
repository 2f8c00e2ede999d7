//! httpkit around handlers that misbehave, and its words.

mod log;
mod misbehaviour;
mod words;
