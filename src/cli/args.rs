//! What can be written after `siteplan`.

use camino::Utf8PathBuf;
use clap::{Args as ClapArgs, Parser, Subcommand, ValueEnum};

use crate::{config, emit};

/// Compiles the Mermaid diagrams in your docs: pictures, verdicts and Azure App Service infrastructure.
#[derive(Debug, Parser)]
#[command(name = "siteplan", version, after_help = EXAMPLES, max_term_width = 100)]
pub(super) struct Args {
    #[command(subcommand)]
    pub(super) command: Command,
}

const EXAMPLES: &str = "\
Examples:
  siteplan check docs
  siteplan render docs -o pictures
  siteplan build docs/shop.md --target bicep -o infra

A PATH is a file, a folder, `-` for standard input, or FILE#diagram-id.
Exit codes: 0 clean, 1 findings at error level or stale output, 2 could not run.";

/// The commands.
#[derive(Debug, Subcommand)]
pub(super) enum Command {
    /// Check diagrams against the rules of their hosting tier.
    Check(CheckArgs),
    /// Show what each node and edge of a diagram was taken for, and why.
    Inspect(InspectArgs),
    /// Print the graph of a diagram.
    Parse(DiagramArgs<ParseHelp>),
    /// Print where everything in a diagram's picture stands.
    Layout(DiagramArgs<LayoutHelp>),
    /// Draw diagrams.
    Render(RenderArgs),
    /// Write the infrastructure that diagrams describe.
    Build(BuildArgs),
    /// Lay out the source of flowcharts, without a change of what they mean.
    Fmt(FmtArgs),
    /// Explain a finding, or list all that there are.
    Explain(ExplainArgs),
}

/// The documents to read.
#[derive(Debug, ClapArgs)]
pub(super) struct Paths {
    /// Files, folders, `-` for standard input, or FILE#diagram-id.
    #[arg(value_name = "PATH", default_value = ".")]
    pub(super) paths: Vec<String>,
}

#[derive(Debug, ClapArgs)]
#[command(after_help = "\
Examples:
  siteplan check                            everything below this folder
  siteplan check docs/shop.md#checkout      one diagram
  siteplan check docs --format sarif > findings.sarif
  siteplan check docs --fix --diff          what would be mended
  siteplan check docs --baseline known.json --write-baseline")]
pub(super) struct CheckArgs {
    #[command(flatten)]
    pub(super) paths: Paths,
    /// How findings are printed.
    #[arg(long, value_enum, default_value_t = Findings::Human)]
    pub(super) format: Findings,
    /// Whose topology rules hold, over what the project file says.
    #[arg(long, value_enum)]
    pub(super) policy: Option<Policy>,
    /// Fail on warnings too.
    #[arg(long, value_enum)]
    pub(super) deny: Option<Deny>,
    /// A file of known findings, which are not told; over what the project file says.
    #[arg(long, value_name = "FILE")]
    pub(super) baseline: Option<Utf8PathBuf>,
    /// Write what is found to the baseline, and tell nothing.
    #[arg(long, conflicts_with_all = ["fix", "deny"])]
    pub(super) write_baseline: bool,
    /// Mend what can surely be mended.
    #[arg(long)]
    pub(super) fix: bool,
    /// Print what --fix would change, and write nothing.
    #[arg(long, requires = "fix")]
    pub(super) diff: bool,
}

#[derive(Debug, ClapArgs)]
#[command(after_help = "\
Example:
  siteplan inspect docs/shop.md#checkout")]
pub(super) struct InspectArgs {
    /// FILE#diagram-id; FILE alone where it holds one diagram; `-` for a flowchart on standard input.
    #[arg(value_name = "FILE#ID")]
    pub(super) diagram: String,
    /// How it is printed.
    #[arg(long, value_enum, default_value_t = Format::Human)]
    pub(super) format: Format,
}

/// The arguments of a command that reads one diagram and prints JSON.
#[derive(Debug, ClapArgs)]
pub(super) struct DiagramArgs<H: ClapArgs> {
    /// FILE#diagram-id; FILE alone where it holds one diagram; `-` for a flowchart on standard input.
    #[arg(value_name = "FILE#ID")]
    pub(super) diagram: String,
    /// How it is printed.
    #[arg(long, value_enum, default_value_t = JsonFormat::Json)]
    format: JsonFormat,
    #[command(flatten)]
    help: H,
}

/// The help of `parse`.
#[derive(Debug, ClapArgs)]
#[command(after_help = "\
Example:
  siteplan parse docs/shop.md#checkout
  echo 'graph LR; A-->B' | siteplan parse -")]
pub(super) struct ParseHelp {}

/// The help of `layout`.
#[derive(Debug, ClapArgs)]
#[command(after_help = "\
Example:
  siteplan layout docs/shop.md#checkout
  echo 'graph LR; A-->B' | siteplan layout -")]
pub(super) struct LayoutHelp {}

#[derive(Debug, ClapArgs)]
#[command(after_help = "\
Examples:
  siteplan render docs -o pictures          pictures/docs/shop/checkout.svg, and so on
  siteplan render docs/shop.md#checkout -o checkout.png
  siteplan render docs -o print --format pdf
  siteplan render docs -o review --overlay findings")]
pub(super) struct RenderArgs {
    #[command(flatten)]
    pub(super) paths: Paths,
    /// The folder to write to; or a file, for one diagram.
    #[arg(short, long, value_name = "DIR|FILE")]
    pub(super) output: Utf8PathBuf,
    /// The format of the pictures; by default the one that FILE ends with, else SVG.
    #[arg(long, value_enum)]
    pub(super) format: Option<Picture>,
    /// What is shown: the drawing as written, or the architecture that it means.
    #[arg(long, value_enum, default_value_t = View::Drawn)]
    pub(super) view: View,
    /// What is shown on top.
    #[arg(long, value_enum, default_value_t = Overlay::None)]
    pub(super) overlay: Overlay,
    /// The colors: siteplan, or as in Mermaid default, neutral, dark, forest, base; by default those of the diagram's configuration.
    #[arg(long, value_name = "NAME")]
    pub(super) theme: Option<String>,
    /// Pixels for each unit of the drawing: 2 by default in a PNG, 1 elsewhere.
    #[arg(long, value_name = "N", conflicts_with = "width")]
    pub(super) scale: Option<f64>,
    /// The width of every picture, in pixels.
    #[arg(long, value_name = "PX")]
    pub(super) width: Option<u32>,
    /// The color of the page, or `transparent`; a PNG is white by default.
    #[arg(long, value_name = "COLOR")]
    pub(super) background: Option<String>,
    /// A font for characters that the bundled one lacks, in PNG and PDF.
    #[arg(long, value_name = "FILE")]
    pub(super) font: Vec<Utf8PathBuf>,
}

#[derive(Debug, ClapArgs)]
#[command(after_help = "\
Examples:
  siteplan build docs/shop.md#checkout --target bicep -o infra
  siteplan build docs --target bicep,terraform -o infra --env prod
  siteplan build docs --target terraform --terraform-provider azurerm -o infra
  siteplan build docs --target arm -o infra --check      fails where infra is stale
  siteplan build docs --target bicep,github -o infra --root .")]
pub(super) struct BuildArgs {
    #[command(flatten)]
    pub(super) paths: Paths,
    /// The languages to write.
    #[arg(long, value_enum, value_delimiter = ',', required = true)]
    pub(super) target: Vec<Language>,
    /// The provider that Terraform is written for; by default `azapi`.
    #[arg(long, value_enum, value_name = "NAME")]
    pub(super) terraform_provider: Option<Provider>,
    /// The folder to write to.
    #[arg(short, long, value_name = "DIR")]
    pub(super) output: Utf8PathBuf,
    /// The root of the Git repository, whose `.github/workflows` workflows go to; by default the folder that is written to.
    #[arg(long, value_name = "DIR")]
    pub(super) root: Option<Utf8PathBuf>,
    /// The environment; by default all that the project file names, or `dev`.
    #[arg(long, value_name = "NAME")]
    pub(super) env: Option<String>,
    /// Write nothing, and fail where the folder does not hold just what would be written.
    #[arg(long)]
    pub(super) check: bool,
    /// Build diagrams with error findings too.
    #[arg(long)]
    pub(super) force: bool,
}

#[derive(Debug, ClapArgs)]
#[command(after_help = "\
Examples:
  siteplan fmt docs
  siteplan fmt docs --check                 fails where a diagram is not laid out
  siteplan fmt docs/shop.md#checkout --diff
  siteplan fmt - < docs/shop.md")]
pub(super) struct FmtArgs {
    #[command(flatten)]
    pub(super) paths: Paths,
    /// Write nothing, list the files that would change, and fail where there are any.
    #[arg(long)]
    pub(super) check: bool,
    /// Print what would change, and write nothing.
    #[arg(long)]
    pub(super) diff: bool,
}

#[derive(Debug, ClapArgs)]
#[command(after_help = "\
Examples:
  siteplan explain SP117
  siteplan explain wrong-private-dns-zone
  siteplan explain                          lists every finding")]
pub(super) struct ExplainArgs {
    /// The code or the name of a finding.
    #[arg(value_name = "CODE|NAME")]
    pub(super) lint: Option<String>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(super) enum Format {
    /// For people.
    Human,
    /// For machines.
    Json,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(super) enum Findings {
    /// For people.
    Human,
    /// For machines.
    Json,
    /// SARIF 2.1.0, for code scanning and editors.
    Sarif,
    /// Annotations of GitHub Actions.
    Github,
    /// A JUnit report, for build servers.
    Junit,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum JsonFormat {
    /// For machines.
    Json,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(super) enum Policy {
    /// The App Service guide's rules, and Azure's.
    Guide,
    /// Only Azure's.
    Azure,
}

impl From<Policy> for config::Policy {
    fn from(policy: Policy) -> Self {
        match policy {
            Policy::Guide => Self::Guide,
            Policy::Azure => Self::Azure,
        }
    }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(super) enum Deny {
    /// Findings at warning level.
    Warnings,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(super) enum Picture {
    /// Scalable, light and dark in one file.
    Svg,
    /// Pixels.
    #[cfg(feature = "png")]
    Png,
    /// A page for each diagram, with the fonts inside.
    #[cfg(feature = "pdf")]
    Pdf,
}

impl Picture {
    /// What the names of its files end with.
    pub(super) const fn extension(self) -> &'static str {
        match self {
            Self::Svg => "svg",
            #[cfg(feature = "png")]
            Self::Png => "png",
            #[cfg(feature = "pdf")]
            Self::Pdf => "pdf",
        }
    }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(super) enum View {
    /// What the author wrote.
    Drawn,
    /// The architecture that it means.
    Model,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(super) enum Overlay {
    /// Findings, at the nodes that they are about.
    Findings,
    /// Nothing.
    None,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(super) enum Language {
    /// `main.bicep` and a parameter file.
    Bicep,
    /// `main.json` and a parameter file.
    Arm,
    /// `main.tf` and its kin.
    Terraform,
    /// Workflows of GitHub Actions that preview, deploy and deliver.
    Github,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(super) enum Provider {
    /// Every resource in the shape of Resource Manager.
    Azapi,
    /// Resources of azurerm, and azapi for what azurerm does not have.
    Azurerm,
}

impl From<Provider> for emit::Provider {
    fn from(provider: Provider) -> Self {
        match provider {
            Provider::Azapi => Self::Azapi,
            Provider::Azurerm => Self::Azurerm,
        }
    }
}

#[cfg(test)]
mod tests {
    use clap::CommandFactory;

    use super::*;

    #[test]
    fn every_command_has_an_example() {
        let command = Args::command();
        command.clone().debug_assert();
        for command in command.get_subcommands() {
            let help = command.get_after_help().map(ToString::to_string).unwrap_or_default();
            assert!(help.contains(&format!("siteplan {}", command.get_name())), "{}", command.get_name());
        }
    }
}
