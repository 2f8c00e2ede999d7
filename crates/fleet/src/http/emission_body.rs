//! What rules on emissions, and their answers, look like to a caller.

use chrono::NaiveDate;
use httpkit::AppState;
use kernel::{
    Lang, Names,
    id::{EmissionRuleId, SchemeId},
};
use serde::Serialize;
use serde_json::{Value, json};
use utoipa::ToSchema;

use super::body::text;
use crate::{
    model::emission::{EmissionAdmits, EmissionReason, EmissionSchemeKind, EmissionVerdict, EuroNorm, Rule, RuleFuel},
    queries::{Answer, Scheme},
};

/// A zone, or a rule on buying, with what it asks.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = EmissionScheme)]
pub(crate) struct SchemeBody {
    id: SchemeId,
    kind: EmissionSchemeKind,
    code: String,
    /// The name in the caller's language.
    name: String,
    names: Names,
    /// The first first.
    rules: Vec<RuleBody>,
}

/// What a scheme asks of a fuel from a day on, until its next rule for that fuel begins.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = EmissionRule)]
pub(crate) struct RuleBody {
    id: EmissionRuleId,
    valid_from: NaiveDate,
    fuel: RuleFuel,
    admits: EmissionAdmits,
    min_norm: Option<EuroNorm>,
    /// Which law says so.
    source: String,
    /// Whether somebody who knows the law has still to confirm it.
    to_confirm: bool,
    version: i64,
}

/// What a scheme answers about a vehicle on a day.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = EmissionAnswer)]
pub(crate) struct AnswerBody {
    scheme_id: SchemeId,
    code: String,
    /// The name of the scheme in the caller's language.
    name: String,
    on: NaiveDate,
    verdict: EmissionVerdict,
    reason: EmissionReason,
    /// The reason in the caller's language.
    text: String,
    /// The rule that decides.
    rule: Option<RuleBody>,
    /// The last day on which the vehicle is allowed by the rules that are known; nothing where no end is known.
    allowed_until: Option<NaiveDate>,
    /// The rule that ends it.
    ended_by: Option<RuleBody>,
}

impl From<Rule> for RuleBody {
    fn from(rule: Rule) -> Self {
        let Rule { id, valid_from, fuel, admits, min_norm, source, to_confirm, version } = rule;
        Self { id, valid_from, fuel, admits, min_norm, source, to_confirm, version }
    }
}

impl SchemeBody {
    pub(crate) fn new(scheme: Scheme, lang: Lang) -> Self {
        let Scheme { id, kind, code, names, rules } = scheme;
        let rules = rules.into_iter().map(RuleBody::from).collect();
        Self { id, kind, code, name: names.get(lang).to_owned(), names, rules }
    }
}

impl AnswerBody {
    pub(crate) fn new(state: &AppState, lang: Lang, answer: Answer) -> Self {
        let Answer { id, code, names, on, verdict, reason, rule, allowed_until, ended_by } = answer;
        let data = json!({
            "asked_on": on, "since_on": rule.as_ref().map(|rule| rule.valid_from),
            "min": rule.as_ref().and_then(|rule| rule.min_norm).map(norm),
        });
        let data = match data {
            Value::Object(data) => data.into_iter().filter(|(_, value)| !value.is_null()).collect(),
            _ => serde_json::Map::new(),
        };
        Self {
            scheme_id: id,
            code,
            name: names.get(lang).to_owned(),
            on,
            verdict,
            reason,
            text: text(state, lang, &format!("emission_{reason}"), &data),
            rule: rule.map(RuleBody::from),
            allowed_until,
            ended_by: ended_by.map(RuleBody::from),
        }
    }
}

/// `Euro 6d`, as it is written in all four languages.
fn norm(norm: EuroNorm) -> String {
    norm.as_str().replace("euro_", "Euro ")
}
