"""The wire formats. Each room is the only place that knows its namespaces and element names."""
