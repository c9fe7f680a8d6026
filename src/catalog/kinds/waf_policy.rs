//! Web application firewall policy: the rules that Front Door or an application gateway applies.

use crate::{
    catalog::{Kind, LinkKind, Lowering, Naming, waf},
    iac::{Area, Expr, Object},
};

pub(super) static KIND: Kind = Kind {
    id: "waf-policy",
    title: "Web application firewall policy",
    summary: "The rules by which Front Door or an application gateway turns requests away.",
    names: &[
        "waf", "waf policy", "azure waf", "web application firewall", "azure web application firewall", "web application firewall policy",
        "waf rule", "웹 방화벽", "웹 애플리케이션 방화벽",
    ],
    resource: Some(waf::EDGE),
    naming: Naming { abbreviation: "waf", max: 80, compact: true, global: false },
    area: Some(Area::Edge),
    glyph: "M8 1l6 2v5c0 4-3 6-6 7-3-1-6-3-6-7V3zM2 8h12M8 1v14",
    lower,
    ..Kind::BASE
};

fn lower(lowering: &mut Lowering<'_>) {
    let governs = |id: &str| lowering.to(LinkKind::Governs).find(|p| p.kind.id == id);
    let (edge, gateway) = (governs("front-door"), governs("application-gateway"));
    let Some(mut resource) = lowering.resource() else { return };
    match (edge, gateway) {
        (None, None) => {}
        (None, Some(gateway)) => {
            resource.ty = waf::REGIONAL;
            waf::fill_regional(&mut resource, &gateway.location);
            lowering.push(resource);
        }
        (Some(_), gateway) => {
            waf::fill_edge(&mut resource);
            lowering.push(resource);
            // One drawn policy before both is two in Azure, as the types differ.
            if let Some(gateway) = gateway {
                let name = Expr::Concat(vec![lowering.part.name.clone(), "regional".into()]);
                let mut regional = lowering.extra("Regional", waf::REGIONAL, name);
                regional.tags = Some(Object::new());
                waf::fill_regional(&mut regional, &gateway.location);
                lowering.push(regional);
            }
        }
    }
}
