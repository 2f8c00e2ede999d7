//! Taking over calendars that were kept elsewhere.
//!
//! The file is read by [`crate::ical`]; here its events become bookings, by the same plan and under the same promises as any
//! other booking. Each event is a transaction of its own, so what fits is taken though something else clashes. The key
//! and the fingerprint of an event are kept with its booking: taking the same file twice changes nothing, and a newer version
//! of an event changes the booking it became. An event that is missing from a later file is left alone, since an export
//! may show a part of the calendar only.

mod apply;
mod calendar;
mod report;
mod wanted;

pub use calendar::{Import, Progress, import_calendar};
pub use report::{Clash, DateReport, EventReport, Outcome, Report};

/// What an import reports, in four languages: `import-` and the code of a problem (with `-` for `_` and `$detail`),
/// `import-outcome-` and the word of an outcome.
pub const MESSAGES: &[(kernel::Lang, &str)] = &[
    (kernel::Lang::Nl, include_str!("messages/nl.ftl")),
    (kernel::Lang::Fr, include_str!("messages/fr.ftl")),
    (kernel::Lang::De, include_str!("messages/de.ftl")),
    (kernel::Lang::En, include_str!("messages/en.ftl")),
];

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use fluent_bundle::{FluentBundle, FluentResource};

    use super::{MESSAGES, Outcome};
    use crate::ical::Code;

    #[test]
    fn every_code_and_outcome_has_words_in_every_language_and_no_words_are_left_over() {
        let codes = Code::ALL.iter().map(|code| format!("import-{code}"));
        let outcomes = Outcome::ALL.iter().map(|outcome| format!("import-outcome-{outcome}"));
        let wanted: BTreeSet<String> = codes.chain(outcomes).map(|id| id.replace('_', "-")).collect();
        for (lang, source) in MESSAGES {
            let resource = FluentResource::try_new((*source).to_owned()).expect("the texts can be read");
            let mut bundle = FluentBundle::new(vec![lang.as_str().parse().expect("a language")]);
            bundle.add_resource(resource).expect("no id stands twice");
            let ids = source.lines().filter(|line| !line.starts_with('#')).filter_map(|line| line.split_once(" = "));
            let found: BTreeSet<String> = ids.map(|(id, _)| id.to_owned()).collect();
            assert_eq!(found, wanted, "{lang}");
            assert!(found.iter().all(|id| bundle.has_message(id)), "{lang}");
        }
    }
}
