//! The names of the people in an answer, looked up in one statement.

use std::collections::HashMap;

use httpkit::{ApiError, AppState, Caller};
use kernel::PersonId;
use serde::Serialize;
use utoipa::ToSchema;

/// A person and their name.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub(crate) struct PersonRef {
    id: PersonId,
    name: String,
}

/// Names by person.
#[derive(Debug, Default)]
pub(crate) struct People(HashMap<PersonId, String>);

impl People {
    /// The names of these people; nothing is asked for the caller alone.
    pub(crate) async fn load(
        state: &AppState,
        caller: &Caller,
        ids: impl IntoIterator<Item = PersonId>,
    ) -> Result<Self, ApiError> {
        let me = &caller.who.me;
        let others: Vec<PersonId> = ids.into_iter().filter(|id| *id != me.id).collect();
        let mut names = if others.is_empty() {
            HashMap::new()
        } else {
            directory::queries::names_of(state.db.read(), others).await?
        };
        names.insert(me.id, me.name.clone());
        Ok(Self(names))
    }

    pub(crate) fn name(&self, id: PersonId) -> String {
        self.0.get(&id).cloned().unwrap_or_default()
    }

    pub(crate) fn person(&self, id: PersonId) -> PersonRef {
        PersonRef { id, name: self.name(id) }
    }
}
