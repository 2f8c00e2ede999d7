//! What fuzzing began with and what it found: each input again, through the same functions.

use std::{fs, panic, path::Path};

use crate::house::size;

/// The kept inputs of a parser, with their names.
fn seeds(name: &str) -> Vec<(String, Vec<u8>)> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../fuzz/seeds").join(name);
    let files = fs::read_dir(&folder).unwrap_or_else(|error| panic!("{}: {error}", folder.display()));
    let mut found: Vec<_> = files
        .map(|file| {
            let path = file.expect("a file").path();
            (path.display().to_string(), fs::read(&path).expect("it can be read"))
        })
        .collect();
    found.sort();
    assert!(!found.is_empty(), "{name} has no seed");
    found
}

#[test]
fn no_parser_breaks_its_promises_on_what_was_kept() {
    for (name, parser) in promises::parsers::ALL {
        for (path, input) in seeds(name) {
            // Names the input when the next line panics.
            println!("{path}");
            parser(&input);
        }
    }
}

/// Numbers that look random and are the same in every run.
struct Dice(u64);

impl Dice {
    fn below(&mut self, end: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        usize::try_from(self.0 >> 16).expect("48 bits") % end.max(1)
    }
}

/// The input with a few bytes changed, cut out, or copied to another place from the same or another input.
fn mutate(dice: &mut Dice, input: &[u8], other: &[u8]) -> Vec<u8> {
    let mut bytes = input.to_vec();
    for _ in 0..=dice.below(4) {
        let (at, length) = (dice.below(bytes.len() + 1), dice.below(12));
        let end = (at + length).min(bytes.len());
        match dice.below(4) {
            0 if at < bytes.len() => bytes[at] = u8::try_from(dice.below(256)).expect("a byte"),
            1 => drop(bytes.drain(at..end)),
            2 => {
                let from = dice.below(other.len());
                let piece = other[from..(from + length).min(other.len())].to_vec();
                drop(bytes.splice(at..end, piece));
            }
            _ => {
                let word =
                    [&b"-1"[..], b"99999999999", b"0", b"\0", b"\xff", b";", b"=", b"\r\n", b"24:00", b"\xc3\xa9"];
                drop(bytes.splice(at..at, word[dice.below(word.len())].iter().copied()));
            }
        }
    }
    bytes
}

#[test]
fn no_parser_breaks_its_promises_on_what_is_nearly_right() {
    for (name, parser) in promises::parsers::ALL {
        let seeds = seeds(name);
        let mut dice = Dice(0x9e37_79b9_7f4a_7c15);
        for round in 0..size(50, 50_000) {
            let (_, input) = &seeds[dice.below(seeds.len())];
            let (_, other) = &seeds[dice.below(seeds.len())];
            let input = mutate(&mut dice, input, other);
            let outcome = panic::catch_unwind(|| parser(&input));
            assert!(outcome.is_ok(), "{name}, round {round}: {:?}", String::from_utf8_lossy(&input));
        }
    }
}

#[test]
fn every_fuzz_target_is_replayed() {
    let targets = Path::new(env!("CARGO_MANIFEST_DIR")).join("../fuzz/targets");
    let files = fs::read_dir(targets).expect("the folder of targets");
    let mut names: Vec<String> = files
        .map(|file| file.expect("a file").path().file_stem().expect("a name").to_string_lossy().into_owned())
        .collect();
    names.sort();
    assert_eq!(names, promises::parsers::ALL.iter().map(|(name, _)| *name).collect::<Vec<_>>());
}
