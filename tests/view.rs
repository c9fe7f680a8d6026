//! The model view: one architecture is one picture, however it is drawn, and it shows what the drawing means.

#![expect(clippy::expect_used, reason = "a test that cannot go on fails there")]

use std::fmt::Write as _;
use std::path::Path;

use siteplan::{
    compile::{self, Compiled},
    config::Config,
    render::{self, Options, Target, view::View},
    report::overlay,
    source::Source,
};

/// The same architecture, drawn with subgraphs.
const NESTED: &str = r#"flowchart TB
    %% siteplan: location=koreacentral
    Users([Users]) -->|HTTPS| App
    Ci[GitHub Actions] --> App
    subgraph Plan["App Service plan (P1v3)"]
        App["Web App (Python 3.13)"]
    end
    subgraph Net["VNet 10.1.0.0/16"]
        Int["Integration subnet 10.1.0.0/26"]
        subgraph Pes["Private endpoint subnet 10.1.1.0/27"]
            PeSql["Private endpoint SQL"]
            PeKv["Private endpoint Key Vault"]
        end
    end
    App --> Int
    PeSql --> Sql[("Azure SQL")]
    PeKv --> Kv["Key Vault"]
    App --> Id["Managed identity"]
    App -.-> Ai["Application Insights"]
    App --> Entra["Microsoft Entra ID"]
"#;

/// The same architecture, drawn with edges.
const FLAT: &str = r#"flowchart LR
    %% siteplan: location=koreacentral
    Visitors([Users])
    Build[GitHub Actions]
    Hosting["App Service plan (P1v3)"]
    Site["Web App (Python 3.13)"]
    V["VNet 10.1.0.0/16"]
    Out["Integration subnet 10.1.0.0/26"]
    In["Private endpoint subnet 10.1.1.0/27"]
    E1["Private endpoint SQL"]
    E2["Private endpoint Key Vault"]
    D1[("Azure SQL")]
    D2["Key Vault"]
    M["Managed identity"]
    T["Application Insights"]
    Dir["Microsoft Entra ID"]
    Visitors -->|HTTPS| Site
    Build --> Site
    Hosting -->|hosts| Site
    V -->|Contains| Out
    V -->|Contains| In
    In -->|Contains| E1
    In -->|Contains| E2
    Site --> Out
    E1 --> D1
    E2 --> D2
    Site --> M
    Site -.-> T
    Site --> Dir
"#;

fn compiled(text: &str) -> Compiled {
    compile::compile(&Source::new("a.md", format!("# Shop\n\n```mermaid\n{text}```\n")), &Config::default())
}

fn view_of(compiled: &Compiled, id: &str) -> View {
    let diagram = compiled.diagram(id).expect("a diagram");
    let architecture = diagram.model.as_ref().and_then(|m| m.architecture.as_ref()).expect("an architecture");
    render::view::model(diagram.graph.as_ref().expect("a graph"), architecture)
}

fn view(text: &str) -> View {
    let compiled = compiled(text);
    let id = compiled.diagrams.first().expect("a diagram").id.clone();
    view_of(&compiled, &id)
}

fn svg(view: &View) -> String {
    let options = Options { glyphs: view.glyphs.clone(), look: view.look.clone(), ..Options::default() };
    render::svg(&view.graph, &options)
}

/// The picture in words: what stands in what, and every line.
fn outline(view: &View) -> String {
    let mut out = String::new();
    let graph = &view.graph;
    inside(view, None, 0, &mut out);
    for (i, edge) in graph.edges.iter().enumerate() {
        let arrow = if view.look.quiet.contains(&i) { "-.->" } else { "-->" };
        let label = edge.label.as_ref().map(|l| format!(" \"{}\"", l.plain())).unwrap_or_default();
        writeln!(out, "{} {arrow} {}{label}", edge.from, edge.to).expect("text");
    }
    for (key, words) in &view.look.legend {
        writeln!(out, "{key:?}: {words}").expect("text");
    }
    writeln!(out, "tag: {:?}", view.look.tag).expect("text");
    out
}

fn inside(view: &View, holder: Option<&str>, depth: usize, out: &mut String) {
    let graph = &view.graph;
    let mark = |id: &str| if view.look.filled.contains(id) { " (filled in)" } else { "" };
    for cluster in graph.clusters.iter().filter(|c| c.parent.as_deref() == holder) {
        writeln!(
            out,
            "{}{}: {}{}",
            "  ".repeat(depth),
            cluster.id,
            cluster.title.lines().join(" / "),
            mark(&cluster.id)
        )
        .expect("text");
        inside(view, Some(&cluster.id), depth + 1, out);
    }
    for node in graph.nodes.values().filter(|n| n.parent.as_deref() == holder) {
        let text = node.label.as_ref().map(|l| l.lines().join(" / ")).unwrap_or_default();
        writeln!(out, "{}{}: {text}{}", "  ".repeat(depth), node.id, mark(&node.id)).expect("text");
    }
}

#[test]
fn an_architecture_in_words() {
    insta::assert_snapshot!(outline(&view(NESTED)));
}

#[test]
fn subgraphs_and_edges_give_the_same_picture() {
    let (nested, flat) = (view(NESTED), view(FLAT));
    assert_eq!(outline(&nested), outline(&flat));
    assert_eq!(svg(&nested), svg(&flat));
}

#[test]
fn the_same_bytes_every_time() {
    assert_eq!(svg(&view(NESTED)), svg(&view(NESTED)));
}

#[test]
fn people_and_services_stand_outside_of_the_resource_group() {
    let view = view(NESTED);
    let parent = |id: &str| view.graph.nodes.get(id).expect("a node").parent.clone();
    for id in ["external-client", "pipeline", "entra-id"] {
        assert_eq!(parent(id), None, "{id}");
    }
    assert_eq!(parent("key-vault").as_deref(), Some("resource-group"));
}

#[test]
fn drawn_resource_groups_keep_what_is_drawn_in_them() {
    let view = view(
        "flowchart TB\n  subgraph A [Resource group apps]\n  App[Web App] \n  end\n  subgraph B [Resource group data]\n  Kv[Key Vault]\n  \
         Sql[(Azure SQL)]\n  end\n  App --> Kv & Sql\n",
    );
    let text = outline(&view);
    assert!(text.contains("resource-group: Resource group apps\n  app-service-plan"), "{text}");
    assert!(text.contains("resource-group-2: Resource group data\n  "), "{text}");
}

#[test]
fn slots_and_autoscale_belong_to_the_plan() {
    let view = view(
        "flowchart TB\n  App[\"Web App (P1v3)\"] --> Slot[Staging slot]\n  App --> Auto[Autoscale]\n  App --> Kv[Key Vault]\n",
    );
    let text = outline(&view);
    assert!(text.contains("app-service-plan: App Service plan / P1v3 · autoscale (filled in)"), "{text}");
    assert!(text.contains("    deployment-slot: Staging slot\n"), "{text}");
    assert_eq!(view.target(&Target::Node("Auto".to_owned())), Target::Node("app-service-plan".to_owned()));
}

#[test]
fn a_tier_beside_the_plan_stands_below_the_name() {
    let view = view(
        "flowchart TB\n  %% siteplan: name=shop\n  U([Premium users]) --> Fd[Azure Front Door Premium]\n  Fd --> App[\"Web App (Premium P1v3)\"]\n  \
         App --> Acr[Container Registry Premium]\n  App --> Sb[Service Bus Premium]\n  App --> Kv[Key Vault]\n",
    );
    let text = outline(&view);
    for line in [
        "front-door: Azure Front Door Premium / Premium tier\n",
        "container-registry: Container Registry Premium / Premium tier\n",
        "service-bus: Service Bus Premium / Premium tier\n",
        "key-vault: Key Vault\n",
        "external-client: Premium users\n",
        "web-app: Web App (Premium P1v3)\n",
    ] {
        assert!(text.contains(line), "{line} is not in {text}");
    }
}

#[test]
fn a_slot_has_its_own_way_into_the_vnet() {
    let way = "deployment-slot --> subnet \"VNet integration\"\n";
    for (edge, drawn) in [("App & Slot", true), ("App", false)] {
        let view = view(&format!(
            "flowchart TB\n  App[\"Web App (P1v3)\"] --- Slot[Staging slot]\n  {edge} --> Int[Integration subnet]\n"
        ));
        let text = outline(&view);
        assert_eq!(text.matches(way).count(), 1, "{text}");
        assert_eq!(text.matches("web-app --> subnet \"VNet integration\"\n").count(), 1, "{text}");
        assert_eq!(matches!(view.target(&Target::Edge(2)), Target::Edge(_)), drawn, "{text}");
    }
}

#[test]
fn every_line_to_data_says_what_lets_the_app_in() {
    let data = [
        ("Key Vault", "key-vault", "Key Vault Secrets User"),
        ("Storage account", "storage-account", "Storage Blob Data Contributor"),
        ("Azure SQL", "sql-server", "signs in with Entra ID"),
        ("PostgreSQL", "postgresql", "signs in with Entra ID"),
        ("MySQL", "mysql", "signs in with Entra ID"),
        ("Cosmos DB", "cosmos-db", "Cosmos DB Built-in Data Contributor"),
        ("Azure Cache for Redis", "redis-cache", "Data Contributor"),
        ("Azure Managed Redis", "managed-redis", "default access policy"),
    ];
    for (label, id, words) in data {
        let public =
            view(&format!("flowchart TB\n  %% siteplan: name=shop\n  App[Web App] --> Data[\"Azure {label}\"]\n"));
        let private = view(&format!(
            "flowchart TB\n  %% siteplan: name=shop\n  App[Web App] --> Int[Integration subnet] --> Pe[\"Private endpoint {label}\"] --> Data[\"Azure {label}\"]\n"
        ));
        for text in [outline(&public), outline(&private)] {
            let line = format!("web-app --> {id} \"{words}\"\n");
            assert!(text.contains(&line), "{line} is not in {text}");
        }
    }
}

#[test]
fn what_a_subnet_sends_through_a_firewall_is_traffic() {
    let view = view(
        "flowchart TB\n  %% siteplan: name=shop\n  subgraph Hub [Hub VNet]\n  subgraph F [AzureFirewallSubnet]\n  Fw[Azure Firewall]\n  end\n  end\n  \
         subgraph Spoke [Spoke VNet]\n  Int[Integration subnet]\n  end\n  Hub <--> Spoke\n  App[Web App] --> Int\n  Int ==>|all outbound| Fw\n",
    );
    let text = outline(&view);
    let id = |name: &str| {
        let line = text.lines().find(|l| l.contains(name)).expect("a part");
        line.trim().split(':').next().expect("an id").to_owned()
    };
    let line = format!("{} --> {} \"all outbound\"\n", id(": Integration subnet"), id(": Azure Firewall"));
    assert!(text.contains(&line), "{line} is not in {text}");
    // The firewall's own subnet holds it, and needs no line.
    assert_eq!(text.matches("azure-firewall").count(), 2, "{text}");
}

#[test]
fn what_is_drawn_and_no_relation_is_told_quietly_and_once() {
    let view = view(
        "flowchart TB\n  %% siteplan: name=shop\n  Ci[GitHub Actions] --> App[Web App]\n  App --> Kv[Key Vault]\n  App --> St[Storage account]\n  \
         St -->|backup copy| Kv\n  Kv --> App\n",
    );
    let text = outline(&view);
    assert!(text.contains("storage-account -.-> key-vault \"backup copy\"\n"), "{text}");
    assert!(text.contains("Quiet: drawn only\n"), "{text}");
    // The last line says no more than the relation that it is drawn back along.
    assert!(!text.contains("key-vault -.->") && !text.contains("key-vault -->"), "{text}");
}

#[test]
fn an_internal_environment_has_its_zone() {
    let text = |rest: &str| {
        outline(&view(&format!(
            "flowchart TB\n  %% siteplan: name=shop\n  subgraph Net [VNet]\n  subgraph S [Environment subnet]\n  Ase[App Service Environment v3]\n  end\n  end\n  Ase --> App[Web App]\n  {rest}\n"
        )))
    };
    let named = text("%% siteplan(Ase): name=ase-shop");
    for line in [
        "  private-dns-zone: ase-shop.appserviceenvironment.net / Private DNS zone (filled in)\n",
        "virtual-network -.-> private-dns-zone \"DNS link\"\n",
    ] {
        assert!(named.contains(line), "{line} is not in {named}");
    }
    assert!(
        text("").contains("<environment>.appserviceenvironment.net / Private DNS zone (filled in)"),
        "{}",
        text("")
    );
    let drawn = text("Zone[\"internal.appserviceenvironment.net\"] --> Net");
    assert_eq!(drawn.matches("appserviceenvironment.net").count(), 1, "{drawn}");
    assert!(!drawn.contains("appserviceenvironment.net / Private DNS zone (filled in)"), "{drawn}");
}

#[test]
fn traffic_goes_the_way_that_it_is_drawn() {
    let view = view(
        "flowchart TB\n  %% siteplan: name=shop\n  Office[On-premises] --> Vpn[VPN Gateway]\n  Vpn --> Ilb[Internal load balancer]\n  \
         Ilb --> Ase[App Service Environment v3]\n  Ase --> App[Web App]\n  App -->|Outbound| Net([Internet])\n",
    );
    let text = outline(&view);
    for line in [
        "on-premises --> vpn-gateway\n",
        "vpn-gateway --> app-service-environment\n",
        "web-app --> external-client \"Outbound\"\n",
    ] {
        assert!(text.contains(line), "{line} is not in {text}");
    }
}

#[test]
fn what_has_no_place_is_about_the_picture() {
    let view = view(NESTED);
    assert_eq!(view.target(&Target::Node("nowhere".to_owned())), Target::Picture);
    assert_eq!(view.target(&Target::Edge(10_000)), Target::Picture);
    assert_eq!(view.target(&Target::Picture), Target::Picture);
    assert!(matches!(view.target(&Target::Edge(0)), Target::Edge(_)));
}

#[test]
fn labels_are_data() {
    let hostile = "#lt;/text#gt;#lt;script#gt;alert(1)#lt;/script#gt; #35;lt;b#35;gt; \\u0041 *x* ${y} ]]>";
    let view = view(&format!(
        "flowchart TB\n  %% siteplan: name=shop\n  U([Users]) -->|\"{hostile}\"| App[\"Web App {hostile}\"]\n  subgraph N [\"VNet {hostile}\"]\n  S[\"Subnet {hostile}\"]\n  end\n  \
         App --> S\n  App --> Kv[\"Key Vault {hostile}\"]\n"
    ));
    let picture = svg(&view);
    assert!(!picture.contains("<script") && !picture.contains("<b>"), "{picture}");
    assert!(picture.contains("&lt;script&gt;") && picture.contains("#lt;b#gt;"), "{picture}");
}

#[test]
fn the_picture_has_a_key_and_tells_the_tier() {
    let picture = svg(&view(NESTED));
    for text in
        ["filled in by siteplan", ">traffic, deployment<", ">identity, role<", ">Premium tier<", "stroke-dasharray:4 3"]
    {
        assert!(picture.contains(text), "{text}: {picture}");
    }
}

#[test]
fn every_finding_has_a_badge_in_both_views() {
    let compiled = compiled(&format!("{NESTED}    Kv --> Zone[\"Private DNS vault.azure.net\"]\n"));
    let diagram = compiled.diagrams.first().expect("a diagram");
    let graph = diagram.graph.as_ref().expect("a graph");
    let view = view_of(&compiled, &diagram.id);
    let badges = overlay::badges(&compiled, diagram, graph);
    assert!(badges.len() > 1 && badges.len() == compiled.findings.len(), "{badges:?}");
    let moved = badges.iter().cloned().map(|mut badge| {
        badge.target = view.target(&badge.target);
        badge
    });
    let (drawn, meant) = (
        render::svg(graph, &Options { overlays: badges.clone(), ..Options::default() }),
        render::svg(&view.graph, &Options { overlays: moved.collect(), look: view.look.clone(), ..Options::default() }),
    );
    for badge in &badges {
        for picture in [&drawn, &meant] {
            let code = format!(" {}: ", badge.code);
            let titles: Vec<&str> = picture.split("<title>").filter_map(|p| p.split("</title>").next()).collect();
            assert!(titles.iter().any(|t| t.contains(&code)), "{code} in {titles:?}");
        }
    }
    // The zone is known by the name that it should have, and carries its finding there.
    assert!(
        matches!(view.target(&Target::Node("Zone".to_owned())), Target::Node(id) if id.starts_with("private-dns-zone"))
    );
}

#[test]
fn the_guides_three_tiers() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared/guide/docs/language-guides/python/index.md");
    let Ok(text) = std::fs::read_to_string(&path) else {
        eprintln!("skipped: the guide is not beside the project");
        return;
    };
    let compiled = compile::compile(&Source::new("index.md", text), &Config::default());
    let tiers = [
        (
            "basic-tier-b1-simple-public-endpoint",
            "Basic tier",
            vec!["\n  app-service-plan: App Service plan / B1 · Linux"],
        ),
        (
            "standard-premium-tier-s1-p1v3-vnet-integrated",
            "Standard tier",
            vec![
                "\n    subnet: Integration Subnet / 10.0.0.0/26",
                "\n      private-endpoint-3: Private endpoint / Storage Account (filled in)",
                "\n    private-dns-zone-3: privatelink.blob.core.windows.net",
                "\nmanaged-identity --> key-vault \"Key Vault Secrets User\"",
                "\nvirtual-network -.-> private-dns-zones \"DNS link\"",
            ],
        ),
        (
            "isolated-tier-ase-v3-full-network-isolation",
            "Isolated tier",
            vec![
                "\n      app-service-environment: App Service Environment v3 / internal load balancer\n        app-service-plan",
                "\n    subnet: GatewaySubnet / 10.0.48.0/27 · optional (filled in)\n      vpn-gateway",
                "\non-premises --> vpn-gateway \"Optional Connectivity\"",
            ],
        ),
    ];
    for (id, tier, lines) in tiers {
        let view = view_of(&compiled, id);
        let text = outline(&view);
        assert_eq!(view.look.tag.as_deref(), Some(tier));
        for line in lines {
            assert!(text.contains(line), "{line}\nis not in\n{text}");
        }
    }
}
