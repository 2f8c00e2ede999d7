//! The rules by which installations are inspected.

use chrono::NaiveDate;
use kernel::{Ctx, Names, id::RegimeId};
use sea_orm::ConnectionTrait;
use serde::Serialize;
use utoipa::ToSchema;

use crate::{
    TicketError,
    inspecting::{self, Regime},
    model::inspection::{Interval, PerformerKind},
    policy::Permission,
};

/// A rule by which installations of a class are inspected.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = InspectionRegime)]
pub(crate) struct RegimeBody {
    pub(crate) id: RegimeId,
    /// The same for all versions of the rule.
    code: String,
    /// The name in the caller's language.
    name: String,
    names: Names,
    /// The code of the class of installations.
    class: String,
    /// Which law or agreement says so.
    legal_basis: String,
    #[schema(value_type = NaiveDate)]
    valid_from: String,
    #[schema(value_type = Option<NaiveDate>)]
    valid_to: Option<String>,
    /// Somebody who knows the law has still to confirm it.
    to_confirm: bool,
    /// Who may inspect.
    performer: PerformerKind,
    /// How many days before the day the inspection is planned.
    lead_days: i64,
    /// How many years the reports are kept; null where the rule says nothing.
    retention_years: Option<i64>,
    /// How many months there are to put right what does not conform; null where the rule says nothing.
    repair_months: Option<i64>,
    intervals: Vec<Interval>,
    /// Whether the caller may change it, and keep others.
    may_change: bool,
    pub(crate) version: i64,
}

impl RegimeBody {
    fn new(regime: Regime, cx: &Ctx) -> Self {
        let Regime { row, intervals } = regime;
        Self {
            id: row.id,
            code: row.code,
            name: row.names.get(cx.lang).to_owned(),
            names: row.names,
            class: row.class_code,
            legal_basis: row.legal_basis,
            valid_from: row.valid_from,
            valid_to: row.valid_to,
            to_confirm: row.to_confirm,
            performer: row.performer,
            lead_days: row.lead_days,
            retention_years: row.retention_years,
            repair_months: row.repair_months,
            intervals,
            may_change: Permission::ManageMaintenance.held_by(&cx.actor, &[]),
            version: row.version,
        }
    }
}

/// All rules, or those that hold on a day, of all classes or one.
pub(crate) async fn regimes(
    conn: &impl ConnectionTrait,
    cx: &Ctx,
    on: Option<NaiveDate>,
    class: Option<&str>,
) -> Result<Vec<RegimeBody>, TicketError> {
    let all = inspecting::regimes(conn).await?;
    let wanted = all.into_iter().filter(|one| on.is_none_or(|on| one.holds_on(on)));
    let wanted = wanted.filter(|one| class.is_none_or(|class| one.row.class_code == class));
    Ok(wanted.map(|one| RegimeBody::new(one, cx)).collect())
}

/// One rule.
pub(crate) async fn regime(conn: &impl ConnectionTrait, cx: &Ctx, id: RegimeId) -> Result<RegimeBody, TicketError> {
    let found = inspecting::regimes(conn).await?.into_iter().find(|one| one.row.id == id);
    found.map(|one| RegimeBody::new(one, cx)).ok_or(TicketError::not_found("inspection_regime"))
}
