"""By HTTP a file of another kind is named, and where it goes; nothing is said of one of the right kind."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from converter.examples import entered_example, example
from converter.formats.file_kind import FileKind
from converter.service.call import FORM_TYPE, form
from converter.service.file_words import BY_HTTP, KINDS, ON_PAGES, WHERE, other_file, other_kind
from tests.service.conftest import Service

XML = "application/xml"
VIEW, OUT, BACK, MAKE, DISCARD = (
    "/v1/ep-to-view", "/v1/m1-to-ep", "/v1/ed-to-m10", "/v1/m10-to-ed", "/v1/m10-to-ed/discard",
)  # fmt: skip
CODE = "other-file"


def told(service: Service, path: str, body: bytes, kind: str = XML) -> list[tuple[str, str]]:
    """What is said of the kind of a file: Norwegian, and the path."""
    answer = service.ask("POST", path, body=body, headers={"Content-Type": kind, "Accept": "*/*"})
    assert answer.status_code in {400, 422}
    found = answer.json()["findings"]
    return [(f["text"]["no"], f["path"]) for f in found if f["code"] == CODE]


@pytest.mark.parametrize(
    ("path", "file", "said"),
    [
        (VIEW, "m1-tablets", "Filen er en norsk resept (M1). Den sendes til /v1/m1-to-ep."),
        (VIEW, "ed-tablets", "Filen er en EU-utlevering (eD). Den sendes til /v1/ed-to-m10."),
        (OUT, "ep-finnish", "Filen er en EU-resept (eP). Den sendes til /v1/ep-to-view."),
        (BACK, "m1-tablets", "Filen er en norsk resept (M1). Den sendes til /v1/m1-to-ep."),
        (DISCARD, "ep-finnish", "Filen er en EU-resept (eP). Den sendes til /v1/ep-to-view."),
    ],
)
def test_each_route_names_the_kind_and_where_it_goes(service: Service, path: str, file: str, said: str) -> None:
    assert told(service, path, example(file)) == [(said, "")]


@pytest.mark.parametrize(("data", "said"), [(b"%PDF-1.7", "en PDF"), (entered_example(), "en utlevering (JSON)")])
def test_what_is_no_xml_is_named_too(service: Service, data: bytes, said: str) -> None:
    (found,) = told(service, VIEW, data)
    assert said in found[0]


def test_the_part_of_a_form_is_named(service: Service) -> None:
    body = form(ep=example("m1-tablets"), dispense=entered_example())
    ((text, path),) = told(service, MAKE, body, FORM_TYPE)
    assert (text, path) == ("Filen er en norsk resept (M1). Den sendes til /v1/m1-to-ep.", "/ep")
    body = form(ep=example("ep-finnish"), m10=example("m1-tablets"), dispense=entered_example())
    assert [place for _, place in told(service, MAKE, body, FORM_TYPE)] == ["/m10"]


def test_the_root_that_is_there_is_the_path(service: Service) -> None:
    """Of an M1 no CDA is said."""
    answer = service.ask("POST", VIEW, body=example("m1-tablets"), headers={"Content-Type": XML})
    assert [f["path"] for f in answer.json()["findings"] if f["code"] == "not-an-ep"] == ["/MsgHead"]


@pytest.mark.parametrize(("path", "data"), [(VIEW, b"<x/>"), (OUT, example("m1-locked")), (VIEW, b"<")])
def test_nothing_is_said_of_the_right_kind_or_of_none_that_is_known(service: Service, path: str, data: bytes) -> None:
    assert told(service, path, data) == []


def test_every_kind_that_is_named_goes_somewhere() -> None:
    """Its own in each world: no address on a page, no page by HTTP."""
    assert set(KINDS) == set(ON_PAGES | WHERE) == set(BY_HTTP | WHERE) == set(FileKind) - {FileKind.UNKNOWN}
    assert not [said for said in (ON_PAGES | WHERE).values() if "/v1" in "".join(said)]
    assert not [said for said in BY_HTTP.values() if "siden" in said[0]]


@given(st.binary(max_size=80), st.sampled_from(list(FileKind)))
def test_any_bytes_are_named_or_not(data: bytes, wanted: FileKind) -> None:
    assert len(other_kind(data, wanted)) == bool(other_file(data, frozenset({wanted}), 0))
