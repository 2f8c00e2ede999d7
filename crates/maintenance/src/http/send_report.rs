//! `POST /report/{qr_token}`

use std::sync::Arc;

use axum::{
    extract::{Request, State},
    http::{HeaderValue, StatusCode},
    response::Response,
};
use httpkit::{ApiError, AppState, Form, IDEMPOTENCY_REPLAYED, Path, RequestInfo, answer, idempotency_key, key_reused};
use kernel::{Ctx, Lang};
use media::{PhotoError, photo};
use serde::Serialize;
use utoipa::ToSchema;

use crate::{
    TicketError,
    commands::{self, GuestKey, GuestReport, Reported},
    queries,
};

/// The parts of the form.
#[derive(Debug, ToSchema)]
#[schema(as = NewReport)]
#[expect(dead_code, reason = "only for the documentation; the parts are read one by one")]
pub(crate) struct Parts {
    /// What it is, in one line.
    title: String,
    /// More about it.
    description: Option<String>,
    /// Who reports it.
    name: String,
    /// Where an answer reaches them.
    email: String,
    /// In which language.
    language: Lang,
    /// JPEG, PNG or WebP, at most 10 MB and 40 megapixels.
    #[schema(value_type = Option<String>, format = Binary)]
    photo: Option<Vec<u8>>,
}

/// What somebody without an account learns.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = SentReport)]
pub(crate) struct Sent {
    /// The number of the ticket.
    number: i64,
    /// The secret by which it is followed (`GET /report/follow/{secret}`); shown only now.
    secret: String,
    /// The page on which it is followed.
    #[schema(example = "/report/follow/…")]
    follow: String,
}

impl Sent {
    fn response(Reported { number, secret, .. }: Reported) -> Result<Response, ApiError> {
        let follow = format!("/report/follow/{secret}");
        let mut response = answer(None, &Self { number, secret, follow })?;
        *response.status_mut() = StatusCode::CREATED;
        Ok(response)
    }
}

/// Reports something without an account. At most ten an hour from an address and twenty behind a code; a retry under its
/// `Idempotency-Key` is answered as the first time, and does not count.
#[utoipa::path(post, path = "/report/{qr_token}", tag = "report", security(()), params(("qr_token" = String, Path)),
    request_body(content = Parts, content_type = "multipart/form-data"),
    responses((status = 201, body = Sent), httpkit::WriteProblems))]
pub(crate) async fn send_report(
    State(state): State<AppState>,
    info: RequestInfo,
    Path(token): Path<String>,
    request: Request,
) -> Result<Response, ApiError> {
    const TEXTS: &[&str] = &["title", "description", "name", "email", "language"];
    let cx = Ctx { lang: info.lang(), ..Ctx::system(&*state.clock, Arc::clone(&state.ids), info.id()) };
    queries::place_behind(state.db.read(), &token).await?;
    let key = idempotency_key(request.headers())?.map(|key| GuestKey::new(&token, key));
    let before = match &key {
        Some(key) => commands::sent_before(&state.db, key, cx.now).await?,
        None => None,
    };
    if before.is_none() {
        let address = info.address().map(|address| address.to_string());
        commands::take_report(&state.db, &cx, &token, address.as_deref()).await?;
    }
    let too_large = || TicketError::from(PhotoError::TooManyBytes).into();
    let mut form = Form::read(request, &state, "photo", TEXTS, too_large).await?;
    let mut text = |name| Form::required(form.text(name), name);
    let (title, name, email, language) = (text("title")?, text("name")?, text("email")?, text("language")?);
    let language: Lang = language.parse().map_err(|_| TicketError::field("language", "invalid"))?;
    let description = form.text("description");
    // A form of a browser has an empty part where no file was chosen.
    let photo = match form.file().filter(|file| !file.is_empty()) {
        Some(file) => Some(photo::prepare_in_turn(file).await.map_err(TicketError::from)?),
        None => None,
    };
    let report = GuestReport { token, title, description, name, email, language, photo, key: key.clone() };
    if before.is_none() {
        let tx = state.db.begin(&cx).await?;
        if let Some(reported) = commands::report_as_guest(&tx, &cx, report.clone()).await? {
            tx.commit().await?;
            return Sent::response(reported);
        }
    }
    let before = match (before, &key) {
        (Some(before), _) => Some(before),
        // Another try was faster.
        (None, Some(key)) => commands::sent_before(&state.db, key, cx.now).await?,
        (None, None) => None,
    };
    let before = before.filter(|before| before.is(&report)).ok_or_else(key_reused)?;
    let mut response = Sent::response(before.reported)?;
    response.headers_mut().insert(IDEMPOTENCY_REPLAYED, HeaderValue::from_static("true"));
    Ok(response)
}
