"""The official Norwegian schemas, out of the reference material, loaded without network."""

from pathlib import Path

import xmlschema
from lxml import etree

XS = "{http://www.w3.org/2001/XMLSchema}"
FOLDER = Path("reference", "xsd-norway")
DRIVERS = ("all-v2.5-driver.xsd", "m1-v2.4-driver.xsd")
XMLDSIG_URL = "http://www.w3.org/TR/xmldsig-core/xmldsig-core-schema.xsd"
XMLDSIG_FILE = Path("w3c", "xmldsig-core-schema.xsd")


class _LocalXmldsig(etree.Resolver):
    """Serves the stored copy where the schemas import XML-DSig by its web address."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def resolve(self, system_url: str, public_id: str, context: object) -> object:
        if system_url == XMLDSIG_URL:
            return self.resolve_filename(str(self.folder / XMLDSIG_FILE), context)
        return None


def official_schema(shared: Path) -> etree.XMLSchema:
    """The official schema of every v2.5 message and of M1 v2.4, for validating with libxml2."""
    parser = etree.XMLParser(no_network=True)
    parser.resolvers.add(_LocalXmldsig(shared / FOLDER))
    driver = etree.tostring(_driver(official_payloads(shared)))
    return etree.XMLSchema(etree.fromstring(driver, parser, base_url=str(shared / FOLDER / DRIVERS[0])))


def official_payloads(shared: Path) -> dict[str, str]:
    """Namespace to schema file, as the official drivers list them."""
    roots = [etree.parse(shared / FOLDER / name).getroot() for name in DRIVERS]
    return {e.get("namespace"): e.get("schemaLocation") for r in roots for e in r.iterchildren("{*}import")}


def _driver(locations: dict[str, str]) -> etree._Element:
    driver = etree.Element(XS + "schema")
    for namespace, location in locations.items():
        etree.SubElement(driver, XS + "import", namespace=namespace, schemaLocation=location)
    return driver


def official_components(shared: Path, namespaces: set[str]) -> xmlschema.XMLSchema10:
    """The official schemas of these namespaces and of what they import, for walking and for the second engine."""
    driver = _driver({n: location for n, location in official_payloads(shared).items() if n in namespaces})
    return xmlschema.XMLSchema10(
        etree.tostring(driver, encoding="unicode"),
        base_url=str(shared / FOLDER),
        uri_mapper={XMLDSIG_URL: (shared / FOLDER / XMLDSIG_FILE).as_uri()},
        allow="local",
    )
