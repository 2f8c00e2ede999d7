//! The last guard: what overlaps is refused whoever writes it.

use db::{Db, DbError, Fault, sql::Raw};
use sea_orm::ConnectionTrait;
use uuid::Uuid;

use crate::support::{cx, id, on_both};

async fn unit(db: &Db) -> Uuid {
    let unit = id();
    let mut sql = Raw::new(db.schema());
    sql.push("INSERT INTO unit (id, kind, code) VALUES (").bind(unit).push(",'room',").bind(unit.to_string()).push(")");
    db.schema().execute_raw(sql.build()).await.unwrap();
    unit
}

async fn occupy(db: &Db, unit: Uuid, from: i64, to: i64, kind: &str, exclusive: bool) -> Result<Uuid, Fault> {
    let occupancy = id();
    let mut sql = Raw::new(db.schema());
    sql.push("INSERT INTO occupancy (id, unit_id, starts_at, ends_at, kind, exclusive, cause_id) VALUES (")
        .bind(occupancy)
        .push(",")
        .bind(unit)
        .push(",")
        .bind(from)
        .push(",")
        .bind(to)
        .push(",")
        .bind(kind.to_owned())
        .push(if exclusive { ",true," } else { ",false," })
        .bind(id())
        .push(")");
    let done = db.schema().execute_raw(sql.build()).await;
    done.map(|_| occupancy).map_err(|error| DbError::from(error).fault().clone())
}

async fn change(db: &Db, occupancy: Uuid, set: &str) -> Result<(), Fault> {
    let mut sql = Raw::new(db.schema());
    sql.push("UPDATE occupancy SET ").push(set).push(" WHERE id = ").bind(occupancy);
    let done = db.schema().execute_raw(sql.build()).await;
    done.map(|_| ()).map_err(|error| DbError::from(error).fault().clone())
}

#[tokio::test]
async fn what_overlaps_is_not_inserted() {
    on_both(|db| async move {
        let (one, other) = (unit(&db).await, unit(&db).await);
        occupy(&db, one, 100, 200, "confirmed", true).await.unwrap();
        for (from, to) in [(100, 200), (50, 101), (199, 300), (120, 130), (0, 1000), (100, 101), (199, 200)] {
            assert_eq!(occupy(&db, one, from, to, "confirmed", true).await, Err(Fault::Overlap), "{from}..{to}");
        }
        for kind in ["hold", "requested", "closure", "maintenance"] {
            assert_eq!(occupy(&db, one, 150, 160, kind, true).await, Err(Fault::Overlap), "{kind}");
        }
        // Half-open, other units, and requests that compete are no overlap.
        occupy(&db, one, 200, 300, "confirmed", true).await.unwrap();
        occupy(&db, one, 0, 100, "closure", true).await.unwrap();
        occupy(&db, other, 100, 200, "confirmed", true).await.unwrap();
        occupy(&db, one, 100, 200, "requested", false).await.unwrap();
        occupy(&db, one, 150, 250, "requested", false).await.unwrap();
        // Behind a longer past as well.
        for n in 4..40 {
            occupy(&db, one, n * 100, n * 100 + 50, "confirmed", true).await.unwrap();
        }
        assert_eq!(occupy(&db, one, 449, 451, "confirmed", true).await, Err(Fault::Overlap));
        assert_eq!(occupy(&db, one, 350, 5000, "confirmed", true).await, Err(Fault::Overlap));
        occupy(&db, one, 450, 500, "confirmed", true).await.unwrap();
    })
    .await;
}

#[tokio::test]
async fn what_would_overlap_is_not_changed_either() {
    on_both(|db| async move {
        let (one, other) = (unit(&db).await, unit(&db).await);
        let first = occupy(&db, one, 100, 200, "confirmed", true).await.unwrap();
        let second = occupy(&db, one, 200, 300, "confirmed", true).await.unwrap();
        let asked = occupy(&db, one, 150, 250, "requested", false).await.unwrap();
        let apart = occupy(&db, other, 150, 250, "confirmed", true).await.unwrap();
        assert_eq!(change(&db, first, "ends_at = 201").await, Err(Fault::Overlap));
        assert_eq!(change(&db, second, "starts_at = 199").await, Err(Fault::Overlap));
        assert_eq!(change(&db, asked, "exclusive = true").await, Err(Fault::Overlap));
        let mut sql = Raw::new(db.schema());
        sql.push("UPDATE occupancy SET unit_id = ").bind(one).push(" WHERE id = ").bind(apart);
        let moved = db.schema().execute_raw(sql.build()).await.unwrap_err();
        assert_eq!(*DbError::from(moved).fault(), Fault::Overlap);
        change(&db, first, "ends_at = 150").await.unwrap();
        change(&db, second, "starts_at = 150").await.unwrap();
    })
    .await;
}

#[tokio::test]
async fn two_rows_of_one_statement_do_not_overlap_either() {
    on_both(|db| async move {
        let unit = unit(&db).await;
        let cx = cx();
        let tx = db.begin(&cx).await.unwrap();
        let mut sql = Raw::new(&tx);
        sql.push("INSERT INTO occupancy (id, unit_id, starts_at, ends_at, kind, exclusive, cause_id) VALUES ");
        for (index, from) in [100_i64, 150].into_iter().enumerate() {
            sql.push(if index == 0 { "(" } else { ",(" }).bind(id()).push(",").bind(unit).push(",").bind(from);
            sql.push(",").bind(from + 100).push(",'confirmed',true,").bind(id()).push(")");
        }
        let error = tx.execute_raw(sql.build()).await.unwrap_err();
        assert_eq!(*DbError::from(error).fault(), Fault::Overlap);
    })
    .await;
}

#[tokio::test]
async fn spans_without_length_and_unknown_kinds_are_refused() {
    on_both(|db| async move {
        let unit = unit(&db).await;
        assert_eq!(occupy(&db, unit, 100, 100, "confirmed", true).await, Err(Fault::Check));
        assert_eq!(occupy(&db, unit, 200, 100, "confirmed", true).await, Err(Fault::Check));
        assert_eq!(occupy(&db, unit, 100, 200, "perhaps", true).await, Err(Fault::Check));
        assert_eq!(
            occupy(&db, unit, 100, 200, "confirmed", false).await,
            Err(Fault::Check),
            "only a request may compete"
        );
        assert_eq!(occupy(&db, id(), 100, 200, "confirmed", true).await, Err(Fault::ForeignKey));
    })
    .await;
}
