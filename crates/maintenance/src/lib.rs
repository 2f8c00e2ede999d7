#![doc = include_str!("../README.md")]
#![expect(clippy::option_option, reason = "in a PATCH, absent is not the same as empty")]

pub mod commands;
mod desk;
mod entity;
mod error;
mod http;
mod inspecting;
pub mod model;
mod planning;
pub mod policy;
mod queries;
mod secret;
mod sweeps;

use std::time::Duration;

use httpkit::{Module, Sweep};
use kernel::Lang;

pub use error::TicketError;
pub use queries::{InspectionAttachments, TicketAttachments, TicketStanding, standing as ticket_standing};

/// The texts of the codes that only this area has.
pub const MESSAGES: &[(Lang, &str)] = &[
    (Lang::Nl, include_str!("../messages/nl.ftl")),
    (Lang::Nl, include_str!("../messages/figures.nl.ftl")),
    (Lang::Fr, include_str!("../messages/fr.ftl")),
    (Lang::Fr, include_str!("../messages/figures.fr.ftl")),
    (Lang::De, include_str!("../messages/de.ftl")),
    (Lang::De, include_str!("../messages/figures.de.ftl")),
    (Lang::En, include_str!("../messages/en.ftl")),
    (Lang::En, include_str!("../messages/figures.en.ftl")),
];

/// What the area hands to the composition root, which also tells `buildings` of [`TicketAttachments`] and
/// [`InspectionAttachments`].
#[must_use]
pub fn module() -> Module {
    Module {
        name: "maintenance",
        routes: http::routes(),
        messages: MESSAGES,
        permissions: policy::PERMISSIONS,
        sweeps: vec![
            Sweep {
                name: "watch_service_levels",
                every: Duration::from_mins(1),
                run: |state| Box::pin(sweeps::watch_service_levels(state)),
            },
            Sweep {
                name: "judge_tickets_anew",
                every: Duration::from_mins(10),
                run: |state| Box::pin(sweeps::judge_anew(state)),
            },
            Sweep {
                name: "make_planned_work",
                every: Duration::from_mins(10),
                run: |state| Box::pin(sweeps::make_planned_work(state)),
            },
            Sweep {
                name: "add_standard_inspection_regimes",
                every: Duration::from_hours(24),
                run: |state| Box::pin(sweeps::add_standard_regimes(state)),
            },
            Sweep {
                name: "plan_inspections",
                every: Duration::from_mins(30),
                run: |state| Box::pin(sweeps::plan_inspections(state)),
            },
            Sweep {
                name: "forget_report_throttles",
                every: Duration::from_hours(1),
                run: |state| Box::pin(sweeps::forget_throttles(state)),
            },
            Sweep {
                name: "forget_guest_reports",
                every: Duration::from_hours(1),
                run: |state| Box::pin(sweeps::forget_guest_reports(state)),
            },
        ],
    }
}

#[cfg(test)]
mod tests {
    use kernel::Problem;
    use media::PhotoError;

    use super::*;
    use crate::model::state::{IllegalMove, TicketState, TicketVerb};

    #[test]
    fn every_code_has_four_languages() {
        let all =
            [MESSAGES, media::MESSAGES, buildings::MESSAGES, booking::MESSAGES, directory::MESSAGES, httpkit::MESSAGES];
        let texts = httpkit::Texts::new(&all.concat());
        let errors = [
            TicketError::forbidden("see_tickets"),
            TicketError::not_found("ticket"),
            TicketError::field("title", "required"),
            TicketError::code_taken("A".into()),
            TicketError::stale(1, 2),
            IllegalMove { from: TicketState::Closed, verb: TicketVerb::Start }.into(),
            TicketError::NotYours { verb: TicketVerb::Start, permission: "work_on_tickets" },
            TicketError::OwnWork,
            TicketError::NotNow(TicketState::Closed),
            TicketError::Unanswered(2),
            TicketError::NotAnOriginal,
            TicketError::AlreadyStruck,
            TicketError::ReportMissing,
            TicketError::RemarkNotOpen(model::inspection::RemarkState::Cleared),
            model::inspection::IllegalInspectionMove {
                from: model::inspection::InspectionState::Conform,
                verb: model::inspection::InspectionVerb::Drop,
            }
            .into(),
            TicketError::TooManyPhotos(30),
            TicketError::TooManyReports { retry_after_s: 60 },
            TicketError::NoRandomness("none".into()),
            PhotoError::Damaged.into(),
        ];
        for &lang in Lang::ALL {
            for error in &errors {
                assert!(texts.has(lang, error.code()), "{error} in {lang}");
            }
        }
        let text =
            |count| texts.text(Lang::Nl, "tasks_unanswered", None, &TicketError::Unanswered(count).data()).unwrap();
        assert_eq!(
            (text(1).as_str(), text(3).as_str()),
            ("Eén verplichte taak is nog niet beantwoord.", "3 verplichte taken zijn nog niet beantwoord.")
        );
    }
}
