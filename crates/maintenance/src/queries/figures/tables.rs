//! The figures and the rows behind them as tables, for CSV and workbooks. Times are those on the clock of each site.

use kernel::{Ctx, Instant, WallTime, Zone};
use media::workbook::{Cell, Sheet};

use super::{
    FiguresFilter, Words,
    answer::{About, AgePart, Figures, ServiceShare, TimesFigure},
    count::{Counted, CountedRound, is_planned},
    load::Material,
    reckon::lines,
};
use crate::model::figures::{
    ages::AgeGroup,
    inspections::{AHEAD_DAYS, is_overdue},
    spread::number,
};

kernel::text_enum! {
    /// A table of the export.
    pub enum FiguresTable {
        /// The figures themselves with their definitions.
        Figures = "figures",
        /// The tickets behind them, a row for each time that a ticket was reported or reopened.
        Tickets = "tickets",
        /// The work that was logged, by ticket.
        Work = "work",
        /// What installations cost, and how long they were out of service.
        Installations = "installations",
        /// Which inspections are due.
        Inspections = "inspections",
        /// Which remarks are open.
        Remarks = "remarks",
    }
}

/// What tables are made of.
pub(super) struct Maker<'a> {
    pub(super) material: &'a Material,
    pub(super) counted: &'a [Counted<'a>],
    pub(super) figures: &'a Figures,
    pub(super) cx: &'a Ctx,
    pub(super) filter: &'a FiguresFilter,
    pub(super) words: &'a Words<'a>,
}

type Row = Vec<Cell>;

impl Maker<'_> {
    /// A table with its head.
    pub(super) fn sheet(&self, table: FiguresTable) -> Sheet {
        let (columns, rows): (&[&str], Vec<Row>) = match table {
            FiguresTable::Figures => (&["figure", "part", "value", "unit", "count", "definition"], self.figures()),
            FiguresTable::Tickets => (TICKETS, self.tickets()),
            FiguresTable::Work => {
                (&["number", "title", "kind", "planned", "site", "installation", "minutes", "cost"], self.work())
            }
            FiguresTable::Installations => (
                &["installation", "name", "class", "site", "faults", "minutes", "cost", "downtime"],
                self.installations(),
            ),
            FiguresTable::Inspections => (INSPECTIONS, self.inspections()),
            FiguresTable::Remarks => (
                &["installation", "name", "rule", "remark", "found_on", "age_days", "deadline", "standing", "number"],
                self.remarks(),
            ),
        };
        Sheet {
            name: self.word(&format!("table_{table}")),
            columns: columns.iter().map(|column| self.word(&format!("column_{column}"))).collect(),
            rows,
        }
    }

    fn word(&self, code: &str) -> String {
        (self.words)(code, None)
    }

    fn cell(&self, code: &str) -> Cell {
        self.word(code).into()
    }

    fn yes(&self, whether: bool) -> Cell {
        if whether { self.cell("figure_yes") } else { Cell::Empty }
    }

    /// A line of the table of figures.
    fn line(&self, about: &About, part: String, value: impl Into<Cell>, unit: &str) -> Row {
        vec![
            about.name.clone().into(),
            part.into(),
            value.into(),
            self.cell(&format!("unit_{unit}")),
            about.count.into(),
            about.definition.clone().into(),
        ]
    }

    fn figures(&self) -> Vec<Row> {
        let all = self.figures;
        let mut rows = vec![];
        rows.extend(self.times(&all.acknowledge));
        rows.extend(self.times(&all.repair));
        let service = &all.service_level;
        rows.extend(self.share(&service.about, &service.all, ""));
        for one in &service.priorities {
            let of = format!(" – {}", self.word(&format!("priority_{}", one.priority)));
            rows.extend(self.share(&service.about, &one.share, &of));
        }
        rows.extend(self.ages(&all.backlog.about, &all.backlog.ages));
        let work = &all.work;
        let sums = [("planned", work.planned), ("reactive", work.reactive)];
        let sums = sums.into_iter().map(|(code, sum)| (self.word(&format!("part_{code}")), sum));
        let kinds = work.kinds.iter().map(|one| (self.word(&format!("kind_{}", one.kind)), one.sum));
        for (name, sum) in sums.chain(kinds) {
            let part = |code: &str| format!("{name} – {}", self.word(&format!("part_{code}")));
            rows.push(self.line(&work.about, part("came_in"), sum.came_in, "tickets"));
            rows.push(self.line(&work.about, part("done"), sum.done, "tickets"));
            rows.push(self.line(&work.about, part("logged"), sum.minutes, "minutes"));
        }
        let inspections = &all.inspections;
        for one in &inspections.ahead {
            let day = format!("+{}", one.days);
            let part = |code: &str| format!("{} {day}", self.word(&format!("part_{code}")));
            rows.push(self.line(&inspections.about, part("overdue"), one.overdue, "inspections"));
            rows.push(self.line(&inspections.about, part("in_time"), one.in_time_percent, "percent"));
        }
        rows.push(self.line(&inspections.about, self.word("part_unknown"), inspections.unknown, "inspections"));
        rows.extend(self.ages(&all.remarks.about, &all.remarks.ages));
        let late = self.word("part_past_deadline");
        rows.push(self.line(&all.remarks.about, late, all.remarks.past_deadline, "remarks"));
        let reopened = &all.reopened;
        rows.push(self.line(&reopened.about, self.word("part_reopened"), reopened.tickets, "tickets"));
        rows.push(self.line(&reopened.about, self.word("part_times"), reopened.times, "times"));
        rows.push(self.line(&reopened.about, self.word("part_share"), reopened.percent, "percent"));
        let repeats = &all.repeats;
        rows.push(self.line(&repeats.about, self.word("part_repeated"), repeats.count, "tickets"));
        rows.push(self.line(&repeats.about, self.word("part_share"), repeats.percent, "percent"));
        let nameless = self.word("part_without_installation");
        rows.push(self.line(&repeats.about, nameless, repeats.without_installation, "tickets"));
        let costs = &all.installations;
        rows.push(self.line(&costs.about, self.word("part_faults"), costs.faults, "tickets"));
        rows.push(self.line(&costs.about, self.word("part_logged"), costs.minutes, "minutes"));
        rows.push(self.line(&costs.about, self.word("part_cost"), costs.cost_cents.map(Cell::Cents), "euro"));
        rows.push(self.line(&costs.about, self.word("part_downtime"), costs.downtime_minutes, "minutes"));
        rows
    }

    fn times(&self, figure: &TimesFigure) -> Vec<Row> {
        let TimesFigure { about, clock, working, parts } = figure;
        let part = |what: &str, how: &str| {
            format!("{} – {}", self.word(&format!("part_{what}")), self.word(&format!("part_{how}")))
        };
        let mut rows = vec![
            self.line(about, part("median", "clock"), clock.median_minutes, "minutes"),
            self.line(about, part("p90", "clock"), clock.p90_minutes, "minutes"),
            self.line(about, part("median", "working"), working.median_minutes, "minutes"),
            self.line(about, part("p90", "working"), working.p90_minutes, "minutes"),
        ];
        for one in parts {
            let to = one.up_to_minutes.map_or_else(|| "…".to_owned(), |to| to.to_string());
            let part =
                format!("{} ({}): {}–{to}", self.word("part_working"), self.word("unit_minutes"), one.over_minutes);
            rows.push(self.line(about, part, one.count, "tickets"));
        }
        rows
    }

    fn share(&self, about: &About, share: &ServiceShare, of: &str) -> Vec<Row> {
        let part = |code: &str| format!("{}{of}", self.word(code));
        vec![
            self.line(about, part("kept_met"), share.met, "tickets"),
            self.line(about, part("kept_breached"), share.breached, "tickets"),
            self.line(about, part("kept_running"), share.running, "tickets"),
            self.line(about, part("part_share"), share.met_percent, "percent"),
        ]
    }

    fn ages(&self, about: &About, ages: &[AgePart]) -> Vec<Row> {
        let unit = if ages.iter().any(|part| part.planned.is_some()) { "tickets" } else { "remarks" };
        ages.iter().map(|part| self.line(about, self.age(part.age), part.count, unit)).collect()
    }

    fn age(&self, age: AgeGroup) -> String {
        let (from, to) = age.days();
        let days = self.word("unit_days");
        to.map_or_else(|| format!("{from}–… {days}"), |to| format!("{from}–{to} {days}"))
    }

    fn tickets(&self) -> Vec<Row> {
        let mut rows = vec![];
        for one in self.counted {
            let last = one.rounds.len();
            for (index, round) in one.rounds.iter().enumerate() {
                let is_last = index + 1 == last;
                if matters(one, round, index == 0, is_last) {
                    rows.push(self.ticket(one, round, index, is_last));
                }
            }
        }
        rows
    }

    /// What is told of the ticket as a whole stands in one of its rows: of its report in the first, of its promise and its
    /// age in the last.
    fn ticket(&self, one: &Counted<'_>, counted: &CountedRound, index: usize, is_last: bool) -> Row {
        let CountedRound { round, acknowledge, repair } = counted;
        let story = one.story;
        let wall = |at: Option<Instant>| Cell::from(at.map(|at| on_the_wall(at, one.zone)));
        let first = index == 0;
        let repeat = one.repeat.filter(|_| first);
        let of = repeat.and_then(|repeat| self.counted.iter().find(|other| other.story.id == repeat.of));
        let reactive = !is_planned(story.kind);
        vec![
            story.number.into(),
            story.title.clone().into(),
            self.cell(&format!("kind_{}", story.kind)),
            self.cell(&format!("priority_{}", story.priority)),
            self.cell(&format!("state_{}", story.state)),
            story.site.name.clone().into(),
            story.place.name.clone().into(),
            story.installation.as_ref().map(|(_, label)| label.code.clone()).into(),
            story.class.clone().into(),
            story.team.as_ref().map(|(_, label)| label.name.clone()).into(),
            number(index + 1).into(),
            wall(Some(round.began_at)),
            wall(round.acknowledged_at),
            wall(round.done_at),
            wall(round.reopened_at),
            acknowledge.filter(|_| reactive).map(|took| took.clock).into(),
            acknowledge.filter(|_| reactive).map(|took| took.working).into(),
            repair.filter(|_| reactive).map(|took| took.clock).into(),
            repair.filter(|_| reactive).map(|took| took.working).into(),
            one.kept.filter(|_| is_last).map(|kept| self.word(&format!("kept_{kept}"))).into(),
            one.waiting.filter(|_| is_last).map(|age| self.age(age)).into(),
            self.yes(first && one.came_in),
            self.yes(repair.is_some()),
            self.yes(repair.is_some() && round.reopened_at.is_some()),
            self.yes(first && one.comparable),
            of.map(|of| of.story.number).into(),
        ]
    }

    fn work(&self) -> Vec<Row> {
        let codes: std::collections::HashMap<_, _> =
            self.material.installations.iter().map(|one| (one.id, one.label.code.as_str())).collect();
        let row = |one: &super::load::Work| {
            let sees = crate::policy::Permission::SeeCosts.held_by(&self.cx.actor, &[one.site.0]);
            vec![
                one.number.into(),
                one.title.clone().into(),
                self.cell(&format!("kind_{}", one.kind)),
                self.yes(is_planned(one.kind)),
                one.site_label.name.clone().into(),
                one.installation.and_then(|id| codes.get(&id).copied()).into(),
                one.minutes.into(),
                sees.then_some(Cell::Cents(one.cost_cents)).into(),
            ]
        };
        self.material.work.iter().map(row).collect()
    }

    fn installations(&self) -> Vec<Row> {
        let row = |line: super::answer::InstallationLine| {
            vec![
                line.installation.code.into(),
                line.installation.name.into(),
                line.class_name.into(),
                line.site.name.into(),
                line.faults.into(),
                line.minutes.into(),
                line.cost_cents.map(Cell::Cents).into(),
                line.downtime_minutes.into(),
            ]
        };
        lines(self.material, self.counted, self.cx, self.filter).into_iter().map(row).collect()
    }

    fn inspections(&self) -> Vec<Row> {
        let lang = self.cx.lang;
        let row = |entry: &crate::inspecting::DueEntry| {
            let left = entry.days_left;
            let mut row: Row = vec![
                entry.installation.code.clone().into(),
                entry.installation.names.get(lang).into(),
                entry.regime.row.names.get(lang).into(),
                entry.interval.names.get(lang).into(),
                entry.regime.row.legal_basis.clone().into(),
                entry.last.as_ref().map(|last| last.performed_on).into(),
                entry.due_on.into(),
                self.cell(&format!("due_{}", entry.standing)),
            ];
            row.extend(AHEAD_DAYS.map(|days| self.yes(left.is_some_and(|left| is_overdue(left, days)))));
            row
        };
        self.material.due.iter().map(row).collect()
    }

    fn remarks(&self) -> Vec<Row> {
        let row = |one: &super::load::OpenRemark| {
            vec![
                one.installation.code.clone().into(),
                one.installation.name.clone().into(),
                one.regime.clone().into(),
                one.text.clone().into(),
                one.found_on.into(),
                (one.today - one.found_on).num_days().into(),
                one.deadline.into(),
                self.cell(&format!("remark_{}", one.state)),
                one.ticket_number.into(),
            ]
        };
        self.material.remarks.iter().map(row).collect()
    }
}

const TICKETS: &[&str] = &[
    "number",
    "title",
    "kind",
    "priority",
    "state",
    "site",
    "place",
    "installation",
    "class",
    "team",
    "round",
    "began_at",
    "acknowledged_at",
    "done_at",
    "reopened_at",
    "acknowledge_clock",
    "acknowledge_working",
    "repair_clock",
    "repair_working",
    "promise",
    "waiting",
    "came_in",
    "done_in",
    "reopened_after",
    "compared",
    "repeat_of",
];
const INSPECTIONS: &[&str] = &[
    "installation",
    "name",
    "rule",
    "interval",
    "legal_basis",
    "last_on",
    "due_on",
    "standing",
    "overdue_0",
    "overdue_30",
    "overdue_60",
    "overdue_90",
];

/// Whether any figure rests on this row.
fn matters(one: &Counted<'_>, round: &CountedRound, is_first: bool, is_last: bool) -> bool {
    round.acknowledge.is_some()
        || round.repair.is_some()
        || (is_first && one.came_in)
        || (is_last && (one.kept.is_some() || one.waiting.is_some()))
}

fn on_the_wall(at: Instant, zone: Zone) -> chrono::NaiveDateTime {
    WallTime::at(at, zone).naive()
}
