//! The words of httpkit.

use std::{collections::BTreeSet, fs, path::Path};

use httpkit::{MESSAGES, Texts};
use kernel::Lang;

/// The codes that httpkit's sources make problems of, and those of the database.
fn codes() -> BTreeSet<String> {
    let sources = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut codes: BTreeSet<String> =
        ["not_free", "already_exists", "reference_missing", "constraint", "busy", "database_away", "storage_full"]
            .map(str::to_owned)
            .into();
    for entry in fs::read_dir(sources).unwrap() {
        let text = fs::read_to_string(entry.unwrap().path()).unwrap();
        for rest in text.split("ApiError::new(Class::").skip(1) {
            let call = rest.split(')').next().unwrap();
            if let Some(code) = call.split('"').nth(1) {
                codes.insert(code.to_owned());
            }
        }
    }
    codes
}

#[test]
fn every_code_has_its_words_in_each_language() {
    let texts = Texts::new(MESSAGES);
    let codes = codes();
    assert!(codes.len() > 25 && codes.contains("unknown_field"), "{codes:?}");
    for code in codes {
        for &lang in Lang::ALL {
            assert!(texts.has(lang, &code), "{code} in {lang}");
        }
    }
}

#[test]
fn the_languages_have_the_same_messages_with_the_same_data() {
    let shape = |lang: Lang| -> BTreeSet<(String, Vec<String>)> {
        let (_, source) = MESSAGES.iter().find(|(of, _)| *of == lang).unwrap();
        source
            .lines()
            .filter_map(|line| line.split_once(" = "))
            .map(|(id, text)| {
                let mut data: Vec<_> =
                    text.split("{ $").skip(1).map(|rest| rest.split(' ').next().unwrap().to_owned()).collect();
                data.sort();
                (id.to_owned(), data)
            })
            .collect()
    };
    for &lang in Lang::ALL {
        assert_eq!(shape(lang), shape(Lang::En), "{lang}");
    }
}
