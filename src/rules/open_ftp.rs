//! SP303: an app is stated to take files over FTP without encryption.

use super::{Rule, Scope, Source, properties::{Advice, SITES, tell}};
use crate::diag::{Lint, Pack, Severity, Sink};

/// The rule.
pub static RULE: Rule = Rule {
    lint: Lint {
        code: "SP303",
        name: "open-ftp",
        pack: Pack::Practice,
        severity: Severity::Warning,
        summary: "An app is stated to take files over FTP without encryption.",
    },
    sources: &[Source {
        title: "Deploy your app to Azure App Service using FTP or FTPS",
        url: "https://learn.microsoft.com/azure/app-service/deploy-ftp",
        read: "2026-09",
    }],
    also: &["AZR-000081", "CKV_AZURE_78"],
    check,
};

const ADVICE: Advice = Advice {
    kinds: SITES,
    key: "ftp",
    against: &["all"],
    says: |_| "takes files over FTP without encryption".to_owned(),
    note: "the password and the files go over the network as they are",
    help: "deploy by a pipeline and write `ftp=off`, or at least `ftp=ftps-only`",
};

fn check(scope: &Scope<'_>, sink: &mut Sink) {
    tell(scope, &RULE, &ADVICE, |_| true, sink);
}
