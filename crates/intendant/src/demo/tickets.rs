//! Teams, what they promise on a checklist, a year of tickets behind them, and forty tickets in every state around today.

use anyhow::{Context as _, Result};
use db::{Db, WriteTx};
use kernel::field::NamesInput;
use kernel::{Ctx, PlaceId, id::TeamId, id::TicketId};
use maintenance::{
    commands::{
        AddTasks, Assign, Comment, LogWork, MarkDuplicate, NewTeam, Plan, Report, Step, TaskSource, Triage, add_tasks,
        add_team, assign, cancel, cannot_complete, close, comment, complete, hold, log_work, mark_duplicate, plan,
        reject, reopen, report, set_members, start, triage, verify,
    },
    model::{
        priority::{Impact, Urgency},
        state::{TicketState, TicketVerb},
        task::{Demands, ItemInput, TaskKind},
        ticket::WorkKind,
    },
};

use super::{
    dice::Dice,
    history,
    people::{Everybody, place_of},
};

const HOUR: i64 = 60;

/// A ticket of the demonstration: what, where, how bad, reported how many hours ago, and how far it came.
type Line = (&'static str, &'static str, Impact, Urgency, i64, TicketState);

use Impact::{Building, Floor, Person, Room};
use TicketState as S;
use Urgency::{CanWait, Danger, Hinders, StopsWork};

const LINES: &[Line] = &[
    ("De beamer gaat niet aan", "S-W16-2-01", Room, StopsWork, 2, S::New),
    ("Une lampe clignote au-dessus de la table", "S-W16-2-02", Room, CanWait, 5, S::New),
    ("Water op de vloer bij de ingang", "S-W16-LOBBY", Floor, Hinders, 1, S::New),
    ("The door of the room does not close", "S-W16-2-05", Room, Hinders, 20, S::New),
    ("Stopcontact zit los", "S-W16-2-06", Room, Danger, 1, S::New),
    ("Le micro de la table grésille", "S-W16-PRESS", Room, StopsWork, 3, S::New),
    ("Verwarming blijft koud", "S-W16-2-03", Room, Hinders, 30, S::Triaged),
    ("Odeur de brûlé près de la cuisine", "S-W16-KITCHEN", Floor, Danger, 4, S::Triaged),
    ("Zonnewering zit vast", "S-W16-2-04", Room, CanWait, 290, S::Triaged),
    ("Tapijt komt los", "S-W16-LILAC", Room, Hinders, 70, S::Planned),
    ("Contrôle de l’éclairage de secours", "W16-A.2", Floor, CanWait, 420, S::Planned),
    ("Deurpomp lekt olie", "W16-A.4", Floor, Hinders, 44, S::Planned),
    ("Hoofdtelefoon van cabine 1 is stuk", "S-W16-BOOTH-1", Person, Hinders, 26, S::Assigned),
    ("De airco druppelt op de tafel", "S-W16-2-02", Room, Hinders, 8, S::Assigned),
    ("Ventilation trop bruyante", "S-W16-BOOTH-2", Room, StopsWork, 10, S::Assigned),
    ("Loose handrail on the stairs", "W16-A.1", Floor, Danger, 3, S::Assigned),
    ("Kraan in de keuken lekt", "S-W16-KITCHEN", Room, Hinders, 27, S::InProgress),
    ("Geen beeld in de perszaal", "S-W16-PRESS", Room, StopsWork, 5, S::InProgress),
    ("Fenêtre qui ne ferme plus", "S-W16-2-04", Room, Hinders, 49, S::InProgress),
    ("Lift stopt niet gelijk met de vloer", "W16-A", Building, StopsWork, 31, S::OnHold),
    ("Chaise cassée", "S-W16-COUNCIL", Person, CanWait, 980, S::OnHold),
    ("Toilet spoelt door", "W16-A.3", Floor, Hinders, 54, S::Done),
    ("Lamp boven het bord is stuk", "S-W16-2-01", Room, CanWait, 76, S::Done),
    ("Badge reader blinks red", "S-W16-LOBBY", Floor, Hinders, 28, S::Done),
    ("Rideau déchiré", "S-W16-LILAC", Room, CanWait, 140, S::Verified),
    ("Geluid valt weg in cabine 3", "S-W16-BOOTH-3", Room, StopsWork, 60, S::Verified),
    ("Klok staat stil", "S-W16-COUNCIL", Room, CanWait, 200, S::Closed),
    ("Fuite sous l’évier", "S-W16-KITCHEN", Room, Hinders, 210, S::Closed),
    ("Radiator tikt", "S-W16-2-06", Room, CanWait, 230, S::Closed),
    ("Slot van de kast klemt", "S-W16-2-03", Person, CanWait, 260, S::Closed),
    ("Ampoule grillée au couloir", "W16-A.2", Floor, CanWait, 280, S::Closed),
    ("Een nieuwe koffiemachine graag", "W16-A.0", Floor, CanWait, 90, S::Rejected),
    ("Mijn scherm thuis is stuk", "W16-A.0", Person, CanWait, 150, S::Rejected),
    ("Beamer doet het niet", "S-W16-2-01", Room, StopsWork, 2, S::Duplicate),
    ("Encore la climatisation qui goutte", "S-W16-2-02", Room, Hinders, 7, S::Duplicate),
    ("Raam staat open", "S-W16-2-05", Room, CanWait, 40, S::Cancelled),
    ("Light was only switched off", "S-W16-2-04", Room, CanWait, 66, S::Cancelled),
    ("Gevelsteen met een barst", "W16-D.0", Building, CanWait, 250, S::CannotComplete),
    ("Chauffage à nouveau froid", "S-W16-2-05", Room, Hinders, 72, S::Reopened),
    ("De deur piept nog altijd", "S-W16-2-02", Room, CanWait, 2400, S::Reopened),
];

/// The moves that lead to a state.
const fn way(to: TicketState) -> &'static [TicketVerb] {
    use TicketVerb as V;
    match to {
        S::New => &[],
        S::Triaged => &[V::Triage],
        S::Planned => &[V::Triage, V::Plan],
        S::Assigned => &[V::Triage, V::Assign],
        S::InProgress => &[V::Triage, V::Assign, V::Start],
        S::OnHold => &[V::Triage, V::Assign, V::Start, V::Hold],
        S::Done => &[V::Triage, V::Assign, V::Start, V::Complete],
        S::Verified => &[V::Triage, V::Assign, V::Start, V::Complete, V::Verify],
        S::Closed => &[V::Triage, V::Assign, V::Start, V::Complete, V::Verify, V::Close],
        S::Reopened => &[V::Triage, V::Assign, V::Start, V::Complete, V::Reopen],
        S::CannotComplete => &[V::Triage, V::Assign, V::CannotComplete],
        S::Rejected => &[V::Reject],
        S::Duplicate => &[V::MarkDuplicate],
        S::Cancelled => &[V::Cancel],
    }
}

/// Adds the teams and the tickets. Answers the team of the building.
pub(super) async fn add(db: &Db, now: &Ctx, before: &Ctx, everybody: &Everybody) -> Result<TeamId> {
    let mut dice = Dice::new(14);
    let tx = db.begin(now).await?;
    let team =
        add_teams(&tx, &everybody.desk("dispatcher")?.context(before), everybody, place_of(db, "W16").await?).await?;
    history::add(db, &tx, now, everybody, team).await?;
    let codes: Vec<&str> = LINES.iter().map(|line| line.1).collect();
    let places = buildings::queries::by_codes(&tx, &codes).await?;
    let mut made: Vec<(PlaceId, TicketId)> = Vec::new();
    for line in LINES {
        let place = places.iter().find(|place| place.code == line.1).with_context(|| format!("no place {}", line.1))?;
        let first = made.iter().find(|(at, _)| *at == place.id).map(|(_, id)| *id);
        let id = add_one(&tx, now, everybody, team, &mut dice, line, place.id, first).await?;
        made.push((place.id, id));
    }
    tx.commit().await?;
    Ok(team)
}

async fn add_teams(tx: &WriteTx, cx: &Ctx, everybody: &Everybody, site: PlaceId) -> Result<TeamId> {
    let names = |[nl, fr, de, en]: [&str; 4]| NamesInput { nl: nl.into(), fr: fr.into(), de: de.into(), en: en.into() };
    let building = NewTeam {
        code: "BUILDING".into(),
        names: names(["Gebouwploeg", "Équipe bâtiment", "Gebäudeteam", "Building team"]),
        site,
        hours: None,
    };
    let electricity = NewTeam {
        code: "ELECTRICITY".into(),
        names: names(["Elektriciteit", "Électricité", "Elektrik", "Electricity"]),
        site,
        hours: None,
    };
    let technician = everybody.desk("technician")?.id;
    let team = add_team(tx, cx, building).await?;
    set_members(tx, cx, team, vec![technician]).await?;
    let other = add_team(tx, cx, electricity).await?;
    set_members(tx, cx, other, vec![technician]).await?;
    Ok(team)
}

#[expect(clippy::too_many_arguments, reason = "one line of the table with what it lies in")]
async fn add_one(
    tx: &WriteTx,
    now: &Ctx,
    everybody: &Everybody,
    team: TeamId,
    dice: &mut Dice,
    &(title, _, impact, urgency, hours, state): &Line,
    place: PlaceId,
    first: Option<TicketId>,
) -> Result<TicketId> {
    let reporter = &everybody.0[dice.below(everybody.0.len())];
    // The person of the demonstration who only reports has something to follow.
    let reporter = if dice.chance(25) { everybody.desk("staff")? } else { reporter };
    let (dispatcher, technician) = (everybody.desk("dispatcher")?, everybody.desk("technician")?);
    let ago = |minutes: i64| Ctx { now: now.now.plus_minutes(-minutes), ..now.clone() };
    let reported = Report { title: title.into(), place: Some(place), ..Report::default() };
    let id = report(tx, &reporter.context(&ago(hours * HOUR)), reported).await?;
    let moves = way(state);
    for (index, verb) in moves.iter().enumerate() {
        let left = i64::try_from(moves.len() - index)?;
        let cx = ago(hours * HOUR * left / (i64::try_from(moves.len())? + 1));
        let step = |reason: Option<&str>| Step { id, seen: None, reason: reason.map(Into::into) };
        let (desk, worker) = (dispatcher.context(&cx), technician.context(&cx));
        match verb {
            TicketVerb::Triage => {
                let input = Triage { step: step(None), impact, urgency, team: Some(team), kind: None };
                triage(tx, &desk, input).await?
            }
            TicketVerb::Plan => {
                let from = now.now.plus_minutes(26 * HOUR + hours * 10);
                plan(tx, &desk, Plan { step: step(None), from, to: from.plus_minutes(2 * HOUR) }).await?
            }
            TicketVerb::Assign => {
                assign(tx, &desk, Assign { step: step(None), to: Some(technician.id), team: None }).await?
            }
            TicketVerb::Start => {
                add_tasks(tx, &worker, AddTasks { id, source: TaskSource::Items(checklist()) }).await?;
                start(tx, &worker, step(None)).await?
            }
            TicketVerb::Hold => hold(tx, &worker, step(Some("Wacht op een onderdeel"))).await?,
            TicketVerb::Resume => maintenance::commands::resume(tx, &worker, step(None)).await?,
            TicketVerb::Complete => {
                let input = LogWork {
                    id,
                    kind: WorkKind::Time,
                    worked_on: cx.now.to_utc().date_naive(),
                    minutes: Some(30 + hours % 45),
                    quantity: None,
                    cost_cents: None,
                    note: "Hersteld en getest".into(),
                };
                log_work(tx, &worker, input).await?;
                complete(tx, &worker, step(None)).await?
            }
            TicketVerb::CannotComplete => {
                cannot_complete(tx, &worker, step(Some("Beschermd monument: vergunning nodig"))).await?
            }
            TicketVerb::Verify => verify(tx, &desk, step(None)).await?,
            TicketVerb::Close => close(tx, &desk, step(None)).await?,
            TicketVerb::Reopen => reopen(tx, &desk, step(Some("Het probleem is terug"))).await?,
            TicketVerb::Reject => reject(tx, &desk, step(Some("Dit wordt hier niet hersteld"))).await?,
            TicketVerb::MarkDuplicate => {
                let of = first.with_context(|| format!("{title}: nothing to be the same as"))?;
                mark_duplicate(tx, &desk, MarkDuplicate { step: step(None), of }).await?
            }
            TicketVerb::Cancel => cancel(tx, &desk, step(Some("Niet meer nodig"))).await?,
        };
    }
    if matches!(state, S::InProgress | S::OnHold | S::Assigned) {
        let text = "Kom langs de zijdeur; de balie heeft de sleutel.".to_owned();
        let cx = dispatcher.context(&ago(HOUR));
        comment(tx, &cx, Comment { id, text, public: dice.chance(50), mentions: vec![] }).await?;
    }
    Ok(id)
}

/// What is asked of the work; nothing of it must be answered.
fn checklist() -> Vec<ItemInput> {
    let item = |kind, [nl, fr, de, en]: [&str; 4], demands| ItemInput {
        kind,
        names: NamesInput { nl: nl.into(), fr: fr.into(), de: de.into(), en: en.into() },
        demands,
        required: false,
    };
    vec![
        item(
            TaskKind::Tick,
            [
                "Stroom of water afgesloten",
                "Courant ou eau coupés",
                "Strom oder Wasser abgestellt",
                "Power or water shut off",
            ],
            Demands::default(),
        ),
        item(
            TaskKind::PassFail,
            [
                "Werkt na de herstelling",
                "Fonctionne après réparation",
                "Geht nach der Reparatur",
                "Works after the repair",
            ],
            Demands::default(),
        ),
        item(
            TaskKind::Number,
            ["Temperatuur", "Température", "Temperatur", "Temperature"],
            Demands { min: Some(5), max: Some(60), unit: Some("°C".into()), ..Demands::default() },
        ),
    ]
}
