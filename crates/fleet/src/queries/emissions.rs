//! The rules on emissions, and what they say about a vehicle.

use std::collections::HashMap;

use chrono::NaiveDate;
use db::Conn;
use kernel::{Names, Rejection, id::SchemeId};
use sea_orm::{EntityTrait, QueryOrder};

use super::Vehicle;
use crate::{
    FleetError,
    entity::{emission_rule, emission_scheme},
    model::emission::{EmissionReason, EmissionSchemeKind, EmissionVerdict, Rule, decide},
};

/// A zone, or a rule on buying, with what it asks.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Scheme {
    /// Which one.
    pub id: SchemeId,
    /// What it decides about.
    pub kind: EmissionSchemeKind,
    /// Its code.
    pub code: String,
    /// Its name in four languages.
    pub names: Names,
    /// Its rules, the first first.
    pub rules: Vec<Rule>,
}

/// All schemes by code: two statements.
pub async fn schemes(conn: Conn<'_>) -> Result<Vec<Scheme>, FleetError> {
    let rules = emission_rule::Entity::find()
        .order_by_asc(emission_rule::Column::ValidFrom)
        .order_by_asc(emission_rule::Column::Fuel)
        .all(&conn)
        .await?;
    let mut of: HashMap<SchemeId, Vec<Rule>> = HashMap::new();
    for row in rules {
        of.entry(row.scheme_id).or_default().push(row.into());
    }
    let rows = emission_scheme::Entity::find().order_by_asc(emission_scheme::Column::Code).all(&conn).await?;
    let schemes = rows.into_iter().map(|row| {
        let emission_scheme::Model { id, kind, code, names } = row;
        Scheme { id, kind, code, names, rules: of.remove(&id).unwrap_or_default() }
    });
    Ok(schemes.collect())
}

/// One scheme.
pub async fn scheme(conn: Conn<'_>, id: SchemeId) -> Result<Scheme, FleetError> {
    let found = schemes(conn).await?.into_iter().find(|one| one.id == id);
    found.ok_or(Rejection::NotFound("emission_scheme").into())
}

/// What a scheme answers about a vehicle on a day.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Answer {
    /// Which scheme.
    pub id: SchemeId,
    /// Its code.
    pub code: String,
    /// Its name in four languages.
    pub names: Names,
    /// Of which day.
    pub on: NaiveDate,
    /// What it answers.
    pub verdict: EmissionVerdict,
    /// Why.
    pub reason: EmissionReason,
    /// The rule that decides.
    pub rule: Option<Rule>,
    /// The last day on which the vehicle is allowed by the rules that are known.
    pub allowed_until: Option<NaiveDate>,
    /// The rule that ends it.
    pub ended_by: Option<Rule>,
}

impl Answer {
    fn new(scheme: &Scheme, vehicle: &Vehicle, on: NaiveDate) -> Self {
        let details = &vehicle.details;
        let found = decide(&scheme.rules, details.fuel.rule_fuel(), details.euro_norm, on);
        Self {
            id: scheme.id,
            code: scheme.code.clone(),
            names: scheme.names.clone(),
            on,
            verdict: found.verdict,
            reason: found.reason,
            rule: found.rule.cloned(),
            allowed_until: found.allowed_until,
            ended_by: found.ended_by.cloned(),
        }
    }
}

/// Whether a vehicle may enter each of the zones on a day.
#[must_use]
pub fn zones(schemes: &[Scheme], vehicle: &Vehicle, on: NaiveDate) -> Vec<Answer> {
    schemes.iter().filter(|one| one.kind == EmissionSchemeKind::Zone).map(|one| Answer::new(one, vehicle, on)).collect()
}

/// Whether the house might get a vehicle when it did, by each of the rules on buying; nothing where nobody knows when it did.
/// An exception that is claimed stands in the place of a no.
#[must_use]
pub fn acquisition(schemes: &[Scheme], vehicle: &Vehicle) -> Vec<Answer> {
    let Some(on) = vehicle.details.obtained_on() else { return vec![] };
    let of_buying = schemes.iter().filter(|one| one.kind == EmissionSchemeKind::Acquisition);
    of_buying
        .map(|one| {
            let mut answer = Answer::new(one, vehicle, on);
            // What was bought stays bought when the rule changes.
            (answer.allowed_until, answer.ended_by) = (None, None);
            if answer.verdict == EmissionVerdict::Refused && vehicle.details.acquisition_exception.is_some() {
                answer.verdict = EmissionVerdict::Excepted;
            }
            answer
        })
        .collect()
}

impl From<emission_rule::Model> for Rule {
    fn from(row: emission_rule::Model) -> Self {
        let emission_rule::Model { id, scheme_id: _, valid_from, fuel, admits, min_norm, source, to_confirm, version } =
            row;
        Self { id, valid_from: valid_from.0, fuel, admits, min_norm, source, to_confirm, version }
    }
}
