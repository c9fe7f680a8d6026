//! What is optional, what waits for what, and names that get in each other's way.

use indexmap::IndexMap;
use siteplan::emit::{arm, bicep, terraform};
use siteplan::iac::{Expr, Object, Output, Param, ParamType, Plan, Resource, ResourceType, Suffix, Var};

const SITE: ResourceType = ResourceType { name: "Microsoft.Web/sites", api: "2025-03-01" };
const SLOT: ResourceType = ResourceType { name: "Microsoft.Web/sites/slots", api: "2025-03-01" };

fn site(symbol: &str) -> Resource {
    Resource::new(symbol.into(), SITE, symbol.into())
}

fn reading(mut resource: Resource, value: Expr) -> Resource {
    resource.body.insert("kind".to_owned(), value);
    resource
}

fn optional(mut resource: Resource, param: &str) -> Resource {
    resource.condition = Some(Expr::param(param));
    resource
}

fn param(name: &str, ty: ParamType, default: Option<Expr>) -> Param {
    Param {
        name: name.to_owned(),
        ty,
        description: String::new(),
        default,
        allowed: Vec::new(),
        min: None,
        max: None,
        values: IndexMap::new(),
    }
}

fn plan<const N: usize>(resources: [Resource; N]) -> Plan {
    Plan {
        name: "d".to_owned(),
        source: "d.md".to_owned(),
        params: vec![param("on", ParamType::Bool, Some(false.into())), param("more", ParamType::Bool, None)],
        resources: resources.into(),
        ..Plan::default()
    }
}

fn host(symbol: &str) -> Expr {
    Expr::prop(&symbol.into(), &["properties", "defaultHostName"])
}

/// Returns the lines of the three main files that hold `what`, trimmed.
fn lines(plan: &Plan, what: &str) -> Vec<String> {
    [bicep(plan, "dev"), arm(plan, "dev"), terraform(plan, "dev")]
        .concat()
        .iter()
        .filter(|file| file.name.starts_with("main."))
        .flat_map(|file| file.text.lines())
        .filter(|line| line.contains(what))
        .map(|line| line.trim().trim_end_matches(',').to_owned())
        .collect()
}

#[test]
fn what_may_be_missing_is_read_with_care() {
    let plan = plan([optional(site("a"), "on"), reading(site("b"), host("a"))]);
    assert_eq!(
        lines(&plan, "kind"),
        [
            "kind: on ? a!.properties.defaultHostName : null",
            r#""kind": "[if(parameters('on'), reference('a').defaultHostName, null())]""#,
            "kind = var.on ? azapi_resource.a[0].output.properties.defaultHostName : null",
        ]
    );
}

#[test]
fn what_is_not_there_has_no_id_either() {
    let plan = plan([optional(site("a"), "on"), reading(site("b"), Expr::Id("a".into()))]);
    assert_eq!(
        lines(&plan, "kind"),
        [
            "kind: on ? a.id : null",
            r#""kind": "[if(parameters('on'), resourceId('Microsoft.Web/sites', 'a'), null())]""#,
            "kind = var.on ? azapi_resource.a[0].id : null",
        ]
    );
}

#[test]
fn an_identity_that_is_not_there_is_not_on_the_list() {
    let ids = Expr::Map(vec![(Expr::Id("a".into()), Expr::Object(Object::new())), ("b".into(), Expr::object([]))]);
    let mut user = site("c");
    user.body.insert("identity".to_owned(), Expr::object([("type", "x".into()), ("userAssignedIdentities", ids)]));
    let plan = plan([optional(site("a"), "on"), user]);
    assert_eq!(
        [lines(&plan, "userAssignedIdentities"), lines(&plan, "identity_ids")].concat(),
        [
            "userAssignedIdentities: union({ b: {} }, on ? { '${a.id}': {} } : {})",
            r#""userAssignedIdentities": "[union(createObject('b', createObject()), if(parameters('on'), createObject(resourceId('Microsoft.Web/sites', 'a'), createObject()), createObject()))]""#,
            r#"identity_ids = compact([var.on ? azapi_resource.a[0].id : "", "b"])"#,
        ]
    );
}

#[test]
fn what_shares_the_condition_is_read_as_it_is() {
    let plan = plan([optional(site("a"), "on"), optional(reading(site("b"), Expr::PrincipalId("a".into())), "on")]);
    assert_eq!(
        lines(&plan, "kind"),
        [
            "kind: a!.identity.principalId",
            r#""kind": "[reference('a', '2025-03-01', 'full').identity.principalId]""#,
            "kind = azapi_resource.a[0].identity[0].principal_id",
        ]
    );
}

#[test]
fn a_condition_asked_for_is_not_asked_for_again() {
    let value = Expr::If(Box::new(Expr::param("on")), Box::new(host("a")), Box::new("none".into()));
    let plan = plan([optional(site("a"), "on"), reading(site("b"), value)]);
    assert_eq!(
        lines(&plan, "kind"),
        [
            "kind: on ? a!.properties.defaultHostName : 'none'",
            r#""kind": "[if(parameters('on'), reference('a').defaultHostName, 'none')]""#,
            r#"kind = var.on ? azapi_resource.a[0].output.properties.defaultHostName : "none""#,
        ]
    );
}

#[test]
fn within_text_the_missing_is_empty() {
    let value = Expr::Concat(vec!["https://".into(), host("a")]);
    let plan = plan([optional(site("a"), "on"), reading(site("b"), value)]);
    assert_eq!(
        lines(&plan, "kind"),
        [
            "kind: 'https://${on ? a!.properties.defaultHostName : ''}'",
            r#""kind": "[format('https://{0}', if(parameters('on'), reference('a').defaultHostName, ''))]""#,
            r#"kind = "https://${var.on ? azapi_resource.a[0].output.properties.defaultHostName : ""}""#,
        ]
    );
}

#[test]
fn a_child_is_only_there_with_its_parent() {
    let mut slot = Resource::new("slot".into(), SLOT, "s".into());
    slot.parent = Some("a".into());
    let plan = plan([optional(site("a"), "on"), optional(slot, "more")]);
    assert_eq!(
        lines(&plan, "resource slot"),
        ["resource slot 'Microsoft.Web/sites/slots@2025-03-01' = if (more && on) {"]
    );
    assert_eq!(
        lines(&plan, "condition").last().map(String::as_str),
        Some(r#""condition": "[and(parameters('more'), parameters('on'))]""#)
    );
    assert_eq!(lines(&plan, "count").last().map(String::as_str), Some("count = var.more && var.on ? 1 : 0"));
    assert_eq!(lines(&plan, "azapi_resource.a[0].id"), ["parent_id = azapi_resource.a[0].id"]);
}

#[test]
fn a_dependency_is_named_only_where_no_reference_tells_it() {
    let chain = |first: Resource| {
        let mut last = reading(site("c"), Expr::Id("b".into()));
        last.depends_on = vec!["a".into(), "b".into()];
        plan([first, reading(site("b"), Expr::Id("a".into())), last])
    };
    assert_eq!(lines(&chain(site("a")), "depends_on"), [""; 0]);
    assert!(!bicep(&chain(site("a")), "dev")[0].text.contains("dependsOn"));

    // Where the middle may be missing, the chain may be broken.
    let mut last = reading(site("c"), Expr::Id("b".into()));
    last.depends_on = vec!["a".into()];
    let broken = plan([site("a"), optional(reading(site("b"), Expr::Id("a".into())), "on"), last]);
    assert_eq!(lines(&broken, "depends_on"), ["depends_on = [azapi_resource.a]"]);
}

#[test]
fn a_variable_that_reads_a_resource_is_written_out_in_arm() {
    let mut plan = plan([site("a"), reading(site("b"), Expr::var("hostName"))]);
    plan.vars.push(Var { name: "hostName".to_owned(), description: String::new(), value: host("a") });
    assert_eq!(
        lines(&plan, "kind"),
        ["kind: hostName", r#""kind": "[reference('a').defaultHostName]""#, "kind = local.host_name"]
    );
    assert!(!arm(&plan, "dev")[0].text.contains("variables"));
    assert!(arm(&plan, "dev")[0].text.contains("\"dependsOn\""));
}

#[test]
fn names_do_not_get_in_each_others_way() {
    let mut plan = plan([site("environment"), reading(site("tags"), Expr::Suffix(Suffix::Storage))]);
    plan.params.push(param("environment", ParamType::String, None));
    plan.tags.insert("a".to_owned(), Expr::param("environment"));
    for resource in &mut plan.resources {
        resource.tags = Some(Object::new());
    }
    let text = &bicep(&plan, "dev")[0].text;
    for line in [
        "param environment string\n",
        "var tags = {\n  a: environment\n}\n",
        "resource environment2 'Microsoft.Web/sites@2025-03-01' = {\n",
        "resource tags2 'Microsoft.Web/sites@2025-03-01' = {\n",
        "  kind: az.environment().suffixes.storage\n",
        "  tags: tags\n",
    ] {
        assert!(text.contains(line), "{line}\nin\n{text}");
    }
}

#[test]
fn a_secret_is_given_out_as_one() {
    let mut plan = plan([]);
    plan.params.push(param("key", ParamType::SecureString, None));
    plan.vars.push(Var { name: "copy".to_owned(), description: String::new(), value: Expr::param("key") });
    plan.outputs.push(Output {
        name: "told".to_owned(),
        description: String::new(),
        value: Expr::var("copy"),
        condition: None,
    });
    assert!(bicep(&plan, "dev")[0].text.contains("@secure()\noutput told string = copy\n"));
    assert!(arm(&plan, "dev")[0].text.contains("\"told\": {\n      \"type\": \"securestring\""));
    assert!(terraform(&plan, "dev")[2].text.contains("sensitive = true"));
}

#[test]
fn long_calls_and_choices_are_broken_as_the_formatter_breaks_them() {
    let long = "a-name-that-is-longer-than-most-names-are-and-still-goes-on";
    let role = Expr::RoleDefinition(long.to_owned());
    let choice = Expr::If(Box::new(Expr::param("on")), Box::new(long.into()), Box::new(format!("{long}-x").into()));
    let plan = plan([reading(site("a"), role), reading(site("b"), choice)]);
    let text = &bicep(&plan, "dev")[0].text;
    let call =
        format!("  kind: subscriptionResourceId(\n    'Microsoft.Authorization/roleDefinitions',\n    '{long}'\n  )\n");
    assert!(text.contains(&call), "{text}");
    assert!(text.contains(&format!("  kind: on\n    ? '{long}'\n    : '{long}-x'\n")), "{text}");
}

#[test]
fn choices_between_shapes_are_of_one_type_in_terraform() {
    let choice = |no: Expr| {
        let yes = Expr::object([("a", 1.into())]);
        Expr::If(Box::new(Expr::param("on")), Box::new(yes), Box::new(no))
    };
    let plan =
        plan([reading(site("a"), choice(Expr::object([("b", "x".into())]))), reading(site("b"), choice(Expr::Null))]);
    assert_eq!(
        lines(&plan, "kind = "),
        ["kind = jsondecode(var.on ? jsonencode({ a = 1 }) : jsonencode({ b = \"x\" }))", "kind = var.on ? {"]
    );
}

#[test]
fn an_empty_plan_is_still_a_deployment() {
    let plan = Plan::default();
    assert!(arm(&plan, "dev")[0].text.contains("\"resources\": {}"));
    for file in [bicep(&plan, "dev"), arm(&plan, "dev"), terraform(&plan, "dev")].concat() {
        assert!(file.text.is_empty() || file.text.ends_with('\n') && !file.text.ends_with("\n\n"), "{}", file.name);
    }
}

#[test]
fn a_condition_that_reads_its_own_resource_comes_to_an_end() {
    let named = Expr::Map(vec![(Expr::Id("a".into()), Expr::object([]))]);
    for condition in [Expr::Id("a".into()), named] {
        let site = Resource {
            condition: Some(Expr::Eq(Box::new(condition.clone()), Box::new(Expr::Null))),
            ..reading(site("a"), condition)
        };
        assert!(!lines(&plan([site]), "kind").is_empty());
    }
}
