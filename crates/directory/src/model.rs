//! Value types and pure rules: what a login, an address, a name and a password may look like.

use kernel::{Actor, Instant, Lang, Names, OrgUnitId, PersonId, PlaceId, Role, Scope, TokenId};
use uuid::Uuid;

use crate::{DirectoryError, FieldError, OrgUnitRef};

/// The shortest password, in characters (NIST SP 800-63B asks for 8 at least; no rules about what is in it).
pub const PASSWORD_MIN: usize = 12;
/// The longest password that is looked at, in bytes.
pub const PASSWORD_MAX: usize = 512;
/// How long a token may live at most, in days.
pub const TOKEN_MAX_DAYS: i64 = 366;

/// A person as others see them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Person {
    /// Who.
    pub id: PersonId,
    /// What they sign in with.
    pub login: String,
    /// Their name.
    pub name: String,
    /// Their e-mail address.
    pub email: String,
    /// Their working language.
    pub language: Lang,
    /// The unit they belong to.
    pub org_unit: Option<OrgUnitRef>,
    /// The site they work on.
    pub site_id: Option<PlaceId>,
    /// Whether they may sign in.
    pub active: bool,
    /// Grows by one with each change.
    pub version: i64,
    /// The key by which they are found and ordered.
    pub search_key: String,
}

/// An organisational unit.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OrgUnit {
    /// Which.
    pub id: OrgUnitId,
    /// Its short code.
    pub code: String,
    /// Its names.
    pub names: Names,
    /// The unit above it.
    pub parent_id: Option<OrgUnitId>,
    /// Whether it is no longer used.
    pub retired: bool,
}

/// A role that a person holds somewhere, for some time.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RoleGrant {
    /// Which grant.
    pub id: Uuid,
    /// Whose.
    pub person: PersonId,
    /// What.
    pub role: Role,
    /// Where.
    pub scope: Scope,
    /// From when; `None`: always so far.
    pub valid_from: Option<Instant>,
    /// Until when; `None`: from now on.
    pub valid_to: Option<Instant>,
}

/// Somebody acts for somebody else, for some time.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Delegation {
    /// Which delegation.
    pub id: Uuid,
    /// For whom.
    pub principal: PersonId,
    /// Who acts.
    pub delegate: PersonId,
    /// From when; `None`: always so far.
    pub valid_from: Option<Instant>,
    /// Until when; `None`: from now on.
    pub valid_to: Option<Instant>,
}

/// A personal token, without its secret.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Token {
    /// Which.
    pub id: TokenId,
    /// Whose.
    pub person: PersonId,
    /// What it is for, in the owner's words.
    pub name: String,
    /// The permissions it is limited to; empty: none.
    pub scopes: Vec<String>,
    /// When it was made.
    pub created_at: Instant,
    /// When it ends.
    pub expires_at: Instant,
    /// When it was revoked.
    pub revoked_at: Option<Instant>,
}

/// Collects refusals, so that all are told at once.
#[derive(Debug, Default)]
pub(crate) struct Check(Vec<FieldError>);

impl Check {
    pub(crate) fn refuse(&mut self, field: &'static str, code: &'static str) {
        self.0.push(FieldError { field, code });
    }

    /// Between so many characters, none of them a control character; blanks around it are no part of it.
    pub(crate) fn text(&mut self, field: &'static str, text: &str, min: usize, max: usize) {
        let length = text.trim().chars().count();
        if length < min {
            self.refuse(field, "too_short");
        } else if length > max {
            self.refuse(field, "too_long");
        } else if text.chars().any(char::is_control) {
            self.refuse(field, "invalid");
        }
    }

    pub(crate) fn login(&mut self, login: &str) {
        let good = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || "._-@".contains(c);
        if login.len() < 2 {
            self.refuse("login", "too_short");
        } else if login.len() > 64 {
            self.refuse("login", "too_long");
        } else if !login.chars().all(good) || !login.starts_with(|c: char| c.is_ascii_alphanumeric()) {
            self.refuse("login", "invalid");
        }
    }

    pub(crate) fn email(&mut self, email: &str) {
        if email.len() > 254 {
            self.refuse("email", "too_long");
        } else if !is_email(email) {
            self.refuse("email", "invalid");
        }
    }

    pub(crate) fn names(&mut self, names: &Names) {
        for name in [&names.nl, &names.fr, &names.de, &names.en] {
            self.text("names", name, 1, 200);
        }
    }

    pub(crate) fn span(&mut self, from: Option<Instant>, to: Option<Instant>) {
        if let (Some(from), Some(to)) = (from, to)
            && from >= to
        {
            self.refuse("valid_to", "invalid");
        }
    }

    pub(crate) fn done(self) -> Result<(), DirectoryError> {
        if self.0.is_empty() { Ok(()) } else { Err(DirectoryError::Invalid(self.0)) }
    }
}

/// One `@`, something before it, a domain with a dot after it, no blanks: the rest only a mail server knows.
fn is_email(text: &str) -> bool {
    let Some((local, domain)) = text.rsplit_once('@') else { return false };
    !local.is_empty()
        && !text.chars().any(|c| c.is_whitespace() || c.is_control() || "<>,;:\"()[]\\".contains(c))
        && !local.contains('@')
        && domain.contains('.')
        && domain.split('.').all(|label| {
            !label.is_empty()
                && !label.starts_with('-')
                && !label.ends_with('-')
                && label.chars().all(|c| c.is_alphanumeric() || c == '-')
        })
}

/// Refuses a password that is too short, absurdly long, one character over and over, or built on the login.
pub(crate) fn check_password(password: &str, login: &str) -> Result<(), DirectoryError> {
    let mut check = Check::default();
    let lower = password.to_lowercase();
    let rest = lower.replace(login, "");
    let first = password.chars().next();
    if password.chars().count() < PASSWORD_MIN {
        check.refuse("password", "too_short");
    } else if password.len() > PASSWORD_MAX {
        check.refuse("password", "too_long");
    } else if password.chars().all(|c| Some(c) == first) || rest.chars().count() < PASSWORD_MIN / 2 {
        check.refuse("password", "too_easy");
    }
    check.done()
}

/// Whether what the actor's token is limited to includes all of `scopes` (an empty list stands for everything).
pub(crate) fn may_hand_on(actor: &Actor, scopes: &[String]) -> bool {
    match &actor.token_scopes {
        None => true,
        Some(own) => !scopes.is_empty() && scopes.iter().all(|scope| own.contains(scope)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn refused(check: impl FnOnce(&mut Check)) -> Option<&'static str> {
        let mut all = Check::default();
        check(&mut all);
        all.0.first().map(|error| error.code)
    }

    #[test]
    fn logins() {
        for login in ["anna.peeters", "a1", "x@y", "7even"] {
            assert_eq!(refused(|check| check.login(login)), None, "{login}");
        }
        for (login, code) in
            [("a", "too_short"), ("Anna", "invalid"), ("a b", "invalid"), (".a", "invalid"), ("é1", "invalid")]
        {
            assert_eq!(refused(|check| check.login(login)), Some(code), "{login}");
        }
        assert_eq!(refused(|check| check.login(&"a".repeat(65))), Some("too_long"));
    }

    #[test]
    fn addresses() {
        for good in ["anna@example.be", "a.b+c@sub.example.be", "jürgen@exämple.de"] {
            assert!(is_email(good), "{good}");
        }
        for bad in
            ["", "anna", "@example.be", "a@b", "a b@example.be", "a@exa mple.be", "a@-x.be", "a@@x.be", "a@x..be"]
        {
            assert!(!is_email(bad), "{bad}");
        }
    }

    #[test]
    fn names_may_be_in_any_script() {
        for name in ["Ægir Ó'Brien", "غرفة", "王小明", "💡 X"] {
            assert_eq!(refused(|check| check.text("name", name, 1, 200)), None, "{name}");
        }
        assert_eq!(refused(|check| check.text("name", "   ", 1, 200)), Some("too_short"));
        assert_eq!(refused(|check| check.text("name", "a\u{7}b", 1, 200)), Some("invalid"));
    }

    #[test]
    fn passwords() {
        assert!(check_password("correct horse battery", "anna").is_ok());
        assert!(check_password("éééééééééééa", "anna").is_ok());
        for bad in ["short", "aaaaaaaaaaaaaaaa", "Anna.Peeters12", &"x1".repeat(300)] {
            assert!(check_password(bad, "anna.peeters").is_err(), "{bad}");
        }
    }

    #[test]
    fn a_token_hands_on_no_more_than_it_has() {
        let narrow = Actor { token_scopes: Some(vec!["book".into()]), ..Actor::system() };
        assert!(may_hand_on(&narrow, &["book".into()]));
        assert!(!may_hand_on(&narrow, &[]) && !may_hand_on(&narrow, &["approve".into()]));
        assert!(may_hand_on(&Actor::system(), &[]));
    }
}
