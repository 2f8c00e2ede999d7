//! httpkit around handlers that misbehave, and its words.

mod misbehaviour;
mod words;
