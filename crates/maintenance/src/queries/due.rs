//! When installations have to be inspected.

use chrono::NaiveDate;
use kernel::{Ctx, Names, PlaceId, id::InstallationId};
use sea_orm::ConnectionTrait;
use serde::Serialize;
use utoipa::ToSchema;

use super::line::Labelled;
use crate::{
    TicketError,
    inspecting::{self, Awaited, DueEntry, DueKey, Scope, TookPlace},
    model::inspection::{DueStanding, PerformerKind},
    policy::Permission,
};

/// How an installation stands to one interval of a rule.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = InspectionDue)]
pub(crate) struct DueLine {
    installation: Labelled,
    /// The code of its class.
    class: String,
    class_name: String,
    site: Labelled,
    place: Labelled,
    /// The code of the rule.
    regime: String,
    regime_name: String,
    legal_basis: String,
    /// Somebody who knows the law has still to confirm the rule.
    to_confirm: bool,
    performer: PerformerKind,
    /// The code of the interval.
    interval: String,
    interval_name: String,
    months: i64,
    /// The last one that took place, by this interval or one that counts for it.
    last: Option<TookPlace>,
    /// Null when nobody knows when it was inspected last, nor since when it is in use.
    due_on: Option<NaiveDate>,
    /// How many days are left, today on the site; less than none when it is overdue.
    days_left: Option<i64>,
    standing: DueStanding,
    /// The inspection that is planned for it.
    awaited: Option<Awaited>,
    /// Whether the caller may note an inspection that took place.
    may_note: bool,
}

impl DueLine {
    fn new(entry: DueEntry, cx: &Ctx) -> Self {
        let DueEntry { installation, regime, interval, last, due_on, days_left, standing, awaited } = entry;
        let (rule, on) = (&regime.row, &installation);
        let name = |names: &Names| names.get(cx.lang).to_owned();
        let place =
            |(id, code, names): &(PlaceId, String, Names)| Labelled { id: id.0, code: code.clone(), name: name(names) };
        Self {
            installation: Labelled { id: on.id.0, code: on.code.clone(), name: name(&on.names) },
            class: rule.class_code.clone(),
            class_name: name(&on.class_names),
            may_note: Permission::ManageMaintenance.held_by(&cx.actor, &[on.site.0.0]),
            site: place(&on.site),
            place: place(&on.place),
            regime: rule.code.clone(),
            regime_name: name(&rule.names),
            legal_basis: rule.legal_basis.clone(),
            to_confirm: rule.to_confirm,
            performer: rule.performer,
            interval_name: name(&interval.names),
            interval: interval.code,
            months: interval.months,
            last,
            due_on,
            days_left,
            standing,
            awaited,
        }
    }
}

/// Of which installations somebody asks; refuses a site whose tickets the actor does not see.
pub(crate) fn scope(
    cx: &Ctx,
    site: Option<PlaceId>,
    place: Option<PlaceId>,
    installation: Option<InstallationId>,
    class: Option<String>,
) -> Result<Scope, TicketError> {
    let sites = Permission::SeeTickets.scope(&cx.actor, site)?;
    Ok(Scope { sites, place, installation, class })
}

/// What of all that is due.
#[derive(Debug, Clone, Default)]
pub(crate) struct DueFilter {
    pub(crate) scope: Scope,
    /// Only what stands like one of these; none: all.
    pub(crate) standings: Vec<DueStanding>,
    /// Only what is due within so many days, or was due before.
    pub(crate) within_days: Option<i64>,
}

impl DueFilter {
    fn wants(&self, entry: &DueEntry) -> bool {
        (self.standings.is_empty() || self.standings.contains(&entry.standing))
            && self.within_days.is_none_or(|within| entry.days_left.is_some_and(|left| left <= within))
    }
}

/// At most `limit` of what is due, by day, behind a position; what nobody knows comes first. Four statements.
pub(crate) async fn due_lines(
    conn: &impl ConnectionTrait,
    cx: &Ctx,
    filter: &DueFilter,
    after: Option<&DueKey>,
    limit: u64,
) -> Result<Vec<(DueKey, DueLine)>, TicketError> {
    let wanted = inspecting::due(conn, &filter.scope, cx.now)
        .await?
        .into_iter()
        .filter(|entry| filter.wants(entry))
        .map(|entry| (entry.key(), entry))
        .filter(|(key, _)| after.is_none_or(|after| key > after));
    let limit = usize::try_from(limit).unwrap_or(usize::MAX);
    Ok(wanted.take(limit).map(|(key, entry)| (key, DueLine::new(entry, cx))).collect())
}
