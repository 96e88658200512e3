"""Several prescriptions in one message: each is answered by itself, whatever is wrong with the others."""

from collections.abc import Callable
from datetime import date

import pytest

from converter.conversion.answer import Answer, Decision, Held
from converter.conversion.m1_to_ep.route import each_m1_to_ep
from converter.conversion.m1_to_ep.sent import Prescribed
from converter.formats.cda import ep as ep_format
from converter.formats.cda.ep_writer import write_ep
from tests.builders import m1_parts as p
from tests.builders.loaded import assert_sound, convert, loaded, remarks, stops
from tests.builders.messages import AT, MARKERS, MESSAGE_ID, NUMBER, container, m1, m1_list, m1_v24, m94, m96
from tests.builders.numbers import number_for

OTHER_ID, THIRD_ID = "aa0c1f7a-58d4-4a11-9d3e-0b6a4c52e9f2", "bb0c1f7a-58d4-4a11-9d3e-0b6a4c52e9f2"
FOURTH_ID = "cc0c1f7a-58d4-4a11-9d3e-0b6a4c52e9f2"
ONE, OTHER = m1(), m1(message_id=OTHER_ID, quantity="2")
BOTH = ((MESSAGE_ID, "E"), (OTHER_ID, "E"))


def answers(data: bytes) -> tuple[Answer[Prescribed], ...]:
    """The outcomes of a message that is a list."""
    given = each_m1_to_ep(data, loaded(), AT)
    assert given.held is Held.LIST
    for outcome in given.answers:
        assert_sound(outcome, MARKERS)
    return given.answers


def reasons(data: bytes) -> list[set[str]]:
    """Why each prescription of a list does not leave; empty sets for those that do."""
    return [stops(outcome) for outcome in answers(data)]


@pytest.mark.parametrize("namespace", [p.M96, p.M96_2018])
def test_each_prescription_of_an_m96_has_its_own_document(namespace: str) -> None:
    """The documents are those that the prescriptions give alone."""
    outcomes = answers(m96(ONE, OTHER, entries=BOTH, namespace=namespace))
    assert [o.document for o in outcomes] == [convert(ONE).document, convert(OTHER).document]


def test_the_status_of_an_m96_is_each_prescription_s_own() -> None:
    """The id is compared without regard to case; one that the list does not name, or names twice, stays."""
    revoked = m96(ONE, OTHER, entries=((MESSAGE_ID.upper(), "E"), (OTHER_ID, "T")))
    assert reasons(revoked) == [set(), {"excluded-listed-status"}]
    assert reasons(m96(ONE, OTHER)) == [set(), {"excluded-listed-status"}]
    assert reasons(m96(ONE, entries=((MESSAGE_ID, "E"), (MESSAGE_ID, "R")))) == [{"excluded-listed-status"}]
    assert reasons(m96(ONE, entries=((MESSAGE_ID, ""),))) == [{"excluded-listed-status"}]


def test_under_dispensing_stays_in_a_list_and_in_a_download() -> None:
    """It is at another pharmacy: an M9.4 states the status before the download."""
    assert reasons(m96(ONE, entries=((MESSAGE_ID, "U"),))) == [{"excluded-listed-status"}]
    assert stops(convert(m94(ONE, status="U"))) == {"excluded-status"}


def test_earlier_dispenses_are_told() -> None:
    """An article without number and size cannot be counted."""
    told = (
        "<Utlevering><NavnFormStyrke>x</NavnFormStyrke><AntallPakningerUtlevertTotalt>1</AntallPakningerUtlevertTotalt>"
        "<AntallPakningerUtlevertSiste>1</AntallPakningerUtlevertSiste>"
        "<TidspunktSisteUtlevering>2026-11-05T10:00:00</TidspunktSisteUtlevering></Utlevering>"
    )
    dispensed = answers(m96(ONE, raw=told))[0]
    assert "dispensed-before" in remarks(dispensed)
    assert stops(dispensed) == {"excluded-dispensed-unknown"}
    assert "dispensed-before" not in remarks(answers(m96(ONE))[0])


def test_an_m96_may_say_more_than_a_status() -> None:
    """A revocation under way, an application for a permit, and the patient's reservation each keep it in Norway."""
    assert reasons(m96(ONE, raw="<TilbakekallingStatus>true</TilbakekallingStatus>")) == [{"excluded-listed-status"}]
    assert reasons(m96(ONE, raw='<StatusSoknadSlv V="1"/>')) == [{"excluded-special-permit"}]
    reserved = "<Pasientreservasjon>true</Pasientreservasjon>"
    assert reasons(m96(ONE, namespace=p.M96_2018, raw_head=reserved)) == [{"excluded-access-blocked"}]
    assert reasons(m96(ONE, namespace=p.M96_2018, raw_head=reserved.replace("true", "0"))) == [set()]


def test_one_broken_prescription_does_not_keep_the_others() -> None:
    """Each fault is its own prescription's answer, and the sound ones convert."""
    bad = m1(varenr="1", message_id=THIRD_ID)
    broken = m96(
        ONE,
        "???",
        b"<MsgHead",
        bad,
        m94(OTHER),
        m1(type_code="ERM10", message_id="x"),
        OTHER,
        entries=(*BOTH, (THIRD_ID, "E")),
    )
    assert reasons(broken) == [
        set(),
        {"attachment-not-base64"},
        {"not-xml"},
        {"varenr-malformed"},
        {"container-in-container"},
        {"message-type-not-supported"},
        set(),
    ]


def test_a_plain_list_holds_messages_as_elements_or_encoded() -> None:
    """Both ways give what each prescription gives alone, and an excluded one among them stays alone."""
    stays = m1(locked="true", message_id=THIRD_ID)
    outcomes = answers(m1_list(ONE, stays, container(OTHER), m1_v24(message_id=FOURTH_ID)))
    assert [o.decision for o in outcomes] == [
        Decision.CONVERTED,
        Decision.EXCLUDED,
        Decision.CONVERTED,
        Decision.CONVERTED,
    ]
    assert [outcomes[0].document, outcomes[2].document] == [convert(ONE).document, convert(OTHER).document]


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (m1_list(), "list-malformed"),
        (m1_list(*[f'<Base64Container xmlns="{p.BASE64}"/>'] * 501), "list-too-long"),
        (m96(entries=()), "no-prescription"),
        (m96(ONE, namespace="http://www.kith.no/xmlstds/eresept/m96/2009-03-18"), "m96-version-not-supported"),
        (m96(ONE, raw="<Ukjent/>"), "schema-fault"),
    ],
)
def test_a_list_that_is_none_is_one_problem(data: bytes, code: str) -> None:
    """What cannot be opened is answered as one, and nothing of it converts."""
    given = each_m1_to_ep(data, loaded(), AT)
    assert given.held is Held.UNREAD
    assert [stops(answer) for answer in given.answers] == [{code}]


def test_what_is_no_message_in_a_list_is_answered_beside_the_others() -> None:
    assert reasons(m1_list(ONE, "<Annet/>", "<Base64Container/>")) == [set(), {"list-malformed"}, {"list-malformed"}]


@pytest.mark.parametrize("make", [m1_list, lambda *m: m96(*m, entries=BOTH)], ids=["list", "m96"])
def test_one_prescription_twice_in_a_list_is_refused_each_time(make: Callable[..., bytes]) -> None:
    """Which of the two holds, nobody says; the others are answered."""
    twice = m1(quantity="5", message_id=MESSAGE_ID.upper())
    assert reasons(make(ONE, twice, OTHER)) == [{"several-prescriptions"}, {"several-prescriptions"}, set()]


def test_a_prescription_of_another_patient_than_its_container_s_never_leaves() -> None:
    """By the numbers of an M9.6 (2018) and of an M9.4; one of several is enough."""
    other = number_for(date(1980, 2, 29))

    def about(*numbers: str) -> bytes:
        first, *more = numbers
        info = f"<Fnr>{first}</Fnr>" + "".join(f"<AndreFnr>{n}</AndreFnr>" for n in more)
        return m96(ONE, namespace=p.M96_2018, raw_head=f"<PasientInfo>{info}</PasientInfo>")

    assert reasons(about(other)) == [{"patient-differs-from-container"}]
    assert reasons(about(other, NUMBER)) == [set()]
    patient = f"<Patient>{p.idents(((other, 'FNR'),), '8116')}</Patient></MsgInfo>".encode()
    assert stops(convert(m94(ONE).replace(b"</MsgInfo>", patient))) == {"patient-differs-from-container"}


def test_asked_for_one_a_list_is_refused_unless_it_holds_one() -> None:
    """A single answer never picks one of several."""
    assert stops(convert(m96(ONE, OTHER, entries=BOTH))) == {"several-prescriptions"}
    assert convert(m96(ONE)).document == convert(ONE).document
    assert stops(convert(m96(m1(locked="true")))) == {"excluded-locked"}
    assert stops(convert(m96("???", entries=()))) == {"attachment-not-base64"}
    assert stops(convert(m96("???"))) == {"several-prescriptions"}


@pytest.mark.parametrize("data", [ONE, m94(ONE), m96(ONE), m1_list(ONE)], ids=["m1", "m94", "m96", "list"])
def test_asked_for_all_every_message_is_a_list(data: bytes) -> None:
    """A lone M1 is then a list of one; what may hold several is told to be a list."""
    given = each_m1_to_ep(data, loaded(), AT)
    assert given.held is (Held.LIST if data in (m96(ONE), m1_list(ONE)) else Held.ONE)
    assert [o.document for o in given.answers] == [convert(ONE).document]


def test_a_defect_in_one_prescription_is_its_own(monkeypatch: pytest.MonkeyPatch) -> None:
    """Whatever fails in one conversion, the others are answered."""
    loaded()

    calls: list[int] = []

    def failing(*given: object) -> bytes:
        calls.append(1)
        if len(calls) == 1:
            raise RuntimeError
        return write_ep(*given)  # type: ignore[arg-type]

    monkeypatch.setattr(ep_format, "write_ep", failing)
    assert reasons_of_defect(m96(ONE, OTHER, entries=BOTH)) == [Decision.DEFECT, Decision.CONVERTED]


def reasons_of_defect(data: bytes) -> list[Decision]:
    """The decisions of a list in which a defect is expected."""
    given = each_m1_to_ep(data, loaded(), AT)
    assert given.held is Held.LIST
    return [o.decision for o in given.answers]
