//! `intendant person add|list|set-password|grant`.
#![expect(clippy::doc_markdown, reason = "these comments are the help of the command line, shown as they stand")]

use std::io::BufRead as _;

use anyhow::{Context as _, Result, anyhow, bail};
use clap::{Args, Subcommand};
use db::{Db, WriteTx};
use directory::{
    DirectoryError, Person as Record,
    commands::{self, NewGrant, NewPerson},
    hash_password,
    queries::{self, FindPeople},
};
use kernel::{Ctx, Lang, OrgUnitId, PersonId, PlaceId, Role, Scope};

use super::End;
use crate::{
    cli::Common,
    context::{open_current, system_context},
};

#[derive(Debug, Subcommand)]
pub(crate) enum Person {
    /// Add somebody; prints a password that was made for them unless one is given
    Add(Add),
    /// List people
    List {
        /// Words in the name, login or address
        words: Vec<String>,
        /// Those who are no longer active too
        #[arg(long)]
        inactive: bool,
    },
    /// Set somebody's password and end their sessions; prints the new one unless one is given
    SetPassword {
        /// Their login
        login: String,
        /// Read the password from the first line of standard input
        #[arg(long)]
        password_stdin: bool,
    },
    /// Grant somebody a role
    Grant {
        /// Their login
        login: String,
        /// staff, approver, room_manager, auditor, admin, …
        role: String,
        /// Only on the site with that code
        #[arg(long, conflicts_with = "org_unit")]
        site: Option<String>,
        /// Only for the organisational unit with that code
        #[arg(long)]
        org_unit: Option<String>,
    },
}

#[derive(Debug, Args)]
pub(crate) struct Add {
    /// What they sign in with
    #[arg(long)]
    login: String,
    #[arg(long)]
    name: String,
    #[arg(long)]
    email: String,
    /// nl, fr, de or en
    #[arg(long, default_value = "en")]
    language: String,
    /// The code of their organisational unit
    #[arg(long)]
    org_unit: Option<String>,
    /// The code of the site they work on
    #[arg(long)]
    site: Option<String>,
    /// Roles besides staff, everywhere
    #[arg(long)]
    role: Vec<String>,
    /// The role admin, everywhere
    #[arg(long)]
    admin: bool,
    /// Read the password from the first line of standard input
    #[arg(long)]
    password_stdin: bool,
}

impl Person {
    pub(crate) async fn run(self, common: &Common) -> Result<End> {
        let config = common.load_for_tool()?;
        let db = open_current(&config).await?;
        let cx = system_context("person");
        let done = self.act(&db, &cx).await;
        db.close().await;
        done
    }

    async fn act(self, db: &Db, cx: &Ctx) -> Result<End> {
        match self {
            Self::Add(add) => add.act(db, cx).await?,
            Self::List { words, inactive } => {
                let what = FindPeople { q: Some(words.join(" ")), inactive_too: inactive, after: None };
                for person in queries::find_people(db.read(), what, 10_000).await? {
                    let Record { login, name, email, language, org_unit, active, .. } = person;
                    let unit = org_unit.map(|unit| unit.code).unwrap_or_default();
                    let state = if active { "" } else { "  (inactive)" };
                    println!("{login:<24} {name:<32} {email:<40} {language} {unit}{state}");
                }
            }
            Self::SetPassword { login, password_stdin } => {
                let id = by_login(db, &login).await?;
                let password = password(password_stdin)?;
                let hashed = hash_password(password.text.clone(), &login).await.map_err(in_words)?;
                let tx = db.begin(cx).await?;
                commands::set_password(&tx, cx, id, hashed, None).await.map_err(in_words)?;
                tx.commit().await?;
                password.show(&login);
            }
            Self::Grant { login, role, site, org_unit } => {
                let person = by_login(db, &login).await?;
                let role = role_of(&role)?;
                let tx = db.begin(cx).await?;
                let scope = match (site, org_unit) {
                    (Some(code), _) => Scope::Site(site_of(&tx, &code).await?),
                    (None, Some(code)) => Scope::OrgUnit(unit_of(&tx, &code).await?),
                    (None, None) => Scope::All,
                };
                grant(&tx, cx, person, role, scope).await?;
                tx.commit().await?;
                println!("{login} is {role} now");
            }
        }
        Ok(End::Done)
    }
}

impl Add {
    async fn act(self, db: &Db, cx: &Ctx) -> Result<()> {
        let Self { login, name, email, language, org_unit, site, role, admin, password_stdin } = self;
        let language: Lang =
            language.parse().map_err(|_| anyhow!("`{language}` is no language: nl, fr, de or en is expected"))?;
        let mut roles = vec![Role::Staff];
        for role in &role {
            roles.push(role_of(role)?);
        }
        if admin {
            roles.push(Role::Admin);
        }
        roles.sort_unstable();
        roles.dedup();
        let password = password(password_stdin)?;
        let hashed = hash_password(password.text.clone(), &login).await.map_err(in_words)?;
        let tx = db.begin(cx).await?;
        let org_unit = match org_unit {
            Some(code) => Some(unit_of(&tx, &code).await?),
            None => None,
        };
        let site = match site {
            Some(code) => Some(site_of(&tx, &code).await?),
            None => None,
        };
        let new = NewPerson { login: login.clone(), name, email, language, org_unit, site };
        let person = commands::add_person(&tx, cx, new).await.map_err(in_words)?;
        commands::set_password(&tx, cx, person.id, hashed, None).await.map_err(in_words)?;
        for role in roles {
            grant(&tx, cx, person.id, role, Scope::All).await?;
        }
        tx.commit().await?;
        println!("{login} was added");
        password.show(&login);
        Ok(())
    }
}

async fn grant(tx: &WriteTx, cx: &Ctx, person: PersonId, role: Role, scope: Scope) -> Result<()> {
    let new = NewGrant { person, role, scope, valid_from: None, valid_to: None };
    commands::grant_role(tx, cx, new).await.map_err(in_words)?;
    Ok(())
}

/// The person with that login.
pub(crate) async fn by_login(db: &Db, login: &str) -> Result<PersonId> {
    queries::person_id_of(db.read(), login).await?.ok_or_else(|| anyhow!("nobody has the login {login}"))
}

/// The organisational unit with that code.
pub(crate) async fn unit_of(tx: &WriteTx, code: &str) -> Result<OrgUnitId> {
    queries::org_unit_id_of(tx, code).await?.ok_or_else(|| anyhow!("there is no organisational unit {code}"))
}

/// The site with that code.
pub(crate) async fn site_of(tx: &WriteTx, code: &str) -> Result<PlaceId> {
    let found = buildings::queries::by_codes(tx, &[code]).await?;
    let site = found.iter().find(|place| place.kind == buildings::model::PlaceKind::Site);
    site.map(|place| place.id).ok_or_else(|| anyhow!("there is no site {code}"))
}

fn role_of(text: &str) -> Result<Role> {
    text.parse().map_err(|_| {
        let all: Vec<_> = Role::ALL.iter().map(|role| role.as_str()).collect();
        anyhow!("there is no role `{text}`; the roles are {}", all.join(", "))
    })
}

/// The refusal with the fields it is about.
pub(crate) fn in_words(error: DirectoryError) -> anyhow::Error {
    let fields = kernel::Problem::data(&error);
    let fields = fields.get("fields").and_then(serde_json::Value::as_array).map(|fields| {
        let one = |field: &serde_json::Value| {
            format!("{} ({})", field["field"].as_str().unwrap_or("?"), field["code"].as_str().unwrap_or("?"))
        };
        fields.iter().map(one).collect::<Vec<_>>().join(", ")
    });
    match fields {
        Some(fields) if !fields.is_empty() => anyhow!("this cannot be taken: {fields}"),
        _ => error.into(),
    }
}

struct Password {
    text: String,
    made: bool,
}

impl Password {
    fn show(&self, login: &str) {
        if self.made {
            println!("password of {login}, shown this once: {}", self.text);
        }
    }
}

/// From standard input, or a new one of 128 random bits.
fn password(from_stdin: bool) -> Result<Password> {
    if !from_stdin {
        let mut bytes = [0_u8; 16];
        getrandom::fill(&mut bytes).map_err(|error| anyhow!("the system gives no random numbers: {error}"))?;
        let number = format!("{:032x}", u128::from_be_bytes(bytes));
        return Ok(Password {
            text: [&number[..8], &number[8..16], &number[16..24], &number[24..]].join("-"),
            made: true,
        });
    }
    let mut line = String::new();
    std::io::stdin().lock().read_line(&mut line).context("standard input cannot be read")?;
    let text = line.trim_end_matches(['\r', '\n']).to_owned();
    if text.is_empty() {
        bail!("no password came from standard input");
    }
    Ok(Password { text, made: false })
}
