"""A form is data: one TOML record each, read and checked by `spec`."""
