//! Virtual machine.

use crate::catalog::{Kind, Nature};

pub(super) static KIND: Kind = Kind {
    id: "virtual-machine",
    title: "Virtual machine",
    summary: "A machine of one's own; known, and deployed by other means.",
    nature: Nature::Service,
    names: &["virtual machine", "vm", "azure vm", "azure virtual machine", "virtual machine scale set", "vm scale set", "vmss", "linux vm", "windows vm", "jumpbox", "jump box", "build agent vm", "가상 머신", "仮想マシン", "虚拟机", "virtuelle maschine", "가상머신", "virtuelle maschinen"],
    hosting: true,
    glyph: "M2 3h12v8H2zM5 14h6M8 11v3",
    ..Kind::BASE
};
