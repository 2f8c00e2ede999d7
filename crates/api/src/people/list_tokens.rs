//! `GET /tokens`: my tokens.

use axum::{extract::State, response::Response};
use directory::queries::tokens_of;
use httpkit::{ApiError, AppState, Caller, Page, PagedQuery, PagingParams, ReadProblems};

use super::{NoFilter, views::TokenView};

/// The caller's tokens, oldest first, without their secrets.
#[utoipa::path(
    get, path = "/tokens", params(PagingParams),
    responses((status = 200, description = "A page of tokens", body = Page<TokenView>), ReadProblems)
)]
pub(super) async fn list_tokens(
    State(state): State<AppState>,
    caller: Caller,
    PagedQuery { filter: NoFilter {}, paging }: PagedQuery<NoFilter>,
) -> Result<Response, ApiError> {
    let tokens = tokens_of(state.db.read(), caller.who.me.id, paging.after()?, paging.fetch()).await?;
    httpkit::answer(None, &Page::of(tokens, &paging, |token| token.id).map(TokenView::from))
}
