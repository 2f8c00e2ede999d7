//! Writing rows: many at once, never one statement a date.

use std::collections::HashSet;

use db::{
    DbError, WriteTx,
    sql::{MAX_BINDS, Raw},
};
use kernel::{ApprovalId, Ctx, OccurrenceId, Recurrence, UnitId, search_key};
use sea_orm::{
    ActiveModelTrait,
    ActiveValue::Set,
    ColumnTrait, Condition, ConnectionTrait, EntityTrait, IntoActiveModel, QueryFilter,
    sea_query::{Expr, ExprTrait, OnConflict},
};
use uuid::Uuid;

use crate::{
    entity::{approval, booking, claim, occupancy, occurrence},
    model::booking::{ApprovalState, Booking, Claim, Occurrence},
};

/// An occupancy to be written.
#[derive(Debug, Clone)]
pub(crate) struct NewOccupancy {
    pub(crate) unit: UnitId,
    pub(crate) span: kernel::Interval,
    pub(crate) kind: &'static str,
    pub(crate) exclusive: bool,
    pub(crate) cause: Uuid,
}

fn booking_row(booking: &Booking) -> booking::Model {
    let Booking {
        id,
        title,
        description,
        host,
        created_by,
        attendees,
        visibility,
        precedence,
        cost_centre,
        series,
        picks,
        split_from,
        external_key,
        external_hash,
        created_at,
        version,
    } = booking.clone();
    booking::Model {
        id,
        search_key: search_key(&format!("{title} {}", description.as_deref().unwrap_or_default())),
        title,
        description,
        host_id: host,
        created_by,
        attendees,
        visibility,
        precedence,
        cost_centre,
        start_wall: series.start,
        duration_minutes: series.duration_minutes,
        time_zone: series.zone,
        fold: if series.fold == kernel::Fold::First { "first" } else { "second" }.to_owned(),
        recurrence: series.recurrence.as_ref().map(Recurrence::to_string),
        extra_dates: serde_json::to_string(&series.extra_dates).expect("dates are JSON"),
        wishes: serde_json::to_string(&picks).expect("picks are JSON"),
        split_from,
        external_key,
        external_hash,
        created_at,
        version,
    }
}

fn occurrence_row(date: &Occurrence) -> occurrence::Model {
    occurrence::Model {
        id: date.id,
        booking_id: date.booking,
        original_start: date.original_start,
        start_wall: date.start,
        duration_minutes: date.duration_minutes,
        starts_at: date.starts_at,
        ends_at: date.ends_at,
        state: date.state,
        reason: date.reason.clone(),
        title: date.title.clone(),
        attendees: date.attendees,
        overridden: date.overridden.words().join(","),
        check_in_from: date.check_in_from,
        release_at: date.release_at,
        version: date.version,
    }
}

pub(crate) async fn insert_booking(tx: &WriteTx, booking: &Booking) -> Result<(), DbError> {
    let row = booking_row(booking).into_active_model();
    booking::Entity::insert(row).exec_without_returning(tx).await?;
    Ok(())
}

pub(crate) async fn update_booking(tx: &WriteTx, booking: &Booking) -> Result<(), DbError> {
    let row = booking_row(booking).into_active_model().reset_all();
    booking::Entity::update(row).exec(tx).await?;
    Ok(())
}

/// Writes what was picked and the version of bookings that are there already.
pub(crate) async fn repick(tx: &WriteTx, bookings: &[Booking]) -> Result<(), DbError> {
    use booking::Column as C;
    let rows: Vec<_> = bookings.iter().map(|one| booking_row(one).into_active_model()).collect();
    for chunk in rows.chunks(MAX_BINDS / 24) {
        let overwrite = OnConflict::column(C::Id).update_columns([C::Wishes, C::Version]).to_owned();
        booking::Entity::insert_many(chunk.to_vec()).on_conflict(overwrite).exec_without_returning(tx).await?;
    }
    Ok(())
}

/// Lets a booking's version grow: one of its dates changed.
pub(crate) async fn touch(tx: &WriteTx, id: kernel::BookingId) -> Result<(), DbError> {
    booking::Entity::update_many()
        .col_expr(booking::Column::Version, Expr::col(booking::Column::Version).add(1))
        .filter(booking::Column::Id.eq(id))
        .exec(tx)
        .await?;
    Ok(())
}

/// Inserts the dates, or overwrites them where they are there already.
pub(crate) async fn put_occurrences<'a>(
    tx: &WriteTx,
    dates: impl IntoIterator<Item = &'a Occurrence>,
) -> Result<(), DbError> {
    use occurrence::Column as C;
    let rows: Vec<_> = dates.into_iter().map(|date| occurrence_row(date).into_active_model()).collect();
    for chunk in rows.chunks(MAX_BINDS / 16) {
        let overwrite = OnConflict::column(C::Id)
            .update_columns([
                C::BookingId,
                C::OriginalStart,
                C::StartWall,
                C::DurationMinutes,
                C::StartsAt,
                C::EndsAt,
                C::State,
                C::Reason,
                C::Title,
                C::Attendees,
                C::Overridden,
                C::CheckInFrom,
                C::ReleaseAt,
                C::Version,
            ])
            .to_owned();
        occurrence::Entity::insert_many(chunk.to_vec()).on_conflict(overwrite).exec_without_returning(tx).await?;
    }
    Ok(())
}

/// Writes the claims of dates, in place of those they had.
pub(crate) async fn put_claims(tx: &WriteTx, claims: &[(OccurrenceId, Claim)], replace: bool) -> Result<(), DbError> {
    if replace {
        let ids: HashSet<OccurrenceId> = claims.iter().map(|(id, _)| *id).collect();
        for chunk in ids.into_iter().collect::<Vec<_>>().chunks(MAX_BINDS) {
            claim::Entity::delete_many()
                .filter(claim::Column::OccurrenceId.is_in(chunk.iter().copied()))
                .exec(tx)
                .await?;
        }
    }
    let rows: Vec<_> = claims
        .iter()
        .map(|(occurrence, claim)| claim::ActiveModel {
            occurrence_id: Set(*occurrence),
            bookable_id: Set(claim.bookable),
            layout_id: Set(claim.layout),
            setup_minutes: Set(claim.setup_minutes),
            cleanup_minutes: Set(claim.cleanup_minutes),
            blocked_from: Set(claim.blocked.start),
            blocked_to: Set(claim.blocked.end),
        })
        .collect();
    for chunk in rows.chunks(MAX_BINDS / 7) {
        claim::Entity::insert_many(chunk.to_vec()).exec_without_returning(tx).await?;
    }
    Ok(())
}

/// Takes units. The database refuses what overlaps, whatever was checked before.
pub(crate) async fn occupy(tx: &WriteTx, cx: &Ctx, spans: &[NewOccupancy]) -> Result<(), DbError> {
    let rows: Vec<_> = spans
        .iter()
        .map(|new| occupancy::ActiveModel {
            id: Set(cx.ids.next()),
            unit_id: Set(new.unit),
            starts_at: Set(new.span.start),
            ends_at: Set(new.span.end),
            kind: Set(new.kind.to_owned()),
            exclusive: Set(new.exclusive),
            cause_id: Set(new.cause),
        })
        .collect();
    for chunk in rows.chunks(MAX_BINDS / 7) {
        occupancy::Entity::insert_many(chunk.to_vec()).exec_without_returning(tx).await?;
    }
    Ok(())
}

/// Gives back everything these causes took. Answers what of it kept others away.
pub(crate) async fn vacate(tx: &WriteTx, causes: &[Uuid]) -> Result<Vec<(UnitId, kernel::Interval)>, DbError> {
    let mut freed = vec![];
    for chunk in causes.chunks(MAX_BINDS) {
        let mut sql = Raw::new(tx);
        sql.push("DELETE FROM occupancy WHERE cause_id IN (").bind_all(chunk.iter().copied());
        sql.push(") RETURNING unit_id, starts_at, ends_at, exclusive");
        for row in tx.query_all_raw(sql.build()).await? {
            if row.try_get("", "exclusive")? {
                let span = kernel::Interval { start: row.try_get("", "starts_at")?, end: row.try_get("", "ends_at")? };
                freed.push((row.try_get("", "unit_id")?, span));
            }
        }
    }
    Ok(freed)
}

/// Lets what a date took reach over another span.
pub(crate) async fn reach(tx: &WriteTx, cause: Uuid, units: &[UnitId], span: kernel::Interval) -> Result<(), DbError> {
    occupancy::Entity::update_many()
        .col_expr(occupancy::Column::StartsAt, Expr::value(span.start.micros()))
        .col_expr(occupancy::Column::EndsAt, Expr::value(span.end.micros()))
        .filter(occupancy::Column::CauseId.eq(cause))
        .filter(occupancy::Column::UnitId.is_in(units.iter().copied()))
        .exec(tx)
        .await?;
    Ok(())
}

/// Takes from closures what lies in a span that ends where something else begins.
pub(crate) async fn open_up(tx: &WriteTx, units: &[UnitId], span: kernel::Interval) -> Result<(), DbError> {
    use occupancy::Column as C;
    let closed = Condition::all()
        .add(C::UnitId.is_in(units.iter().copied()))
        .add(C::Kind.is_in(["closure", "maintenance"]))
        .add(C::StartsAt.lt(span.end));
    occupancy::Entity::delete_many().filter(closed.clone()).filter(C::StartsAt.gte(span.start)).exec(tx).await?;
    occupancy::Entity::update_many()
        .col_expr(C::EndsAt, Expr::value(span.start.micros()))
        .filter(closed)
        .filter(C::EndsAt.gt(span.start))
        .exec(tx)
        .await?;
    Ok(())
}

/// Asks for the approval of these dates and bookables.
pub(crate) async fn ask(
    tx: &WriteTx,
    cx: &Ctx,
    asked: &[(OccurrenceId, kernel::BookableId)],
) -> Result<Vec<approval::Model>, DbError> {
    let rows: Vec<approval::Model> = asked
        .iter()
        .map(|(occurrence, bookable)| approval::Model {
            id: ApprovalId::new(&*cx.ids),
            occurrence_id: *occurrence,
            bookable_id: *bookable,
            stage: 1,
            state: ApprovalState::Pending,
            requested_at: cx.now,
            decided_by: None,
            decided_at: None,
            reason: None,
        })
        .collect();
    for chunk in rows.chunks(MAX_BINDS / 9) {
        let chunk = chunk.iter().cloned().map(IntoActiveModel::into_active_model);
        approval::Entity::insert_many(chunk).exec_without_returning(tx).await?;
    }
    Ok(rows)
}

/// Pending approvals of these dates are no longer needed.
pub(crate) async fn stop_asking(tx: &WriteTx, dates: &[OccurrenceId]) -> Result<(), DbError> {
    for chunk in dates.chunks(MAX_BINDS) {
        approval::Entity::update_many()
            .col_expr(approval::Column::State, Expr::value(ApprovalState::Moot.as_str()))
            .filter(approval::Column::OccurrenceId.is_in(chunk.iter().copied()))
            .filter(approval::Column::State.eq(ApprovalState::Pending))
            .exec(tx)
            .await?;
    }
    Ok(())
}
