use proptest::prelude::*;
use uuid::Uuid;

use super::{super::tests::cx, *};

const FILE: &str = "code;supplier;supplier_name;supplier_email;title;starts_on;ends_on;notice_on;yearly_eur
C-1;LIFT;Liftwerk NV;info@lift.example;Liften;2026-01-01;2026-12-31;2026-09-30;12500,50
C-2;LIFT;;;Goederenlift;2026-01-01;;;900
";

/// What there is after a plan.
fn carried_out(plan: Plan) -> World {
    let (mut suppliers, mut contracts) = (HashMap::new(), HashMap::new());
    for (supplier, contract) in plan.steps {
        if let Step::Add(one) | Step::Change { to: one, .. } = supplier {
            suppliers.insert(one.id, one);
        }
        if let Step::Add(one) | Step::Change { to: one, .. } = contract {
            contracts.insert(one.id, one);
        }
    }
    World::new(suppliers.into_values().collect(), contracts.into_values().collect())
}

fn planned(world: World, file: &str) -> (Plan, Vec<String>) {
    let ContractRows { rows, problems } = parse(file.as_bytes());
    let plan = plan(&cx(), world, rows).unwrap();
    let said = problems.iter().chain(&plan.refused).map(|one| format!("{} {}: {}", one.line, one.field, one.why));
    let said = said.collect();
    (plan, said)
}

#[test]
fn a_supplier_is_described_once_and_twice_changes_nothing() {
    let (plan, said) = planned(World::default(), FILE);
    assert_eq!(said, Vec::<String>::new());
    assert!(matches!(&plan.steps[1], (Step::Keep, Step::Add(contract)) if contract.yearly_cents == Some(90_000)));
    let (again, said) = planned(carried_out(plan), FILE);
    assert_eq!(said, Vec::<String>::new());
    assert!(again.steps.iter().all(|step| *step == (Step::Keep, Step::Keep)), "{:?}", again.steps);
}

#[test]
fn what_cannot_be_taken_is_named_with_its_line() {
    let file = "code;supplier;supplier_name;supplier_email;title;starts_on;ends_on;yearly_eur
A;NEW;;;T;2026-01-01;;
B;X;Ex;nowhere;T;2026-01-01;;
C;X;Ex;;T;;;
D;X;Ex;;T;2026-02-01;2026-01-01;
E;X;Ex;;T;2026-01-01;;1.250,00
F;X;Ex;;;2026-01-01;;
G;X;Ex;;T;2026-01-01;;5
H;X;Other;;T;2026-01-01;;
G;X;Ex;;T;2026-01-01;;5
I;;;;T;2026-01-01;;
J;X;Ex;;T;31/12/2026;;
";
    let (plan, mut said) = planned(World::default(), file);
    said.sort();
    assert_eq!(
        said,
        [
            "10 code: repeated",
            "11 supplier: required",
            "12 starts_on: invalid",
            "2 supplier_name: required",
            "3 supplier_email: invalid",
            "4 starts_on: required",
            "5 ends_on: before_start",
            "6 yearly_eur: invalid",
            "7 title: required",
            "9 supplier_name: differs",
        ]
    );
    assert_eq!(plan.steps.len(), 1);
}

#[test]
fn a_contract_keeps_its_supplier() {
    let (first, _) = planned(World::default(), FILE);
    let file = "code,supplier,supplier_name\nC-1,OTHER,Ander\nC-2,,\n";
    let (plan, said) = planned(carried_out(first), file);
    assert_eq!(said, ["2 supplier: differs"]);
    assert_eq!(plan.steps, [(Step::Keep, Step::Keep)], "without a supplier it is the one that it has");
}

#[test]
fn amounts() {
    for (text, cents) in [
        ("0", Some(0)),
        ("12", Some(1200)),
        ("12.5", Some(1250)),
        ("12,05", Some(1205)),
        ("", None),
        (".5", None),
        ("1.", None),
        ("1.234", None),
        ("1.250,00", None),
        ("-1", None),
        ("1e3", None),
        ("99999999999999999999", None),
    ] {
        assert_eq!(super::cents(text), cents, "{text}");
    }
}

proptest! {
    #[test]
    fn an_amount_is_read_as_it_was_written(amount in 0_i64..=crate::model::contract::MAX_YEARLY_CENTS) {
        prop_assert_eq!(super::cents(&euros(amount)), Some(amount));
    }

    #[test]
    fn what_is_exported_changes_nothing(
        title in "[=+@'a-zé💡;,\"]{1,12}", remarks in proptest::option::of("[=+@'a-zé\"]{1,3}[a-z \n]{0,12}[a-z]"),
        price in proptest::option::of(0_i64..1_000_000), name in "[=+@'a-zé;,\"]{1,12}",
    ) {
        let ids = cx().ids;
        let supplier = AddSupplier { code: "S".into(), name, email: None, phone: Some("+32 2 501 02 11".into()) };
        let supplier = supplier.check(&*ids).unwrap();
        let contract = AddContract {
            supplier_id: supplier.id, code: "C".into(), title, starts_on: "2026-01-01".parse().unwrap(),
            ends_on: None, notice_on: None, yearly_cents: price, remarks,
        };
        let contract = contract.check(&*ids).unwrap();
        let file = sheet::write(COLUMNS, [to_cells(&contract, &supplier)]);
        let (plan, said) = planned(World::new(vec![supplier], vec![contract]), &file);
        prop_assert_eq!(said, Vec::<String>::new());
        prop_assert_eq!(plan.steps, vec![(Step::Keep, Step::Keep)]);
    }
}

#[test]
fn whoever_does_not_manage_contracts_imports_none() {
    let mut cx = cx();
    cx.actor.person = Some(kernel::PersonId(Uuid::from_u128(1)));
    assert!(plan(&cx, World::default(), vec![]).is_err());
}
