//! The database goes away while it is used, and comes back.

use std::{net::Ipv4Addr, sync::Arc};

use db::Db;
use kernel::SystemIdGen;
use serde_json::Value;
use testkit::{Answer, App, Engine, run_on};
use tokio::{
    io::copy_bidirectional,
    net::{TcpListener, TcpStream},
    sync::watch,
};

use crate::house::{House, day, half_written, hour, id, overlaps};

/// A line between the application and its database that can be cut.
struct Line {
    url: String,
    open: watch::Sender<bool>,
}

impl Line {
    /// A line to that database. Cut, it ends every connection at once and each new one as soon as it is made.
    async fn to(database: &str) -> Self {
        let (_, rest) = database.split_once('@').expect("an address with a user");
        let (server, _) = rest.split_once('/').expect("an address with a database");
        let server = server.to_owned();
        let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).await.expect("a free port");
        let url = database.replace(&server, &listener.local_addr().expect("it is bound").to_string());
        let (open, is_open) = watch::channel(true);
        tokio::spawn(async move {
            while let Ok((mut near, _)) = listener.accept().await {
                let (mut is_open, server) = (is_open.clone(), server.clone());
                tokio::spawn(async move {
                    if *is_open.borrow() {
                        let mut far = TcpStream::connect(&server).await.expect("the cluster answers");
                        tokio::select! {
                            _ = copy_bidirectional(&mut near, &mut far) => {}
                            _ = is_open.wait_for(|open| !open) => {}
                        }
                    }
                });
            }
        });
        Self { url, open }
    }

    fn cut(&self) {
        self.open.send_replace(false);
    }

    fn mend(&self) {
        self.open.send_replace(true);
    }
}

#[track_caller]
fn away(answer: Answer) {
    assert_eq!(answer.header("retry-after"), "5");
    answer.problem(503, "database_away");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_database_that_goes_away_is_said_and_service_goes_on_when_it_is_back() {
    run_on(Engine::Postgres, async |app: &App| {
        let house = House::build(app).await;
        let room = house.room("R1", 10, &[]).await;
        let line = Line::to(app.database_url()).await;
        let db = Db::connect(&line.url).await.expect("the database answers");
        let state = api::build_state(db, Arc::new(app.clock.clone()), Arc::new(SystemIdGen), App::settings());
        let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).await.expect("a free port");
        let url = format!("http://{}", listener.local_addr().expect("it is bound"));
        let server = tokio::spawn(api::serve(listener, api::router(state), std::future::pending()));
        let staff = app.client("staff").await.at(&url);

        // In the middle of the work of eight people.
        let answered = Arc::new(tokio::sync::Semaphore::new(0));
        let clients: Vec<_> = (0..8)
            .map(|client| {
                let (staff, room, answered) = (staff.clone(), room.clone(), Arc::clone(&answered));
                tokio::spawn(async move {
                    let mut yes: Vec<String> = vec![];
                    for number in 1.. {
                        let answer = staff
                            .post("/bookings", hour(&room, &format!("{}T{:02}:00", day(number), 8 + client)))
                            .await;
                        if answer.status != 201 {
                            away(answer);
                            break;
                        }
                        yes.push(id(&answer.json()));
                        answered.add_permits(1);
                    }
                    yes
                })
            })
            .collect();
        answered.acquire_many(20).await.expect("answers come").forget();
        line.cut();
        let mut yes = vec![];
        for client in clients {
            yes.extend(client.await.expect("no client panics"));
        }

        away(staff.get("/occurrences?scope=mine").await);
        away(staff.post("/bookings", hour(&room, &format!("{}T20:00", day(1)))).await);
        let ready = staff.get("/readyz").await;
        assert_eq!(ready.header("retry-after"), "5");
        assert_eq!(ready.expect(503)["status"], "database_away");
        assert_eq!(staff.get("/healthz").await.expect(200)["status"], "ok");

        line.mend();
        assert_eq!(staff.get("/readyz").await.expect(200)["status"], "ok");
        staff.post("/bookings", hour(&room, &format!("{}T20:00", day(1)))).await.expect(201);
        for id in &yes {
            let kept: Value = staff.get(&format!("/bookings/{id}")).await.expect(200);
            assert_eq!(kept["occurrences"][0]["state"], "confirmed");
        }
        assert_eq!((overlaps(app).await, half_written(app).await), (0, 0));
        db::journal::verify(app.db().read()).await.expect("the journal is read").expect("the chain holds");
        server.abort();
    })
    .await;
}
