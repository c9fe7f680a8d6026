//! `siteplan layout`.
use super::{exit::Exit, ui::Ui};
pub(super) fn run(_args: &impl Sized, _ui: &mut Ui) -> anyhow::Result<Exit> {
    Ok(Exit::Clean)
}
