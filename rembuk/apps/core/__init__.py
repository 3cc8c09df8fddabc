"""Base layout, components, durable writes, page declarations: what every app stands on."""
