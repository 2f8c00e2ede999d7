//! A running application.

use std::{net::Ipv4Addr, sync::Arc};

use api::{build_state, modules, router};
use db::{Db, Engine};
use directory::commands;
use httpkit::{AppState, Settings};
use kernel::{Ctx, PersonId, SystemIdGen};
use reqwest::redirect::Policy;
use serde_json::json;
use tokio::{net::TcpListener, sync::oneshot, task::JoinHandle};

use crate::{Client, PASSWORD, TestClock, TestDb, TestPerson, people};

/// A running application with a database of its own, a clock that stands still, and people to act.
#[derive(Debug)]
pub struct App {
    /// `http://127.0.0.1:PORT`.
    pub url: String,
    /// Its clock.
    pub clock: TestClock,
    /// Its state, to call commands and queries past HTTP.
    pub state: AppState,
    /// Its people; see [`App::person`].
    pub people: Vec<TestPerson>,
    http: reqwest::Client,
    server: JoinHandle<()>,
    end: Option<oneshot::Sender<()>>,
    database: TestDb,
}

impl App {
    /// Starts it without limits on rates; `None` when the engine is PostgreSQL and there is no cluster.
    pub async fn start(engine: Engine) -> Option<Self> {
        Self::start_with(engine, Self::settings()).await
    }

    /// What [`App::start`] starts it with.
    #[must_use]
    pub fn settings() -> Settings {
        Settings { secure: false, person_requests_per_minute: 0, address_requests_per_minute: 0, ..Settings::default() }
    }

    /// Starts it with settings of one's own.
    pub async fn start_with(engine: Engine, settings: Settings) -> Option<Self> {
        let database = TestDb::fresh(engine).await?;
        let clock = TestClock::default();
        let ids = Arc::new(SystemIdGen);
        let state = build_state(database.db.clone(), Arc::new(clock.clone()), ids, settings);
        let cx = Ctx::system(&clock, Arc::clone(&state.ids), "seed");
        let people = people::seed(&state.db, &cx).await;
        let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).await.expect("a free port");
        let url = format!("http://{}", listener.local_addr().expect("it is bound"));
        let (end, ended) = oneshot::channel();
        let router = router(state.clone());
        let server = tokio::spawn(async move {
            let until = async move {
                // Dropping the sender ends it too.
                let _ = ended.await;
            };
            api::serve(listener, router, until).await.expect("it serves");
        });
        let http =
            reqwest::Client::builder().redirect(Policy::none()).pool_max_idle_per_host(64).build().expect("a client");
        Some(Self { url, clock, state, people, http, server, end: Some(end), database })
    }

    /// The database.
    #[must_use]
    pub fn db(&self) -> &Db {
        &self.state.db
    }

    /// The address of the database, to write past the application.
    #[must_use]
    pub fn database_url(&self) -> &str {
        &self.database.url
    }

    /// Somebody by their login: `staff`, `colleague`, `minister`, `secretary`, `approver`, `room_manager`,
    /// `dispatcher`, `technician`, `technician2`, `auditor`, `admin`, `outsider`.
    #[must_use]
    pub fn person(&self, login: &str) -> PersonId {
        let found = self.people.iter().find(|person| person.login == login);
        found.unwrap_or_else(|| panic!("there is no {login}")).id
    }

    /// A context of the system itself at the present of the clock.
    #[must_use]
    pub fn system(&self) -> Ctx {
        Ctx::system(&self.clock, Arc::clone(&self.state.ids), "test")
    }

    /// Somebody who is not signed in.
    #[must_use]
    pub fn nobody(&self) -> Client {
        Client::new(&self.http, &self.url)
    }

    /// A browser in which that person is signed in, without the work of looking at a password.
    pub async fn client(&self, login: &str) -> Client {
        let cx = self.system();
        let tx = self.state.db.begin(&cx).await.expect("a transaction");
        let minutes = self.state.settings.session_minutes;
        let session = commands::start_session(&tx, &cx, self.person(login), minutes).await.expect("a session");
        tx.commit().await.expect("the session is kept");
        self.nobody().with_session(&session.key)
    }

    /// Signs in over HTTP with the password that everybody has.
    pub async fn sign_in(&self, login: &str) -> Client {
        let answer = self.nobody().post("/session", json!({ "login": login, "password": PASSWORD })).await;
        let cookie = answer.header("set-cookie").to_owned();
        answer.expect(200);
        self.nobody().with_session(session_key(&cookie))
    }

    /// Runs one of the background jobs once; answers how many things it dealt with.
    pub async fn sweep(&self, name: &str) -> u64 {
        let sweeps = modules().into_iter().flat_map(|module| module.sweeps);
        let sweep = sweeps.into_iter().find(|sweep| sweep.name == name);
        let sweep = sweep.unwrap_or_else(|| panic!("there is no sweep {name}"));
        (sweep.run)(self.state.clone()).await.expect("the sweep ends well")
    }

    /// Ends it as a signal would: requests under way are answered.
    pub async fn stop(mut self) {
        drop(self.end.take());
        let _ = (&mut self.server).await;
    }
}

impl Drop for App {
    fn drop(&mut self) {
        self.server.abort();
    }
}

/// The key in a `Set-Cookie` header.
#[must_use]
pub fn session_key(set_cookie: &str) -> &str {
    let pair = set_cookie.split(';').next().unwrap_or_default();
    pair.strip_prefix("intendant_session=").unwrap_or_else(|| panic!("no session in {set_cookie:?}"))
}

/// Runs a test on one engine; the two tests that [`crate::both_engines!`] makes call it.
pub async fn run_on(engine: Engine, test: impl AsyncFnOnce(&App)) {
    if let Some(app) = App::start(engine).await {
        test(&app).await;
        app.stop().await;
    }
}
