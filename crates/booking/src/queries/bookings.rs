//! Bookings with their dates, as the actor may see them.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use db::{
    Conn,
    sql::{MAX_BINDS, Raw},
};
use kernel::{
    ApprovalId, BookableId, BookingId, Ctx, Fold, Instant, LayoutId, Names, OccurrenceId, PersonId, PlaceId, Recurrence,
};
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder};
use uuid::Uuid;

use super::load::{Loaded, Selection, load};
use crate::{
    BookingError, Engine,
    entity::{approval, booking, claim, occurrence},
    model::{
        booking::{ApprovalState, Booking, Claim, Occurrence, Overridden, Series},
        state::State,
    },
    policy::sees_details,
};

/// What a bookable is called, for showing it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Label {
    /// What kind of thing it is.
    pub kind: String,
    /// Its code.
    pub code: String,
    /// Its name.
    pub names: Names,
    /// Its site.
    pub site: PlaceId,
    /// The scopes it lies under.
    pub chain: Vec<Uuid>,
}

/// One request for approval.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ApprovalLine {
    /// Which one.
    pub id: ApprovalId,
    /// For which date.
    pub occurrence: OccurrenceId,
    /// For which bookable.
    pub bookable: BookableId,
    /// Which stage, from 1.
    pub stage: i64,
    /// What became of it.
    pub state: ApprovalState,
    /// Since when it waits.
    pub requested_at: Instant,
    /// Who decided.
    pub decided_by: Option<PersonId>,
    /// When.
    pub decided_at: Option<Instant>,
    /// Why.
    pub reason: Option<String>,
}

impl From<approval::Model> for ApprovalLine {
    fn from(row: approval::Model) -> Self {
        Self {
            id: row.id,
            occurrence: row.occurrence_id,
            bookable: row.bookable_id,
            stage: row.stage,
            state: row.state,
            requested_at: row.requested_at,
            decided_by: row.decided_by,
            decided_at: row.decided_at,
            reason: row.reason,
        }
    }
}

/// A booking with everything that is shown of it.
#[derive(Debug, Clone, PartialEq)]
pub struct Details {
    /// The booking.
    pub booking: Booking,
    /// Its dates, in order.
    pub occurrences: Vec<Occurrence>,
    /// Requests for approval, of all dates.
    pub approvals: Vec<ApprovalLine>,
    /// The bookables that occur in it.
    pub bookables: HashMap<BookableId, Label>,
    /// The layouts that occur in it.
    pub layouts: HashMap<LayoutId, Names>,
}

impl Details {
    /// The kinds of what it holds, as often as they occur.
    pub(crate) fn kinds(&self) -> impl Iterator<Item = &str> {
        let held = self.occurrences.iter().flat_map(|date| &date.claims);
        held.filter_map(|claim| self.bookables.get(&claim.bookable)).map(|label| label.kind.as_str())
    }

    /// Its date, where it has one only.
    pub(crate) fn only_date(&self) -> Option<OccurrenceId> {
        if let [date] = &*self.occurrences { Some(date.id) } else { None }
    }

    pub(crate) fn assemble(
        booking: Booking,
        mut occurrences: Vec<Occurrence>,
        approvals: Vec<approval::Model>,
        loaded: &Loaded,
    ) -> Self {
        occurrences.sort_by_key(|date| (date.original_start, date.id));
        let layouts = occurrences
            .iter()
            .flat_map(|date| &date.claims)
            .filter_map(|claim| claim.layout)
            .collect::<BTreeSet<_>>()
            .into_iter()
            .filter_map(|id| Some((id, loaded.layout_names(id)?)))
            .collect();
        let bookables = loaded
            .candidates
            .iter()
            .map(|c| {
                let label = Label {
                    kind: c.kind.clone(),
                    code: c.code.clone(),
                    names: c.names.clone(),
                    site: c.site,
                    chain: c.chain.clone(),
                };
                (c.id, label)
            })
            .collect();
        let approvals = approvals.into_iter().map(ApprovalLine::from).collect();
        Self { booking, occurrences, approvals, bookables, layouts }
    }

    /// The chains of everything that live dates hold.
    #[must_use]
    pub fn chains(&self) -> Vec<Vec<Uuid>> {
        let held: BTreeSet<BookableId> =
            self.occurrences.iter().flat_map(|date| date.claims.iter().map(|claim| claim.bookable)).collect();
        held.iter().filter_map(|id| self.bookables.get(id)).map(|label| label.chain.clone()).collect()
    }

    /// Whether the actor may see more than "reserved".
    #[must_use]
    pub fn visible_to(&self, cx: &Ctx) -> bool {
        let Booking { host, created_by, visibility, .. } = self.booking;
        let chains = self.chains();
        if chains.is_empty() {
            return sees_details(&cx.actor, host, created_by, visibility, &[]);
        }
        chains.iter().any(|chain| sees_details(&cx.actor, host, created_by, visibility, chain))
    }
}

pub(crate) fn to_booking(row: booking::Model) -> Result<Booking, BookingError> {
    let broken = |what: &str| BookingError::from(sea_orm::DbErr::Type(format!("booking {}: {what}", row.id)));
    let recurrence =
        row.recurrence.as_deref().map(Recurrence::parse).transpose().map_err(|error| broken(&error.to_string()))?;
    let extra_dates = serde_json::from_str(&row.extra_dates).map_err(|error| broken(&error.to_string()))?;
    let picks = serde_json::from_str(&row.wishes).map_err(|error| broken(&error.to_string()))?;
    Ok(Booking {
        id: row.id,
        title: row.title,
        description: row.description,
        host: row.host_id,
        created_by: row.created_by,
        attendees: row.attendees,
        visibility: row.visibility,
        precedence: row.precedence,
        cost_centre: row.cost_centre,
        series: Series {
            start: row.start_wall,
            duration_minutes: row.duration_minutes,
            zone: row.time_zone,
            fold: if row.fold == "second" { Fold::Second } else { Fold::First },
            recurrence,
            extra_dates,
        },
        picks,
        split_from: row.split_from,
        external_key: row.external_key,
        external_hash: row.external_hash,
        created_at: row.created_at,
        version: row.version,
    })
}

pub(crate) fn to_occurrence(row: occurrence::Model, claims: Vec<Claim>) -> Occurrence {
    Occurrence {
        id: row.id,
        booking: row.booking_id,
        original_start: row.original_start,
        start: row.start_wall,
        duration_minutes: row.duration_minutes,
        starts_at: row.starts_at,
        ends_at: row.ends_at,
        state: row.state,
        reason: row.reason,
        title: row.title,
        attendees: row.attendees,
        overridden: Overridden::parse(&row.overridden),
        check_in_from: row.check_in_from,
        release_at: row.release_at,
        version: row.version,
        claims,
    }
}

fn to_claim(row: &claim::Model) -> Claim {
    Claim {
        bookable: row.bookable_id,
        layout: row.layout_id,
        setup_minutes: row.setup_minutes,
        cleanup_minutes: row.cleanup_minutes,
        blocked: kernel::Interval { start: row.blocked_from, end: row.blocked_to },
    }
}

/// The dates of bookings with what they claim: two statements.
pub(crate) async fn dates_of(
    conn: Conn<'_>,
    bookings: &[BookingId],
) -> Result<BTreeMap<BookingId, Vec<Occurrence>>, BookingError> {
    let mut claims: HashMap<OccurrenceId, Vec<Claim>> = HashMap::new();
    let mut found: BTreeMap<BookingId, Vec<Occurrence>> = BTreeMap::new();
    if bookings.is_empty() {
        return Ok(found);
    }
    let of_bookings = sea_orm::sea_query::Query::select()
        .column(occurrence::Column::Id)
        .from(occurrence::Entity)
        .and_where(occurrence::Column::BookingId.is_in(bookings.iter().copied()))
        .to_owned();
    let rows = claim::Entity::find()
        .filter(claim::Column::OccurrenceId.in_subquery(of_bookings))
        .order_by_asc(claim::Column::BookableId)
        .all(&conn)
        .await?;
    for row in rows {
        claims.entry(row.occurrence_id).or_default().push(to_claim(&row));
    }
    let rows = occurrence::Entity::find()
        .filter(occurrence::Column::BookingId.is_in(bookings.iter().copied()))
        .order_by_asc(occurrence::Column::OriginalStart)
        .order_by_asc(occurrence::Column::Id)
        .all(&conn)
        .await?;
    for row in rows {
        let claims = claims.remove(&row.id).unwrap_or_default();
        found.entry(row.booking_id).or_default().push(to_occurrence(row, claims));
    }
    Ok(found)
}

/// One booking with everything, whoever asks; callers check who may see it.
pub(crate) async fn fetch(engine: &Engine, conn: Conn<'_>, id: BookingId) -> Result<Details, BookingError> {
    let row = booking::Entity::find_by_id(id).one(&conn).await?.ok_or(BookingError::NotFound("booking"))?;
    let booking = to_booking(row)?;
    let occurrences = dates_of(conn, &[id]).await?.remove(&id).unwrap_or_default();
    let approvals = approvals_of(conn, &[id]).await?;
    let loaded = load_claimed(engine, conn, &occurrences, &booking).await?;
    Ok(Details::assemble(booking, occurrences, approvals, &loaded))
}

/// Reads a booking whose bookables are loaded already.
pub(crate) async fn read(conn: Conn<'_>, id: BookingId, loaded: &Loaded) -> Result<Details, BookingError> {
    let row = booking::Entity::find_by_id(id).one(&conn).await?.ok_or(BookingError::NotFound("booking"))?;
    let occurrences = dates_of(conn, &[id]).await?.remove(&id).unwrap_or_default();
    let approvals = approvals_of(conn, &[id]).await?;
    Ok(Details::assemble(to_booking(row)?, occurrences, approvals, loaded))
}

async fn approvals_of(conn: Conn<'_>, bookings: &[BookingId]) -> Result<Vec<approval::Model>, BookingError> {
    let of_bookings = sea_orm::sea_query::Query::select()
        .column(occurrence::Column::Id)
        .from(occurrence::Entity)
        .and_where(occurrence::Column::BookingId.is_in(bookings.iter().copied()))
        .to_owned();
    Ok(approval::Entity::find()
        .filter(approval::Column::OccurrenceId.in_subquery(of_bookings))
        .order_by_asc(approval::Column::RequestedAt)
        .order_by_asc(approval::Column::Id)
        .all(&conn)
        .await?)
}

/// Loads (and in a write transaction locks) what the dates of a booking claim.
pub(crate) async fn load_claimed(
    engine: &Engine,
    conn: Conn<'_>,
    occurrences: &[Occurrence],
    booking: &Booking,
) -> Result<Loaded, BookingError> {
    let ids: BTreeSet<BookableId> = occurrences
        .iter()
        .flat_map(|date| date.claims.iter().map(|claim| claim.bookable))
        .chain(booking.picks.iter().map(|pick| pick.id))
        .collect();
    let start = occurrences.iter().map(|date| date.starts_at).min().unwrap_or(booking.created_at);
    let end = occurrences.iter().map(|date| date.ends_at).max().unwrap_or(start.plus_minutes(1));
    let selection = Selection::of(&ids.into_iter().collect::<Vec<_>>());
    load(engine, conn, &selection, kernel::Interval { start, end }).await
}

/// One booking, if the actor may see it.
pub async fn get(engine: &Engine, conn: Conn<'_>, cx: &Ctx, id: BookingId) -> Result<Details, BookingError> {
    let details = fetch(engine, conn, id).await?;
    if details.visible_to(cx) { Ok(details) } else { Err(BookingError::NotFound("booking")) }
}

/// Whether the actor sees more of a date than that something is taken: by who may know about it, or because they are asked to
/// decide about it.
pub async fn sees_date(engine: &Engine, conn: Conn<'_>, cx: &Ctx, date: OccurrenceId) -> Result<bool, BookingError> {
    let (found, _) = by_ids(engine, conn, cx, &[date]).await?;
    Ok(!found.is_empty() || super::approvals::is_asked(engine, conn, cx, date).await?)
}

/// The booking that a date belongs to.
pub async fn booking_of(conn: Conn<'_>, date: OccurrenceId) -> Result<BookingId, BookingError> {
    let row = occurrence::Entity::find_by_id(date).one(&conn).await?.ok_or(BookingError::NotFound("occurrence"))?;
    Ok(row.booking_id)
}

/// The booking that was imported under a key.
pub async fn find_external(engine: &Engine, conn: Conn<'_>, key: &str) -> Result<Option<Details>, BookingError> {
    let row = booking::Entity::find().filter(booking::Column::ExternalKey.eq(key)).one(&conn).await?;
    match row {
        Some(row) => Ok(Some(fetch(engine, conn, row.id).await?)),
        None => Ok(None),
    }
}

/// Whose bookings to list.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Whose {
    /// Those the actor hosts or made, and those of the persons they act for.
    Mine,
    /// All on a site; details only where the actor may see them.
    Site(PlaceId),
    /// Those of one host; only what the actor may see.
    Host(PersonId),
}

/// What to list.
#[derive(Debug, Clone)]
pub struct Search {
    /// Whose.
    pub whose: Whose,
    /// With a date that ends after this instant.
    pub from: Option<Instant>,
    /// With a date that starts before this instant.
    pub to: Option<Instant>,
    /// Only dates in these states; empty = all.
    pub states: Vec<State>,
    /// Only this bookable.
    pub bookable: Option<BookableId>,
    /// Only bookings whose title or description contains this.
    pub text: Option<String>,
    /// Latest first instead of earliest first.
    pub newest_first: bool,
    /// Only dates behind this one (`starts_at`, id), in the direction of the list.
    pub after: Option<(Instant, OccurrenceId)>,
}

/// Dates with their bookings, a page at a time, in the order of their starts. Only what the actor may see; what it may
/// not is left out, so a page can be shorter than `limit`. The second value is where the next page starts.
pub async fn dates(
    engine: &Engine,
    conn: Conn<'_>,
    cx: &Ctx,
    search: &Search,
    limit: usize,
) -> Result<(Vec<(Occurrence, Booking)>, Loaded, Option<(Instant, OccurrenceId)>), BookingError> {
    let Search { whose, from, to, states, bookable, text, newest_first, after } = search;
    let mut sql = Raw::new(&conn);
    sql.push(
        "SELECT o.id, o.booking_id, o.starts_at FROM occurrence o JOIN booking b ON b.id = o.booking_id WHERE true",
    );
    match whose {
        Whose::Mine => {
            let me: Vec<Uuid> = cx.actor.person.iter().chain(&cx.actor.acts_for).map(|id| id.0).collect();
            if me.is_empty() {
                let (found, loaded) = by_ids(engine, conn, cx, &[]).await?;
                return Ok((found, loaded, None));
            }
            sql.push(" AND (b.host_id IN (").bind_all(me.iter().copied()).push(")");
            if let Some(person) = cx.actor.person {
                sql.push(" OR b.created_by = ").bind(person.0);
            }
            sql.push(")");
        }
        Whose::Site(site) => {
            sql.push(" AND EXISTS (SELECT 1 FROM claim c JOIN bookable k ON k.id = c.bookable_id WHERE c.occurrence_id = o.id AND k.site_id = ")
                .bind(site.0)
                .push(")");
        }
        Whose::Host(host) => {
            sql.push(" AND b.host_id = ").bind(host.0);
        }
    }
    if let Some(from) = from {
        sql.push(" AND o.ends_at > ").bind(from.micros());
    }
    if let Some(to) = to {
        sql.push(" AND o.starts_at < ").bind(to.micros());
    }
    if !states.is_empty() {
        sql.push(" AND o.state IN (").bind_all(states.iter().map(|state| state.as_str().to_owned())).push(")");
    }
    if let Some(bookable) = bookable {
        sql.push(" AND EXISTS (SELECT 1 FROM claim c WHERE c.occurrence_id = o.id AND c.bookable_id = ")
            .bind(bookable.0)
            .push(")");
    }
    if let Some(text) = text {
        let escaped = kernel::search_key(text).replace('\\', "\\\\").replace('%', "\\%").replace('_', "\\_");
        sql.push(" AND b.search_key LIKE ").bind(format!("%{escaped}%")).push(" ESCAPE '\\'");
    }
    let (compare, order) = if *newest_first { ("<", "DESC") } else { (">", "ASC") };
    if let Some((at, id)) = after {
        sql.push(&format!(" AND (o.starts_at {compare} "))
            .bind(at.micros())
            .push(" OR (o.starts_at = ")
            .bind(at.micros());
        sql.push(&format!(" AND o.id {compare} ")).bind(id.0).push("))");
    }
    sql.push(&format!(" ORDER BY o.starts_at {order}, o.id {order} LIMIT "))
        .bind(i64::try_from(limit + 1).unwrap_or(i64::MAX));
    let mut page: Vec<(OccurrenceId, BookingId, Instant)> = Vec::new();
    for row in conn.query_all_raw(sql.build()).await? {
        page.push((row.try_get("", "id")?, row.try_get("", "booking_id")?, row.try_get("", "starts_at")?));
    }
    let next = (page.len() > limit).then(|| {
        page.truncate(limit);
        page.last().map(|(id, _, at)| (*at, *id))
    });
    let (found, loaded) = by_ids(engine, conn, cx, &page.iter().map(|(id, ..)| *id).collect::<Vec<_>>()).await?;
    Ok((found, loaded, next.flatten()))
}

/// These dates in this order, with their bookings; those that the actor may not see are left out.
pub async fn by_ids(
    engine: &Engine,
    conn: Conn<'_>,
    cx: &Ctx,
    ids: &[OccurrenceId],
) -> Result<(Vec<(Occurrence, Booking)>, Loaded), BookingError> {
    let (mut dates, mut claims) = (HashMap::new(), HashMap::<OccurrenceId, Vec<Claim>>::new());
    for chunk in ids.chunks(MAX_BINDS) {
        for row in
            claim::Entity::find().filter(claim::Column::OccurrenceId.is_in(chunk.iter().copied())).all(&conn).await?
        {
            claims.entry(row.occurrence_id).or_default().push(to_claim(&row));
        }
        for row in
            occurrence::Entity::find().filter(occurrence::Column::Id.is_in(chunk.iter().copied())).all(&conn).await?
        {
            dates.insert(row.id, row);
        }
    }
    let of: BTreeSet<BookingId> = dates.values().map(|row| row.booking_id).collect();
    let mut bookings = HashMap::new();
    for row in booking::Entity::find().filter(booking::Column::Id.is_in(of)).all(&conn).await? {
        bookings.insert(row.id, to_booking(row)?);
    }
    let held: BTreeSet<BookableId> = claims.values().flatten().map(|claim| claim.bookable).collect();
    let selection = Selection::of(&held.into_iter().collect::<Vec<_>>());
    let span = kernel::Interval { start: cx.now, end: cx.now.plus_minutes(1) };
    let loaded = load(engine, conn, &selection, span).await?;
    let found = ids
        .iter()
        .filter_map(|id| {
            let row = dates.remove(id)?;
            let booking = bookings.get(&row.booking_id)?.clone();
            let date = to_occurrence(row, claims.remove(id).unwrap_or_default());
            let Booking { host, created_by, visibility, .. } = booking;
            let seen = date.claims.is_empty() && sees_details(&cx.actor, host, created_by, visibility, &[])
                || date
                    .claims
                    .iter()
                    .filter_map(|claim| loaded.get(claim.bookable))
                    .any(|candidate| sees_details(&cx.actor, host, created_by, visibility, &candidate.chain));
            seen.then_some((date, booking))
        })
        .collect();
    Ok((found, loaded))
}
