//! Secrets and names that nobody can guess.

use crate::read::{hex, sha256};

/// 128 random bits in hexadecimal. `None` when the system gives no chance.
pub(crate) fn secret() -> Option<String> {
    let mut bytes = [0u8; 16];
    getrandom::fill(&mut bytes).ok()?;
    Some(hex(&bytes))
}

/// The short name of a text, the same every time: twelve hexadecimal digits.
pub(crate) fn short(text: &str) -> String {
    sha256(text.as_bytes())[..12].to_string()
}

/// Whether two secrets are the same, in a time that does not tell how far they agree.
pub(crate) fn same(one: &str, other: &str) -> bool {
    let (one, other) = (one.as_bytes(), other.as_bytes());
    one.len() == other.len() && one.iter().zip(other).fold(0, |sum, (a, b)| sum | (a ^ b)) == 0
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn secrets_differ_and_are_compared_whole() {
        let (one, other) = (secret().unwrap(), secret().unwrap());
        assert_eq!(one.len(), 32);
        assert_ne!(one, other);
        assert!(same(&one, &one.clone()));
        assert!(!same(&one, &other) && !same(&one, &one[1..]) && !same(&one, ""));
        assert_eq!(short("a").len(), 12);
    }
}
