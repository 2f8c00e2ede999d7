//! From content lines to nested components: `BEGIN` and `END`.

use super::lines::Line;
use super::problem::{Code, Problems, Refusal};

/// `BEGIN:X` … `END:X`.
#[derive(Debug)]
pub(super) struct Component {
    /// In upper case.
    pub(super) kind: String,
    /// The line of its `BEGIN`.
    pub(super) line: usize,
    /// Its own content lines, in order.
    pub(super) lines: Vec<Line>,
    /// The components inside it.
    pub(super) children: Vec<Self>,
    /// Whether its `END` was found.
    pub(super) ended: bool,
}

impl Component {
    fn new(kind: String, line: usize) -> Self {
        Self { kind, line, lines: Vec::new(), children: Vec::new(), ended: false }
    }

    /// The first line of that name.
    pub(super) fn first(&self, name: &str) -> Option<&Line> {
        self.lines.iter().find(|line| line.name == name)
    }

    /// All lines of that name.
    pub(super) fn all<'a>(&'a self, name: &'a str) -> impl Iterator<Item = &'a Line> {
        self.lines.iter().filter(move |line| line.name == name)
    }
}

/// Calendars nest three deep at the most.
const MAX_DEPTH: usize = 6;

/// The components of a file. Events outside a calendar are taken as one calendar of their own.
pub(super) fn components(lines: Vec<Line>, problems: &mut Problems) -> Vec<Component> {
    let mut stack = Stack { open: Vec::new(), done: Vec::new(), too_deep: 0 };
    let mut outside_before = false;
    for line in lines {
        let outside = match line.name.as_str() {
            "BEGIN" => {
                stack.begin(line.value.trim().to_ascii_uppercase(), line.number, problems);
                false
            }
            "END" => {
                stack.end(line.value.trim(), line.number, problems);
                false
            }
            _ if stack.too_deep > 0 => false,
            _ => {
                if let Some(top) = stack.open.last_mut() {
                    top.lines.push(line);
                    false
                } else {
                    if !outside_before {
                        let detail = format!("{}:{}", line.name, line.value);
                        problems.notice(line.number, Code::OutsideCalendar, detail, None);
                    }
                    true
                }
            }
        };
        outside_before = outside;
    }
    while let Some(top) = stack.open.pop() {
        not_ended(&top, problems);
        stack.close(top);
    }
    stack.done
}

struct Stack {
    open: Vec<Component>,
    done: Vec<Component>,
    /// How many components are open beyond the greatest depth.
    too_deep: usize,
}

impl Stack {
    fn begin(&mut self, kind: String, number: usize, problems: &mut Problems) {
        // Nothing of these may stand inside an event: its END was lost.
        if matches!(kind.as_str(), "VEVENT" | "VTODO" | "VJOURNAL" | "VFREEBUSY" | "VTIMEZONE" | "VCALENDAR") {
            while self.open.last().is_some_and(|top| top.kind != "VCALENDAR" || kind == "VCALENDAR") {
                let lost = self.open.pop().expect("there is a last one");
                not_ended(&lost, problems);
                self.close(lost);
            }
            self.too_deep = 0;
        }
        if self.too_deep > 0 || self.open.len() >= MAX_DEPTH {
            if self.too_deep == 0 {
                problems.notice(number, Code::TooDeep, kind, None);
            }
            self.too_deep += 1;
            return;
        }
        if self.open.is_empty() && kind != "VCALENDAR" {
            problems.notice(number, Code::OutsideCalendar, format!("BEGIN:{kind}"), None);
        }
        self.open.push(Component::new(kind, number));
    }

    fn end(&mut self, kind: &str, number: usize, problems: &mut Problems) {
        let begun = self.open.iter().rposition(|open| open.kind.eq_ignore_ascii_case(kind));
        if self.too_deep > 0 && begun.is_none_or(|at| at + 1 == self.open.len()) {
            self.too_deep -= 1;
            return;
        }
        let Some(begun) = begun else {
            problems.notice(number, Code::WrongEnd, format!("END:{kind}"), None);
            return;
        };
        self.too_deep = 0;
        while self.open.len() > begun + 1 {
            let lost = self.open.pop().expect("there are more than the one to end");
            not_ended(&lost, problems);
            self.close(lost);
        }
        let mut top = self.open.pop().expect("it was found in the stack");
        top.ended = true;
        self.close(top);
    }

    fn close(&mut self, component: Component) {
        match self.open.last_mut() {
            Some(parent) => parent.children.push(component),
            None => self.done.push(component),
        }
    }
}

fn not_ended(component: &Component, problems: &mut Problems) {
    let (code, kind) = match component.kind.as_str() {
        "VCALENDAR" => (Code::CalendarNotEnded, "VCALENDAR"),
        kind => (Code::ComponentNotEnded, kind),
    };
    let uid = component.first("UID").map(|line| line.value.as_str());
    let detail = format!("BEGIN:{kind} without its END");
    if kind == "VEVENT" {
        problems.refuse(&Refusal::new(component.line, code, detail), uid);
    } else {
        problems.notice(component.line, code, detail, uid);
    }
}
