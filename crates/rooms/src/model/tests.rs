use kernel::{field::NamesInput, field::Wrong};

use uuid::Uuid;

use super::*;

fn layout(id: u128, code: &str, capacity: i64) -> Layout {
    Layout {
        id: LayoutId(Uuid::from_u128(id)),
        code: code.into(),
        names: Names::same(code),
        capacity,
        setup_minutes: capacity / 10,
        cleanup_minutes: 5,
        is_default: id == 1,
        retired: false,
    }
}

fn room() -> RoomFacts {
    RoomFacts {
        layouts: vec![layout(1, "theatre", 60), layout(2, "board", 12), layout(3, "u", 24)],
        features: vec!["videoconference".into()],
        step_free: false,
    }
}

fn wish(attendees: i64) -> Wish {
    Wish { attendees, ..Wish::default() }
}

fn codes(fit: &Fit) -> Vec<&'static str> {
    fit.findings.iter().map(|finding| finding.code).collect()
}

#[test]
fn the_smallest_layout_that_holds_everybody_is_taken() {
    for (attendees, expected, rank) in
        [(0, 1, 60), (1, 2, 11), (12, 2, 0), (13, 3, 11), (24, 3, 0), (25, 1, 35), (60, 1, 0)]
    {
        let fit = fit(&room(), &wish(attendees));
        assert_eq!((fit.layout, fit.rank), (Some(LayoutId(Uuid::from_u128(expected))), rank), "{attendees}");
        assert_eq!(codes(&fit), Vec::<&str>::new(), "{attendees}");
    }
    let taken = fit(&room(), &wish(60));
    assert_eq!((taken.setup_minutes, taken.cleanup_minutes), (6, 5));
}

#[test]
fn of_two_layouts_of_one_size_the_default_is_taken() {
    let facts = RoomFacts { layouts: vec![layout(2, "a", 20), layout(1, "b", 20)], ..RoomFacts::default() };
    assert_eq!(fit(&facts, &wish(20)).layout, Some(LayoutId(Uuid::from_u128(1))));
}

#[test]
fn too_many_people_are_told_how_many_fit() {
    let answer = fit(&room(), &wish(61));
    assert_eq!(codes(&answer), ["too_small"]);
    assert_eq!(answer.findings[0].data["capacity"], 60);
    assert_eq!(answer.findings[0].data["attendees"], 61);
    assert_eq!(answer.layout, Some(LayoutId(Uuid::from_u128(1))));
    let asked = fit(&room(), &Wish { layout: Some(LayoutId(Uuid::from_u128(2))), ..wish(20) });
    assert_eq!(codes(&asked), ["too_small"]);
    assert_eq!(asked.findings[0].data["capacity"], 12);
    assert_eq!(asked.findings[0].data["larger_layout_id"], Uuid::from_u128(3).to_string());
}

#[test]
fn what_is_missing_is_named_one_by_one() {
    let asked = Wish { features: vec!["videoconference".into(), "press_wall".into(), STEP_FREE.into()], ..wish(5) };
    let answer = fit(&room(), &asked);
    assert_eq!(codes(&answer), ["feature_missing", "feature_missing"]);
    assert_eq!(answer.findings[0].data["feature"], "press_wall");
    assert_eq!(answer.findings[1].data["feature"], STEP_FREE);
    let level = RoomFacts { step_free: true, ..room() };
    assert_eq!(codes(&fit(&level, &Wish { features: vec![STEP_FREE.into()], ..wish(5) })), Vec::<&str>::new());
}

#[test]
fn a_layout_of_another_room_is_unknown_and_a_retired_one_is_kept_for_those_who_have_it() {
    let mut facts = room();
    let asked = |id| Wish { layout: Some(LayoutId(Uuid::from_u128(id))), ..wish(5) };
    let stranger = fit(&facts, &asked(99));
    assert_eq!((codes(&stranger), stranger.layout), (vec!["layout_unknown"], None));
    facts.layouts[1].retired = true;
    let kept = fit(&facts, &asked(2));
    assert_eq!((codes(&kept), kept.layout), (vec!["layout_retired"], Some(LayoutId(Uuid::from_u128(2)))));
    assert_eq!(fit(&facts, &wish(5)).layout, Some(LayoutId(Uuid::from_u128(3))), "a retired layout is not offered");
}

struct Ids;

impl IdGen for Ids {
    fn next(&self) -> Uuid {
        Uuid::from_u128(1)
    }
}

fn input(code: &str, capacity: i64, is_default: bool) -> LayoutInput {
    LayoutInput {
        code: code.into(),
        names: NamesInput { en: code.into(), ..NamesInput::default() },
        capacity,
        setup_minutes: 0,
        cleanup_minutes: 0,
        is_default,
    }
}

fn wrong(inputs: Vec<LayoutInput>) -> Vec<String> {
    let mut wrong = Wrong::default();
    check_layouts(&Ids, inputs, &mut wrong);
    wrong.into_errors().iter().map(FieldError::to_string).collect()
}

#[test]
fn a_room_has_at_least_one_layout_and_exactly_one_default() {
    let mut none = Wrong::default();
    let layouts = check_layouts(&Ids, vec![input("a", 5, false), input("b", 9, false)], &mut none);
    assert_eq!(none.into_errors(), []);
    assert_eq!(layouts.iter().map(|layout| layout.is_default).collect::<Vec<_>>(), [true, false]);
    assert_eq!(wrong(vec![]), ["layouts: required"]);
    assert_eq!(wrong(vec![input("a", 5, true), input("b", 5, true)]), ["layouts.is_default: repeated"]);
    assert_eq!(wrong(vec![input("a", 5, true), input("a", 5, false)]), ["layouts.code: repeated"]);
    assert_eq!(wrong(vec![input("a", 0, true)]), ["layouts.capacity: invalid"]);
    let slow = LayoutInput { setup_minutes: -1, cleanup_minutes: MAX_BUFFER_MINUTES + 1, ..input("a", 5, true) };
    assert_eq!(wrong(vec![slow]), ["layouts.setup_minutes: invalid", "layouts.cleanup_minutes: invalid"]);
}

#[test]
fn a_room_over_two_spaces_lies_under_what_they_share() {
    let place = |id: u128| Place {
        id: PlaceId(Uuid::from_u128(id)),
        kind: buildings::model::PlaceKind::Space,
        parent_id: None,
        site_id: PlaceId(Uuid::from_u128(1)),
        code: id.to_string(),
        names: Names::same("x"),
        space_kind: None,
        area_m2: None,
        level: None,
        step_free: true,
        heritage: false,
        time_zone: None,
        country: None,
        address: None,
        contact: None,
        retired_at: None,
        version: 1,
    };
    let path = |ids: &[u128]| ids.iter().map(|id| place(*id)).collect::<Vec<_>>();
    let shared = |paths: &[Vec<Place>]| {
        let paths: Vec<_> = paths.iter().map(Vec::as_slice).collect();
        common_path(&paths).iter().map(|place| place.id.0.as_u128()).collect::<Vec<_>>()
    };
    assert_eq!(shared(&[path(&[1, 2, 3])]), [1, 2, 3]);
    assert_eq!(shared(&[path(&[1, 2, 3, 4]), path(&[1, 2, 3, 5])]), [1, 2, 3]);
    assert_eq!(shared(&[path(&[1, 2]), path(&[1, 2, 3])]), [1, 2]);
    assert_eq!(shared(&[path(&[1]), path(&[9])]), Vec::<u128>::new());
}
