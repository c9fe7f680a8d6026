//! The disk: which documents there are, what they hold, and writing what was made of them.

mod collect;
mod leftovers;
mod project;
mod write;

pub use collect::{Input, Loaded, Target, below, collect, lasting_name, normal_parts, parent};
pub use leftovers::leftovers;
pub use project::{Project, Projects};
pub use write::{Written, write};

use camino::Utf8PathBuf;

/// Why the run could not go on.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// There is no such file or folder.
    #[error("there is no file or folder `{0}`")]
    Missing(Utf8PathBuf),
    /// The system refused.
    #[error("cannot read `{path}`: {error}")]
    Read {
        /// What was to be read.
        path: Utf8PathBuf,
        /// What the system says.
        error: std::io::Error,
    },
    /// The system refused.
    #[error("cannot write `{path}`: {error}")]
    Write {
        /// What was to be written.
        path: Utf8PathBuf,
        /// What the system says.
        error: std::io::Error,
    },
    /// A folder cannot hold the diagram that was asked for.
    #[error("`{path}` is a folder; name the file that holds the diagram `{id}`")]
    FolderWithId {
        /// The folder.
        path: Utf8PathBuf,
        /// The id after `#`.
        id: String,
    },
}
