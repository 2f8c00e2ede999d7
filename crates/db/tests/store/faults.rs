//! What went wrong has the same name on both engines.

use db::{Db, DbError, Engine, Fault};
use kernel::{Class, Problem};
use sea_orm::ConnectionTrait;

use crate::support::{cx, on_both, sql};

const UNIT: &str = "INSERT INTO org_unit (id, code, names, retired) VALUES ";

fn row(db: &Db, number: u8, code: &str) -> String {
    let id = match db.engine() {
        Engine::Sqlite => format!("x'{number:032x}'"),
        Engine::Postgres => format!("'{}'", uuid::Uuid::from_u128(number.into())),
    };
    format!("{UNIT}({id}, '{code}', '', false)")
}

async fn fault(db: &Db, text: &str) -> DbError {
    DbError::from(db.schema().execute_raw(sql(db, text)).await.unwrap_err())
}

#[tokio::test]
async fn constraints_are_told_apart() {
    on_both(|db| async move {
        db.schema().execute_raw(sql(&db, &row(&db, 1, "PM"))).await.unwrap();
        let again = fault(&db, &row(&db, 2, "PM")).await;
        assert!(matches!(again.fault(), Fault::Unique(_)), "{again:?}");
        assert!(again.is_unique("org_unit_code_uq", "org_unit.code"), "{again:?}");
        assert!(!again.is_unique("person_login_uq", "person.login"));
        assert_eq!((again.code(), again.class()), ("already_exists", Class::Conflict));
        let same = fault(&db, &row(&db, 1, "SEC")).await;
        assert!(same.is_unique("org_unit_pk", "org_unit.id"), "{same:?}");
    })
    .await;
}

#[tokio::test]
async fn a_store_that_may_not_be_written_is_named() {
    on_both(|db| async move {
        let insert = row(&db, 1, "PM");
        let error = match db.engine() {
            Engine::Sqlite => DbError::from(db.read().execute_raw(sql(&db, &insert)).await.unwrap_err()),
            Engine::Postgres => {
                let cx = cx();
                let tx = db.begin(&cx).await.unwrap();
                tx.execute_raw(sql(&db, "SET TRANSACTION READ ONLY")).await.unwrap();
                DbError::from(tx.execute_raw(sql(&db, &insert)).await.unwrap_err())
            }
        };
        assert_eq!(*error.fault(), Fault::Storage, "{error:?}");
        assert_eq!((error.code(), error.class()), ("storage_full", Class::Unavailable { retry_after_s: 60 }));
    })
    .await;
}

#[tokio::test]
async fn a_database_that_is_away_is_named() {
    on_both(|db| async move {
        db.clone().close().await;
        let error = db.ping().await.unwrap_err();
        assert_eq!(*error.fault(), Fault::Unavailable, "{error:?}");
        assert_eq!((error.code(), error.class()), ("database_away", Class::Unavailable { retry_after_s: 5 }));
    })
    .await;
}

#[tokio::test]
async fn a_lock_that_is_held_is_contention() {
    on_both(|db| async move {
        if db.engine() == Engine::Sqlite {
            // One writer waits for the other instead; there is nothing to tell.
            return;
        }
        db.schema().execute_raw(sql(&db, &row(&db, 1, "PM"))).await.unwrap();
        let cx = cx();
        let (one, two) = (db.begin(&cx).await.unwrap(), db.begin(&cx).await.unwrap());
        let lock = sql(&db, "SELECT id FROM org_unit FOR NO KEY UPDATE NOWAIT");
        one.execute_raw(lock.clone()).await.unwrap();
        let error = DbError::from(two.execute_raw(lock).await.unwrap_err());
        assert_eq!(*error.fault(), Fault::Contention, "{error:?}");
    })
    .await;
}

#[tokio::test]
async fn a_fault_of_ours_is_called_internal() {
    on_both(|db| async move {
        let error = fault(&db, "SELECT nothing FROM nowhere").await;
        assert_eq!((error.fault(), error.code(), error.class()), (&Fault::Other, "internal", Class::Internal));
    })
    .await;
}
