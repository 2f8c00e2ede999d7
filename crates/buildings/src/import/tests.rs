use std::sync::Arc;

use kernel::{Actor, Clock, Grant, IdGen, Instant, Names, PersonId, Role, Scope};
use proptest::prelude::*;
use uuid::Uuid;

use super::*;

#[derive(Default)]
struct Ids(std::sync::atomic::AtomicU64);

impl IdGen for Ids {
    fn next(&self) -> Uuid {
        Uuid::from_u128(u128::from(self.0.fetch_add(1, std::sync::atomic::Ordering::Relaxed)) + 1)
    }
}

struct Still;

impl Clock for Still {
    fn now(&self) -> Instant {
        Instant::from_micros(0)
    }
}

pub(super) fn cx() -> Ctx {
    Ctx::system(&Still, Arc::new(Ids::default()), "test")
}

const FILE: &str = "kind,code,parent,name_nl,name_fr,level,time_zone,step_free
space,W16-0-01,W16-0,Perszaal,Salle de presse,,,yes
floor,W16-0,W16,Gelijkvloers,,0,,
building,W16,WS,Wetstraat 16,Rue de la Loi 16,,,
site,WS,,Wetstraat,Rue de la Loi,,Europe/Brussels,
";

/// The places after a plan.
fn carried_out(places: &[Place], plan: &Plan) -> Vec<Place> {
    let mut after = places.to_vec();
    for step in &plan.steps {
        match step {
            Step::Keep => {}
            Step::Add(place) => after.push((**place).clone()),
            Step::Change { from, to } => after.iter_mut().filter(|place| place.id == from.id).for_each(|place| {
                place.clone_from(to);
            }),
        }
    }
    after
}

fn refusals(file: &str, places: &[Place]) -> Vec<(u64, String, String)> {
    let PlaceRows { rows, problems } = parse(file.as_bytes());
    let plan = plan(&cx(), places.to_vec(), rows);
    problems.into_iter().chain(plan.refused).map(|refused| (refused.line, refused.field, refused.why)).collect()
}

pub(super) fn tree() -> Vec<Place> {
    let plan = plan(&cx(), vec![], parse(FILE.as_bytes()).rows);
    assert_eq!(plan.refused, []);
    carried_out(&[], &plan)
}

#[test]
fn rows_in_any_order_make_a_tree_and_twice_changes_nothing() {
    let places = tree();
    assert_eq!(places.iter().map(|place| place.code.as_str()).collect::<Vec<_>>(), ["WS", "W16", "W16-0", "W16-0-01"]);
    let room = &places[3];
    assert_eq!((room.parent_id, room.site_id, room.step_free), (Some(places[2].id), places[0].id, true));
    let again = plan(&cx(), places, parse(FILE.as_bytes()).rows);
    assert_eq!(again.steps, [Step::Keep, Step::Keep, Step::Keep, Step::Keep]);
}

#[test]
fn a_file_changes_only_the_columns_it_has() {
    let places = tree();
    let plan = plan(&cx(), places.clone(), parse("code,kind,name_fr\nW16-0,floor,Rez-de-chaussée\n".as_bytes()).rows);
    assert_eq!(plan.steps.len(), 1);
    let after = carried_out(&places, &plan);
    let expected = Names { nl: "Gelijkvloers".into(), fr: "Rez-de-chaussée".into(), ..Names::default() };
    assert_eq!((&after[2].names, after[2].level), (&expected, Some(0)));
}

#[test]
fn what_cannot_be_taken_is_named_with_its_line() {
    let places = tree();
    let line = |n: u64, field: &str, why: &str| (n, field.to_owned(), why.to_owned());
    let file = "kind,code,parent,name_nl,area_m2
space,X1,NOWHERE,X,
space,X2,W16,,
space,X3,W16,X,much
floor,W16,WS,X,
building,W16,,X,
space,X 4,W16,X,-1
space,X5,W16,X,
space,X5,W16,X,
attic,X6,W16,X,
site,X7,,X,
";
    let mut found = refusals(file, &places);
    found.sort();
    assert_eq!(
        found,
        [
            line(2, "parent", "unknown"),
            line(3, "name_nl", "required"),
            line(4, "area_m2", "invalid"),
            line(5, "kind", "differs"),
            line(6, "code", "repeated"),
            line(7, "area_m2", "invalid"),
            line(7, "code", "invalid"),
            line(9, "code", "repeated"),
            line(10, "kind", "invalid"),
            line(11, "time_zone", "required"),
        ]
    );
}

#[test]
fn whoever_manages_one_site_cannot_import_another() {
    let places = tree();
    let mut cx = cx();
    cx.actor = Actor {
        person: Some(PersonId(Uuid::from_u128(1))),
        grants: vec![Grant { role: Role::RoomManager, scope: Scope::Site(places[0].id) }],
        ..Actor::system()
    };
    let file = "kind,code,parent,name_nl,time_zone\nsite,NEW,,New,Europe/Brussels\nspace,W-T,WS,Terras,\n";
    let plan = plan(&cx, places, parse(file.as_bytes()).rows);
    assert_eq!(plan.refused, [Refused::new(2, "", "forbidden")]);
    assert_eq!(plan.steps.len(), 1);
}

#[test]
fn halls_within_halls_come_to_an_end() {
    let below: Vec<_> = (1..=MAX_DEPTH).map(|depth| format!("space,S{depth},S{},S,\n", depth - 1)).collect();
    let file = format!("kind,code,parent,name_nl,time_zone\nsite,S0,,S,Europe/Brussels\n{}", below.concat());
    let last = MAX_DEPTH as u64 + 2;
    assert_eq!(refusals(&file, &[]), [(last, "parent".to_owned(), "too_deep".to_owned())]);
}

fn text() -> impl Strategy<Value = Option<String>> {
    proptest::option::of("[=+@'\\-a-zé\"]{1,3}[ -~éßж💡غ\n]{0,20}".prop_map(|text| text.trim().to_owned()))
        .prop_map(|text| text.filter(|text| !text.is_empty()))
}

prop_compose! {
    fn space()(
        nl in "[=+@'\\-a-z,;\"é💡]{1,12}", fr in "[ -~]{0,12}", kind in 0..SpaceKind::ALL.len(),
        area_m2 in proptest::option::of(1_i64..1000), step_free in any::<bool>(), heritage in any::<bool>(),
        address in text(), contact in text(),
    ) -> Place {
        let site = PlaceId(Uuid::from_u128(1));
        Place {
            id: PlaceId(Uuid::from_u128(2)), kind: PlaceKind::Space, parent_id: Some(site), site_id: site,
            code: "A.1".into(), names: Names { nl, fr: fr.trim().to_owned(), ..Names::default() },
            space_kind: Some(SpaceKind::ALL[kind]), area_m2, level: None, step_free, heritage, time_zone: None,
            country: None, address, contact, retired_at: None, version: 4,
        }
    }
}

proptest! {
    #[test]
    fn what_is_exported_changes_nothing_and_makes_the_same_again(space in space()) {
        let site = Place { id: space.site_id, kind: PlaceKind::Site, parent_id: None, code: "WS".into(),
            space_kind: None, area_m2: None, time_zone: Some(Zone::BRUSSELS), country: Some("BE".into()), ..space.clone() };
        let file = sheet::write(COLUMNS, [to_cells(&site, ""), to_cells(&space, "WS")]);
        let read = parse(file.as_bytes());
        prop_assert_eq!(&read.problems, &[]);
        let same = plan(&cx(), vec![site.clone(), space.clone()], read.rows.clone());
        prop_assert_eq!((&same.refused, &same.steps), (&vec![], &vec![Step::Keep, Step::Keep]));
        let fresh = plan(&cx(), vec![], read.rows);
        prop_assert_eq!(&fresh.refused, &vec![]);
        let made = carried_out(&[], &fresh);
        let expected = Place { id: made[1].id, parent_id: Some(made[0].id), site_id: made[0].id, version: 1, ..space };
        prop_assert_eq!(&made[1], &expected);
    }
}
