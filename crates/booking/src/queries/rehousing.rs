//! Where the bookings could go that a closure hits: the same time somewhere else, no two of them in the same place.

use std::collections::{BTreeSet, HashMap};

use db::{Conn, sql::Raw};
use kernel::{
    BookableId, BookingId, Ctx, Fold, Instant, Interval, LayoutId, OccurrenceId, PersonId, ScopeId, UnitId, WallTime,
    Zone,
};
use sea_orm::{ConnectionTrait, QueryResult};

use super::{
    availability::Answer,
    calendar::{self, Probe},
    load::{Loaded, Selection, load},
};
use crate::{
    BookingError, Engine,
    commands::{bookables::units_of, close::under},
    model::{
        assess::{Calendar, Question, Slot, Standing, assess, buffers},
        booking::Visibility,
        wish::{Candidate, Wish},
    },
};

/// The most dates for which another place is looked for at once.
pub const MOST: usize = 200;
/// How many places are named besides the proposed one.
const OTHERS: usize = 4;

/// A date that a closure hits, and where it could go.
#[derive(Debug, Clone, PartialEq)]
pub struct Proposal {
    /// Which date.
    pub occurrence: OccurrenceId,
    /// Of which booking.
    pub booking: BookingId,
    /// Its title.
    pub title: String,
    /// Whom it is for.
    pub host: PersonId,
    /// Who made it.
    pub created_by: Option<PersonId>,
    /// Who may know about it.
    pub visibility: Visibility,
    /// The closed bookable that it holds.
    pub from: BookableId,
    /// When it is.
    pub event: Interval,
    /// How many people come.
    pub attendees: i64,
    /// Where it would fit best; `None` = nowhere.
    pub to: Option<Place>,
    /// Where else it would fit, when nothing else goes there.
    pub others: Vec<Place>,
}

/// A place that is free for it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Place {
    /// Which bookable.
    pub bookable: BookableId,
    /// How it would be set up.
    pub layout: Option<LayoutId>,
    /// Free, or free with approval.
    pub answer: Answer,
}

/// What could be done for all that a closure hits.
#[derive(Debug)]
pub struct Proposals {
    /// One a date, in order of start.
    pub items: Vec<Proposal>,
    /// The bookables that they hold or could get.
    pub loaded: Loaded,
}

/// Proposes another place for each date that lies in a closed place within the span and has not begun.
///
/// The dates with the fewest choices choose first; each takes the place that fits best of those that are left, on the
/// same site where possible. A fixed number of statements, however many dates there are.
pub async fn proposals(
    engine: &Engine,
    conn: Conn<'_>,
    cx: &Ctx,
    scopes: &[ScopeId],
    span: Interval,
) -> Result<Proposals, BookingError> {
    let closed = sharing_units(conn, &under(conn, scopes).await?).await?;
    let mut hits = hits(conn, &closed, span, cx.now).await?;
    let hull = Interval {
        start: hits.iter().map(|hit| hit.proposal.event.start).min().unwrap_or(span.start),
        end: hits.iter().map(|hit| hit.proposal.event.end).max().unwrap_or(span.end),
    };
    let loaded = load(engine, conn, &Selection::default(), hull).await?;
    // What only its area moves is not moved from here.
    hits.retain(|hit| loaded.get(hit.proposal.from).is_none_or(|from| engine.booked_elsewhere(&from.kind).is_none()));
    let free: Vec<&Candidate> = loaded
        .candidates
        .iter()
        .filter(|one| !closed.contains(&one.id))
        .filter(|one| one.policies.at(cx.now).audience.see.includes(&cx.actor, &one.chain))
        .collect();
    let units: BTreeSet<UnitId> = free.iter().flat_map(|candidate| candidate.units.iter().copied()).collect();
    let spans = hits.iter().map(|hit| reach(&loaded, &free, hit)).collect::<BTreeSet<_>>().into_iter().collect();
    let probe = Probe { units: units.into_iter().collect(), spans };
    let empty = probe.units.is_empty() || probe.spans.is_empty();
    let calendar = if empty { Calendar::default() } else { Calendar::new(calendar::spans(conn, &[probe]).await?) };
    let choices: Vec<Vec<Choice>> = hits.iter().map(|hit| choose(cx, &loaded, &free, hit, &calendar)).collect();
    let given = assign(&choices);
    let items = hits.into_iter().zip(choices).zip(given).map(|((hit, choices), given)| {
        let to = given.map(|index| choices[index].place);
        let others =
            choices.iter().map(|choice| choice.place).filter(|place| Some(*place) != to).take(OTHERS).collect();
        Proposal { to, others, ..hit.proposal }
    });
    Ok(Proposals { items: items.collect(), loaded })
}

/// The same for a closure that is there: what still lies in it.
pub async fn proposals_for(
    engine: &Engine,
    conn: Conn<'_>,
    cx: &Ctx,
    closure: &super::closures::Closure,
) -> Result<Proposals, BookingError> {
    let span = Interval { start: closure.starts_at, end: closure.ends_at };
    proposals(engine, conn, cx, &closure.scopes, span).await
}

/// These bookables and all that share a unit with one of them.
pub(crate) async fn sharing_units(conn: Conn<'_>, ids: &[BookableId]) -> Result<BTreeSet<BookableId>, BookingError> {
    let units = units_of(conn, ids).await?;
    let mut sql = Raw::new(&conn);
    sql.push("SELECT DISTINCT bookable_id FROM bookable_unit WHERE unit_id IN (")
        .bind_all(units.iter().map(|unit| unit.0))
        .push(")");
    let rows = conn.query_all_raw(sql.build()).await?;
    Ok(rows.iter().map(|row| row.try_get("", "bookable_id")).collect::<Result<_, sea_orm::DbErr>>()?)
}

/// A date that is hit.
struct Hit {
    proposal: Proposal,
    slot: Slot,
}

impl Hit {
    fn wish(&self) -> Wish {
        Wish { attendees: self.proposal.attendees, ..Wish::default() }
    }
}

async fn hits(
    conn: Conn<'_>,
    closed: &BTreeSet<BookableId>,
    span: Interval,
    now: Instant,
) -> Result<Vec<Hit>, BookingError> {
    let mut sql = Raw::new(&conn);
    sql.push(
        "SELECT o.id, o.booking_id, o.original_start, o.start_wall, o.duration_minutes, o.starts_at, o.ends_at, \
             COALESCE(o.title, b.title) AS title, COALESCE(o.attendees, b.attendees) AS attendees, b.host_id, \
             b.created_by, b.visibility, b.time_zone, b.fold, c.bookable_id \
         FROM claim c JOIN occurrence o ON o.id = c.occurrence_id JOIN booking b ON b.id = o.booking_id \
         WHERE c.bookable_id IN (",
    )
    .bind_all(closed.iter().map(|id| id.0))
    .push(") AND o.state IN ('requested', 'confirmed') AND o.starts_at > ")
    .bind(now.micros())
    .push(" AND c.blocked_from < ")
    .bind(span.end.micros())
    .push(" AND c.blocked_to > ")
    .bind(span.start.micros())
    .push(&format!(" ORDER BY o.starts_at, o.id, c.bookable_id LIMIT {MOST}"));
    conn.query_all_raw(sql.build()).await?.iter().map(read).collect()
}

fn read(row: &QueryResult) -> Result<Hit, BookingError> {
    let wall = |column| -> Result<WallTime, BookingError> { Ok(row.try_get::<WallTime>("", column)?) };
    Ok(Hit {
        proposal: Proposal {
            occurrence: row.try_get("", "id")?,
            booking: row.try_get("", "booking_id")?,
            title: row.try_get("", "title")?,
            host: row.try_get("", "host_id")?,
            created_by: row.try_get("", "created_by")?,
            visibility: row.try_get("", "visibility")?,
            from: row.try_get("", "bookable_id")?,
            event: Interval { start: row.try_get("", "starts_at")?, end: row.try_get("", "ends_at")? },
            attendees: row.try_get("", "attendees")?,
            to: None,
            others: vec![],
        },
        slot: Slot {
            original_start: wall("original_start")?,
            start: wall("start_wall")?,
            duration_minutes: row.try_get("", "duration_minutes")?,
            zone: row.try_get::<Zone>("", "time_zone")?,
            fold: if row.try_get::<String>("", "fold")? == "second" { Fold::Second } else { Fold::First },
        },
    })
}

/// The longest span that the date would take anywhere.
fn reach(loaded: &Loaded, free: &[&Candidate], hit: &Hit) -> Interval {
    let (event, wish) = (hit.slot.interval(), hit.wish());
    let needed = free
        .iter()
        .map(|candidate| buffers(&candidate.policies.at(event.start), &loaded.fit(candidate, &wish), &wish))
        .fold((0, 0), |most, needs| (most.0.max(needs.0), most.1.max(needs.1)));
    event.padded(needed.0, needed.1)
}

/// A place that is free for a date, and what it would take there.
struct Choice {
    place: Place,
    blocked: Interval,
    units: Vec<UnitId>,
}

/// Where a date would fit, best first.
fn choose(cx: &Ctx, loaded: &Loaded, free: &[&Candidate], hit: &Hit, calendar: &Calendar) -> Vec<Choice> {
    let Some(from) = loaded.get(hit.proposal.from) else { return vec![] };
    let wish = hit.wish();
    let question = Question { actor: &cx.actor, now: cx.now, wish: &wish, standing: Standing::Theirs };
    let mut found: Vec<_> = free
        .iter()
        .filter(|candidate| candidate.kind == from.kind)
        .filter_map(|candidate| {
            let fit = loaded.fit(candidate, &wish);
            let verdict = assess(question, candidate, &fit, &hit.slot, calendar);
            let answer = Answer::of(&verdict.findings);
            let place = Place { bookable: candidate.id, layout: verdict.layout, answer };
            let choice = Choice { place, blocked: verdict.blocked, units: candidate.units.clone() };
            let order = (answer, candidate.site != from.site, fit.rank, candidate.code.clone());
            (answer != Answer::NotFree).then_some((order, choice))
        })
        .collect();
    found.sort_by(|(left, _), (right, _)| left.cmp(right));
    found.into_iter().map(|(_, choice)| choice).collect()
}

/// Gives each date the first of its choices that nobody took before, those with the fewest choices first.
fn assign(choices: &[Vec<Choice>]) -> Vec<Option<usize>> {
    let mut order: Vec<usize> = (0..choices.len()).collect();
    order.sort_by_key(|index| choices[*index].len());
    let mut given = vec![None; choices.len()];
    let mut gone: HashMap<UnitId, Vec<Interval>> = HashMap::new();
    for index in order {
        let fits = |choice: &Choice| {
            choice
                .units
                .iter()
                .all(|unit| gone.get(unit).is_none_or(|spans| spans.iter().all(|span| !span.overlaps(choice.blocked))))
        };
        if let Some(at) = choices[index].iter().position(fits) {
            let choice = &choices[index][at];
            for unit in &choice.units {
                gone.entry(*unit).or_default().push(choice.blocked);
            }
            given[index] = Some(at);
        }
    }
    given
}
