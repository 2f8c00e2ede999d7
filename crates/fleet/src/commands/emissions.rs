//! The rules on emissions: dated data that the management keeps.

use chrono::NaiveDate;
use db::{DbError, WriteTx};
use kernel::{
    Ctx, Entry, FieldError, Names, Rejection,
    event::Changes,
    field::{NamesInput, Wrong, check_code, one_line},
    id::{EmissionRuleId, SchemeId},
};
use sea_orm::{ActiveModelTrait, ActiveValue::Set, ColumnTrait, EntityTrait, IntoActiveModel, QueryFilter};
use serde::Deserialize;
use serde_json::json;
use utoipa::ToSchema;

use crate::{
    FleetError,
    entity::{
        emission_rule::{self as rule, Model},
        emission_scheme as scheme,
    },
    model::{
        day::{Day, plausible},
        emission::{EmissionAdmits, EmissionSchemeKind, EuroNorm, RuleFuel, SHIPPED, Shipped},
    },
    policy::Permission,
};

/// The longest source, in characters.
const MAX_SOURCE: usize = 500;

/// A zone, or a rule on buying, to be kept.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = NewEmissionScheme)]
pub struct NewScheme {
    /// Letters, digits, `-`, `_`, `.`.
    #[schema(max_length = 40, example = "BE-ANR-LEZ")]
    pub code: String,
    /// What it decides about.
    pub kind: EmissionSchemeKind,
    /// Its name in at least one language.
    pub names: NamesInput,
}

/// What a scheme asks of a fuel from a day on, until its next rule for that fuel begins.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = NewEmissionRule)]
pub struct NewRule {
    /// The first day on which it holds.
    pub valid_from: NaiveDate,
    /// Of which fuel.
    pub fuel: RuleFuel,
    /// Whom it admits.
    pub admits: EmissionAdmits,
    /// Needed for `from_norm`, and only there.
    pub min_norm: Option<EuroNorm>,
    /// Which law says so.
    #[schema(max_length = 500)]
    pub source: String,
    /// Whether somebody who knows the law has still to confirm it.
    #[serde(default)]
    pub to_confirm: bool,
}

/// Changes to a rule: what is absent stays as it is.
#[derive(Debug, Clone, PartialEq, Eq, Default, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = EmissionRuleChange)]
pub struct RulePatch {
    /// The first day on which it holds.
    pub valid_from: Option<NaiveDate>,
    /// Comes with `min_norm` where it is `from_norm`.
    pub admits: Option<EmissionAdmits>,
    /// From which norm on.
    pub min_norm: Option<EuroNorm>,
    /// Which law says so.
    pub source: Option<String>,
    /// Whether somebody who knows the law has still to confirm it.
    pub to_confirm: Option<bool>,
}

/// Keeps a zone, or a rule on buying, without rules at first.
pub async fn add_scheme(tx: &WriteTx, cx: &Ctx, input: NewScheme) -> Result<SchemeId, FleetError> {
    Permission::ManageFleet.require(&cx.actor, &[])?;
    let mut wrong = Wrong::default();
    let code = wrong.take(check_code("code", &input.code));
    let names = wrong.take(input.names.check("names"));
    let (code, names) = wrong.or((code, names))?;
    insert_scheme(tx, cx, code, input.kind, names).await
}

async fn insert_scheme(
    tx: &WriteTx,
    cx: &Ctx,
    code: String,
    kind: EmissionSchemeKind,
    names: Names,
) -> Result<SchemeId, FleetError> {
    let id = SchemeId::new(&*cx.ids);
    let row = scheme::ActiveModel { id: Set(id), kind: Set(kind), code: Set(code.clone()), names: Set(names) };
    scheme::Entity::insert(row).exec_without_returning(tx).await.map_err(|error| {
        let error = DbError::from(error);
        if error.is_unique("emission_scheme_code_uq", "emission_scheme.code") {
            FleetError::from(Rejection::CodeTaken(code.clone()))
        } else {
            error.into()
        }
    })?;
    let data = json!({ "code": code, "kind": kind });
    tx.record(Entry::new("emission_scheme.added", "emission_scheme", id).data(data));
    Ok(id)
}

/// Adds a rule to a scheme.
pub async fn add_rule(tx: &WriteTx, cx: &Ctx, of: SchemeId, input: NewRule) -> Result<EmissionRuleId, FleetError> {
    Permission::ManageFleet.require(&cx.actor, &[])?;
    scheme::Entity::find_by_id(of).one(tx).await?.ok_or(Rejection::NotFound("emission_scheme"))?;
    let NewRule { valid_from, fuel, admits, min_norm, source, to_confirm } = input;
    let row = Model {
        id: EmissionRuleId::new(&*cx.ids),
        scheme_id: of,
        valid_from: Day(valid_from),
        fuel,
        admits,
        min_norm,
        source,
        to_confirm,
        version: 1,
    };
    let row = check(row)?;
    insert_rule(tx, &row).await?;
    Ok(row.id)
}

async fn insert_rule(tx: &WriteTx, row: &Model) -> Result<(), FleetError> {
    let active = row.clone().into_active_model().reset_all();
    rule::Entity::insert(active).exec_without_returning(tx).await.map_err(begins_twice)?;
    let data = json!({
        "rule_id": row.id, "valid_from": row.valid_from.0, "fuel": row.fuel, "admits": row.admits,
        "min_norm": row.min_norm, "source": row.source,
    });
    tx.record(Entry::new("emission_scheme.rule_added", "emission_scheme", row.scheme_id).data(data));
    Ok(())
}

/// Two rules for one fuel cannot begin on one day.
fn begins_twice(error: sea_orm::DbErr) -> FleetError {
    let error = DbError::from(error);
    if error.is_unique("emission_rule_uq", "emission_rule.scheme_id") {
        FleetError::field("valid_from", "taken")
    } else {
        error.into()
    }
}

fn check(mut row: Model) -> Result<Model, FleetError> {
    let mut wrong = Wrong::default();
    if let Err(error) = plausible("valid_from", row.valid_from.0) {
        wrong.add(error);
    }
    row.source = wrong.take(one_line("source", &row.source, MAX_SOURCE));
    if row.source.is_empty() {
        wrong.add(FieldError::new("source", "required"));
    }
    match (row.admits, row.min_norm) {
        (EmissionAdmits::FromNorm, None) => wrong.add(FieldError::new("min_norm", "required")),
        (EmissionAdmits::All | EmissionAdmits::None, Some(_)) => {
            wrong.add(FieldError::new("min_norm", "not_for_this_kind"));
        }
        _ => {}
    }
    Ok(wrong.or(row)?)
}

async fn managed(tx: &WriteTx, cx: &Ctx, id: EmissionRuleId, seen: Option<i64>) -> Result<Model, FleetError> {
    Permission::ManageFleet.require(&cx.actor, &[])?;
    let row = rule::Entity::find_by_id(id).one(tx).await?.ok_or(Rejection::NotFound("emission_rule"))?;
    Rejection::unless_seen(seen, row.version)?;
    Ok(row)
}

/// Changes a rule.
pub async fn change_rule(
    tx: &WriteTx,
    cx: &Ctx,
    id: EmissionRuleId,
    seen: Option<i64>,
    patch: RulePatch,
) -> Result<SchemeId, FleetError> {
    let before = managed(tx, cx, id, seen).await?;
    let RulePatch { valid_from, admits, min_norm, source, to_confirm } = patch;
    let after = check(Model {
        valid_from: valid_from.map_or(before.valid_from, Day),
        admits: admits.unwrap_or(before.admits),
        min_norm: min_norm
            .or(before.min_norm.filter(|_| admits.is_none_or(|admits| admits == EmissionAdmits::FromNorm))),
        source: source.unwrap_or_else(|| before.source.clone()),
        to_confirm: to_confirm.unwrap_or(before.to_confirm),
        ..before.clone()
    })?;
    if after == before {
        return Ok(before.scheme_id);
    }
    let next = rule::ActiveModel { version: Set(before.version + 1), ..after.clone().into_active_model().reset_all() };
    let written = rule::Entity::update_many()
        .set(next)
        .filter(rule::Column::Id.eq(id))
        .filter(rule::Column::Version.eq(before.version))
        .exec(tx)
        .await
        .map_err(begins_twice)?;
    if written.rows_affected == 0 {
        return Err(Rejection::Stale { seen: before.version, present: before.version + 1 }.into());
    }
    let changes = Changes::default()
        .field("valid_from", &before.valid_from.0, &after.valid_from.0)
        .field("admits", &before.admits, &after.admits)
        .field("min_norm", &before.min_norm, &after.min_norm)
        .field("source", &before.source, &after.source)
        .field("to_confirm", &before.to_confirm, &after.to_confirm);
    let data = json!({ "rule_id": id, "fuel": after.fuel, "changes": serde_json::Value::from(changes) });
    tx.record(Entry::new("emission_scheme.rule_changed", "emission_scheme", after.scheme_id).data(data));
    Ok(after.scheme_id)
}

/// Removes a rule that never held. The journal remembers.
pub async fn remove_rule(tx: &WriteTx, cx: &Ctx, id: EmissionRuleId, seen: Option<i64>) -> Result<(), FleetError> {
    let row = managed(tx, cx, id, seen).await?;
    rule::Entity::delete_by_id(id).exec(tx).await?;
    let data = json!({ "rule_id": id, "valid_from": row.valid_from.0, "fuel": row.fuel, "source": row.source });
    tx.record(Entry::new("emission_scheme.rule_removed", "emission_scheme", row.scheme_id).data(data));
    Ok(())
}

/// Keeps the shipped schemes that are missing; what the house changed stays as it is. Answers how many were added.
pub async fn add_standard_schemes(tx: &WriteTx, cx: &Ctx) -> Result<u64, FleetError> {
    let known = scheme::Entity::find().all(tx).await?;
    let mut added = 0;
    for shipped in SHIPPED.iter().filter(|one| known.iter().all(|known| known.code != one.code)) {
        let Shipped { code, kind, names: [nl, fr, de, en], rules, source } = *shipped;
        let names = Names { nl: nl.into(), fr: fr.into(), de: de.into(), en: en.into() };
        let id = insert_scheme(tx, cx, code.to_owned(), kind, names).await?;
        for (from, fuel, admits, min_norm, to_confirm) in rules {
            let row = Model {
                id: EmissionRuleId::new(&*cx.ids),
                scheme_id: id,
                valid_from: from.parse().expect("shipped days are days"),
                fuel: *fuel,
                admits: *admits,
                min_norm: *min_norm,
                source: source.to_owned(),
                to_confirm: *to_confirm,
                version: 1,
            };
            insert_rule(tx, &check(row)?).await?;
        }
        added += 1;
    }
    Ok(added)
}
