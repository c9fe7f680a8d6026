//! Fence to AST, by `grammar/flowchart.pest`; errors recover, and all are told.
