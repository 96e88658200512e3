"""Routes are known by their adjective too; units and other systems' terms by nothing shorter than themselves."""

from tests.builders.loaded import loaded

EDQM, UCUM = "0.4.0.127.0.16.1.1.2.1", "2.16.840.1.113883.6.8"


def test_a_route_by_its_adjective() -> None:
    """In English, and in Norwegian of either gender."""
    known = loaded().tables.displays[EDQM].codes
    for word in ("rectal", "rektal", "rektalt", "rectal use", "rektal bruk"):
        assert known.get(word) == known["rectal use"], word


def test_only_routes_are_shortened() -> None:
    """`regular use` of another list is no `regular`."""
    for system, displays in loaded().tables.displays.items():
        if system != EDQM:
            assert not [t for t in displays.codes if f"{t} use" in displays.codes or f"{t} bruk" in displays.codes]
