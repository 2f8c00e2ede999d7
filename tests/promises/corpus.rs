//! What fuzzing began with and what it found: each input again, through the same functions.

use std::{fs, path::Path};

#[test]
fn no_parser_breaks_its_promises_on_what_was_kept() {
    let seeds = Path::new(env!("CARGO_MANIFEST_DIR")).join("../fuzz/seeds");
    for (name, parser) in promises::parsers::ALL {
        let folder = seeds.join(name);
        let files = fs::read_dir(&folder).unwrap_or_else(|error| panic!("{}: {error}", folder.display()));
        let mut count = 0;
        for file in files {
            let path = file.expect("a file").path();
            // Names the input when the next line panics.
            println!("{}", path.display());
            parser(&fs::read(&path).expect("it can be read"));
            count += 1;
        }
        assert!(count > 0, "{name} has no seed");
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
