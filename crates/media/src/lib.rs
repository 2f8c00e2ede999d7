#![doc = include_str!("../README.md")]

pub mod document;
pub mod labels;
pub mod paper;
pub mod photo;
pub mod plan;
mod svg;
pub mod workbook;

pub use document::{DocumentError, PreparedDocument};
pub use labels::{Label, LabelError};
pub use paper::{Block, Paper, PaperError};
pub use photo::{PhotoError, Prepared};
pub use plan::{PlanError, PreparedPlan};

/// The texts of the codes of refused files.
pub const MESSAGES: &[(kernel::Lang, &str)] = &[
    (kernel::Lang::Nl, include_str!("../messages/nl.ftl")),
    (kernel::Lang::Fr, include_str!("../messages/fr.ftl")),
    (kernel::Lang::De, include_str!("../messages/de.ftl")),
    (kernel::Lang::En, include_str!("../messages/en.ftl")),
];

#[cfg(test)]
mod tests {
    use kernel::Problem;

    use super::*;

    #[test]
    fn every_refusal_has_a_text_in_each_language() {
        let documents =
            [DocumentError::Format, DocumentError::TooManyBytes, DocumentError::TooManyPixels, DocumentError::Damaged];
        let plans = [
            PlanError::Format,
            PlanError::TooManyBytes,
            PlanError::TooManyPixels,
            PlanError::Damaged,
            PlanError::TooComplex,
            PlanError::Size,
        ];
        let codes = documents.iter().map(Problem::code).chain(plans.iter().map(Problem::code));
        for code in codes.collect::<Vec<_>>() {
            for (lang, text) in MESSAGES {
                let key = format!("{} = ", code.replace('_', "-"));
                assert!(text.lines().any(|line| line.starts_with(&key)), "{code} in {lang}");
            }
        }
    }
}
