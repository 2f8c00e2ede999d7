//! Killed in the middle of its work, it has lost nothing that it said yes to.

use std::{
    collections::HashMap,
    env,
    io::{BufRead, BufReader},
    process::{Child, Command, Stdio},
    sync::Arc,
};

use db::Db;
use kernel::SystemIdGen;
use serde_json::{Value, json};
use testkit::{App, PASSWORD, TestClock, session_key};

use crate::house::{House, day, half_written, hour, id, overlaps, size};

/// Where the child finds the database.
const URL: &str = "PROMISES_SERVE";

/// Not a test: the server that is killed. It runs in a process of its own, started by the test below.
#[tokio::test(flavor = "multi_thread")]
#[ignore = "the server that another test starts and kills"]
async fn server() {
    let Ok(url) = env::var(URL) else { return };
    let db = Db::connect(&url).await.expect("the database opens");
    let state = api::build_state(db, Arc::new(TestClock::default()), Arc::new(SystemIdGen), App::settings());
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.expect("a free port");
    println!("\nlistening http://{}", listener.local_addr().expect("it is bound"));
    api::serve(listener, api::router(state), std::future::pending()).await.expect("it serves");
}

/// A server in a process of its own; killed at the latest when it is dropped.
struct Server {
    child: Child,
    url: String,
}

impl Server {
    fn start(database: &str) -> Self {
        let mut child = Command::new(env::current_exe().expect("this program"))
            .args(["killed::server", "--exact", "--ignored", "--nocapture"])
            .env(URL, database)
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .expect("it starts");
        let lines = BufReader::new(child.stdout.take().expect("its output")).lines();
        let url = lines.map_while(Result::ok).find_map(|line| line.strip_prefix("listening ").map(ToOwned::to_owned));
        Self { child, url: url.expect("it says where it listens") }
    }
}

impl Drop for Server {
    /// `kill -9`.
    fn drop(&mut self) {
        self.child.kill().expect("it can be killed");
        self.child.wait().expect("it ends");
    }
}

testkit::both_engines! {
    async fn what_was_answered_with_201_survives_kill_9(app: &App) {
        let house = House::build(app).await;
        let mut rooms = vec![];
        for number in 0..4 {
            rooms.push(house.room(&format!("R{number}"), 10, &[]).await);
        }
        let signed_in = app.nobody().post("/session", json!({ "login": "staff", "password": PASSWORD })).await;
        let cookie = format!("intendant_session={}", session_key(signed_in.header("set-cookie")));
        let http = reqwest::Client::new();
        let mut answered: HashMap<String, Value> = HashMap::new();
        for round in 0..size(2, 10) {
            let server = Server::start(app.database_url());
            let (url, enough) = (server.url.clone(), Arc::new(tokio::sync::Semaphore::new(0)));
            let clients: Vec<_> = (0..8)
                .map(|client| {
                    let (http, url, cookie, enough) = (http.clone(), url.clone(), cookie.clone(), Arc::clone(&enough));
                    let room = rooms[client % rooms.len()].clone();
                    tokio::spawn(async move {
                        let mut yes: Vec<Value> = vec![];
                        for number in 0.. {
                            let at = format!("{}T{:02}:00", day(1 + round * 200 + number / 4), 8 + client / 4 + 2 * (number % 4));
                            let request = http.post(format!("{url}/api/v1/bookings")).json(&hour(&room, &at));
                            let request = request.header("cookie", &cookie).header("origin", &url);
                            let Ok(answer) = request.send().await else { return yes };
                            let status = answer.status().as_u16();
                            let Ok(text) = answer.text().await else { return yes };
                            assert_eq!(status, 201, "{text}");
                            yes.push(serde_json::from_str(&text).expect("a booking"));
                            enough.add_permits(1);
                        }
                        yes
                    })
                })
                .collect();
            // In the middle of the work, not after it.
            enough.acquire_many(40).await.expect("answers come").forget();
            drop(server);
            for client in clients {
                for booking in client.await.expect("no client panics") {
                    answered.insert(id(&booking), booking);
                }
            }
        }
        assert!(answered.len() >= 80);
        let server = Server::start(app.database_url());
        for (id, booking) in &answered {
            let request = http.get(format!("{}/api/v1/bookings/{id}", server.url)).header("cookie", &cookie);
            let kept: Value = request.send().await.expect("an answer").json().await.expect("a booking");
            assert_eq!(kept["occurrences"], booking["occurrences"]);
        }
        drop(server);
        assert_eq!(overlaps(app).await, 0);
        assert_eq!(half_written(app).await, 0);
        let lines = db::journal::verify(app.db().read()).await.expect("the journal is read").expect("the chain holds");
        assert!(lines >= answered.len() as u64, "every booking has its line");
        let pending = db::journal::pending(app.db().read(), "somebody", 100_000).await.expect("lines");
        assert_eq!(pending.len() as u64, lines, "the outbox has them all");
    }
}
