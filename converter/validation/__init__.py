"""Schema gates: libxml2 decides, xmlschema explains a refusal."""
