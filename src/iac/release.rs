//! What is delivered once everything is deployed: the code of the apps.

use super::Symbol;

/// An app that code is delivered to.
#[derive(Clone, Debug, PartialEq)]
pub struct App {
    /// The resource that it runs as.
    pub symbol: Symbol,
    /// What the tag `siteplan-node` of that resource says, by which it is found again.
    pub node: String,
    /// As people call it.
    pub title: String,
    /// Which commands speak of it.
    pub service: Service,
    /// What is delivered.
    pub payload: Payload,
    /// The output that tells its name; empty text where it is not deployed.
    pub name: String,
    /// The output that tells its host name.
    pub host: String,
    /// The slot that a release goes through, where one is drawn.
    pub slot: Option<Slot>,
    /// The names of the settings that stay with a slot.
    pub sticky: Vec<String>,
    /// The path that tells whether it is healthy, where that is stated.
    pub health: Option<String>,
    /// From where it is reached.
    pub reach: Reach,
    /// The way of its code.
    pub way: Way,
    /// The request by which an edge service reaches it over a private link, which somebody has to approve.
    pub request: Option<Request>,
    /// Whether it may answer under a domain of one's own.
    pub domain: bool,
}

/// The request for a private link.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Request {
    /// Its message.
    pub message: String,
    /// Whether it comes wherever the app is deployed.
    pub certain: bool,
}

/// A slot of an app.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Slot {
    /// Its name.
    pub name: String,
    /// The output that tells the name, where the slot is not always deployed; empty text where it is not.
    pub output: Option<String>,
}

/// What an app is to those who deliver to it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Service {
    /// A web app.
    Web,
    /// A function app.
    Functions,
    /// A static web app.
    Static,
}

/// What is delivered to an app.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Payload {
    /// The sources, which the app's own host builds.
    Sources,
    /// What the .NET SDK publishes.
    Dotnet,
    /// What Maven packages: the version of Java, where that is known, and whether it is an archive for a servlet container.
    Maven {
        /// The version of Java.
        java: Option<String>,
        /// Whether the archive is a `.war`.
        war: bool,
    },
    /// An image, pushed to a registry of this plan.
    Image {
        /// The output that tells the registry's address.
        registry: String,
        /// The parameter that holds the image, `name:tag`.
        parameter: String,
        /// The image's name.
        repository: String,
    },
    /// The files of a site, as they are given out.
    Files,
}

/// By which way code gets to an app.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Way {
    /// It is brought from anywhere.
    Open,
    /// It is brought from the app's network.
    Network,
    /// Nothing reaches the app to bring it: it is left in a storage account, and the app fetches it. The output that tells the account's
    /// name, where one is drawn that will do.
    Storage(Option<String>),
}

/// From where an app is reached.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reach {
    /// From everywhere.
    Public,
    /// Through what stands before it.
    Fronted,
    /// From its network only.
    Private,
}
