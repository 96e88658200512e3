"""Reading the YAML files that maintainers edit: strict, with a place and a remedy for everything that is wrong."""
