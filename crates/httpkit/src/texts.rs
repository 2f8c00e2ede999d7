//! The words of all areas in the four languages.

use fluent_bundle::{FluentArgs, FluentResource, FluentValue, concurrent::FluentBundle};
use kernel::Lang;
use serde_json::{Map, Value};

/// The merged catalogue. Message ids are problem codes with `-` for `_`: `not-free`.
pub struct Texts {
    bundles: Vec<(Lang, FluentBundle<FluentResource>)>,
}

impl std::fmt::Debug for Texts {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Texts").finish_non_exhaustive()
    }
}

impl Texts {
    /// Merges Fluent sources. Panics on a source that cannot be read or a message that two areas define:
    /// the sources are part of the program, so a test of each area meets it first.
    #[must_use]
    pub fn new(sources: &[(Lang, &str)]) -> Self {
        let bundles = Lang::ALL
            .iter()
            .map(|&lang| {
                let id = lang.as_str().parse().expect("two letters are a language");
                let mut bundle = FluentBundle::new_concurrent(vec![id]);
                bundle.set_use_isolating(false);
                for (_, source) in sources.iter().filter(|(of, _)| *of == lang) {
                    let resource = FluentResource::try_new((*source).to_owned())
                        .unwrap_or_else(|(_, errors)| panic!("texts in {lang}: {errors:?}"));
                    if let Err(errors) = bundle.add_resource(resource) {
                        panic!("texts in {lang}: {errors:?}");
                    }
                }
                (lang, bundle)
            })
            .collect();
        Self { bundles }
    }

    /// The text of a code in a language (else in English), or of one of its attributes; `None` when neither has it.
    #[must_use]
    pub fn text(&self, lang: Lang, code: &str, attribute: Option<&str>, args: &Map<String, Value>) -> Option<String> {
        self.in_language(lang, code, attribute, args).or_else(|| self.in_language(Lang::En, code, attribute, args))
    }

    /// Whether the language itself has the code: for the tests that each area makes of its codes.
    #[must_use]
    pub fn has(&self, lang: Lang, code: &str) -> bool {
        let id = code.replace('_', "-");
        self.bundle(lang).is_some_and(|bundle| bundle.get_message(&id).is_some_and(|message| message.value().is_some()))
    }

    fn bundle(&self, lang: Lang) -> Option<&FluentBundle<FluentResource>> {
        self.bundles.iter().find(|(of, _)| *of == lang).map(|(_, bundle)| bundle)
    }

    fn in_language(
        &self,
        lang: Lang,
        code: &str,
        attribute: Option<&str>,
        args: &Map<String, Value>,
    ) -> Option<String> {
        let bundle = self.bundle(lang)?;
        let message = bundle.get_message(&code.replace('_', "-"))?;
        let pattern = match attribute {
            Some(name) => message.get_attribute(name)?.value(),
            None => message.value()?,
        };
        let mut fluent = FluentArgs::with_capacity(args.len());
        for (key, value) in args {
            fluent.set(key.as_str(), argument(value));
        }
        let mut errors = Vec::new();
        let text = bundle.format_pattern(pattern, Some(&fluent), &mut errors).into_owned();
        if !errors.is_empty() {
            tracing::warn!(code, %lang, ?errors, "a text lacks its data");
        }
        Some(text)
    }
}

/// A JSON value as something a text can show; lists are joined with commas.
fn argument(value: &Value) -> FluentValue<'_> {
    match value {
        Value::String(text) => FluentValue::from(text.as_str()),
        Value::Number(number) => match number.as_i64() {
            Some(whole) => FluentValue::from(whole),
            None => FluentValue::from(number.as_f64().unwrap_or_default()),
        },
        Value::Array(items) => FluentValue::from(
            items
                .iter()
                .map(|item| match item {
                    Value::String(text) => text.clone(),
                    // Of refused fields the name, as in `fields`.
                    Value::Object(map) => map.get("field").and_then(Value::as_str).unwrap_or("…").to_owned(),
                    other => other.to_string(),
                })
                .collect::<Vec<_>>()
                .join(", "),
        ),
        other => FluentValue::from(other.to_string()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    fn args(value: Value) -> Map<String, Value> {
        match value {
            Value::Object(map) => map,
            _ => Map::new(),
        }
    }

    #[test]
    fn texts_fall_back_to_english_and_take_data() {
        let texts = Texts::new(&[
            (Lang::En, "too-small = Only { $seats } seats.\n    .title = Too small\nonly-english = Yes\n"),
            (Lang::Nl, "too-small = Maar { $seats } plaatsen.\n    .title = Te klein\n"),
        ]);
        let data = args(json!({ "seats": 1200 }));
        assert_eq!(texts.text(Lang::Nl, "too_small", None, &data).unwrap(), "Maar 1200 plaatsen.");
        assert_eq!(texts.text(Lang::Nl, "too_small", Some("title"), &data).unwrap(), "Te klein");
        assert_eq!(texts.text(Lang::Fr, "only_english", None, &data).unwrap(), "Yes");
        assert_eq!(texts.text(Lang::Fr, "unheard_of", None, &data), None);
        assert!(texts.has(Lang::Nl, "too_small") && !texts.has(Lang::Fr, "too_small"));
    }

    #[test]
    fn lists_are_joined() {
        let texts = Texts::new(&[(Lang::En, "missing = Without { $features }.")]);
        for features in [json!(["booth", "stage"]), json!([{ "field": "booth" }, { "field": "stage" }])] {
            let data = args(json!({ "features": features }));
            assert_eq!(texts.text(Lang::En, "missing", None, &data).unwrap(), "Without booth, stage.");
        }
    }
}
