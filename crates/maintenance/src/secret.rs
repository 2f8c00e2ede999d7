//! The secret by which somebody without an account follows a ticket: 256 random bits, of which only the SHA-256 is kept.

use base64::{Engine as _, engine::general_purpose::URL_SAFE_NO_PAD};
use sha2::{Digest, Sha256};

use crate::TicketError;

/// 256 bits from the operating system, as 43 characters of base64url.
pub(crate) fn random() -> Result<String, TicketError> {
    let mut bytes = [0_u8; 32];
    getrandom::fill(&mut bytes).map_err(|error| TicketError::NoRandomness(error.to_string()))?;
    Ok(URL_SAFE_NO_PAD.encode(bytes))
}

/// A secret that comes out the same each time for whoever has both halves: the salt is random and ours, the key the caller's.
pub(crate) fn derived(salt: &str, key: &str) -> String {
    URL_SAFE_NO_PAD.encode(Sha256::digest(format!("{salt}.{key}").as_bytes()))
}

/// What is kept of it.
pub(crate) fn hash(secret: impl AsRef<[u8]>) -> String {
    kernel::hex(&Sha256::digest(secret.as_ref()))
}
