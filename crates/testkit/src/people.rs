//! The people of a test: one per role, and some who are only colleagues.

use db::Db;
use directory::{HashedPassword, commands, hash_password};
use kernel::{Ctx, Lang, Names, OrgUnitId, PersonId, Role, Scope};
use tokio::sync::OnceCell;

/// Everybody's password.
pub const PASSWORD: &str = "correct horse battery";

/// Somebody to test with.
#[derive(Debug, Clone)]
pub struct TestPerson {
    /// Their id.
    pub id: PersonId,
    /// Their login, by which tests name them.
    pub login: &'static str,
    /// Their roles, everywhere; all but `outsider` are `staff` too.
    pub roles: &'static [Role],
}

/// Login, name, language, roles besides `staff`.
const PEOPLE: &[(&str, &str, Lang, &[Role])] = &[
    ("staff", "Anna Peeters", Lang::Nl, &[]),
    ("colleague", "Bruno Lambert", Lang::Fr, &[]),
    ("minister", "Clara Minister", Lang::Fr, &[]),
    ("secretary", "Dirk Secretary", Lang::Nl, &[]),
    ("approver", "Emma Approver", Lang::De, &[Role::Approver]),
    ("room_manager", "Frank Rooms", Lang::En, &[Role::RoomManager]),
    ("dispatcher", "Joris Dispatch", Lang::Nl, &[Role::Dispatcher]),
    ("technician", "Karim Technician", Lang::Fr, &[Role::Technician]),
    ("technician2", "Lena Technician", Lang::De, &[Role::Technician]),
    ("fleet_manager", "Mia Fleet", Lang::Nl, &[Role::FleetManager]),
    ("driver", "Noah Driver", Lang::Fr, &[Role::Driver]),
    ("auditor", "Gerda Auditor", Lang::Nl, &[Role::Auditor]),
    ("admin", "Hugo Admin", Lang::En, &[Role::Admin]),
    ("outsider", "Ines Outsider", Lang::En, &[]),
];

static HASH: OnceCell<HashedPassword> = OnceCell::const_new();

/// Adds them, in two units: `PM` with `SEC` below it. `secretary` acts for `minister`.
pub(crate) async fn seed(db: &Db, cx: &Ctx) -> Vec<TestPerson> {
    let hash = HASH
        .get_or_init(|| async { hash_password(PASSWORD.to_owned(), "nobody").await.expect("a good password") })
        .await;
    let tx = db.begin(cx).await.expect("a transaction");
    let mut parent: Option<OrgUnitId> = None;
    for code in ["PM", "SEC"] {
        let unit = commands::NewOrgUnit { code: code.to_owned(), names: Names::same(code), parent };
        parent = Some(commands::add_org_unit(&tx, cx, unit).await.expect("a unit").id);
    }
    let mut people = Vec::new();
    for &(login, name, language, roles) in PEOPLE {
        let new = commands::NewPerson {
            login: login.to_owned(),
            name: name.to_owned(),
            email: format!("{login}@example.test"),
            language,
            org_unit: parent.filter(|_| login != "outsider"),
            site: None,
        };
        let id = commands::add_person(&tx, cx, new).await.expect("a person").id;
        commands::set_password(&tx, cx, id, hash.clone(), None).await.expect("a password");
        let staff: &[Role] = if login == "outsider" { &[] } else { &[Role::Staff] };
        for &role in roles.iter().chain(staff) {
            let grant = commands::NewGrant { person: id, role, scope: Scope::All, valid_from: None, valid_to: None };
            commands::grant_role(&tx, cx, grant).await.expect("a role");
        }
        people.push(TestPerson { id, login, roles });
    }
    let id = |login| people.iter().find(|person| person.login == login).expect("they are in the list").id;
    let delegation = commands::NewDelegation {
        principal: id("minister"),
        delegate: id("secretary"),
        valid_from: None,
        valid_to: None,
    };
    commands::delegate(&tx, cx, delegation).await.expect("a delegation");
    tx.commit().await.expect("people");
    people
}
