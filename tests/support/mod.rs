//! What the larger tests share.

pub(crate) mod oracle;
