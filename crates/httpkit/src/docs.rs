//! Problems in the OpenAPI document.

use std::collections::BTreeMap;

use serde::Serialize;
use serde_json::Value;
use utoipa::{
    IntoParams, IntoResponses, PartialSchema, ToSchema,
    openapi::{
        Content, Ref, RefOr,
        response::{Response, ResponseBuilder},
    },
};

use crate::error::PROBLEM_JSON;

/// A field that was refused.
#[derive(Debug, Serialize, ToSchema)]
pub struct RefusedField {
    /// Where it stands: `rooms[0].seats`.
    pub field: String,
    /// Why: `unknown`, `missing`, `invalid`, `too_short`, `too_long`, `taken`, `out_of_range`, …
    pub code: String,
    /// The same in the caller's language.
    pub text: String,
    /// What was given, where it lies outside what is allowed.
    #[schema(value_type = Option<Object>)]
    pub value: Option<Value>,
    /// The least that is allowed.
    #[schema(value_type = Option<Object>)]
    pub min: Option<Value>,
    /// The most that is allowed.
    #[schema(value_type = Option<Object>)]
    pub max: Option<Value>,
}

/// Why a request was refused (RFC 9457). Each code may add members of its own that explain it.
#[derive(Debug, Serialize, ToSchema)]
pub struct ProblemDocument {
    /// A stable path for the kind of problem.
    #[schema(example = "/problems/not-free")]
    pub r#type: String,
    /// What is wrong, in short, in the caller's language.
    pub title: String,
    /// The HTTP status.
    #[schema(example = 409)]
    pub status: u16,
    /// What is wrong and what to do, in the caller's language.
    pub detail: Option<String>,
    /// The code to program against; never changes.
    #[schema(example = "not_free")]
    pub code: String,
    /// The id of the request, as in `X-Request-Id`.
    pub request_id: String,
    /// The fields that were refused, where it is about fields.
    pub fields: Option<Vec<RefusedField>>,
    /// Why it is refused, where a rule of booking refuses.
    #[schema(value_type = Option<Vec<Object>>)]
    pub findings: Option<Vec<Value>>,
    /// What is in the way, where it is not free.
    #[schema(value_type = Option<Vec<Object>>)]
    pub conflicts: Option<Vec<Value>>,
    /// What would be possible instead.
    #[schema(value_type = Option<Vec<Object>>)]
    pub alternatives: Option<Vec<Value>>,
}

const READING: &[(&str, &str)] = &[
    ("400", "Malformed"),
    ("401", "Not signed in"),
    ("403", "Not permitted"),
    ("404", "Not found, or not to be known"),
    ("429", "Too many requests; see `Retry-After`"),
    ("503", "The database is away; see `Retry-After`"),
];

const WRITING: &[(&str, &str)] = &[
    ("409", "Conflict with what is there"),
    ("413", "Too large"),
    ("415", "Not this type of content"),
    ("422", "A rule refuses it"),
];

const VERSIONED: &[(&str, &str)] = &[("412", "Not the present version"), ("428", "`If-Match` is missing")];

fn responses(lists: &[&[(&str, &str)]]) -> BTreeMap<String, RefOr<Response>> {
    let content = || Content::new(Some(Ref::from_schema_name(ProblemDocument::name())));
    lists
        .iter()
        .flat_map(|list| list.iter())
        .map(|(status, why)| {
            let response = ResponseBuilder::new().description(*why).content(PROBLEM_JSON, content()).build();
            ((*status).to_owned(), RefOr::T(response))
        })
        .collect()
}

/// The problems of a read: `responses((status = 200, …), httpkit::ReadProblems)`.
#[derive(Debug)]
pub enum ReadProblems {}

/// The problems of a write.
#[derive(Debug)]
pub enum WriteProblems {}

/// The problems of a write that needs `If-Match`.
#[derive(Debug)]
pub enum VersionedProblems {}

impl IntoResponses for ReadProblems {
    fn responses() -> BTreeMap<String, RefOr<Response>> {
        responses(&[READING])
    }
}

impl IntoResponses for WriteProblems {
    fn responses() -> BTreeMap<String, RefOr<Response>> {
        responses(&[READING, WRITING])
    }
}

impl IntoResponses for VersionedProblems {
    fn responses() -> BTreeMap<String, RefOr<Response>> {
        responses(&[READING, WRITING, VERSIONED])
    }
}

/// The parameters of every list: `params(Filter, httpkit::PagingParams)`.
#[derive(Debug, IntoParams)]
#[into_params(parameter_in = Query)]
pub struct PagingParams {
    /// How many items at most.
    #[param(minimum = 1, maximum = 200, default = 50)]
    pub limit: Option<u32>,
    /// The `next_cursor` of the page before.
    pub cursor: Option<String>,
}

/// Adds the schemas that the shared responses refer to; the composition root calls it on the finished document.
pub fn complete(document: &mut utoipa::openapi::OpenApi) {
    let components = document.components.get_or_insert_with(Default::default);
    components.schemas.insert(ProblemDocument::name().into_owned(), ProblemDocument::schema());
    components.schemas.insert(RefusedField::name().into_owned(), RefusedField::schema());
}
