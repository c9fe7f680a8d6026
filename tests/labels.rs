//! What single labels are taken for, and what wins where hints disagree.

#![expect(clippy::expect_used, reason = "this is test code, though not all of it in test functions")]

use siteplan::{compile, config::Config, model::Reading, source::Source};

/// What a node of a diagram is read as.
fn reading(diagram: &str, node: &str) -> Reading {
    let source = Source::new("test.mmd".to_owned(), diagram.to_owned());
    let compiled = compile::compile_bare(&source, &Config::default());
    let model = compiled.diagrams.into_iter().next().and_then(|d| d.model).expect("a model");
    model.readings.get(node).expect("a reading").clone()
}

fn taken(diagram: &str, node: &str) -> &'static str {
    let reading = reading(diagram, node);
    reading.kind.filter(|_| reading.thing).map_or("none", |kind| kind.id)
}

/// What a label alone is taken for, in a diagram of Azure.
fn kind_of(label: &str) -> &'static str {
    taken(&format!("flowchart LR\n%% siteplan: architecture=true\nA[\"{label}\"] --> B[Web App]\n"), "A")
}

fn all(cases: &[(&str, &str)]) {
    let got: Vec<(&str, &str)> = cases.iter().map(|(label, _)| (*label, kind_of(label))).collect();
    assert_eq!(got, cases);
}

#[test]
fn the_head_of_a_compound_is_its_last_noun() {
    all(&[
        ("Application Gateway public IP", "public-ip"),
        ("Subnet NSG", "network-security-group"),
        ("NSG app subnet", "network-security-group"),
        ("SQL private endpoint", "private-endpoint"),
        ("Private endpoint SQL", "private-endpoint"),
        ("PE: Key Vault", "private-endpoint"),
        ("Function App managed identity", "managed-identity"),
        ("Region A App Service", "web-app"),
        ("User node pool", "aks-node-pool"),
        ("App Service VNet integration subnet", "subnet"),
    ]);
}

#[test]
fn what_follows_a_preposition_only_qualifies() {
    all(&[
        ("Application Gateway in appgw subnet", "application-gateway"),
        ("Private endpoint in dedicated subnet", "private-endpoint"),
        ("Key Vault + Private Endpoint", "key-vault"),
        ("Flask app on App Service", "web-app"),
        ("App setting from Key Vault", "none"),
        ("OIDC login to Azure", "none"),
        ("App Service log stream", "none"),
        ("Customer agent", "none"),
        ("User traffic", "external-client"),
    ]);
}

#[test]
fn the_first_line_wins_and_a_break_inside_a_name_is_none() {
    all(&[
        ("SQL private endpoint<br/>private endpoint subnet", "private-endpoint"),
        ("Container<br/>Registry", "container-registry"),
        (r"Application\nInsights", "application-insights"),
        ("Container Apps<br/>Subnet", "subnet"),
        ("Container Apps<br/>Environment<br/>(internal)", "container-apps-environment"),
        ("App Service<br/>environment: production", "web-app"),
        ("Web frontend<br/>Container App", "container-apps"),
    ]);
}

#[test]
fn spellings_meet() {
    all(&[
        ("Web tier VMs", "virtual-machine"),
        ("🔐 Key-Vault", "key-vault"),
        ("Azure Key Vaults", "key-vault"),
        ("App Service - staging slot", "web-app"),
        ("Azure仮想ネットワーク", "virtual-network"),
        ("ASP (P1v3)", "app-service-plan"),
        ("Public load balancer", "load-balancer"),
        ("Internal load balancer", "internal-load-balancer"),
        ("Action Group", "action-group"),
    ]);
}

#[test]
fn other_languages() {
    all(&[
        ("Virtuelles Netzwerk", "virtual-network"),
        ("Privater Endpunkt", "private-endpoint"),
        ("Speicherkonto", "storage-account"),
        ("Schlüsseltresor", "key-vault"),
        ("Verwaltete Identität", "managed-identity"),
        ("Virtuelle Maschine", "virtual-machine"),
        ("Subnetz", "subnet"),
        ("웹 앱", "web-app"),
        ("함수 앱", "function-app"),
        ("가상 네트워크", "virtual-network"),
        ("서브넷", "subnet"),
        ("프라이빗 엔드포인트", "private-endpoint"),
        ("스토리지 계정", "storage-account"),
        ("가상 머신", "virtual-machine"),
        ("関数アプリ", "function-app"),
        ("サブネット", "subnet"),
        ("プライベート エンドポイント", "private-endpoint"),
        ("キー コンテナー", "key-vault"),
        ("ストレージ アカウント", "storage-account"),
        ("仮想マシン", "virtual-machine"),
        ("应用服务", "web-app"),
        ("函数应用", "function-app"),
        ("虚拟网络", "virtual-network"),
        ("子网", "subnet"),
        ("密钥保管库", "key-vault"),
        ("存储帐户", "storage-account"),
        ("托管标识", "managed-identity"),
    ]);
}

#[test]
fn every_size_of_app_service_is_read() {
    let names = "F1 D1 B1 B2 B3 S1 S2 S3 P0v3 P1v3 P2v3 P3v3 P1mv3 P2mv3 P3mv3 P4mv3 P5mv3 P0v4 P1v4 P2v4 P3v4 P1mv4 P2mv4 P3mv4 \
                 P4mv4 P5mv4 I1v2 I2v2 I3v2 I4v2 I5v2 I6v2 I1mv2 I2mv2 I3mv2 I4mv2 I5mv2 EP1 EP2 EP3 FC1 Y1";
    for name in names.split_whitespace() {
        let diagram = format!("flowchart LR\nA[\"App Service plan<br/>{}\"]\n", name.to_lowercase());
        let facts = reading(&diagram, "A").facts;
        assert_eq!(facts.skus.first().map(|s| s.value.name), Some(name));
    }
}

/// Each hint says something else than the weaker ones, and wins over them.
#[test]
fn the_stronger_hint_wins() {
    let diagram = |node: &str, extra: &str| {
        format!(
            "flowchart LR\n%% siteplan: architecture=true\n{extra}\nX[Web App] -->|Redis| A\n\
             subgraph E[Container Apps environment]\n{node}\nend\n"
        )
    };
    let alone = |node: &str| format!("flowchart LR\n%% siteplan: architecture=true\nX[Web App] --> A\n{node}\n");
    let cases = [
        ("annotation", diagram("A[(\"Key Vault\")]:::storage-account", "%% siteplan(A): kind=cosmos-db"), "cosmos-db"),
        ("class", diagram("A[(\"Key Vault\")]:::storage-account", ""), "storage-account"),
        ("label", diagram("A[(\"Key Vault\")]", ""), "key-vault"),
        ("containment", diagram("A[(\"Database api\")]", ""), "container-apps"),
        (
            "edge",
            "flowchart LR\n%% siteplan: architecture=true\nX[Web App] -->|Redis| A[(\"Database\")]\n".to_owned(),
            "redis-cache",
        ),
        ("shape", alone("A[(\"Database\")]"), "sql-server"),
        ("nothing", alone("A[\"Database\"]"), "none"),
    ];
    for (hint, diagram, kind) in cases {
        assert_eq!(taken(&diagram, "A"), kind, "{hint}");
    }
    // A class of one word is there for its colour.
    assert_eq!(taken("flowchart LR\nA[VNet]:::subnet --> B[Web App]:::alerts", "A"), "virtual-network");
}
