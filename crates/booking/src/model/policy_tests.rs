use super::*;

fn version(depth: i64, from: i64, parts: PolicyParts) -> PolicyVersion {
    PolicyVersion {
        depth,
        scope: Uuid::from_u128(u128::try_from(depth).unwrap()),
        valid_from: Instant::from_micros(from),
        parts: parts.into(),
    }
}

fn buffers(minutes: i64) -> PolicyParts {
    PolicyParts { buffers: Some(Buffers { setup_minutes: minutes, cleanup_minutes: 0 }), ..PolicyParts::default() }
}

#[test]
fn inner_scopes_win_and_versions_hold_from_their_date() {
    let window = Window { grid_minutes: Some(15), ..Window::default() };
    let book = PolicyBook::new(vec![
        version(2, 100, buffers(20)),
        version(0, 0, PolicyParts { window: Some(window), ..buffers(5) }),
        version(2, 0, buffers(10)),
    ]);
    let (now, origins) = book.explain(Instant::from_micros(50));
    assert_eq!((now.buffers.setup_minutes, now.window), (10, window));
    assert_eq!((origins.buffers, origins.window, origins.hours), (Some(Uuid::from_u128(2)), Some(Uuid::nil()), None));
    assert_eq!(book.at(Instant::from_micros(100)).buffers.setup_minutes, 20);
}

#[test]
fn a_newer_version_without_a_part_gives_the_part_back_to_the_outer_scope() {
    let book = PolicyBook::new(vec![
        version(0, 0, buffers(5)),
        version(1, 0, buffers(10)),
        version(1, 9, PolicyParts::default()),
    ]);
    assert_eq!(book.at(Instant::from_micros(9)).buffers.setup_minutes, 5);
}

#[test]
fn nonsense_numbers_are_named_with_what_is_allowed() {
    let said =
        |parts: &str| serde_json::from_str::<PolicyParts>(parts).unwrap().check().map_err(|error| error.to_string());
    let cases = [
        (r#"{"window":{"grid_minutes":7}}"#, "window.grid_minutes: uneven_grid (7 is not within 1 and 1440)"),
        (r#"{"window":{"grid_minutes":0}}"#, "window.grid_minutes: out_of_range (0 is not within 1 and 1440)"),
        (r#"{"window":{"horizon_days":-1}}"#, "window.horizon_days: out_of_range (-1 is not within 0 and 36600)"),
        (
            r#"{"window":{"min_duration_minutes":60,"max_duration_minutes":30}}"#,
            "window.min_duration_minutes: out_of_range (60 is not within 0 and 30)",
        ),
        (
            r#"{"buffers":{"setup_minutes":-5,"cleanup_minutes":0}}"#,
            "buffers.setup_minutes: out_of_range (-5 is not within 0 and 10080)",
        ),
        (
            r#"{"presence":{"check_in":true,"opens_before_minutes":15,"release_after_minutes":1441}}"#,
            "presence.release_after_minutes: out_of_range (1441 is not within 0 and 1440)",
        ),
        (
            r#"{"approval":{"stages":[{"approvers":{}},{"approvers":{}}]}}"#,
            "approval.stages: out_of_range (2 is not within 0 and 1)",
        ),
        (
            r#"{"hours":{"monday":[{"from":"10:00","to":"09:00"}]}}"#,
            r#"hours.monday[0].to: out_of_range ("09:00" is not within "10:01" and "24:00")"#,
        ),
        (
            r#"{"hours":{"sunday":[{"from":"08:00","to":"12:00"},{"from":"11:00","to":"13:00"}]}}"#,
            r#"hours.sunday[1].from: out_of_range ("11:00" is not within "12:00" and "23:59")"#,
        ),
    ];
    for (parts, error) in cases {
        assert_eq!(said(parts), Err(error.to_owned()));
    }
    assert_eq!(buffers(5).check(), Ok(()));
    assert_eq!(said(r#"{"hours":{"monday":[{"from":"08:00","to":"12:00"},{"from":"12:00","to":"24:00"}]}}"#), Ok(()));
}
