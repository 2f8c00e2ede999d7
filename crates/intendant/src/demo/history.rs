//! A year of tickets that are dealt with, and of installations that did not work for a while: what the figures are about.
//!
//! People report, and the house works, on working days and in working hours; a fault that stops work is mended within
//! hours, one that can wait within weeks.

use std::collections::BTreeSet;

use anyhow::{Context as _, Result};
use buildings::{
    commands::{PutBackInService, PutOutOfService, put_back_in_service, put_out_of_service},
    queries,
};
use chrono::{Datelike, Days, NaiveDate};
use db::{Db, WriteTx};
use kernel::{Ctx, Instant, PlaceId, WallTime, Zone, id::InstallationId, id::TeamId, id::TicketId};
use maintenance::{
    commands::{
        Assign, LogWork, Report, Step, Triage, assign, close, complete, hold, log_work, reopen, report, resume, start,
        triage, verify,
    },
    model::{
        calendar::{Calendar, office_hours},
        priority::{Impact, Urgency},
        ticket::{TicketKind, WorkKind},
    },
};

use super::{
    dice::Dice,
    people::{Everybody, place_of},
};

/// How many tickets there were, and how many days ago the first and the last of them.
const TICKETS: u64 = 108;
const FIRST: u64 = 360;
const LAST: u64 = 18;

use Impact::{Building, Floor, Person, Room};
use TicketKind::{Fault, Preventive, Request};
use Urgency::{CanWait, Hinders, StopsWork};

/// What, at which installation (or in which space), how bad, and what kind of work.
type Line = (&'static str, &'static str, Impact, Urgency, TicketKind);

const LINES: &[Line] = &[
    ("Lift blijft hangen tussen twee verdiepingen", "W16-LIFT-2", Building, StopsWork, Fault),
    ("Le projecteur s’éteint tout seul", "W16-BEAMER-4", Room, StopsWork, Fault),
    ("Deur sluit niet vanzelf", "W16-DOOR-1", Floor, Hinders, Fault),
    ("Radiatoren blijven koud", "W16-BOILER-1", Building, Hinders, Fault),
    ("Onderhoud van de luchtgroep", "W16-AHU-1", Building, CanWait, Preventive),
    ("Pas d’eau chaude", "LAM-WH-1", Floor, Hinders, Fault),
    ("Een extra whiteboard graag", "S-W16-2-03", Room, CanWait, Request),
    ("Lift doors open and close again", "W16-LIFT-2", Building, Hinders, Fault),
    ("Le climatiseur est bruyant", "W16-CHILLER-1", Floor, CanWait, Fault),
    ("Pompen nazien", "VD-PUMP-1", Building, CanWait, Preventive),
    ("Beeld flikkert", "W16-SCREEN-3", Room, StopsWork, Fault),
    ("Ascenseur en panne", "W14-LIFT-1", Building, StopsWork, Fault),
    ("Lamp stuk in de gang", "W16-A.3", Floor, CanWait, Fault),
    ("Chaises à remplacer", "S-W16-2-05", Room, CanWait, Request),
    ("Branddetectie meldt een storing", "RP-FIRE-1", Building, StopsWork, Fault),
    ("Ketel valt uit", "W16-BOILER-1", Building, StopsWork, Fault),
    ("Contrôle de l’éclairage de secours", "W16-A.1", Floor, CanWait, Preventive),
    ("Kraan lekt", "S-W16-KITCHEN", Room, Hinders, Fault),
    ("Het slot van de deur klemt", "RP-DOOR-1", Person, Hinders, Fault),
    ("La pompe fuit", "VD-PUMP-1", Building, Hinders, Fault),
    ("Beamer gaat niet aan", "W16-BEAMER-4", Room, StopsWork, Fault),
    ("Filters vervangen", "W16-AHU-1", Building, CanWait, Preventive),
    ("Une prise supplémentaire, s’il vous plaît", "S-W16-2-06", Room, CanWait, Request),
    ("Lift maakt een vreemd geluid", "RP-LIFT-1", Building, Hinders, Fault),
];

/// Which installation did not work: so many days ago, for so many days, and why.
const OUTAGES: &[(&str, i64, i64, &str)] = &[
    ("W16-LIFT-1", 214, 2, "Noodrem vervangen"),
    ("W14-LIFT-1", 171, 4, "Porte palière remplacée"),
    ("W16-CHILLER-1", 150, 9, "Compressor hersteld"),
    ("VD-PUMP-2", 96, 3, "Joint remplacé"),
    ("RP-LIFT-1", 61, 1, "Sturing herstart"),
    ("W16-BOILER-1", 33, 2, "Brander gereinigd"),
];

/// What parts and the work of others cost, in cents.
const COSTS: &[(WorkKind, i64, &str)] = &[
    (WorkKind::Part, 4_850, "Onderdeel uit voorraad"),
    (WorkKind::Service, 38_500, "Interventie van de firma"),
    (WorkKind::Part, 12_900, "Pièce de rechange"),
    (WorkKind::Service, 96_000, "Réparation par le fournisseur"),
    (WorkKind::Part, 2_150, "Klein materiaal"),
];

/// Adds them, the oldest first.
pub(super) async fn add(db: &Db, tx: &WriteTx, now: &Ctx, everybody: &Everybody, team: TeamId) -> Result<()> {
    let calendar = working_time(db, now).await?;
    let today = WallTime::at(now.now, calendar.zone).date();
    let mut dice = Dice::new(365);
    for n in 0..TICKETS {
        let line = &LINES[usize::try_from(n)? % LINES.len()];
        let back = FIRST - n * (FIRST - LAST) / (TICKETS - 1);
        let day = today.checked_sub_days(Days::new(back)).context("that day does not exist")?;
        let told = Told { tx, now, everybody, team, calendar: &calendar };
        told.ticket(&mut dice, line, n, day).await?;
    }
    Ok(())
}

/// Puts installations out of service and back, each at its time: the journal tells when.
pub(super) async fn add_outages(db: &Db, now: &Ctx) -> Result<()> {
    for (code, ago, days, reason) in OUTAGES {
        let since = now.now.plus_minutes(-ago * 1440);
        let (out, back) = (at(now, since), at(now, since.plus_minutes(days * 1440)));
        let tx = db.begin(&out).await?;
        let id = installation(&tx, code).await?.with_context(|| format!("there is no demonstration {code}"))?;
        put_out_of_service(&tx, &out, PutOutOfService { id, seen: None, reason: (*reason).to_owned() }).await?;
        tx.commit().await?;
        let tx = db.begin(&back).await?;
        put_back_in_service(&tx, &back, PutBackInService { id, seen: None }).await?;
        tx.commit().await?;
    }
    Ok(())
}

fn at(now: &Ctx, at: Instant) -> Ctx {
    Ctx { now: at, ..now.clone() }
}

/// The working hours of the house, with the holidays of this year and the last one.
async fn working_time(db: &Db, now: &Ctx) -> Result<Calendar> {
    let house = place_of(db, "W16").await?;
    let year = now.now.to_utc().year();
    let mut closed = BTreeSet::new();
    for year in [year - 1, year] {
        closed.extend(queries::closed_days(db.into(), house, year).await?.into_iter().map(|day| day.day));
    }
    Ok(Calendar { zone: Zone::BRUSSELS, hours: office_hours(), closed })
}

async fn installation(tx: &WriteTx, code: &str) -> Result<Option<InstallationId>> {
    Ok(queries::installations_by_codes(tx, &[code]).await?.pop().map(|found| found.id))
}

/// How many working minutes something waits at most until somebody begins.
const fn patience(impact: Impact, urgency: Urgency) -> usize {
    match (impact, urgency) {
        (_, Urgency::Danger | StopsWork) => 150,
        (Building, Hinders) => 420,
        (_, Hinders) => 2000,
        (_, CanWait) => 6000,
    }
}

/// Who tells of tickets, and by which clock.
struct Told<'a> {
    tx: &'a WriteTx,
    now: &'a Ctx,
    everybody: &'a Everybody,
    team: TeamId,
    calendar: &'a Calendar,
}

impl Told<'_> {
    /// So many working minutes after an instant.
    fn after(&self, at: Instant, minutes: usize) -> Result<Instant> {
        let minutes = i64::try_from(minutes)?;
        self.calendar.plus_minutes(at, minutes).context("nobody works any more")
    }

    async fn ticket(&self, dice: &mut Dice, line: &Line, n: u64, day: NaiveDate) -> Result<()> {
        let &(title, code, impact, urgency, kind) = line;
        let midnight = WallTime::midnight(day).instant_or_next(self.calendar.zone);
        let reported = self.after(midnight, 1 + dice.below(400))?;
        let (desk, worker) = (self.everybody.desk("dispatcher")?, self.everybody.desk("technician")?);
        let reporter = if kind == Preventive { desk } else { &self.everybody.0[dice.below(self.everybody.0.len())] };
        let at = |instant| at(self.now, instant);
        let (place, installation) = self.spot(code).await?;
        let new = Report { title: title.into(), place, installation, kind: Some(kind), ..Report::default() };
        let id = report(self.tx, &reporter.context(&at(reported)), new).await?;
        let step = |reason: Option<&str>| Step { id, seen: None, reason: reason.map(Into::into) };

        let seen = self.after(reported, 5 + dice.below(if urgency == StopsWork { 40 } else { 420 }))?;
        let input = Triage { step: step(None), impact, urgency, team: Some(self.team), kind: None };
        triage(self.tx, &desk.context(&at(seen)), input).await?;
        let mut begun = self.after(seen, 10 + dice.below(patience(impact, urgency)))?;
        let give = Assign { step: step(None), to: Some(worker.id), team: None };
        assign(self.tx, &desk.context(&at(begun)), give).await?;
        start(self.tx, &worker.context(&at(begun)), step(None)).await?;
        if n % 7 == 3 {
            let held = self.after(begun, 30)?;
            hold(self.tx, &worker.context(&at(held)), step(Some("Wacht op een onderdeel"))).await?;
            begun = self.after(held, 540 + dice.below(3000))?;
            resume(self.tx, &worker.context(&at(begun)), step(None)).await?;
        }
        let minutes = 20 + dice.below(200);
        let mut done = self.after(begun, minutes)?;
        self.work(id, &worker.context(&at(done)), dice, minutes, n, done).await?;
        complete(self.tx, &worker.context(&at(done)), step(None)).await?;
        if n % 13 == 5 {
            let again = self.after(done, 300 + dice.below(900))?;
            reopen(self.tx, &desk.context(&at(again)), step(Some("Het probleem is terug"))).await?;
            let input = Triage { step: step(None), impact, urgency, team: Some(self.team), kind: None };
            triage(self.tx, &desk.context(&at(again)), input).await?;
            let give = Assign { step: step(None), to: Some(worker.id), team: None };
            assign(self.tx, &desk.context(&at(again)), give).await?;
            let back = self.after(again, 60)?;
            start(self.tx, &worker.context(&at(back)), step(None)).await?;
            done = self.after(back, 90)?;
            complete(self.tx, &worker.context(&at(done)), step(None)).await?;
        }
        let checked = self.after(done, 60 + dice.below(500))?;
        verify(self.tx, &desk.context(&at(checked)), step(None)).await?;
        close(self.tx, &desk.context(&at(checked)), step(None)).await?;
        Ok(())
    }

    async fn spot(&self, code: &str) -> Result<(Option<PlaceId>, Option<InstallationId>)> {
        if let Some(id) = installation(self.tx, code).await? {
            return Ok((None, Some(id)));
        }
        let found = queries::by_codes(self.tx, &[code]).await?.pop();
        Ok((Some(found.with_context(|| format!("there is no demonstration {code}"))?.id), None))
    }

    /// The time that it took, and on every third ticket what it cost.
    async fn work(&self, id: TicketId, cx: &Ctx, dice: &mut Dice, minutes: usize, n: u64, done: Instant) -> Result<()> {
        let worked_on = WallTime::at(done, self.calendar.zone).date();
        let entry = LogWork {
            id,
            kind: WorkKind::Time,
            worked_on,
            minutes: Some(i64::try_from(minutes)?),
            quantity: None,
            cost_cents: None,
            note: "Hersteld en getest".into(),
        };
        log_work(self.tx, cx, entry.clone()).await?;
        if n.is_multiple_of(3) {
            let &(kind, cents, note) = dice.pick(COSTS);
            let quantity = (kind == WorkKind::Part).then_some(1);
            let paid = LogWork { kind, minutes: None, quantity, cost_cents: Some(cents), note: note.into(), ..entry };
            log_work(self.tx, cx, paid).await?;
        }
        Ok(())
    }
}
