//! Invented people in the units that ask for things, with every role at least once.

use anyhow::{Context as _, Result};
use db::{Db, WriteTx};
use directory::commands::{
    NewDelegation, NewGrant, NewOrgUnit, NewPerson, add_org_unit, add_person, delegate, grant_role, set_password,
};
use kernel::{Actor, Ctx, Grant, Lang, Names, OrgUnitId, PersonId, PlaceId, Role, Scope};

use super::SignIn;
use crate::commands::person::site_of;

/// Everybody's password.
pub(crate) const PASSWORD: &str = "intendant-demo";

/// Code, nl, fr, de, en; the first stands above the others.
const UNITS: &[[&str; 5]] = &[
    ["PM", "Kanselarij", "Chancellerie", "Kanzlei", "Chancellery"],
    ["PM-POL", "Beleidscel", "Cellule stratégique", "Strategiezelle", "Policy unit"],
    ["PM-SEC", "Secretariaat", "Secrétariat", "Sekretariat", "Secretariat"],
    ["MC", "Directiecomité", "Comité de direction", "Direktionsausschuss", "Management Committee"],
    [
        "DG-SEC",
        "AD Secretariaten en Overleg",
        "DG Secrétariats et Concertation",
        "GD Sekretariate und Konzertierung",
        "DG Secretariats and Consultation",
    ],
    [
        "DG-LAW",
        "AD Coördinatie en Juridische Zaken",
        "DG Coordination et Affaires juridiques",
        "GD Koordinierung und Rechtsfragen",
        "DG Coordination and Legal Affairs",
    ],
    [
        "DG-COM",
        "AD Externe Communicatie",
        "DG Communication externe",
        "GD Externe Kommunikation",
        "DG External Communication",
    ],
    [
        "BUD",
        "Budget en Beheerscontrole",
        "Budget et Contrôle de gestion",
        "Haushalt und Verwaltungskontrolle",
        "Budget and Management Control",
    ],
    [
        "HR",
        "Personeel en Organisatie",
        "Personnel et Organisation",
        "Personal und Organisation",
        "Personnel and Organisation",
    ],
    ["ICT", "ICT", "ICT", "IKT", "ICT"],
    [
        "LOG",
        "Secretariaat en Logistiek",
        "Secrétariat et Logistique",
        "Sekretariat und Logistik",
        "Secretariat and Logistics",
    ],
    ["TRA", "Vertaling", "Traduction", "Übersetzung", "Translation"],
];

/// The first person of each role: login, name, unit, language, roles besides staff, the site of the role (empty: everywhere).
const DESKS: &[(&str, &str, &str, Lang, Role, &str)] = &[
    ("staff", "Lotte Vermeulen", "DG-LAW", Lang::Nl, Role::Staff, ""),
    ("approver", "Philippe Marchal", "DG-SEC", Lang::Fr, Role::Approver, ""),
    ("room_manager", "Katrien De Wolf", "LOG", Lang::Nl, Role::RoomManager, ""),
    ("fleet_manager", "Bart Janssens", "LOG", Lang::Nl, Role::FleetManager, ""),
    ("driver", "Ahmed Benali", "LOG", Lang::Fr, Role::Driver, ""),
    ("dispatcher", "Sofie Claes", "LOG", Lang::Nl, Role::Dispatcher, ""),
    ("technician", "Marek Nowak", "LOG", Lang::En, Role::Technician, ""),
    ("kitchen", "Giulia Conti", "LOG", Lang::Fr, Role::Kitchen, ""),
    ("print_operator", "Dirk Peeters", "LOG", Lang::Nl, Role::PrintOperator, ""),
    ("cleaning_lead", "Fatima El Idrissi", "LOG", Lang::Fr, Role::CleaningLead, ""),
    ("storekeeper", "Jürgen Schmitz", "LOG", Lang::De, Role::Storekeeper, ""),
    ("reception", "Nathalie Dupont", "LOG", Lang::Fr, Role::Reception, ""),
    ("interpreting_planner", "Anja Lenz", "TRA", Lang::De, Role::InterpretingPlanner, ""),
    ("controller", "Wim Goossens", "BUD", Lang::Nl, Role::Controller, ""),
    ("auditor", "Isabelle Lambert", "BUD", Lang::Fr, Role::Auditor, ""),
    ("admin", "Tom Willems", "ICT", Lang::En, Role::Admin, ""),
    ("room_manager_vd", "Claire Fontaine", "LOG", Lang::Fr, Role::RoomManager, "VD"),
    ("approver_press", "Jeroen Maes", "DG-COM", Lang::Nl, Role::Approver, "W16"),
];

const FIRST: &[&str] = &[
    "Emma",
    "Louis",
    "Noor",
    "Arthur",
    "Marie",
    "Jules",
    "Elise",
    "Victor",
    "Camille",
    "Lucas",
    "Hanne",
    "Simon",
    "Amélie",
    "Pieter",
    "Julie",
    "Koen",
    "Sarah",
    "Thomas",
    "Leïla",
    "Stijn",
    "Charlotte",
];
const LAST: &[&str] = &[
    "Jacobs",
    "Lefèvre",
    "Wouters",
    "Dubois",
    "Hermans",
    "Lejeune",
    "Aerts",
    "Martens",
    "Renard",
    "Bauwens",
    "Thiry",
    "Müller",
    "Desmet",
    "Laurent",
    "Verhaegen",
    "Bertrand",
    "Cools",
    "Simonet",
    "Van den Berg",
    "Noël",
];

/// How many colleagues there are besides the desks.
const COLLEAGUES: usize = 44;

/// Somebody who can act.
#[derive(Debug, Clone)]
pub(super) struct DemoPerson {
    pub(super) id: PersonId,
    pub(super) login: String,
    pub(super) unit: &'static str,
    role: Role,
    actor: Actor,
}

impl DemoPerson {
    /// The context in which the person acts.
    pub(super) fn context(&self, cx: &Ctx) -> Ctx {
        Ctx { actor: self.actor.clone(), ..cx.clone() }
    }
}

/// Everybody, the desks first.
#[derive(Debug)]
pub(super) struct Everybody(pub(super) Vec<DemoPerson>);

impl Everybody {
    /// The desk with that login.
    pub(super) fn desk(&self, login: &str) -> Result<&DemoPerson> {
        self.0.iter().find(|person| person.login == login).with_context(|| format!("nobody is {login}"))
    }

    /// The people of a unit; everybody where it has none.
    pub(super) fn of_unit(&self, unit: &str) -> Vec<&DemoPerson> {
        let found: Vec<_> = self.0.iter().filter(|person| person.unit == unit).collect();
        if found.is_empty() { self.0.iter().collect() } else { found }
    }

    /// One sign-in a role.
    pub(super) fn sign_ins(&self) -> Vec<SignIn> {
        Role::ALL
            .iter()
            .filter_map(|role| {
                let person = self.0.iter().find(|person| person.role == *role)?;
                Some(SignIn { role: *role, login: person.login.clone() })
            })
            .collect()
    }
}

/// Adds everybody in one transaction; all share one hash, since hashing is slow on purpose.
pub(super) async fn add(db: &Db, cx: &Ctx) -> Result<Everybody> {
    let hash = directory::hash_password(PASSWORD.to_owned(), "demo").await?;
    let tx = db.begin(cx).await?;
    let units = add_units(&tx, cx).await?;
    let home = site_of(&tx, "W16").await?;
    let mut everybody = Vec::new();
    let colleagues = (0..COLLEAGUES).map(|index| {
        let first = FIRST[index % FIRST.len()];
        let last = LAST[(index * 7 + index / FIRST.len()) % LAST.len()];
        let unit = UNITS[1 + index % (UNITS.len() - 1)][0];
        let language = [Lang::Nl, Lang::Fr, Lang::Nl, Lang::Fr, Lang::De][index % 5];
        (format!("demo{:02}", index + 1), format!("{first} {last}"), unit, language, Role::Staff, "")
    });
    let desks = DESKS.iter().map(|(login, name, unit, language, role, site)| {
        ((*login).to_owned(), (*name).to_owned(), *unit, *language, *role, *site)
    });
    for (login, name, unit, language, role, site) in desks.chain(colleagues) {
        let (unit_id, chain) = &units
            .iter()
            .find(|(code, ..)| *code == unit)
            .map(|(_, id, chain)| (*id, chain.clone()))
            .context("the unit is there")?;
        let new = NewPerson {
            login: login.clone(),
            name: format!("{name} (demo)"),
            email: format!("{login}@demo.example"),
            language,
            org_unit: Some(*unit_id),
            site: Some(home),
        };
        let person = add_person(&tx, cx, new).await?;
        set_password(&tx, cx, person.id, hash.clone(), None).await?;
        let scope = if site.is_empty() { Scope::All } else { Scope::Site(site_of(&tx, site).await?) };
        let mut grants = vec![Grant { role: Role::Staff, scope: Scope::All }];
        if role != Role::Staff {
            grants.push(Grant { role, scope });
        }
        for Grant { role, scope } in &grants {
            let new = NewGrant { person: person.id, role: *role, scope: *scope, valid_from: None, valid_to: None };
            grant_role(&tx, cx, new).await?;
        }
        let actor =
            Actor { person: Some(person.id), org_units: chain.clone(), grants, acts_for: vec![], token_scopes: None };
        everybody.push(DemoPerson { id: person.id, login, unit, role, actor });
    }
    let mut everybody = Everybody(everybody);
    let principal = everybody.of_unit("PM-POL")[0].id;
    let secretary = everybody.of_unit("PM-SEC")[0].id;
    for delegate_id in [secretary, everybody.desk("staff")?.id] {
        let new = NewDelegation { principal, delegate: delegate_id, valid_from: None, valid_to: None };
        delegate(&tx, cx, new).await?;
    }
    for person in everybody.0.iter_mut().filter(|person| person.id == secretary || person.login == "staff") {
        person.actor.acts_for.push(principal);
    }
    tx.commit().await?;
    Ok(everybody)
}

type Unit = (&'static str, OrgUnitId, Vec<OrgUnitId>);

async fn add_units(tx: &WriteTx, cx: &Ctx) -> Result<Vec<Unit>> {
    let mut units: Vec<Unit> = Vec::new();
    for [code, nl, fr, de, en] in UNITS {
        let top = units.first().map(|unit| unit.1);
        let names = Names { nl: (*nl).into(), fr: (*fr).into(), de: (*de).into(), en: (*en).into() };
        let unit = add_org_unit(tx, cx, NewOrgUnit { code: (*code).into(), names, parent: top }).await?;
        units.push((code, unit.id, [unit.id].into_iter().chain(top).collect()));
    }
    Ok(units)
}

/// The site with that code.
pub(super) async fn place_of(db: &Db, code: &str) -> Result<PlaceId> {
    let found = buildings::queries::by_codes(db.read(), &[code]).await?;
    Ok(found.first().with_context(|| format!("there is no place {code}"))?.id)
}
