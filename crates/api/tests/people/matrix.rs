//! Every endpoint × everybody: what is allowed is listed, everything else is refused.

use std::collections::{BTreeMap, BTreeSet};

use reqwest::Method;
use serde_json::{Value, json};
use testkit::{Answer, App, Client};

/// What nobody has to sign in for.
const PUBLIC: &[&str] = &["POST /session", "DELETE /session"];
/// What is for people without an account, too: reports behind a QR code.
const FOR_GUESTS: &[&str] = &["GET /report/{qr_token}", "POST /report/{qr_token}", "GET /report/follow/{secret}"];

/// Endpoints of people, with a body that is understood, and who may call them. `{id}` is `colleague`'s.
fn rules(app: &App) -> Vec<(&'static str, Value, &'static [&'static str])> {
    const EVERYBODY: &[&str] =
        &["staff", "colleague", "minister", "approver", "room_manager", "auditor", "admin", "outsider"];
    const ADMIN: &[&str] = &["admin"];
    const SELF_OR_ADMIN: &[&str] = &["colleague", "admin"];
    const SELF_OR_WATCHER: &[&str] = &["colleague", "admin", "auditor"];
    let names = kernel::Names::same("X");
    let person = json!({ "login": "x1", "name": "X", "email": "x1@example.test", "language": "nl" });
    let grant = json!({ "role": "driver", "scope": { "kind": "all" } });
    let token = json!({ "name": "x", "expires_at": "2027-01-01T00:00:00Z" });
    vec![
        ("GET /session", Value::Null, EVERYBODY),
        ("PATCH /session", json!({ "language": "en" }), EVERYBODY),
        ("GET /people", Value::Null, EVERYBODY),
        ("POST /people", person, ADMIN),
        ("GET /people/{id}", Value::Null, EVERYBODY),
        ("PATCH /people/{id}", json!({ "name": "X" }), ADMIN),
        ("POST /people/{id}/deactivate", json!({}), ADMIN),
        ("POST /people/{id}/reactivate", Value::Null, ADMIN),
        (
            "POST /people/{id}/set-password",
            json!({ "password": "a much better passphrase", "current_password": testkit::PASSWORD }),
            SELF_OR_ADMIN,
        ),
        ("GET /people/{id}/grants", Value::Null, SELF_OR_WATCHER),
        ("POST /people/{id}/grants", grant, ADMIN),
        // The grant of somebody else; who may not revoke learns that it is there, since people's roles are no secret to them.
        ("DELETE /people/{id}/grants/{grant_id}", Value::Null, ADMIN),
        ("GET /people/{id}/delegations", Value::Null, SELF_OR_WATCHER),
        ("POST /people/{id}/delegations", json!({ "delegate_id": app.person("staff") }), SELF_OR_ADMIN),
        ("DELETE /people/{id}/delegations/{delegation_id}", Value::Null, SELF_OR_ADMIN),
        ("GET /tokens", Value::Null, EVERYBODY),
        ("POST /tokens", token, EVERYBODY),
        ("POST /tokens/{id}/revoke", Value::Null, SELF_OR_ADMIN),
        ("GET /org-units", Value::Null, EVERYBODY),
        ("POST /org-units", json!({ "code": "X", "names": names }), ADMIN),
    ]
}

/// The operations of the contract, by `METHOD /path`, with their tag.
async fn operations(app: &App) -> BTreeMap<String, String> {
    let document = app.nobody().get("/api/openapi.json").await.expect(200);
    let mut operations = BTreeMap::new();
    for (path, item) in document["paths"].as_object().unwrap() {
        let Some(path) = path.strip_prefix("/api/v1") else { continue };
        for (method, operation) in item.as_object().unwrap() {
            let tag = operation["tags"][0].as_str().unwrap_or_default().to_owned();
            operations.insert(format!("{} {path}", method.to_uppercase()), tag);
        }
    }
    operations
}

async fn call(client: &Client, operation: &str, path: &str, body: &Value) -> Answer {
    let method: Method = operation.split(' ').next().unwrap().parse().unwrap();
    let request = client.request(method, path).header("if-match", "*");
    Answer::of(if body.is_null() { request } else { request.json(body) }).await
}

/// Makes what the paths speak of afresh and puts its ids in.
async fn fill_in(app: &App, operation: &str) -> String {
    use directory::commands;
    let colleague = app.person("colleague");
    let path = operation.split_once(' ').unwrap().1;
    let cx = app.system();
    let tx = app.db().begin(&cx).await.unwrap();
    let id = if path.starts_with("/tokens/") {
        let expires_at = cx.now.plus_minutes(60);
        let input = commands::NewToken { person: colleague, name: "x".into(), scopes: vec![], expires_at };
        commands::create_token(&tx, &cx, input).await.unwrap().token.id.to_string()
    } else {
        colleague.to_string()
    };
    let mut path = path.replacen("{id}", &id, 1);
    if path.contains("{grant_id}") {
        let (role, scope) = (kernel::Role::Technician, kernel::Scope::All);
        let input = commands::NewGrant { person: colleague, role, scope, valid_from: None, valid_to: None };
        let held = directory::queries::grants_of(&tx, colleague).await.unwrap();
        let grant = match held.into_iter().find(|grant| grant.role == role) {
            Some(grant) => grant,
            None => commands::grant_role(&tx, &cx, input).await.unwrap(),
        };
        path = path.replace("{grant_id}", &grant.id.to_string());
    }
    if path.contains("{delegation_id}") {
        let (principal, delegate) = (colleague, app.person("secretary"));
        let input = commands::NewDelegation { principal, delegate, valid_from: None, valid_to: None };
        let delegation = commands::delegate(&tx, &cx, input).await.unwrap();
        path = path.replace("{delegation_id}", &delegation.id.to_string());
    }
    tx.commit().await.unwrap();
    path
}

testkit::both_engines! {
    async fn people_may_do_what_is_listed_and_nothing_else(app: &App) {
        let rules = rules(app);
        let listed: BTreeSet<_> =
            rules.iter().map(|rule| rule.0.to_owned()).chain(PUBLIC.iter().map(ToString::to_string)).collect();
        let mut found = operations(app).await;
        found.retain(|_, tag| tag == "people");
        assert_eq!(found.into_keys().collect::<BTreeSet<_>>(), listed);
        let hash = directory::hash_password(testkit::PASSWORD.to_owned(), "nobody").await.unwrap();
        for login in ["staff", "colleague", "minister", "approver", "room_manager", "auditor", "admin", "outsider"] {
            for (operation, body, allowed) in &rules {
                let path = fill_in(app, operation).await;
                let client = app.client(login).await;
                let answer = call(&client, operation, &path, body).await;
                let refused = matches!(answer.status, 401 | 403)
                    || (answer.status == 404 && operation.starts_with("POST /tokens"));
                assert_eq!(!refused, allowed.contains(&login), "{operation} by {login}: {} {}", answer.status, answer.text);
                assert!(answer.status < 500, "{operation} by {login}: {}", answer.text);
                restore(app, &hash).await;
            }
        }
    }

    async fn who_is_not_signed_in_gets_nowhere(app: &App) {
        // Feeds are asked by calendar programs, which carry their token in the address; photos stand in pages.
        let nowhere = app.state.ids.next().to_string();
        for (operation, _) in operations(app).await {
            if PUBLIC.contains(&operation.as_str()) || FOR_GUESTS.contains(&operation.as_str()) {
                continue;
            }
            let path = operation.split_once(' ').unwrap().1;
            let path: String = path
                .split('/')
                .map(|part| match part.split_once('{') {
                    Some((before, rest)) => format!("{before}{nowhere}{}", rest.split_once('}').unwrap().1),
                    None => part.to_owned(),
                })
                .collect::<Vec<_>>()
                .join("/");
            let answer = call(&app.nobody(), &operation, &path, &Value::Null).await;
            assert_eq!(answer.status, 401, "{operation}: {}", answer.text);
        }
    }
}

/// Puts colleague's account right again.
async fn restore(app: &App, hash: &directory::HashedPassword) {
    use directory::commands;
    let cx = app.system();
    let colleague = app.person("colleague");
    let tx = app.db().begin(&cx).await.unwrap();
    commands::reactivate(&tx, &cx, colleague, None).await.unwrap();
    commands::set_password(&tx, &cx, colleague, hash.clone(), None).await.unwrap();
    for grant in directory::queries::grants_of(&tx, colleague).await.unwrap() {
        if grant.role == kernel::Role::Driver {
            commands::revoke_role(&tx, &cx, colleague, grant.id).await.unwrap();
        }
    }
    tx.commit().await.unwrap();
}
