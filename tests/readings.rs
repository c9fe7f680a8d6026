//! What single edges and words come to in the model, where that decides what is deployed.

#![expect(clippy::expect_used, reason = "this is test code, though not all of it in test functions")]

use siteplan::{
    catalog::LinkKind,
    compile::compile,
    config::Config,
    model::{Architecture, ComponentId},
    source::Source,
};

fn architecture(diagram: &str) -> Architecture {
    let source = Source::new("page.md", format!("# Shop\n\n```mermaid\n{diagram}\n```\n"));
    let diagram = compile(&source, &Config::default()).diagrams.into_iter().next().expect("one diagram");
    diagram.model.and_then(|m| m.architecture).expect("an architecture")
}

fn drawn_as(architecture: &Architecture, node: &str) -> ComponentId {
    architecture.of_node(node).expect("a component")
}

#[test]
fn an_app_of_an_environment_is_in_the_network_and_not_integrated_with_it() {
    let read = architecture(
        "flowchart LR
         Net[VNet] --> Seat[ASE Subnet]
         Seat --> Home[App Service Environment v3]
         Home --> Shop[Web App]
         Shop --> Net
         Shop --> Seat",
    );
    let shop = drawn_as(&read, "Shop");
    assert!(read.to(shop, LinkKind::Integrates).next().is_none());
    assert_eq!(read.vnet_of(shop), Some(drawn_as(&read, "Net")));
    assert_eq!(read.of_kind("subnet").count(), 1, "and no integration subnet is added");
}

#[test]
fn the_words_of_an_endpoint_name_a_sub_resource_of_what_it_leads_to() {
    let read = architecture(
        "flowchart LR
         Shop[App Service] --> Side[PE: Queue]
         Side --> Data[Storage account]",
    );
    let endpoint = read.get(drawn_as(&read, "Side")).expect("the endpoint");
    assert_eq!(endpoint.facts.groups, ["queue"]);
    let zones = read.of_kind("private-dns-zone").filter_map(|(_, z)| z.facts.zone.as_ref());
    assert_eq!(zones.map(|z| z.value.as_str()).collect::<Vec<_>>(), ["privatelink.queue.core.windows.net"]);
}
