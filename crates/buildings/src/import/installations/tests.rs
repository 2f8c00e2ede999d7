use kernel::{Actor, Grant, PersonId, Role, Scope};
use proptest::prelude::*;
use uuid::Uuid;

use super::{
    super::tests::{cx, tree},
    *,
};

const FILE: &str = "code;class;place;parent;name_nl;name_fr;maker;serial;criticality;commissioned_on
LIFT-1-M;motor;W16-0;LIFT-1;Motor;;;M-1;;
LIFT-1;lift;W16;;Lift 1;Ascenseur 1;Liftwerk;0012;high;1998-05-01
";

fn world(installations: Vec<Installation>) -> World {
    let classes = ["lift", "motor"].map(str::to_owned).into();
    World::new(tree(), classes, vec![], vec![], installations)
}

fn planned(world: World, file: &str) -> (Plan, Vec<String>) {
    let InstallationRows { rows, problems } = parse(file.as_bytes());
    let plan = plan(&cx(), world, rows);
    let said = problems.iter().chain(&plan.refused).map(|one| format!("{} {}: {}", one.line, one.field, one.why));
    let said = said.collect();
    (plan, said)
}

/// What there is after a plan.
fn carried_out(plan: Plan) -> Vec<Installation> {
    let steps = plan.steps.into_iter();
    steps
        .filter_map(|step| if let Step::Add(one) | Step::Change { to: one, .. } = step { Some(*one) } else { None })
        .collect()
}

#[test]
fn parts_may_come_before_the_whole_and_twice_changes_nothing() {
    let (plan, said) = planned(world(vec![]), FILE);
    assert_eq!(said, Vec::<String>::new());
    let made = carried_out(plan);
    assert_eq!(made.iter().map(|one| one.code.as_str()).collect::<Vec<_>>(), ["LIFT-1", "LIFT-1-M"]);
    assert_eq!((made[1].parent_id, made[0].site_id), (Some(made[0].id), tree()[0].id));
    assert_eq!((made[0].criticality, made[0].serial.as_deref()), (Criticality::High, Some("0012")));
    let (again, said) = planned(world(made), FILE);
    assert_eq!(said, Vec::<String>::new());
    assert_eq!(again.steps, [Step::Keep, Step::Keep]);
}

#[test]
fn a_file_changes_only_the_columns_it_has() {
    let made = carried_out(planned(world(vec![]), FILE).0);
    let (plan, said) = planned(world(made.clone()), "code,serial,parent\nLIFT-1-M,,\n");
    assert_eq!(said, Vec::<String>::new());
    let after = carried_out(plan);
    assert_eq!(after[0], Installation { serial: None, parent_id: None, ..made[1].clone() });
}

#[test]
fn what_cannot_be_taken_is_named_with_its_line() {
    let file = "code,class,place,parent,name_nl,supplier,contract,criticality,commissioned_on
A,lift,NOWHERE,,A,,,,
B,rocket,W16,,B,,,,
C,lift,W16,LOST,C,,,,
D,lift,W16,,,,,,
E,lift,W16,,E,LOST,,,
F,lift,W16,,F,,LOST,,
G,lift,W16,,G,,,urgent,
H,lift,W16,,H,,,,31/12/2020
I,,W16,,I,,,,
J,lift,,,J,,,,
K,lift,W16,K,K,,,,
L,lift,W16,M,L,,,,
M,lift,W16,L,M,,,,
N,lift,W16,,N,,,,
N,lift,W16,,N,,,,
";
    let (plan, mut said) = planned(world(vec![]), file);
    said.sort();
    assert_eq!(
        said,
        [
            "10 class: required",
            "11 place: required",
            "12 parent: unknown",
            "13 parent: unknown",
            "14 parent: unknown",
            "16 code: repeated",
            "2 place: unknown",
            "3 class: unknown",
            "4 parent: unknown",
            "5 name_nl: required",
            "6 supplier: unknown",
            "7 contract: unknown",
            "8 criticality: invalid",
            "9 commissioned_on: invalid",
        ]
    );
    assert_eq!(plan.steps.len(), 1);
}

#[test]
fn a_file_cannot_make_a_whole_a_part_of_its_part() {
    let made = carried_out(planned(world(vec![]), FILE).0);
    let (_, said) = planned(world(made), "code,parent\nLIFT-1,LIFT-1-M\n");
    assert_eq!(said, ["2 parent: cycle"]);
}

#[test]
fn whoever_manages_one_site_cannot_import_another() {
    let rows = parse(FILE.as_bytes()).rows;
    let mut cx = cx();
    let somewhere = Scope::Site(PlaceId(Uuid::from_u128(77)));
    cx.actor = Actor {
        person: Some(PersonId(Uuid::from_u128(1))),
        grants: vec![Grant { role: Role::Dispatcher, scope: somewhere }],
        ..Actor::system()
    };
    let plan = plan(&cx, world(vec![]), rows);
    assert_eq!(plan.steps, []);
    assert_eq!(plan.refused, [Refused::new(2, "parent", "unknown"), Refused::new(3, "", "forbidden")]);
}

proptest! {
    #[test]
    fn what_is_exported_changes_nothing_and_makes_the_same_again(
        nl in "[=+@'\\-a-zé;,\"💡]{1,12}", serial in proptest::option::of("[=+@'\\-a-z0-9\"]{1,12}"),
        remarks in proptest::option::of("[=+@'a-zé\"]{1,3}[a-z \n]{0,12}[a-z]"), rank in 0..Criticality::ALL.len(),
        days in proptest::option::of(0_u64..50_000),
    ) {
        let place = tree().remove(1);
        let epoch = NaiveDate::from_ymd_opt(1900, 1, 1).unwrap();
        let new = AddInstallation {
            code: "A".into(), names: NamesInput { nl, ..NamesInput::default() }, class: "lift".into(), place_id: place.id,
            parent_id: None, maker: None, model: None, serial, supplier_id: None, contract_id: None,
            criticality: Some(Criticality::ALL[rank]), commissioned_on: days.map(|days| epoch + chrono::Days::new(days)), remarks,
        };
        let mut wrong = Wrong::default();
        let mut one = new.check(&*cx().ids, &mut wrong);
        one.site_id = place.site_id;
        let file = sheet::write(COLUMNS, [to_cells(&one, [&place.code, "", "", ""])]);
        let (same, said) = planned(world(vec![one.clone()]), &file);
        prop_assert_eq!((said, same.steps), (vec![], vec![Step::Keep]));
        let made = carried_out(planned(world(vec![]), &file).0).remove(0);
        let expected = Installation { id: made.id, qr_token: made.qr_token.clone(), ..one };
        prop_assert_eq!(made, expected);
    }
}
