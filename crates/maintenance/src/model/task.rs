//! What is asked on a checklist, and what an answer may be.

use kernel::{
    FieldError,
    field::{NamesInput, one_line, several_lines},
};
use kernel::{Names, id::MeterId};
use serde::{Deserialize, Serialize};
use serde_json::Value;
use utoipa::ToSchema;

/// The longest answer in words, in characters.
pub const MAX_ANSWER: usize = 1000;
/// The most choices of a question.
pub const MAX_CHOICES: usize = 30;
/// The most tasks on a ticket or checklist.
pub const MAX_TASKS: usize = 200;

kernel::text_enum! {
    /// What kind of answer a task takes.
    pub enum TaskKind {
        /// Done or not.
        Tick = "tick",
        /// A number that was measured.
        Number = "number",
        /// Words.
        Text = "text",
        /// Good or not.
        PassFail = "pass_fail",
        /// One of several.
        Choice = "choice",
        /// The reading of a meter.
        Meter = "meter",
    }
}

/// What an answer must be, beside its kind.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = TaskDemands)]
pub struct Demands {
    /// A smaller number is a failed check.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub min: Option<i64>,
    /// A larger number is a failed check.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub max: Option<i64>,
    /// In what the number is measured: `°C`, `bar`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub unit: Option<String>,
    /// What can be chosen.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub choices: Vec<String>,
    /// Those of the choices that are a failed check.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub failing: Vec<String>,
    /// Which meter is read.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub meter_id: Option<MeterId>,
}

/// A task as it comes in.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = NewTask)]
pub struct ItemInput {
    /// What kind of answer it takes.
    pub kind: TaskKind,
    /// What is asked, in at least one language.
    pub names: NamesInput,
    /// What the answer must be.
    #[serde(default)]
    pub demands: Demands,
    /// Whether the work cannot be completed without it.
    #[serde(default)]
    pub required: bool,
}

/// A task that was checked: on a checklist, and what a ticket gets of it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[schema(as = ChecklistItem)]
pub struct Item {
    /// What kind of answer it takes.
    pub kind: TaskKind,
    /// What is asked.
    pub names: Names,
    /// What the answer must be.
    pub demands: Demands,
    /// Whether the work cannot be completed without it.
    pub required: bool,
}

impl ItemInput {
    /// The task; or the first thing that is wrong with it.
    pub fn check(self) -> Result<Item, FieldError> {
        let Self { kind, names, demands, required } = self;
        Ok(Item { kind, names: names.check("names")?, demands: demands.check(kind)?, required })
    }
}

impl Demands {
    fn check(self, kind: TaskKind) -> Result<Self, FieldError> {
        let wrong = |why| Err(FieldError::new("demands", why));
        let Self { min, max, unit, choices, failing, meter_id } = self;
        let measured = kind == TaskKind::Number;
        if (!measured && (min.is_some() || max.is_some() || unit.is_some()))
            || (kind != TaskKind::Choice && !(choices.is_empty() && failing.is_empty()))
            || (kind != TaskKind::Meter && meter_id.is_some())
        {
            return wrong("not_for_this_kind");
        }
        if min.zip(max).is_some_and(|(min, max)| min > max) {
            return wrong("invalid");
        }
        let unit = unit.map(|unit| one_line("demands", &unit, 20)).transpose()?.filter(|unit| !unit.is_empty());
        let choices = choices.iter().map(|one| one_line("demands", one, 100)).collect::<Result<Vec<String>, _>>()?;
        let repeated = (1..choices.len()).any(|index| choices[..index].contains(&choices[index]));
        if kind == TaskKind::Choice && (choices.len() < 2 || choices.iter().any(String::is_empty)) {
            return wrong("required");
        }
        if choices.len() > MAX_CHOICES || repeated || failing.iter().any(|one| !choices.contains(one)) {
            return wrong("invalid");
        }
        Ok(Self { min, max, unit, choices, failing, meter_id })
    }
}

/// Where each task that was left undone goes among those of the next work: to an equal one that no other has taken, else
/// (`None`) it comes in addition.
#[must_use]
pub fn carry(undone: &[Item], next: &[Item]) -> Vec<Option<usize>> {
    let mut taken = vec![false; next.len()];
    let place = |item: &Item| {
        let found = next.iter().zip(&taken).position(|(one, taken)| !taken && one == item)?;
        taken[found] = true;
        Some(found)
    };
    undone.iter().map(place).collect()
}

/// An answer that was checked.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Answer {
    /// What is kept: JSON of the kind of the task.
    pub value: Value,
    /// Whether the check failed.
    pub failed: bool,
}

/// Whether the answer is one to that kind of task, and whether it is a failed check.
pub fn answer(kind: TaskKind, demands: &Demands, given: &Value) -> Result<Answer, FieldError> {
    let wrong = || FieldError::new("answer", "invalid");
    let failed = match kind {
        TaskKind::Tick => {
            given.as_bool().filter(|ticked| *ticked).ok_or_else(wrong)?;
            false
        }
        TaskKind::Number => {
            let number = given.as_i64().ok_or_else(wrong)?;
            demands.min.is_some_and(|min| number < min) || demands.max.is_some_and(|max| number > max)
        }
        TaskKind::Text => {
            let text = several_lines("answer", given.as_str().ok_or_else(wrong)?, MAX_ANSWER)?;
            if text.is_empty() {
                return Err(FieldError::new("answer", "required"));
            }
            return Ok(Answer { value: Value::from(text), failed: false });
        }
        TaskKind::PassFail => match given.as_str() {
            Some("pass") => false,
            Some("fail") => true,
            _ => return Err(wrong()),
        },
        TaskKind::Choice => {
            let chosen = given.as_str().ok_or_else(wrong)?;
            if !demands.choices.iter().any(|one| one == chosen) {
                return Err(wrong());
            }
            demands.failing.iter().any(|one| one == chosen)
        }
        TaskKind::Meter => {
            given.as_i64().filter(|reading| *reading >= 0).ok_or_else(wrong)?;
            false
        }
    };
    Ok(Answer { value: given.clone(), failed })
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn input(kind: TaskKind, demands: Demands) -> Result<Item, FieldError> {
        let names = NamesInput { nl: "Meet de druk".into(), ..NamesInput::default() };
        ItemInput { kind, names, demands, required: true }.check()
    }

    #[test]
    fn demands_must_fit_the_kind() {
        let range = Demands { min: Some(1), max: Some(3), unit: Some(" bar ".into()), ..Demands::default() };
        assert_eq!(input(TaskKind::Number, range.clone()).unwrap().demands.unit.as_deref(), Some("bar"));
        for kind in [TaskKind::Tick, TaskKind::Text, TaskKind::PassFail, TaskKind::Choice, TaskKind::Meter] {
            assert_eq!(input(kind, range.clone()).unwrap_err().code, "not_for_this_kind", "{kind}");
        }
        assert!(input(TaskKind::Number, Demands { min: Some(4), ..range }).is_err());
        let choose = |choices: &[&str], failing: &[&str]| {
            let own = |texts: &[&str]| texts.iter().map(ToString::to_string).collect();
            input(TaskKind::Choice, Demands { choices: own(choices), failing: own(failing), ..Demands::default() })
        };
        assert!(choose(&["good", "worn"], &["worn"]).is_ok());
        for (choices, failing) in
            [(&["good"][..], &[][..]), (&["a", "a"], &[]), (&["a", "b"], &["c"]), (&["a", ""], &[])]
        {
            assert!(choose(choices, failing).is_err(), "{choices:?} {failing:?}");
        }
    }

    #[test]
    fn what_was_left_undone_takes_the_place_of_its_like() {
        let (tick, text) =
            (input(TaskKind::Tick, Demands::default()).unwrap(), input(TaskKind::Text, Demands::default()).unwrap());
        let undone = [tick.clone(), text.clone(), tick.clone()];
        assert_eq!(carry(&undone, std::slice::from_ref(&tick)), [Some(0), None, None]);
        assert_eq!(carry(&undone, &[text, tick.clone(), tick]), [Some(1), Some(0), Some(2)]);
        assert_eq!(carry(&undone, &[]), [None, None, None]);
    }

    #[test]
    fn answers_are_of_their_kind_and_may_fail() {
        let range = Demands { min: Some(1), max: Some(3), ..Demands::default() };
        let choice = Demands { choices: vec!["a".into(), "b".into()], failing: vec!["b".into()], ..Demands::default() };
        let none = Demands::default();
        let cases = [
            (TaskKind::Tick, &none, json!(true), Some(false)),
            (TaskKind::Tick, &none, json!(false), None),
            (TaskKind::Number, &range, json!(1), Some(false)),
            (TaskKind::Number, &range, json!(3), Some(false)),
            (TaskKind::Number, &range, json!(0), Some(true)),
            (TaskKind::Number, &range, json!(4), Some(true)),
            (TaskKind::Number, &range, json!("4"), None),
            (TaskKind::Number, &none, json!(1.5), None),
            (TaskKind::Text, &none, json!("Filter vervangen"), Some(false)),
            (TaskKind::Text, &none, json!("  "), None),
            (TaskKind::PassFail, &none, json!("pass"), Some(false)),
            (TaskKind::PassFail, &none, json!("fail"), Some(true)),
            (TaskKind::PassFail, &none, json!(true), None),
            (TaskKind::Choice, &choice, json!("a"), Some(false)),
            (TaskKind::Choice, &choice, json!("b"), Some(true)),
            (TaskKind::Choice, &choice, json!("c"), None),
            (TaskKind::Meter, &none, json!(120), Some(false)),
            (TaskKind::Meter, &none, json!(-1), None),
        ];
        for (kind, demands, given, expected) in cases {
            let failed = answer(kind, demands, &given).ok().map(|answer| answer.failed);
            assert_eq!(failed, expected, "{kind} {given}");
        }
    }
}
