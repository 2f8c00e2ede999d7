//! A small house on a database of its own.

mod database;
mod rooms;

use std::sync::{
    Arc,
    atomic::{AtomicU64, Ordering},
};

use booking::{
    BookingError, Engine,
    commands::{
        attend::{Act, attend},
        bookables::{NewBookable, add_bookable},
        cancel::{Which, cancel},
        create_booking::{NewBooking, create_booking},
        decide::{Decision, decide},
        edit::{Change, Reach, edit},
        policies::set_policy,
        sweep::{Swept, sweep},
    },
    model::{
        booking::{OnConflict, Series, Visibility},
        policy::PolicyParts,
        state::State,
        wish::Pick,
    },
    queries::bookings::Details,
};
use db::{Conn, Db, sql::Raw};
use kernel::{
    Actor, ApprovalId, BookableId, Ctx, Fold, Grant, IdGen, Instant, Lang, Names, OccurrenceId, PersonId, PlaceId,
    Recurrence, Role, Scope, WallTime, Zone,
};
use sea_orm::ConnectionTrait;
use uuid::Uuid;

pub(crate) use database::TestDb;
pub(crate) use rooms::{Layout, TestRooms};

/// Ids in the order in which they are asked for.
#[derive(Debug, Default)]
struct Counter(AtomicU64);

impl IdGen for Counter {
    fn next(&self) -> Uuid {
        Uuid::from_u128(0x0193_0000_0000_7000_8000_0000_0000_0000 + u128::from(self.0.fetch_add(1, Ordering::Relaxed)))
    }
}

/// A site with a building, people and rooms. The clock stands at 8 o'clock on Tuesday 1 December 2026 until it is moved.
pub(crate) struct World {
    pub(crate) db: Db,
    pub(crate) engine: Engine,
    pub(crate) rooms: Arc<TestRooms>,
    pub(crate) site: PlaceId,
    pub(crate) building: PlaceId,
    pub(crate) now: Instant,
    ids: Arc<Counter>,
    _guard: TestDb,
}

/// Anna and Bert are colleagues, Carla approves, Dirk runs the rooms.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Who {
    Anna = 1,
    Bert = 2,
    Carla = 3,
    Dirk = 4,
}

impl Who {
    pub(crate) fn id(self) -> PersonId {
        PersonId(Uuid::from_u128(0xA000 + self as u128))
    }

    fn actor(self) -> Actor {
        let role = |role| Grant { role, scope: Scope::All };
        let mut grants = vec![role(Role::Staff)];
        match self {
            Self::Carla => grants.push(role(Role::Approver)),
            Self::Dirk => grants.push(role(Role::RoomManager)),
            Self::Anna | Self::Bert => {}
        }
        Actor { person: Some(self.id()), org_units: vec![], grants, acts_for: vec![], token_scopes: None }
    }
}

/// Runs a test on every engine there is.
pub(crate) fn on_both<F: Future<Output = ()>>(test: impl Fn(World) -> F) {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().expect("a runtime");
    runtime.block_on(async {
        for database in TestDb::each().await {
            test(World::build(database).await).await;
        }
    });
}

pub(crate) fn wall(text: &str) -> WallTime {
    text.parse().expect("a wall time")
}

pub(crate) fn brussels(text: &str) -> Instant {
    wall(text).instant(Zone::BRUSSELS, Fold::First).expect("a time that exists")
}

pub(crate) fn rule(text: &str) -> Recurrence {
    Recurrence::parse(text).expect("a rule")
}

/// An hour for Anna in a room.
pub(crate) fn hour(room: BookableId, start: &str) -> NewBooking {
    NewBooking {
        title: "Meeting".into(),
        description: None,
        picks: vec![Pick::plain(room)],
        series: Series {
            start: wall(start),
            duration_minutes: 60,
            zone: Zone::BRUSSELS,
            fold: Fold::First,
            recurrence: None,
            extra_dates: vec![],
        },
        attendees: 4,
        host: None,
        visibility: Visibility::Normal,
        precedence: None,
        cost_centre: None,
        on_conflict: OnConflict::Fail,
        preview_hash: None,
        external: None,
        granted: std::collections::HashSet::new(),
        left_out: vec![],
    }
}

/// The same every week or day.
pub(crate) fn series(room: BookableId, start: &str, recurrence: &str) -> NewBooking {
    let mut new = hour(room, start);
    new.series.recurrence = Some(rule(recurrence));
    new
}

impl World {
    async fn build(guard: TestDb) -> Self {
        let rooms = Arc::new(TestRooms::default());
        let mut world = Self {
            db: guard.open().await,
            engine: Engine::new(vec![Arc::clone(&rooms) as Arc<dyn booking::Kind>]),
            rooms,
            site: PlaceId(Uuid::from_u128(0xB001)),
            building: PlaceId(Uuid::from_u128(0xB002)),
            now: brussels("2026-12-01T08:00"),
            ids: Arc::default(),
            _guard: guard,
        };
        for who in [Who::Anna, Who::Bert, Who::Carla, Who::Dirk] {
            let mut sql = Raw::new(world.db.schema());
            sql.push("INSERT INTO person (id, login, name, email, language, active, search_key, created_at, version) VALUES (")
                .bind(who.id().0)
                .push(",");
            let word = format!("{who:?}").to_lowercase();
            sql.bind_all([word.clone(), word.clone(), format!("{word}@example.org"), "nl".to_owned()]);
            sql.push(",true,").bind(word).push(",0,1)");
            world.db.schema().execute_raw(sql.build()).await.expect("a person");
        }
        world.place(world.site, "site", None).await;
        world.place(world.building, "building", Some(world.site)).await;
        world.now = brussels("2026-12-01T08:00");
        world
    }

    async fn place(&self, id: PlaceId, kind: &str, parent: Option<PlaceId>) {
        let mut sql = Raw::new(self.db.schema());
        sql.push("INSERT INTO place (id, kind, parent_id, site_id, code, names, search_key, step_free, heritage, time_zone, qr_token, version) VALUES (")
            .bind(id.0)
            .push(",")
            .bind(kind.to_owned());
        match parent {
            Some(parent) => sql.push(",").bind(parent.0),
            None => sql.push(",NULL"),
        };
        sql.push(",")
            .bind(self.site.0)
            .push(",")
            .bind(kind.to_uppercase())
            .push(",")
            .bind(serde_json::to_string(&Names::same(kind)).expect("names are JSON"));
        sql.push(",").bind(kind.to_owned()).push(",true,false,");
        if parent.is_none() {
            sql.bind("Europe/Brussels".to_owned());
        } else {
            sql.push("NULL");
        }
        sql.push(",").bind(format!("qr-{kind}")).push(",1)");
        self.db.schema().execute_raw(sql.build()).await.expect("a place");
    }

    /// What a person does at the present instant of the test.
    pub(crate) fn by(&self, who: Who) -> Ctx {
        Ctx { actor: who.actor(), now: self.now, lang: Lang::En, request_id: "test".into(), ids: self.ids.clone() }
    }

    pub(crate) fn system(&self) -> Ctx {
        Ctx { actor: Actor::system(), ..self.by(Who::Dirk) }
    }

    pub(crate) fn read(&self) -> Conn<'_> {
        Conn::from(&self.db)
    }

    pub(crate) async fn room(&self, code: &str, layouts: &[Layout]) -> BookableId {
        self.room_of(code, layouts, &[]).await
    }

    pub(crate) async fn room_of(&self, code: &str, layouts: &[Layout], parts: &[BookableId]) -> BookableId {
        let cx = self.by(Who::Dirk);
        let id = BookableId::new(&*cx.ids);
        let tx = self.db.begin(&cx).await.expect("a transaction");
        let new = NewBookable {
            id,
            kind: "room",
            code: code.into(),
            names: Names::same(code),
            site: self.site,
            zone: Zone::BRUSSELS,
            parts: parts.to_vec(),
            places: vec![self.site.into(), self.building.into()],
        };
        add_bookable(&tx, &cx, new).await.expect("a room");
        tx.commit().await.expect("a room");
        self.rooms.set(id, layouts);
        id
    }

    /// Sets a policy that holds from the beginning of time.
    pub(crate) async fn policy(&self, scope: impl Into<kernel::ScopeId>, parts: PolicyParts) {
        let cx = self.by(Who::Dirk);
        let tx = self.db.begin(&cx).await.expect("a transaction");
        set_policy(&tx, &cx, scope.into(), &[], Instant::from_micros(0), &parts).await.expect("a policy");
        tx.commit().await.expect("a policy");
    }

    pub(crate) async fn book(&self, who: Who, new: NewBooking) -> Result<Details, BookingError> {
        let cx = self.by(who);
        let tx = self.db.begin(&cx).await?;
        let made = create_booking(&self.engine, &tx, &cx, new).await?;
        tx.commit().await?;
        Ok(made)
    }

    pub(crate) async fn edit(&self, who: Who, reach: Reach, change: Change) -> Result<Details, BookingError> {
        let cx = self.by(who);
        let tx = self.db.begin(&cx).await?;
        let made = edit(&self.engine, &tx, &cx, reach, change, None).await?;
        tx.commit().await?;
        Ok(made)
    }

    pub(crate) async fn cancel(&self, who: Who, which: Which) -> Result<Details, BookingError> {
        let cx = self.by(who);
        let tx = self.db.begin(&cx).await?;
        let made = cancel(&self.engine, &tx, &cx, which, Some("no longer needed".into()), None).await?;
        tx.commit().await?;
        Ok(made)
    }

    pub(crate) async fn decide(&self, who: Who, id: ApprovalId, decision: Decision) -> Result<Details, BookingError> {
        let cx = self.by(who);
        let tx = self.db.begin(&cx).await?;
        let made = decide(&self.engine, &tx, &cx, id, decision, Some("because".into())).await?;
        tx.commit().await?;
        Ok(made)
    }

    pub(crate) async fn attend(&self, who: Who, id: OccurrenceId, act: Act) -> Result<Details, BookingError> {
        let cx = self.by(who);
        let tx = self.db.begin(&cx).await?;
        let made = attend(&self.engine, &tx, &cx, id, act, None).await?;
        tx.commit().await?;
        Ok(made)
    }

    /// Lets time do what is due. Answers how many dates moved.
    pub(crate) async fn sweep(&self) -> u64 {
        let swept = self.try_sweep().await;
        assert_eq!(swept.failed, 0, "a booking is broken");
        swept.moved
    }

    pub(crate) async fn try_sweep(&self) -> Swept {
        sweep(&self.engine, &self.db, &self.system()).await.expect("a sweep")
    }

    pub(crate) async fn get(&self, id: kernel::BookingId) -> Details {
        booking::queries::bookings::get(&self.engine, self.read(), &self.system(), id).await.expect("a booking")
    }

    /// What no step may break: nothing exclusive overlaps, what is live holds exactly its units.
    pub(crate) async fn check_rows(&self) {
        let count = async |sql: &str| -> i64 {
            let row = self
                .db
                .read()
                .query_one_raw(sea_orm::Statement::from_string(self.read().get_database_backend(), sql))
                .await;
            row.expect("an answer").expect("a row").try_get("", "n").expect("a number")
        };
        let overlaps = count(
            "SELECT COUNT(*) AS n FROM occupancy a JOIN occupancy b ON a.unit_id = b.unit_id AND a.id < b.id \
             AND a.exclusive AND b.exclusive AND a.starts_at < b.ends_at AND b.starts_at < a.ends_at",
        )
        .await;
        assert_eq!(overlaps, 0, "two exclusive occupancies of a unit overlap");
        let homeless = count(
            "SELECT COUNT(*) AS n FROM occurrence o JOIN claim c ON c.occurrence_id = o.id \
             JOIN bookable_unit bu ON bu.bookable_id = c.bookable_id \
             WHERE o.state IN ('held', 'requested', 'confirmed', 'in_use') AND NOT EXISTS (SELECT 1 FROM occupancy y \
             WHERE y.cause_id = o.id AND y.unit_id = bu.unit_id AND y.starts_at = c.blocked_from AND y.ends_at = c.blocked_to \
             AND y.kind = CASE WHEN o.state = 'requested' THEN 'requested' ELSE 'confirmed' END)",
        )
        .await;
        assert_eq!(homeless, 0, "a live date does not hold what it claims");
        let left_over = count(
            "SELECT COUNT(*) AS n FROM occupancy y JOIN occurrence o ON o.id = y.cause_id \
             WHERE o.state NOT IN ('held', 'requested', 'confirmed', 'in_use', 'finished')",
        )
        .await;
        assert_eq!(left_over, 0, "a date that is called off still holds something");
        let astray = count(
            "SELECT COUNT(*) AS n FROM occupancy y JOIN occurrence o ON o.id = y.cause_id WHERE NOT EXISTS \
             (SELECT 1 FROM claim c JOIN bookable_unit bu ON bu.bookable_id = c.bookable_id \
             WHERE c.occurrence_id = o.id AND bu.unit_id = y.unit_id)",
        )
        .await;
        assert_eq!(astray, 0, "a date holds a unit that it does not claim");
        let unasked = count(
            "SELECT COUNT(*) AS n FROM occurrence o WHERE (o.state = 'requested') <> \
             EXISTS (SELECT 1 FROM approval a WHERE a.occurrence_id = o.id AND a.state = 'pending')",
        )
        .await;
        assert_eq!(unasked, 0, "exactly what is requested waits for an answer");
        let unruly =
            count("SELECT COUNT(*) AS n FROM occurrence WHERE ends_at <> starts_at + duration_minutes * 60000000")
                .await;
        assert_eq!(unruly, 0, "a date does not end when its length says");
    }

    /// The same, and the journal is whole.
    pub(crate) async fn check(&self) {
        self.check_rows().await;
        db::journal::verify(self.db.read()).await.expect("the journal is read").expect("the chain holds");
    }
}

/// The states of a booking's dates in order.
pub(crate) fn states(details: &Details) -> Vec<State> {
    details.occurrences.iter().map(|date| date.state).collect()
}

/// The wall-clock starts of a booking's dates in order.
pub(crate) fn starts(details: &Details) -> Vec<String> {
    details.occurrences.iter().map(|date| date.start.to_string()).collect()
}

/// The codes of what refuses.
pub(crate) fn refusals<T: std::fmt::Debug>(answer: Result<T, BookingError>) -> Vec<&'static str> {
    match answer {
        Err(BookingError::Refused(refusal)) => {
            use booking::model::finding::Severity;
            refusal
                .findings()
                .filter(|finding| finding.severity == Severity::Refusal)
                .map(|finding| finding.code)
                .collect()
        }
        other => panic!("expected a refusal: {other:?}"),
    }
}
