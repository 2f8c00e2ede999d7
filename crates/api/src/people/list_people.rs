//! `GET /people`: find colleagues.

use axum::{extract::State, response::Response};
use directory::queries::{FindPeople, find_people};
use httpkit::{ApiError, AppState, Caller, Page, PagedQuery, PagingParams, ReadProblems};
use serde::Deserialize;
use utoipa::IntoParams;

use super::views::PersonView;

/// Whom to look for.
#[derive(Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub(super) struct PeopleFilter {
    /// Words that stand in name, login or address; case and accents do not matter.
    q: Option<String>,
    /// Also those who are no longer active.
    inactive: Option<bool>,
}

/// Finds colleagues, in the order of their names.
#[utoipa::path(
    get, path = "/people", params(PeopleFilter, PagingParams),
    responses((status = 200, description = "A page of people", body = Page<PersonView>), ReadProblems)
)]
pub(super) async fn list_people(
    State(state): State<AppState>,
    caller: Caller,
    PagedQuery { filter, paging }: PagedQuery<PeopleFilter>,
) -> Result<Response, ApiError> {
    let PeopleFilter { q, inactive } = filter;
    let what = FindPeople { q, inactive_too: inactive.unwrap_or(false), after: paging.after()? };
    let found = find_people(state.db.read(), what, paging.fetch()).await?;
    let page = Page::of(found, &paging, |person| (person.search_key.clone(), person.id));
    httpkit::answer(None, &page.map(|person| PersonView::of(person, caller.cx.lang)))
}
