//! Puts the figures together from what each ticket counts for.

use std::collections::HashMap;

use buildings::model::outage::minutes_out;
use kernel::{
    Ctx, WallTime,
    id::{InstallationId, TicketId},
};

use super::{
    FiguresFilter, Words,
    answer::{
        About, AgePart, BacklogFigure, Figures, InspectionsAhead, InspectionsFigure, InstallationLine,
        InstallationsFigure, PriorityShare, RemarksFigure, ReopenedFigure, RepeatLine, RepeatsFigure, ServiceFigure,
        ServiceShare, Spread, TicketRef, TimesFigure, TimesPart, WorkFigure, WorkOfKind, WorkSum,
    },
    count::{Counted, is_planned},
    load::{Material, Story},
};
use crate::{
    inspecting::DueEntry,
    model::{
        figures::{
            ages::AgeGroup,
            inspections::ahead,
            rounds::Took,
            service::Share,
            spread::{number, parts, percent, spread},
        },
        priority::Priority,
        ticket::TicketKind,
    },
    policy::Permission,
};

/// How many lines of a list the answer has; the export has them all.
const MOST: usize = 50;
/// What the times are cut into, in minutes of working time: the standard promises to look at something and to mend it.
const ACKNOWLEDGE_EDGES: [i64; 4] = [30, 120, 540, 1080];
const REPAIR_EDGES: [i64; 4] = [240, 540, 2700, 10_800];

/// The figures in words.
pub(super) fn figures(
    material: &Material,
    counted: &[Counted<'_>],
    cx: &Ctx,
    filter: &FiguresFilter,
    words: &Words<'_>,
) -> Figures {
    let reactive = || counted.iter().filter(|one| !is_planned(one.story.kind)).flat_map(|one| &one.rounds);
    let acknowledge: Vec<Took> = reactive().filter_map(|round| round.acknowledge).collect();
    let repair: Vec<Took> = reactive().filter_map(|round| round.repair).collect();
    Figures {
        from: filter.period.from,
        to: filter.period.to,
        reckoned_at: cx.now,
        acknowledge: times(words, "figure_acknowledge", &acknowledge, &ACKNOWLEDGE_EDGES),
        repair: times(words, "figure_repair", &repair, &REPAIR_EDGES),
        service_level: service_level(words, counted),
        backlog: backlog(words, counted, cx, filter),
        work: work(words, material, counted),
        inspections: inspections(words, &material.due),
        remarks: remarks(words, material),
        reopened: reopened(words, counted),
        repeats: repeats(words, counted, filter),
        installations: installations(words, material, counted, cx, filter),
    }
}

fn about(words: &Words<'_>, code: &str, count: i64) -> About {
    About { name: words(code, None), definition: words(code, Some("definition")), count }
}

fn times(words: &Words<'_>, code: &str, took: &[Took], edges: &[i64]) -> TimesFigure {
    let working: Vec<i64> = took.iter().map(|one| one.working).collect();
    let said = |minutes: &[i64]| {
        let found = spread(minutes.iter().copied());
        Spread { median_minutes: found.median, p90_minutes: found.p90 }
    };
    TimesFigure {
        about: about(words, code, number(took.len())),
        clock: said(&took.iter().map(|one| one.clock).collect::<Vec<_>>()),
        working: said(&working),
        parts: parts(&working, edges)
            .into_iter()
            .map(|part| TimesPart { over_minutes: part.over, up_to_minutes: part.up_to, count: part.count })
            .collect(),
    }
}

fn share(of: Share) -> ServiceShare {
    let Share { met, breached, running } = of;
    ServiceShare { met, breached, running, met_percent: of.met_percent() }
}

fn service_level(words: &Words<'_>, counted: &[Counted<'_>]) -> ServiceFigure {
    let all = Share::of(counted.iter().filter_map(|one| one.kept));
    let of = |priority: Priority| {
        let kept = counted.iter().filter(|one| one.story.priority == priority).filter_map(|one| one.kept);
        PriorityShare { priority, share: share(Share::of(kept)) }
    };
    ServiceFigure {
        about: about(words, "figure_service_level", all.count()),
        all: share(all),
        priorities: Priority::ALL.iter().map(|priority| of(*priority)).collect(),
    }
}

fn age(age: AgeGroup, count: usize, planned: Option<usize>) -> AgePart {
    let (from_days, to_days) = age.days();
    AgePart { age, from_days, to_days, count: number(count), planned: planned.map(number) }
}

fn backlog(words: &Words<'_>, counted: &[Counted<'_>], cx: &Ctx, filter: &FiguresFilter) -> BacklogFigure {
    let of = |wanted: AgeGroup| {
        let old = || counted.iter().filter(|one| one.waiting == Some(wanted));
        age(wanted, old().count(), Some(old().filter(|one| is_planned(one.story.kind)).count()))
    };
    // Without tickets it does not matter on whose wall.
    let zone = counted.first().map_or(kernel::Zone::UTC, |one| one.zone);
    let today = WallTime::at(cx.now, zone).date();
    BacklogFigure {
        about: about(words, "figure_backlog", number(counted.iter().filter(|one| one.waiting.is_some()).count())),
        on: today.min(filter.period.to),
        is_now: today <= filter.period.to,
        ages: AgeGroup::ALL.iter().map(|age| of(*age)).collect(),
    }
}

fn work(words: &Words<'_>, material: &Material, counted: &[Counted<'_>]) -> WorkFigure {
    let mut sums: HashMap<TicketKind, WorkSum> = HashMap::new();
    for one in counted {
        let sum = sums.entry(one.story.kind).or_default();
        sum.came_in += i64::from(one.came_in);
        sum.done += i64::from(one.reopened.done);
    }
    for one in &material.work {
        sums.entry(one.kind).or_default().minutes += one.minutes;
    }
    let kinds: Vec<WorkOfKind> = TicketKind::ALL
        .iter()
        .map(|kind| WorkOfKind {
            kind: *kind,
            planned: is_planned(*kind),
            sum: sums.get(kind).copied().unwrap_or_default(),
        })
        .collect();
    let total = |planned: bool| {
        kinds.iter().filter(|kind| kind.planned == planned).fold(WorkSum::default(), |all, one| WorkSum {
            came_in: all.came_in + one.sum.came_in,
            done: all.done + one.sum.done,
            minutes: all.minutes + one.sum.minutes,
        })
    };
    let (planned, reactive) = (total(true), total(false));
    WorkFigure { about: about(words, "figure_work", planned.came_in + reactive.came_in), planned, reactive, kinds }
}

fn inspections(words: &Words<'_>, due: &[DueEntry]) -> InspectionsFigure {
    let known: Vec<i64> = due.iter().filter_map(|entry| entry.days_left).collect();
    let ahead = ahead(&known).into_iter().map(|one| InspectionsAhead {
        days: one.days,
        overdue: one.overdue,
        in_time: one.in_time,
        in_time_percent: percent(one.in_time, one.overdue + one.in_time),
    });
    InspectionsFigure {
        about: about(words, "figure_inspections", number(due.len())),
        unknown: number(due.len() - known.len()),
        ahead: ahead.collect(),
    }
}

fn remarks(words: &Words<'_>, material: &Material) -> RemarksFigure {
    let all = &material.remarks;
    let late = all.iter().filter(|one| one.deadline.is_some_and(|deadline| deadline < one.today)).count();
    let of = |wanted: AgeGroup| {
        age(wanted, all.iter().filter(|one| AgeGroup::on(one.today, one.found_on) == wanted).count(), None)
    };
    RemarksFigure {
        about: about(words, "figure_remarks", number(all.len())),
        past_deadline: number(late),
        ages: AgeGroup::ALL.iter().map(|age| of(*age)).collect(),
    }
}

fn reopened(words: &Words<'_>, counted: &[Counted<'_>]) -> ReopenedFigure {
    let done = number(counted.iter().filter(|one| one.reopened.done).count());
    let again = number(counted.iter().filter(|one| one.reopened.times > 0).count());
    ReopenedFigure {
        about: about(words, "figure_reopened", done),
        tickets: again,
        times: counted.iter().map(|one| one.reopened.times).sum(),
        percent: percent(again, done),
    }
}

fn repeats(words: &Words<'_>, counted: &[Counted<'_>], filter: &FiguresFilter) -> RepeatsFigure {
    let by_id: HashMap<TicketId, &Story> = counted.iter().map(|one| (one.story.id, one.story)).collect();
    let named = |story: &Story| TicketRef { id: story.id, number: story.number, title: story.title.clone() };
    let all = || counted.iter().rev().filter_map(|one| Some((one.story, one.repeat?)));
    let lines = all().filter_map(|(story, repeat)| {
        Some(RepeatLine {
            ticket: named(story),
            of: named(by_id.get(&repeat.of)?),
            days: repeat.days,
            installation: story.installation.as_ref()?.1.clone(),
            site: story.site.clone(),
        })
    });
    let (count, compared) = (number(all().count()), number(counted.iter().filter(|one| one.comparable).count()));
    RepeatsFigure {
        about: about(words, "figure_repeats", compared),
        within_days: filter.repeat_days,
        count,
        percent: percent(count, compared),
        without_installation: number(counted.iter().filter(|one| one.nameless).count()),
        items: lines.take(MOST).collect(),
    }
}

/// What each installation with anything to tell cost and how long it was out of service, what cost most first.
pub(super) fn lines(
    material: &Material,
    counted: &[Counted<'_>],
    cx: &Ctx,
    filter: &FiguresFilter,
) -> Vec<InstallationLine> {
    let mut faults: HashMap<InstallationId, i64> = HashMap::new();
    for one in counted.iter().filter(|one| one.comparable) {
        if let Some((id, _)) = &one.story.installation {
            *faults.entry(*id).or_default() += 1;
        }
    }
    let mut work: HashMap<InstallationId, (i64, i64)> = HashMap::new();
    for one in &material.work {
        if let Some(id) = one.installation {
            let sum = work.entry(id).or_default();
            *sum = (sum.0 + one.minutes, sum.1 + one.cost_cents);
        }
    }
    let line = |one: &super::load::Installation| {
        let outages = material.outages.get(&one.id).map(Vec::as_slice).unwrap_or_default();
        let span = filter.period.span(material.desk.zone(one.site));
        let (minutes, cost) = work.get(&one.id).copied().unwrap_or_default();
        InstallationLine {
            installation: one.label.clone(),
            site: one.site_label.clone(),
            class: one.class.code.clone(),
            class_name: one.class.name.clone(),
            faults: faults.get(&one.id).copied().unwrap_or_default(),
            minutes,
            cost_cents: Permission::SeeCosts.held_by(&cx.actor, &[one.site.0]).then_some(cost),
            downtime_minutes: minutes_out(outages, span, cx.now),
        }
    };
    let tells = |line: &InstallationLine| {
        line.faults > 0 || line.minutes > 0 || line.cost_cents.unwrap_or_default() > 0 || line.downtime_minutes > 0
    };
    let mut all: Vec<InstallationLine> = material.installations.iter().map(line).filter(tells).collect();
    all.sort_by_cached_key(|line| {
        let code = line.installation.code.clone();
        (-line.cost_cents.unwrap_or_default(), -line.downtime_minutes, -line.faults, -line.minutes, code)
    });
    all
}

fn installations(
    words: &Words<'_>,
    material: &Material,
    counted: &[Counted<'_>],
    cx: &Ctx,
    filter: &FiguresFilter,
) -> InstallationsFigure {
    let mut all = lines(material, counted, cx, filter);
    let sum = |of: fn(&InstallationLine) -> i64| all.iter().map(of).sum::<i64>();
    let sees_costs = Permission::SeeCosts.sites(&cx.actor).is_none_or(|sites| !sites.is_empty());
    InstallationsFigure {
        about: about(words, "figure_installations", number(all.len())),
        faults: sum(|line| line.faults),
        minutes: sum(|line| line.minutes),
        cost_cents: all.iter().map(|line| line.cost_cents).sum::<Option<i64>>().filter(|_| sees_costs),
        downtime_minutes: sum(|line| line.downtime_minutes),
        items: {
            all.truncate(MOST);
            all
        },
    }
}
