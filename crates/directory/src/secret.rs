//! Session keys and personal tokens: 256 random bits each, of which only the SHA-256 is kept.

use base64::{Engine as _, engine::general_purpose::URL_SAFE_NO_PAD};
use sha2::{Digest, Sha256};

use crate::DirectoryError;

/// How a personal token begins, so that it is recognised where it does not belong.
pub const TOKEN_PREFIX: &str = "int_";

/// 256 bits from the operating system, as 43 characters of base64url.
pub(crate) fn random() -> Result<String, DirectoryError> {
    let mut bytes = [0_u8; 32];
    getrandom::fill(&mut bytes).map_err(|error| DirectoryError::Internal(format!("no randomness: {error}")))?;
    Ok(URL_SAFE_NO_PAD.encode(bytes))
}

/// What is kept of a secret. A fast hash is enough: nobody tries 2²⁵⁶ values.
pub(crate) fn hash(secret: &str) -> String {
    kernel::hex(&Sha256::digest(secret.as_bytes()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn secrets_differ_and_are_long() {
        let (a, b) = (random().unwrap(), random().unwrap());
        assert_ne!(a, b);
        assert_eq!(a.len(), 43);
    }

    #[test]
    fn the_hash_is_sha_256() {
        assert_eq!(hash("abc"), "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
    }
}
