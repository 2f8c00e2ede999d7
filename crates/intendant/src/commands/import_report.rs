//! What an import did, in words, on standard output.

use booking::{
    ical::LineProblem,
    import::{Clash, EventReport, Outcome, Report as CalendarReport},
    model::finding::Finding,
};
use buildings::sheet::{Refused, Report, quoted};
use httpkit::{Texts, words};
use kernel::{Instant, Lang, WallTime, Zone};
use serde_json::{Map, json};

use super::End;

/// Of a table: the counts, then each cell that was refused, with what stands in it.
pub(crate) fn of_table(report: &Report, bytes: &[u8], dry_run: bool) -> End {
    let Report { taken, unchanged, updated, refused } = report;
    let would = if dry_run { "would be " } else { "" };
    println!("{would}taken: {taken}  {would}updated: {updated}  unchanged: {unchanged}  refused: {}", refused.len());
    for (Refused { line, field, why }, given) in refused.iter().zip(quoted(bytes, refused)) {
        let field = if field.is_empty() { String::new() } else { format!("{field}: ") };
        let given = given.filter(|text| !text.is_empty()).map(|text| format!(": “{text}”")).unwrap_or_default();
        println!("line {line}: {field}{}{given}", why.replace('_', " "));
    }
    if refused.is_empty() { End::Done } else { End::Refused }
}

/// Of a calendar: the counts, then event by event, in the order of the file, what a person may have to see to.
pub(crate) fn of_calendar(report: &CalendarReport) -> End {
    let words = Words { texts: texts(), zone: report.zone };
    let would = if report.dry_run { " (nothing was written)" } else { "" };
    println!("events in the file: {}{would}", report.found);
    let counts = Outcome::ALL.iter().map(|outcome| (words.outcome(*outcome), report.count(*outcome)));
    let unreadable = ("not read".to_owned(), report.unreadable().count());
    for (outcome, count) in counts.chain([unreadable]).filter(|(_, count)| *count > 0) {
        println!("  {outcome}: {count}");
    }
    let events = report.events.iter().filter(|event| is_worth_saying(event));
    let events = events.map(|event| (event.line, words.event(event)));
    let problems = report.problems.iter().map(|problem| (problem.line, words.problem(problem)));
    let mut lines: Vec<(usize, String)> = events.chain(problems).collect();
    lines.sort_by_key(|(line, _)| *line);
    for (line, text) in lines {
        println!("line {line}: {text}");
    }
    if report.is_complete() { End::Done } else { End::Refused }
}

/// Whether somebody who reads the report should see the event, not only its count.
fn is_worth_saying(event: &EventReport) -> bool {
    let quiet = [Outcome::Taken, Outcome::Updated, Outcome::Unchanged, Outcome::Cancelled, Outcome::Past];
    !quiet.contains(&event.outcome) || !event.left.is_empty() || event.bounded_at.is_some()
}

/// All texts of the program: its own, those of the areas, and those of imports.
fn texts() -> Texts {
    let areas = api::modules();
    let areas = areas.iter().flat_map(|module| module.messages);
    let sources: Vec<_> = httpkit::MESSAGES.iter().chain(areas).chain(booking::import::MESSAGES).copied().collect();
    Texts::new(&sources)
}

struct Words {
    texts: Texts,
    zone: Zone,
}

impl Words {
    fn text(&self, code: &str, data: &Map<String, serde_json::Value>) -> String {
        self.texts.text(Lang::En, code, None, data).unwrap_or_else(|| code.replace('_', " "))
    }

    fn outcome(&self, outcome: Outcome) -> String {
        self.text(&format!("import-outcome-{}", outcome.as_str()), &Map::new())
    }

    fn problem(&self, problem: &LineProblem) -> String {
        let LineProblem { severity, code, detail, .. } = problem;
        let data = Map::from_iter([("detail".to_owned(), json!(detail))]);
        format!("{severity}: {}", self.text(&format!("import-{}", code.as_str()), &data))
    }

    fn event(&self, event: &EventReport) -> String {
        // A date says itself why it was left out.
        let code = event.code.as_deref().filter(|_| event.left.is_empty());
        let why = code.map(|code| format!(" ({})", code.replace('_', " "))).unwrap_or_default();
        let mut lines = vec![format!("“{}”: {}{why}", event.title, self.outcome(event.outcome))];
        lines.extend(event.bounded_at.map(|until| format!("    repeats for ever; taken until {}", shown(until))));
        for date in &event.left {
            let reasons = date.findings.iter().map(|finding| self.finding(finding));
            let reasons: Vec<String> = reasons.chain(date.clashes.iter().map(|clash| self.clash(clash))).collect();
            lines.push(format!("    not on {}: {}", shown(date.original_start), reasons.join(" ")));
        }
        lines.join("\n")
    }

    fn finding(&self, finding: &Finding) -> String {
        let data = words::on_the_wall(self.zone, &finding.data);
        self.text(finding.code, &words::arguments(Lang::En, &data))
    }

    fn clash(&self, clash: &Clash) -> String {
        let label = clash.label.as_deref().unwrap_or("reserved");
        format!("There is “{label}”, {} to {}.", self.at(clash.from), self.at(clash.to))
    }

    fn at(&self, at: Instant) -> String {
        shown(WallTime::at(at, self.zone))
    }
}

fn shown(at: WallTime) -> String {
    at.naive().format("%Y-%m-%d %H:%M").to_string()
}
