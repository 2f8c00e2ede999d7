//! How long the pure part of a large search takes: five hundred bookables on two years of weeks.
//!
//!     cargo run --release -p booking --example judging
//!
//! It says nothing about the database; `cargo xtask bench` measures the whole.

use std::{hint::black_box, time::Instant as Clock};

use booking::model::{
    assess::{Calendar, Cause, Moment, Question, Slot, Standing, Taken, Verdict, assess, assess_at},
    booking::Series,
    policy::{Approval, Buffers, Hours, Open, PolicyBook, PolicyParts, PolicyVersion, Stage, TimeOfDay, Who, Window},
    wish::{Candidate, Fit, Wish},
};
use kernel::{
    Actor, BookableId, Fold, Grant, Instant, Names, PersonId, PlaceId, Recurrence, Role, Scope, UnitId, WallTime, Zone,
};
use uuid::Uuid;

const BOOKABLES: u128 = 500;

fn main() {
    let now = at("2026-12-01T08:00");
    let series = Series {
        start: "2026-12-02T10:00".parse().expect("a wall time"),
        duration_minutes: 90,
        zone: Zone::BRUSSELS,
        fold: Fold::First,
        recurrence: Some(Recurrence::parse("FREQ=WEEKLY;COUNT=104").expect("a rule")),
        extra_dates: vec![],
    };
    let slots: Vec<Slot> = series
        .dates()
        .expect("the rule has dates")
        .into_iter()
        .map(|start| Slot {
            original_start: start,
            start,
            duration_minutes: series.duration_minutes,
            zone: series.zone,
            fold: series.fold,
        })
        .collect();
    let candidates: Vec<Candidate> = (0..BOOKABLES).map(candidate).collect();
    let calendar = busy(&candidates, &slots);
    let grants = vec![Grant { role: Role::Staff, scope: Scope::All }];
    let person = Some(PersonId(Uuid::from_u128(1)));
    let actor = Actor { person, org_units: vec![], grants, acts_for: vec![], token_scopes: None };
    let wish = Wish { attendees: 8, ..Wish::default() };
    let question = Question { actor: &actor, now, wish: &wish, standing: Standing::Asked };
    let fit = Fit::default();

    measure("each judgement by itself", slots.len(), || {
        let judge = |candidate| slots.iter().map(move |slot| (candidate, slot));
        candidates.iter().flat_map(judge).map(|(c, slot)| assess(question, c, &fit, slot, &calendar)).collect()
    });
    measure("each date once on the time line", slots.len(), || {
        let moments: Vec<Moment> = slots.iter().map(|slot| Moment::of(slot, now)).collect();
        let judge = |candidate| moments.iter().map(move |moment| (candidate, moment));
        candidates.iter().flat_map(judge).map(|(c, moment)| assess_at(question, c, &fit, moment, &calendar)).collect()
    });
}

/// Prints the best of some runs: what else the machine does only adds.
fn measure(what: &str, dates: usize, work: impl Fn() -> Vec<Verdict>) {
    let best = (0..7)
        .map(|_| {
            let clock = Clock::now();
            black_box(work());
            clock.elapsed()
        })
        .min()
        .expect("it ran");
    let judgements = BOOKABLES * dates as u128;
    println!("{what:<34} {:>6} ms, {:>5} ns a judgement", best.as_millis(), best.as_nanos() / judgements);
}

fn at(text: &str) -> Instant {
    text.parse::<WallTime>().expect("a wall time").instant_or_next(Zone::BRUSSELS)
}

/// A bookable with office hours, a grid, buffers and, every fifth, an approval.
fn candidate(number: u128) -> Candidate {
    let day = vec![Open {
        from: TimeOfDay::from_minutes(480).expect("a time of day"),
        to: TimeOfDay::from_minutes(1200).expect("a time of day"),
    }];
    let week = Hours {
        monday: day.clone(),
        tuesday: day.clone(),
        wednesday: day.clone(),
        thursday: day.clone(),
        friday: day,
        ..Hours::always()
    };
    let stage = Stage { approvers: Who::roles(&[Role::Approver]) };
    let (site, own) = (Uuid::from_u128(0xB000), Uuid::from_u128(0xC000 + number));
    let version = |depth, scope, parts: PolicyParts| PolicyVersion {
        depth,
        scope,
        valid_from: Instant::from_micros(0),
        parts: parts.into(),
    };
    let policies = PolicyBook::new(vec![
        version(
            0,
            site,
            PolicyParts {
                hours: Some(week),
                window: Some(Window { grid_minutes: Some(15), ..Window::default() }),
                ..PolicyParts::default()
            },
        ),
        version(
            1,
            own,
            PolicyParts {
                buffers: Some(Buffers { setup_minutes: 15, cleanup_minutes: 15 }),
                approval: number.is_multiple_of(5).then(|| Approval { stages: vec![stage], holds: true }),
                ..PolicyParts::default()
            },
        ),
    ]);
    Candidate {
        id: BookableId(own),
        kind: "room".into(),
        code: format!("R{number}"),
        names: Names::same("Room"),
        site: PlaceId(site),
        zone: Zone::BRUSSELS,
        retired: false,
        units: vec![UnitId(own)],
        chain: vec![site, own],
        policies,
        closed_days: vec![],
    }
}

/// Something stands on every third date of every bookable.
fn busy(candidates: &[Candidate], slots: &[Slot]) -> Calendar {
    let taken = candidates.iter().enumerate().flat_map(|(index, candidate)| {
        slots.iter().skip(index % 3).step_by(3).map(move |slot| Taken {
            unit: candidate.units[0],
            span: slot.interval(),
            event: slot.interval(),
            kind: "confirmed".into(),
            cause: Cause::Other(Uuid::from_u128(index as u128)),
        })
    });
    Calendar::new(taken.collect())
}
