//! Passwords: Argon2id with the parameters OWASP recommends (19 MiB, 2 passes, 1 lane), off the async threads.

use argon2::{Argon2, PasswordHash, PasswordHasher, PasswordVerifier};
use tokio::sync::Semaphore;

use crate::{DirectoryError, model};

/// How many passwords are hashed at the same time: each takes 19 MiB and a core.
static AT_ONCE: Semaphore = Semaphore::const_new(4);

/// The hash of a password that nobody has: verified when there is no person, so that it takes as long.
const NOBODY: &str =
    "$argon2id$v=19$m=19456,t=2,p=1$c29tZS1zYWx0LWZvci1ub2JvZHk$dBmxAl0KjPkGmTbW3Q7rfRVtjJXv2LwS3+SBSWPBEYI";

/// A password, hashed: what the commands take, since hashing is too slow for a transaction.
#[derive(Clone)]
pub struct HashedPassword(pub(crate) String);

impl std::fmt::Debug for HashedPassword {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("HashedPassword(…)")
    }
}

/// Checks a new password of that login against the rules and hashes it.
pub async fn hash_password(password: String, login: &str) -> Result<HashedPassword, DirectoryError> {
    model::check_password(&password, login)?;
    off_thread(move || {
        Argon2::default()
            .hash_password(password.as_bytes())
            .map(|hash| HashedPassword(hash.to_string()))
            .map_err(|error| DirectoryError::Internal(format!("hashing: {error}")))
    })
    .await?
}

/// Whether the password fits the hash; `None` takes as long and never fits.
pub(crate) async fn verify(password: String, hash: Option<String>) -> Result<bool, DirectoryError> {
    if password.len() > model::PASSWORD_MAX {
        return Ok(false);
    }
    off_thread(move || {
        let known = hash.is_some();
        let text = hash.as_deref().unwrap_or(NOBODY);
        let parsed =
            PasswordHash::new(text).map_err(|error| DirectoryError::Internal(format!("a stored hash: {error}")))?;
        Ok(Argon2::default().verify_password(password.as_bytes(), &parsed).is_ok() && known)
    })
    .await?
}

async fn off_thread<T: Send + 'static>(work: impl FnOnce() -> T + Send + 'static) -> Result<T, DirectoryError> {
    let permit = AT_ONCE.acquire().await.map_err(|_| DirectoryError::Internal("hashing has ended".into()))?;
    tokio::task::spawn_blocking(move || {
        let done = work();
        drop(permit);
        done
    })
    .await
    .map_err(|error| DirectoryError::Internal(format!("hashing: {error}")))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn a_password_fits_its_own_hash_only() {
        let hash = hash_password("correct horse battery".into(), "anna").await.unwrap();
        assert!(hash.0.starts_with("$argon2id$v=19$m=19456,t=2,p=1$"), "{}", hash.0);
        assert!(verify("correct horse battery".into(), Some(hash.0.clone())).await.unwrap());
        assert!(!verify("correct horse batterie".into(), Some(hash.0)).await.unwrap());
        assert!(!format!("{:?}", HashedPassword("x".into())).contains('x'));
    }

    #[tokio::test]
    async fn nobody_has_no_password_but_costs_the_same_parameters() {
        assert!(!verify("whatever it may be".into(), None).await.unwrap());
        let parsed = PasswordHash::new(NOBODY).unwrap();
        let real = hash_password("correct horse battery".into(), "anna").await.unwrap();
        assert_eq!(parsed.params, PasswordHash::new(&real.0).unwrap().params);
    }
}
