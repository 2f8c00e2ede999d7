use kernel::{BookableId, LayoutId, Names, Zone, field::NamesPatch};
use proptest::prelude::*;
use uuid::Uuid;

use super::*;

fn problems(file: &str) -> Vec<(u64, String, String)> {
    parse(file.as_bytes()).problems.into_iter().map(|refused| (refused.line, refused.field, refused.why)).collect()
}

#[test]
fn rows_of_one_code_are_the_layouts_of_one_room() {
    let file = "code,name_nl,spaces,layout,layout_name_nl,capacity,default
PRESS,Perszaal,W16-0-01|W16-0-02,theatre,Theater,60,yes
OTHER,Andere,W16-0-03,board,Tafel,8,
PRESS,,,board,Tafel,20,no
";
    let parsed = parse(file.as_bytes());
    assert_eq!(parsed.problems, []);
    let [press, other] = &parsed.rows[..] else { panic!("{parsed:?}") };
    assert_eq!((press.code.as_str(), press.line, press.layouts.len()), ("PRESS", 2, 2));
    assert_eq!(press.spaces.as_deref(), Some(&["W16-0-01".to_owned(), "W16-0-02".to_owned()][..]));
    assert_eq!(press.parts, None, "the file does not have the column");
    assert_eq!(
        (press.layouts[1].line, press.layouts[1].capacity, press.layouts[1].is_default),
        (4, Some(20), Some(false))
    );
    assert_eq!((other.code.as_str(), other.layouts[0].is_default), ("OTHER", None));
}

#[test]
fn a_later_row_does_not_contradict_the_first() {
    let line = |n: u64, field: &str, why: &str| (n, field.to_owned(), why.to_owned());
    let file = "code,name_nl,layout,capacity,step_free
A,Zaal,theatre,60,yes
A,Salon,board,10,
A,Zaal,u,x,
A,,,12,
,Zaal,u,1,
B,Zaal,u,1,perhaps
";
    assert_eq!(
        problems(file),
        [
            line(3, "name_nl", "differs"),
            line(4, "capacity", "invalid"),
            line(5, "layout", "required"),
            line(6, "code", "required"),
            line(7, "step_free", "invalid"),
        ]
    );
}

fn text() -> impl Strategy<Value = String> {
    "[=+@'\\-a-zé,;\"|]{0,3}[ -~éßж💡غ\n]{0,12}".prop_map(|text| text.trim().to_owned())
}

fn name() -> impl Strategy<Value = String> {
    "[=+@'\\-a-zé,;\"|]{0,3}[ -~éßж💡غ]{0,12}".prop_map(|text| text.trim().to_owned())
}

prop_compose! {
    fn layout()(
        code in "[a-z]{1,8}", nl in name(), en in name(), capacity in 1_i64..500, setup_minutes in 0_i64..120,
        cleanup_minutes in 0_i64..120, is_default in any::<bool>(),
    ) -> Layout {
        Layout {
            id: LayoutId(Uuid::nil()), code, names: Names { nl, en, ..Names::default() }, capacity, setup_minutes,
            cleanup_minutes, is_default, retired: false,
        }
    }
}

prop_compose! {
    fn room()(
        nl in name(), fr in name(), description in text(), step_free in any::<bool>(),
        features in proptest::collection::btree_set("[a-z_]{1,10}", 0..3),
        team in proptest::option::of(name().prop_filter("empty is none", |team| !team.is_empty())),
        layouts in proptest::collection::vec(layout(), 1..4),
    ) -> Room {
        Room {
            id: BookableId(Uuid::nil()), code: "A.1".into(), names: Names { nl, fr, ..Names::default() }, description,
            path: vec![], zone: Zone::BRUSSELS, space_ids: vec![], features: features.into_iter().collect(), layouts,
            photos: vec![], overlaps_with: vec![], step_free, team, retired_at: None, version: 1,
        }
    }
}

fn same_names(patch: &NamesPatch, names: &Names) -> bool {
    [(&patch.nl, &names.nl), (&patch.fr, &names.fr), (&patch.de, &names.de), (&patch.en, &names.en)]
        .iter()
        .all(|(read, written)| read.as_ref() == Some(written))
}

proptest! {
    #[test]
    fn what_is_written_is_read_again(room in room()) {
        let spaces = vec!["S-1".to_owned(), "S-2".to_owned()];
        let file = sheet::write(COLUMNS, to_rows(&room, &spaces, &[]));
        let parsed = parse(file.as_bytes());
        prop_assert_eq!(&parsed.problems, &[]);
        prop_assert_eq!(parsed.rows.len(), 1);
        let row = &parsed.rows[0];
        prop_assert!(same_names(&row.names, &room.names), "{:?}", row.names);
        prop_assert_eq!(row.description.as_ref(), Some(&room.description));
        prop_assert_eq!(row.spaces.as_ref(), Some(&spaces));
        prop_assert_eq!(row.parts.as_deref(), Some(&[][..]));
        let features: Vec<_> = room.features.iter().filter(|code| *code != STEP_FREE).cloned().collect();
        prop_assert_eq!(row.features.as_ref(), Some(&features));
        prop_assert_eq!(row.step_free, Some(room.step_free));
        prop_assert_eq!(row.team.as_ref(), Some(&room.team));
        prop_assert_eq!(row.layouts.len(), room.layouts.len());
        for (read, written) in row.layouts.iter().zip(&room.layouts) {
            prop_assert_eq!(&read.code, &written.code);
            prop_assert!(same_names(&read.names, &written.names), "{:?}", read.names);
            prop_assert_eq!(
                (read.capacity, read.setup_minutes, read.cleanup_minutes, read.is_default),
                (Some(written.capacity), Some(written.setup_minutes), Some(written.cleanup_minutes), Some(written.is_default))
            );
        }
    }
}
