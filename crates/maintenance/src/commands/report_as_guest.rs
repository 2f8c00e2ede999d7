//! Reports something without an account, behind a QR code.

use buildings::{
    attachments::SubjectKind,
    commands::{Attach, attach},
};
use db::WriteTx;
use kernel::{Ctx, Lang, id::TicketId};
use kernel::{
    FieldError,
    field::{Wrong, one_line},
};
use media::Prepared;

use super::{
    guest_key::{self, GuestKey},
    report::{Guest, New, Spot, insert},
};
use crate::{
    TicketError,
    model::{
        priority::{Impact, Urgency},
        ticket::{TicketKind, optional_text, title},
    },
    queries, secret,
};

/// The longest name, in characters, and mail address, in bytes.
const MAX_NAME: usize = 100;
const MAX_EMAIL: usize = 254;

/// What somebody without an account reports.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct GuestReport {
    /// The token of the QR code.
    pub token: String,
    /// What it is, in one line.
    pub title: String,
    /// More about it.
    pub description: Option<String>,
    /// Who reports it.
    pub name: String,
    /// Where an answer reaches them.
    pub email: String,
    /// In which language.
    pub language: Lang,
    /// A photo, prepared by [`media::photo::prepare_in_turn`].
    pub photo: Option<Prepared>,
    /// Under which key it is sent, so that a retry is no second report.
    pub key: Option<GuestKey>,
}

/// What they learn.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reported {
    /// The ticket.
    pub id: TicketId,
    /// Its number.
    pub number: i64,
    /// The secret by which they follow it; kept nowhere.
    pub secret: String,
}

/// Reports something without an account. Callers count it first ([`super::take_report`]). Nothing comes of it when the same
/// was reported under its key in the meantime: then the transaction has to be dropped, and [`super::sent_before`] knows.
pub async fn report_as_guest(tx: &WriteTx, cx: &Ctx, input: GuestReport) -> Result<Option<Reported>, TicketError> {
    let content = guest_key::content(&input);
    let GuestReport { token, title: text, description, name, email, language, photo, key } = input;
    let behind = queries::place_behind(tx, &token).await?;
    let mut wrong = Wrong::default();
    let text = wrong.take(title(&text));
    let description = wrong.take(optional_text("description", description.as_deref()));
    let name = wrong.take(one_line("name", &name, MAX_NAME).and_then(|name| required("name", name)));
    let email = wrong.take(check_email(&email));
    let wrong = wrong.into_errors();
    if !wrong.is_empty() {
        return Err(kernel::Rejection::Invalid(wrong).into());
    }
    let salt = secret::random()?;
    let secret = key.as_ref().map_or_else(|| salt.clone(), |key| key.secret(&salt));
    let guest = Guest { name, email, language, follow_hash: secret::hash(&secret) };
    let new = New {
        title: text.clone(),
        description,
        spot: Spot { site: behind.site, place: behind.place, installation: behind.installation_id },
        kind: TicketKind::Fault,
        impact: Impact::Room,
        urgency: Urgency::Hinders,
        reporter: None,
        guest: Some(guest),
        opened_from: None,
        clock_from: cx.now,
    };
    let ticket = insert(tx, cx, new).await?;
    if let Some(key) = key
        && !guest_key::keep(tx, cx.now, &key, &salt, &content, ticket.id).await?
    {
        return Ok(None);
    }
    if let Some(photo) = photo {
        attach(tx, cx, Attach::photo(SubjectKind::Ticket, ticket.id.0, photo, text)).await?;
    }
    Ok(Some(Reported { id: ticket.id, number: ticket.number, secret }))
}

fn required(field: &'static str, text: String) -> Result<String, FieldError> {
    if text.is_empty() { Err(FieldError::new(field, "required")) } else { Ok(text) }
}

/// An address to which mail could be sent: one `@` with something around it and a dot behind.
fn check_email(text: &str) -> Result<String, FieldError> {
    let email = required("email", one_line("email", text, MAX_EMAIL)?)?;
    let sound = email.split_once('@').is_some_and(|(local, domain)| {
        !local.is_empty()
            && !domain.contains('@')
            && domain.contains('.')
            && domain.split('.').all(|label| !label.is_empty())
            && !email.chars().any(|c| c.is_whitespace() || "<>,;:\"()[]\\".contains(c))
    });
    if sound { Ok(email) } else { Err(FieldError::new("email", "invalid")) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_must_look_like_one() {
        for good in ["an@example.be", " a.b+c@sub.example.be "] {
            assert_eq!(check_email(good).unwrap(), good.trim());
        }
        for bad in ["", "an", "an@be", "@example.be", "a b@example.be", "a@b@example.be", "a@x..be", "a@x.be>,"] {
            assert!(check_email(bad).is_err(), "{bad}");
        }
    }
}
