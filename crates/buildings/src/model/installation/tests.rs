use kernel::Zone;
use uuid::Uuid;

use super::*;
use crate::model::PlaceKind;

#[derive(Default)]
struct Ids(std::sync::atomic::AtomicU64);

impl IdGen for Ids {
    fn next(&self) -> Uuid {
        Uuid::from_u128(1000 + u128::from(self.0.fetch_add(1, std::sync::atomic::Ordering::Relaxed)))
    }
}

fn site(number: u128) -> Place {
    let id = PlaceId(Uuid::from_u128(number));
    Place {
        id,
        kind: PlaceKind::Site,
        parent_id: None,
        site_id: id,
        code: format!("S{number}"),
        names: Names::same("Site"),
        space_kind: None,
        area_m2: None,
        level: None,
        step_free: false,
        heritage: false,
        time_zone: Some(Zone::BRUSSELS),
        country: None,
        address: None,
        contact: None,
        retired_at: None,
        version: 1,
    }
}

fn add(code: &str, place: &Place) -> AddInstallation {
    AddInstallation {
        code: code.into(),
        names: NamesInput { nl: "Lift".into(), ..NamesInput::default() },
        class: "lift".into(),
        place_id: place.id,
        parent_id: None,
        maker: None,
        model: None,
        serial: None,
        supplier_id: None,
        contract_id: None,
        criticality: None,
        commissioned_on: None,
        remarks: None,
    }
}

fn made(ids: &Ids, code: &str, place: &Place) -> Installation {
    let mut wrong = Wrong::default();
    let mut made = add(code, place).check(ids, &mut wrong);
    made.site_id = place.site_id;
    assert_eq!(wrong.into_errors(), []);
    made
}

fn links(place: &Place) -> Links<'_> {
    Links { place: Some(place), class: true, ..Links::default() }
}

/// What is wrong with an installation that was or becomes like that.
fn wrong(present: Option<&Installation>, next: &Installation, links: &Links<'_>) -> Vec<String> {
    let mut wrong = Wrong::default();
    links.check(present, &mut next.clone(), &mut wrong);
    wrong.into_errors().iter().map(|error| format!("{}: {}", error.field, error.code)).collect()
}

#[test]
fn its_own_fields_are_looked_at_all_at_once() {
    let mut wrong = Wrong::default();
    let odd = AddInstallation {
        code: "é".into(),
        names: NamesInput::default(),
        maker: Some("x".repeat(MAX_WORDS + 1)),
        serial: Some("a\u{7}b".into()),
        commissioned_on: NaiveDate::from_ymd_opt(1799, 12, 31),
        ..add("X", &site(1))
    };
    odd.check(&Ids::default(), &mut wrong);
    let said: Vec<_> =
        wrong.into_errors().into_iter().map(|error| format!("{}: {}", error.field, error.code)).collect();
    assert_eq!(
        said,
        ["code: invalid", "names: required", "maker: too_long", "serial: invalid", "commissioned_on: invalid"]
    );
}

#[test]
fn blank_texts_are_none_and_absent_is_not_null() {
    let (ids, place) = (Ids::default(), site(1));
    let mut wrong = Wrong::default();
    let first = AddInstallation { maker: Some("  ".into()), serial: Some(" 12 ".into()), ..add("A", &place) };
    let first = first.check(&ids, &mut wrong);
    assert_eq!((first.maker.as_deref(), first.serial.as_deref()), (None, Some("12")));
    assert_eq!(InstallationPatch::default().check(&first, &mut wrong), first);
    let emptied = InstallationPatch { serial: Some(None), ..InstallationPatch::default() };
    assert_eq!(emptied.check(&first, &mut wrong).serial, None);
    assert_eq!(wrong.into_errors(), []);
}

#[test]
fn what_it_refers_to_must_be_there_and_in_use() {
    let (ids, place) = (Ids::default(), site(1));
    let mut one = made(&ids, "A", &place);
    assert_eq!(wrong(None, &one, &links(&place)), Vec::<String>::new());
    assert_eq!(wrong(None, &one, &Links::default()), ["place_id: unknown", "class: unknown"]);
    let retired = Place { retired_at: Some(Instant::from_micros(1)), ..site(1) };
    assert_eq!(wrong(None, &one, &links(&retired)), ["place_id: retired"]);
    assert_eq!(wrong(Some(&one), &one, &links(&retired)), Vec::<String>::new(), "it stood there before");
    one.supplier_id = Some(SupplierId(Uuid::from_u128(5)));
    one.contract_id = Some(ContractId(Uuid::from_u128(6)));
    assert_eq!(wrong(None, &one, &links(&place)), ["supplier_id: unknown", "contract_id: unknown"]);
}

#[test]
fn parts_stay_on_their_site_and_never_go_round() {
    let (ids, here, there) = (Ids::default(), site(1), site(2));
    let (whole, mut part) = (made(&ids, "A", &here), made(&ids, "B", &here));
    part.parent_id = Some(whole.id);
    let under = |above| Links { above, ..links(&here) };
    assert_eq!(wrong(None, &part, &under(vec![])), ["parent_id: unknown"]);
    assert_eq!(wrong(None, &part, &under(vec![&whole])), Vec::<String>::new());
    let elsewhere = made(&ids, "C", &there);
    assert_eq!(wrong(None, &part, &under(vec![&elsewhere])), ["parent_id: other_site"]);
    let gone = Installation { retired_at: Some(Instant::from_micros(1)), ..whole.clone() };
    assert_eq!(wrong(None, &part, &under(vec![&gone])), ["parent_id: retired"]);
    // The whole becomes a part of its own part.
    let round = Installation { parent_id: Some(part.id), ..whole.clone() };
    assert_eq!(wrong(Some(&whole), &round, &under(vec![&part, &whole])), ["parent_id: cycle"]);
    let own = Installation { parent_id: Some(whole.id), ..whole.clone() };
    assert_eq!(wrong(Some(&whole), &own, &under(vec![&whole])), ["parent_id: cycle"]);
    let deep: Vec<_> = (0..MAX_LEVELS).map(|_| &whole).collect();
    assert_eq!(wrong(None, &part, &under(deep)), ["parent_id: too_deep"]);
    // What has parts cannot leave the site without them.
    let moved = Installation { place_id: there.id, ..whole.clone() };
    let with_parts = Links { has_parts: true, ..links(&there) };
    assert_eq!(wrong(Some(&whole), &moved, &with_parts), ["place_id: other_site"]);
    assert_eq!(wrong(Some(&whole), &moved, &links(&there)), Vec::<String>::new());
}

#[test]
fn codes_of_classes_are_words() {
    assert_eq!(check_class_code(" air_handler ").unwrap(), "air_handler");
    for (code, why) in [("", "required"), ("Lift", "invalid"), ("1a", "invalid"), ("a-b", "invalid")] {
        assert_eq!(check_class_code(code).unwrap_err(), FieldError::new("code", why), "{code}");
    }
    assert_eq!(check_class_code(&"a".repeat(41)).unwrap_err().code, "too_long");
}

#[test]
fn a_reason_must_be_given() {
    assert_eq!(check_reason(" Kabel stuk ").unwrap(), "Kabel stuk");
    assert_eq!(check_reason("  ").unwrap_err().fields(), [FieldError::new("reason", "required")]);
}
