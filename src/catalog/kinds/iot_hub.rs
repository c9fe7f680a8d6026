//! Azure IoT Hub.

use crate::catalog::{Kind, Nature};

pub(super) static KIND: Kind = Kind {
    id: "iot-hub",
    title: "Azure IoT Hub",
    summary: "Where devices send to; known, and deployed by other means.",
    nature: Nature::Service,
    names: &["iot hub", "azure iot hub", "iot device"],
    glyph: "M8 6a2 2 0 1 0 0 4 2 2 0 0 0 0-4zM3 3l3 3M13 3l-3 3M3 13l3-3M13 13l-3-3",
    ..Kind::BASE
};
