//! Writing files: whole or not at all, and not where nothing changes.

use std::{fs, io::Write};

use camino::Utf8Path;

use super::Error;

/// What writing did.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Written {
    /// There was no such file.
    Created,
    /// The file held something else.
    Updated,
    /// The file held just this, and was not touched.
    Unchanged,
}

/// Writes a file and the folders that it stands in. A reader sees the old file or the new one, never a half.
///
/// # Errors
///
/// Where the system refuses.
pub fn write(path: &Utf8Path, bytes: &[u8]) -> Result<Written, Error> {
    let before = fs::read(path).ok();
    if before.as_deref() == Some(bytes) {
        return Ok(Written::Unchanged);
    }
    // A rename would go around it, where the folder can be written.
    if fs::metadata(path).is_ok_and(|about| about.permissions().readonly()) {
        let error = std::io::Error::new(std::io::ErrorKind::PermissionDenied, "it is read-only");
        return Err(Error::Write { path: path.to_owned(), error });
    }
    replace(path, bytes).map_err(|error| Error::Write { path: path.to_owned(), error })?;
    Ok(if before.is_some() { Written::Updated } else { Written::Created })
}

fn replace(path: &Utf8Path, bytes: &[u8]) -> std::io::Result<()> {
    // A link stays a link, and what it points at is replaced.
    let real = path.as_std_path().canonicalize().unwrap_or_else(|_| path.as_std_path().to_owned());
    let folder = match real.parent().filter(|p| !p.as_os_str().is_empty()) {
        Some(folder) => folder.to_owned(),
        None => std::path::PathBuf::from("."),
    };
    fs::create_dir_all(&folder)?;
    let mut builder = tempfile::Builder::new();
    builder.prefix(".siteplan-");
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        // Temporary files are private; this one becomes an ordinary file, less what the umask takes.
        builder.permissions(fs::Permissions::from_mode(0o666));
    }
    let mut file = builder.tempfile_in(&folder)?;
    file.write_all(bytes)?;
    if let Ok(about) = fs::metadata(&real) {
        file.as_file().set_permissions(about.permissions())?;
    }
    file.persist(&real).map_err(|e| e.error)?;
    Ok(())
}

#[cfg(test)]
mod tests {
    use camino::Utf8PathBuf;

    use super::*;

    #[test]
    fn files_are_created_updated_and_left_alone() {
        let dir = tempfile::tempdir().unwrap();
        let path = Utf8PathBuf::from_path_buf(dir.path().join("a/b/c.svg")).unwrap();
        assert_eq!(write(&path, b"1").unwrap(), Written::Created);
        assert_eq!(write(&path, b"1").unwrap(), Written::Unchanged);
        assert_eq!(write(&path, b"2").unwrap(), Written::Updated);
        assert_eq!(fs::read(&path).unwrap(), b"2");
        assert_eq!(fs::read_dir(path.parent().unwrap()).unwrap().count(), 1, "nothing is left beside it");
    }

    #[test]
    fn a_file_that_is_read_only_stays_as_it_is() {
        let dir = tempfile::tempdir().unwrap();
        let path = Utf8PathBuf::from_path_buf(dir.path().join("a.md")).unwrap();
        write(&path, b"1").unwrap();
        let mut permissions = fs::metadata(&path).unwrap().permissions();
        permissions.set_readonly(true);
        fs::set_permissions(&path, permissions).unwrap();
        assert!(write(&path, b"2").unwrap_err().to_string().contains("read-only"));
        assert_eq!(fs::read(&path).unwrap(), b"1");
    }

    #[test]
    fn a_file_in_the_place_of_a_folder_is_told() {
        let dir = tempfile::tempdir().unwrap();
        let path = Utf8PathBuf::from_path_buf(dir.path().join("a")).unwrap();
        write(&path, b"1").unwrap();
        assert!(matches!(write(&path.join("b"), b"2"), Err(Error::Write { .. })));
    }
}
