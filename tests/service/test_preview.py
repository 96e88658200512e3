"""What is sent is what was shown: byte for byte, however often, whatever the clock; and nothing else."""

import base64
from collections.abc import Callable
from datetime import datetime, timedelta
from itertools import count
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from converter.conversion.converter import Converter
from converter.conversion.m10_to_ed.discard import discard_of
from converter.examples import example
from converter.service.pages import m10_to_ed as page
from converter.service.pages.preview import AHEAD, CHANGED, LASTS, OLD, digest_of, fixed, moment_of
from tests.builders.exchange import steady
from tests.builders.foreign import foreign, part_of
from tests.builders.loaded import loaded
from tests.builders.norwegian import package, shelf
from tests.conversion.m10_to_ed.test_ed import dispenses
from tests.service.conftest import NOW, Service
from tests.service.test_pages import DISPENSE, FIELDS, SEND, Page, encoded, post

NUMBERS = count(1)
ADDRESS = "http://127.0.0.1:9/"
MakeService = Callable[..., Service]


@pytest.fixture
def sent(monkeypatch: pytest.MonkeyPatch) -> list[bytes]:
    """What was sent; every receiver takes it."""
    taken: list[bytes] = []

    def take(document: bytes, _: str) -> int:
        taken.append(document)
        return 201

    monkeypatch.setattr(page, "send", take)
    return taken


class Clock:
    """A clock that is put forward by hand."""

    def __init__(self) -> None:
        self.now = NOW

    def __call__(self) -> datetime:
        return self.now


def sending(make: MakeService, clock: Clock, **more: Any) -> Service:
    """A service that sends."""
    return make(ed_endpoint=ADDRESS, clock=clock, **more)


def seen(service: Service, **fields: str) -> tuple[Page, bytes, bytes]:
    """A preview, the eD that it offers, and its discard."""
    answer = post(service, DISPENSE, **{"ep": encoded(foreign()), **FIELDS, **fields, "do": "preview"})
    assert answer.status_code == 200, answer.text
    return files_of(answer.text)


def files_of(text: str) -> tuple[Page, bytes, bytes]:
    """A page of an eD, its eD and its discard."""
    shown = Page(text)
    files = {name.endswith("discard.xml"): data for name, data in shown.links().items()}
    return shown, files[False], files[True]


@pytest.mark.parametrize("later", [timedelta(0), timedelta(seconds=1), timedelta(hours=3), LASTS])
def test_what_is_sent_is_what_was_shown(make_service: MakeService, sent: list[bytes], later: timedelta) -> None:
    """And its discard belongs to it, however long the pharmacist looked at it."""
    clock = Clock()
    service = sending(make_service, clock)
    shown, ed, discard = seen(service)
    clock.now += later
    answer = post(service, SEND, **shown.values())
    _, after, discard_after = files_of(answer.text)
    assert sent == [ed] == [after]
    assert discard == discard_after == discard_of(ed, loaded())


def test_sending_twice_sends_the_same(make_service: MakeService, sent: list[bytes]) -> None:
    """As with a page that is sent again by the browser."""
    clock = Clock()
    service = sending(make_service, clock)
    shown, ed, _ = seen(service)
    for _ in range(3):
        clock.now += timedelta(minutes=7)
        assert post(service, SEND, **shown.values()).status_code == 200
    assert sent == [ed] * 3


def test_after_it_was_sent_there_is_no_second_send(make_service: MakeService, sent: list[bytes]) -> None:
    """And no way back to the form with the same number; where it was not taken there is."""
    service = sending(make_service, Clock())
    shown, _, _ = seen(service)
    after = Page(post(service, SEND, **shown.values()).text)
    assert len(sent) == 1
    assert "Sendt" in after.words
    assert [a for tag, a in after.tags if tag in {"form", "input", "button"} and tag != "form"] == []
    assert "Begynn på nytt" in after.words


def test_what_was_not_taken_is_sent_again_as_it_was(make_service: MakeService, monkeypatch: pytest.MonkeyPatch) -> None:
    """The moment is that of the preview still."""
    tried: list[bytes] = []

    def refuse(document: bytes, _: str) -> None:
        tried.append(document)

    monkeypatch.setattr(page, "send", refuse)
    clock = Clock()
    service = sending(make_service, clock)
    shown, ed, _ = seen(service)
    clock.now += timedelta(hours=1)
    again = Page(post(service, SEND, **shown.values()).text)
    assert again.values() == shown.values()
    clock.now += timedelta(hours=1)
    post(service, SEND, **again.values())
    assert tried == [ed, ed]


CHANGES: dict[str, dict[str, str]] = {
    **{name: {name: "9"} for name in ("packages", "number", "batch", "given", "family", "street", "postal", "city")},
    "hpr": {"hpr": "7"},
    "organisation": {"organisation": "313000333"},
    "telephone": {"telephone": "1"},
    "at": {"at": "2026-11-23T10:16"},
    "varenr": {"varenr": "990004"},
    "substituted": {"substituted": "brand"},
    "lost": {"batch": ""},
    "digest": {"digest": digest_of(b"")},
    "no digest": {"digest": ""},
    "another second": {"moment": "2026-11-23T11:00:01+00:00"},
    "another patient": {"ep": encoded(foreign().replace(b"Aino", b"Aina"))},
}


@pytest.mark.parametrize("what", CHANGES)
def test_what_is_no_more_what_was_shown_is_not_sent(make_service: MakeService, sent: list[bytes], what: str) -> None:
    """Whatever of it changed on the way; the form is there again with what was entered."""
    service = sending(make_service, Clock())
    shown, _, _ = seen(service)
    answer = post(service, SEND, **{**shown.values(), **CHANGES[what]})
    assert answer.status_code in {409, 422}
    assert answer.status_code == 409 or what == "packages"  # which is too many
    assert sent == []
    assert "Ingenting er sendt" in Page(answer.text).words or what == "packages"
    assert Page(answer.text).values().get("given")


@pytest.mark.parametrize("name", sorted({*FIELDS, "ep", "moment", "digest"}))
def test_a_part_of_the_form_that_is_lost_is_not_silent(make_service: MakeService, sent: list[bytes], name: str) -> None:
    """Each of them, between preview and sending."""
    service = sending(make_service, Clock())
    shown, _, _ = seen(service)
    fields = {key: value for key, value in shown.values().items() if key != name}
    assert post(service, SEND, **fields).status_code in {400, 409, 422}
    assert sent == []


@pytest.mark.parametrize("name", sorted({*FIELDS, "ep", "do", "q", "choice", "moment", "digest"}))
@pytest.mark.parametrize("path", [DISPENSE, SEND])
def test_every_field_twice_is_refused(make_service: MakeService, sent: list[bytes], path: str, name: str) -> None:
    """With the same value and with another: which is meant nobody knows."""
    service = sending(make_service, Clock())
    shown, _, _ = seen(service)
    fields = {"do": "preview", "choice": "990003", **shown.values(), "q": "x"}
    for other in (fields[name], "1"):
        parts = [*fields.items(), (name, other)]
        body = (
            "".join(f'--p\r\nContent-Disposition: form-data; name="{n}"\r\n\r\n{v}\r\n' for n, v in parts) + "--p--\r\n"
        )
        headers = {"Content-Type": "multipart/form-data; boundary=p"}
        answer = service.ask("POST", path, body=body.encode(), headers=headers)
        assert answer.status_code == 400
    assert sent == []


def test_another_register_between_preview_and_sending_is_told(make_service: MakeService, sent: list[bytes]) -> None:
    """The package has another name there."""
    service = sending(make_service, Clock())
    shown, _, _ = seen(service)
    renamed = shelf(package("990003", brand_name="Fiktivprofen Ny"))
    answer = post(sending(make_service, Clock(), converter=renamed), SEND, **shown.values())
    assert (answer.status_code, sent) == (409, [])
    assert CHANGED in answer.text


def test_a_register_without_the_package_refuses_it(make_service: MakeService, sent: list[bytes]) -> None:
    """As it would refuse the preview."""
    service = sending(make_service, Clock())
    shown, _, _ = seen(service)
    withdrawn = shelf(package("990003", withdrawn=True))
    answer = post(sending(make_service, Clock(), converter=withdrawn), SEND, **shown.values())
    assert (answer.status_code, sent) == (422, [])


@pytest.mark.parametrize(
    ("later", "code"), [(LASTS + timedelta(seconds=1), OLD), (-AHEAD - timedelta(seconds=1), CHANGED)]
)
def test_a_preview_does_not_last(make_service: MakeService, sent: list[bytes], later: timedelta, code: str) -> None:
    """Nor is one of tomorrow taken."""
    clock = Clock()
    service = sending(make_service, clock)
    shown, _, _ = seen(service)
    clock.now += later
    answer = post(service, SEND, **shown.values())
    assert (answer.status_code, sent) == (409, [])
    assert code in answer.text


MOMENTS = st.sampled_from(
    ["", "x", "2026-11-23", "2026-11-23T11:00:00", "0001-01-01T00:00:00+14:00", "9999-12-31T23:59:59-14:00", "20261123"]
) | st.datetimes().map(lambda at: at.isoformat())


@steady(200)
@given(MOMENTS)
def test_what_is_no_moment_of_a_preview_is_told(text: str) -> None:
    """Never a failure: without a zone it is none."""
    assert moment_of(text, NOW) in {CHANGED, OLD}


@steady(200)
@given(st.timedeltas(timedelta(0), LASTS))
def test_a_moment_comes_back_as_it_was(before: timedelta) -> None:
    """To the microsecond."""
    moment = NOW - before
    assert moment_of(fixed(moment, b"")["moment"], NOW) == moment


def as_fields(posted: dict[str, Any]) -> dict[str, str]:
    """A dispense as the form has it."""
    person, place = posted["pharmacist"], posted["pharmacy"]
    return {
        "varenr": posted["varenr"],
        "packages": posted["packages"],
        "batch": posted["batch"],
        "substituted": posted["substituted"] or "",
        "at": posted["dispensedAt"][:16],
        "number": posted["number"],
        "given": person["givenName"],
        "family": person["familyName"],
        "hpr": person["hprNumber"],
        "pharmacy": place["name"],
        "organisation": place["organisationNumber"],
        "city": place["city"],
    }


@pytest.fixture(scope="module")
def moved(converter: Converter) -> Any:
    """A service with a clock of its own, and what it sent."""
    from converter.service.app import create_app

    clock, taken = Clock(), []

    def take(document: bytes, _: str) -> int:
        taken.append(document)
        return 201

    patched = pytest.MonkeyPatch()
    patched.setattr(page, "send", take)
    yield Service(create_app(converter=converter, clock=clock, ed_endpoint=ADDRESS)), clock, taken
    patched.undo()


@steady(60)
@given(dispenses(), st.integers(0, int(LASTS.total_seconds())), st.integers(0, 999_999))
def test_whatever_was_entered_is_sent_as_it_was_shown(
    moved: tuple[Service, Clock, list[bytes]], posted: dict[str, Any], seconds: int, microseconds: int
) -> None:
    """Preview, download and sending are the same bytes, whenever it is sent."""
    service, clock, taken = moved
    clock.now = NOW + timedelta(microseconds=microseconds)
    taken.clear()
    own = {**as_fields(posted), "number": f"{posted['number'][:40]} {next(NUMBERS)}"}  # of one number one is sent
    shown, ed, discard = seen(service, **own, ep=encoded(example("ep-finnish")), street="", postal="")
    clock.now += timedelta(seconds=seconds)
    answer = post(service, SEND, **shown.values())
    assert taken == [ed]
    assert files_of(answer.text)[1:] == (ed, discard)
    assert base64.b64encode(ed).decode() in answer.text


def outer_counted() -> bytes:
    """A package whose outer layer is counted in tablets: what it holds is ambiguous."""
    content = part_of("content")
    inner = content.replace('value="30"', 'value="10"')
    end = inner.index("</pharm:containerPackagedProduct>")
    outer = (
        '<pharm:asContent classCode="CONT"><pharm:quantity value="30" unit="{Tablet}"/><pharm:containerPackagedProduct'
        ' classCode="CONT" determinerCode="KIND"><pharm:formCode code="30009000"'
        ' codeSystem="0.4.0.127.0.16.1.1.2.1" displayName="Box"/></pharm:containerPackagedProduct></pharm:asContent>'
    )
    return foreign(content=inner[:end] + outer + inner[end:])


def test_the_preview_says_whose_it_is_how_it_is_taken_and_what_is_open(service: Service) -> None:
    """The patient before all else; what is open about the prescription again before the buttons."""
    words = seen(service, ep=encoded(foreign(instruction="1 tablett ved behov")))[0].words
    place = [words.index(one) for one in ("Aino Esimerkki", "29. februar 1980", "FI-TEST-0071", "1 tablett 3 ganger")]
    assert place == sorted(place)
    assert "1 tablett ved behov" in words
    assert "23. november 2026 kl. 10:15" in words
    assert words.index("sier noe annet enn kodene") < words.index("Last ned EU-utleveringen")


def test_an_amount_that_is_ambiguous_cannot_be_computed_and_more_packages_are_told(service: Service) -> None:
    words = seen(service, ep=encoded(outer_counted()), packages="20")[0].words
    assert "kan ikke regnes ut" in words
    assert "flere enn forskrevet" in words
    assert "Det er flere pakninger enn forskrevet" in words
    assert "flere enn forskrevet" not in seen(service, ep=encoded(outer_counted()))[0].words


@pytest.mark.parametrize(("packages", "told"), [("1", True), ("2", False)])
def test_a_part_dispense_is_said(service: Service, packages: str, told: bool) -> None:
    assert ("Del av det forskrevne er utlevert." in seen(service, packages=packages)[0].words) is told
