"""Opening a message: what its container says of each prescription, and each reason why none is taken."""

import pytest
from lxml import etree

from converter.conversion.m1_to_ep.containers import MAX_PRESCRIPTIONS
from converter.conversion.m1_to_ep.found import Found
from converter.conversion.m1_to_ep.messages import Message, open_message
from converter.model.finding import Finding, Problem, finding
from tests.builders import m1_parts as p
from tests.builders.messages import BORN, MESSAGE_ID, NUMBER, container, download, extension, m1, m1_list, m94, m96
from tests.builders.numbers import number_for

OTHER_ID = "aa0c1f7a-58d4-4a11-9d3e-0b6a4c52e9f2"
OTHER_NUMBER = number_for(BORN.replace(year=1980))
ONE, OTHER = m1(), m1(message_id=OTHER_ID)
TELLS = "<Utlevering/>"


def passes(_: etree._Element) -> list[Finding]:
    """The gate that finds no fault."""
    return []


def opened(data: bytes) -> Message:
    """The message, by no schema."""
    return open_message(data, passes)


def single(data: bytes) -> Found:
    """Its one prescription."""
    return opened(data).single()


def refused(data: bytes) -> list[tuple[str, str]]:
    """Why it is refused as a whole."""
    with pytest.raises(Problem) as caught:
        single(data)
    return [(f.code, f.path) for f in caught.value.findings]


def found_in(data: bytes) -> Found:
    """The one prescription of a list that may name others."""
    (found,) = [i for i in opened(data).items if isinstance(i, Found)]
    return found


def items(data: bytes) -> list[str]:
    """Of each item its id, or why it is refused."""
    found = opened(data)
    assert found.is_list
    return [i.findings[0].code if isinstance(i, Problem) else i.envelope.message_id for i in found.items]


ELSEWHERE = (
    '<Document><RefDoc><MsgType V="REF" DN="Ref"/><FileReference>http://x/y.pdf</FileReference></RefDoc></Document>'
)


@pytest.mark.parametrize(
    ("beside", "others"),
    [("", 0), (ELSEWHERE, 1), (p.document("<Annet/>"), 1), (p.document("<Annet/>") + ELSEWHERE, 2)],
)
def test_documents_that_are_not_read_are_counted(beside: str, others: int) -> None:
    """Those in the message and those elsewhere together."""
    assert single(m1(raw_documents=beside)).others == others


def test_an_m1_alone_has_no_container() -> None:
    """Nothing is said of its status."""
    found = single(ONE)
    assert (found.status, found.in_container, found.listed_status, found.listed) == ("", False, None, ())
    assert (found.others, found.special_permit, found.reserved, found.extension) == (0, False, False, None)
    assert not opened(ONE).is_list


@pytest.mark.parametrize(
    ("data", "code", "path"),
    [
        (m1(type_code="ERM10"), "message-type-not-supported", "/MsgHead/MsgInfo/Type"),
        (m94(ONE, raw=p.document(download("E"))), "several-prescriptions", "/MsgHead/Document"),
        (m94(ONE, OTHER), "several-prescriptions", "/MsgHead/Document"),
        (m94(), "no-prescription", "/MsgHead/Document"),
        (m94(m1(type_code="ERM10")), "no-prescription", "/MsgHead/Document"),
        (m94(ONE).replace(p.M94.encode(), b"urn:other"), "m94-version-not-supported",
         "/MsgHead/Document/RefDoc/Content"),
        (m96(ONE, namespace="urn:other"), "m96-version-not-supported", "/MsgHead/Document/RefDoc/Content"),
        (m96(), "listed-without-m1", "/MsgHead/Document/RefDoc/Content/M96/Listeelement[1]"),
        (m96(entries=()), "no-prescription", "/MsgHead/Document"),
        (m96(ONE, OTHER), "several-prescriptions", "/MsgHead/Document"),
        (m1_list(), "list-malformed", "/M1List"),
        (m1(raw_documents=extension("") + extension("")), "several-extensions", "/MsgHead/Document"),
        (m1(raw_documents=p.document(f'<Resept xmlns="{p.M1}"/>')), "several-prescriptions", "/MsgHead/Document"),
    ],
)  # fmt: skip
def test_a_message_without_one_prescription(data: bytes, code: str, path: str) -> None:
    """Each for one reason."""
    assert refused(data) == [(code, path)]


def test_a_payload_that_is_no_prescription_is_none() -> None:
    """By its name, in whichever namespace."""
    bare = ONE.replace(b"<Resept ", b"<Annet ").replace(b"</Resept>", b"</Annet>")
    assert refused(bare) == [("no-prescription", "/MsgHead/Document")]
    assert refused(m1(m1_namespace="urn:other"))[0][0] == "m1-version-not-supported"


@pytest.mark.parametrize("status", ["E", "T", ""])
def test_a_download_states_the_status(status: str) -> None:
    """Of the prescription in it."""
    found = single(m94(ONE, status=status))
    assert (found.status, found.in_container, found.listed_status) == (status, True, None)


def test_a_download_without_status_states_none() -> None:
    """And is a container all the same."""
    found = single(m94(ONE, status=None))
    assert (found.status, found.in_container) == ("", True)


def test_other_messages_beside_the_one_are_counted() -> None:
    """They were not read; the download and the prescription are no others."""
    assert single(m94(ONE)).others == 0
    assert single(m94(ONE, m1(type_code="ERM5"))).others == 1
    assert single(m94(ONE, m1(type_code="ERM10"))).others == 1
    assert single(m1(raw_documents=p.document("<x/>"))).others == 1
    assert single(m94(m1(raw_documents=p.document("<x/>")), m1(type_code="ERM10"))).others == 2
    assert single(m1(raw_documents=extension(""))).others == 0
    assert single(m1(raw_documents=extension("") + p.document("<x/>"))).others == 1


@pytest.mark.parametrize("tag", ["DatoSoknadSendtSLV", "SvarSLVDato", "InnvligetGodkjFritak", "StatusSoknadSlv"])
def test_a_download_may_tell_of_a_permit(tag: str) -> None:
    """Whatever it says of one."""
    whole = m94(ONE).replace(b"</ReseptNedlasting>", f"<{tag}>x</{tag}></ReseptNedlasting>".encode())
    assert single(whole).special_permit
    assert not single(m94(ONE)).special_permit


def test_an_extension_is_read_and_taken_out() -> None:
    """M1's own schema has no place for it."""
    seen: list[int] = []

    def gate(root: etree._Element) -> list[Finding]:
        seen.append(len(root.findall(f"{{{p.MSGHEAD}}}Document")))
        return []

    found = open_message(m1(raw_documents=extension("")), gate).single()
    assert found.extension is not None
    assert seen == [1]


def test_an_extension_with_other_content_beside_it_stays_for_the_gate() -> None:
    """Which refuses it."""
    both = extension("").replace("</Content>", "<x/></Content>")
    seen: list[int] = []

    def gate(root: etree._Element) -> list[Finding]:
        seen.append(len(root.findall(f"{{{p.MSGHEAD}}}Document")))
        return []

    assert open_message(m1(raw_documents=both), gate).single().extension is not None
    assert seen == [2]


@pytest.mark.parametrize("data", [ONE, m94(ONE), m96(ONE)], ids=["M1", "M9.4", "M9.6"])
def test_the_gate_is_asked_of_every_envelope(data: bytes) -> None:
    """What it finds is told."""
    fault = [finding("no-prescription", "/x")]
    asked: list[str] = []

    def only(wanted: int) -> list[tuple[str, str]]:
        count = iter(range(9))
        with pytest.raises(Problem) as caught:
            open_message(data, lambda _: fault if next(count) == wanted else asked.append("") or []).single()
        return [(f.code, f.path) for f in caught.value.findings]

    assert [only(n) for n in range(1 if data == ONE else 2)] == [[("no-prescription", "/x")]] * (1 + (data != ONE))


@pytest.mark.parametrize(
    ("entries", "status"),
    [
        (((MESSAGE_ID, "E"),), "E"),
        (((MESSAGE_ID.upper(), "E"),), "E"),
        (((OTHER_ID, "E"),), "none"),
        (((MESSAGE_ID, ""),), "none"),
        (((MESSAGE_ID, "E"), (MESSAGE_ID, "E")), "E"),
        (((MESSAGE_ID, "E"), (MESSAGE_ID, "T")), "?"),
        (((MESSAGE_ID, "T"), (MESSAGE_ID, "E")), "?"),
        (((MESSAGE_ID, "E"), (MESSAGE_ID, "T"), (MESSAGE_ID, "E")), "?"),
        (((MESSAGE_ID, ""), (MESSAGE_ID, "E")), "?"),
        (((MESSAGE_ID, "E"), (OTHER_ID, "T")), "E"),
    ],
)
def test_a_list_states_each_prescription_s_status(entries: tuple[tuple[str, str], ...], status: str) -> None:
    """One that contradicts itself states one that no rule lets through."""
    found = found_in(m96(ONE, entries=entries))
    assert (found.listed_status, found.status, found.in_container) == (status, "", False)


@pytest.mark.parametrize(
    ("raw", "attribute"),
    [
        ('<StatusSoknadSlv V="1"/>', "special_permit"),
        ("<SendtSLVDato>2026-11-01</SendtSLVDato>", "special_permit"),
    ],
)
def test_what_a_list_tells_of_its_own_prescriptions(raw: str, attribute: str) -> None:
    """And not of those that it does not name."""
    assert getattr(single(m96(ONE, raw=raw)), attribute) is True
    assert getattr(single(m96(ONE)), attribute) is False
    assert getattr(found_in(m96(ONE, raw=raw, entries=((OTHER_ID, "E"),))), attribute) is False


def test_a_revocation_goes_before_the_status() -> None:
    """Whatever else the entry says."""
    assert single(m96(ONE, raw="<TilbakekallingStatus>true</TilbakekallingStatus>")).listed_status == "T"
    assert single(m96(ONE, raw="<TilbakekallingStatus>false</TilbakekallingStatus>")).listed_status == "E"
    assert single(m96(ONE, raw='<Arsak V="1" S="x" DN="y"/>')).listed_status == "T"


@pytest.mark.parametrize(("said", "reserved"), [("true", True), ("false", False)])
def test_a_list_tells_of_the_patient_s_reservation(said: str, reserved: bool) -> None:
    """For all prescriptions in it."""
    raw = f"<Pasientreservasjon>{said}</Pasientreservasjon>"
    assert single(m96(ONE, raw_head=raw)).reserved is reserved


def patient_of(*numbers: str) -> str:
    """The head of a list about a patient with these numbers."""
    first, *more = [*numbers]
    others = "".join(f"<AndreFnr>{n}</AndreFnr>" for n in more)
    return f"<PasientInfo><Fnr>{first}</Fnr>{others}</PasientInfo>"


@pytest.mark.parametrize(
    ("head", "ids", "refused_for"),
    [
        ("", ((NUMBER, "FNR"),), ""),
        (patient_of(NUMBER), ((NUMBER, "FNR"),), ""),
        (patient_of(OTHER_NUMBER, NUMBER), ((NUMBER, "FNR"),), ""),
        (patient_of(OTHER_NUMBER), ((NUMBER, "DNR"), (OTHER_NUMBER, "FNR")), ""),
        (patient_of(OTHER_NUMBER), ((NUMBER, "FNR"),), "patient-differs-from-container"),
        (patient_of(OTHER_NUMBER), ((NUMBER, "DNR"),), "patient-differs-from-container"),
        (patient_of(OTHER_NUMBER), ((NUMBER, "FHN"),), ""),
        (patient_of(OTHER_NUMBER), (), ""),
        (patient_of("", ""), ((NUMBER, "FNR"),), ""),
    ],
)
def test_the_patient_is_the_list_s(head: str, ids: tuple[tuple[str, str], ...], refused_for: str) -> None:
    """By national numbers, where both give one; one in common is enough."""
    data = m96(m1(patient_ids=ids), raw_head=head)
    if refused_for:
        assert refused(data) == [(refused_for, "/MsgHead/MsgInfo/Patient/Ident")]
    else:
        assert single(data).envelope.patient is not None


def test_a_prescription_without_patient_is_not_another_s() -> None:
    """That it has none is told later."""
    assert single(m96(m1(has_patient=False), raw_head=patient_of(NUMBER))).envelope.patient is None


def test_a_list_answers_each_by_itself() -> None:
    """What is broken or of another kind is refused alone."""
    broken, inside = m1(type_code="ERM10", message_id="x"), m94(ONE)
    assert items(m96(ONE, broken, inside, m1(message_id=OTHER_ID), "!")) == [
        MESSAGE_ID, "message-type-not-supported", "container-in-container", OTHER_ID, "attachment-not-base64",
    ]  # fmt: skip
    assert items(m1_list(ONE, container(OTHER), "<x/>", m96(ONE))) == [
        MESSAGE_ID, OTHER_ID, "list-malformed", "container-in-container",
    ]  # fmt: skip


def test_a_prescription_twice_is_refused_each_time() -> None:
    """In whichever case its id is written; the others are answered."""
    again = m1(message_id=MESSAGE_ID.upper())
    assert items(m96(ONE, OTHER, again)) == ["several-prescriptions", OTHER_ID, "several-prescriptions"]
    assert items(m1_list(ONE, ONE)) == ["several-prescriptions"] * 2


def test_a_list_has_no_more_than_it_may() -> None:
    """So many are answered; one more and none is."""
    assert len(opened(m1_list(*["<x/>"] * MAX_PRESCRIPTIONS)).items) == MAX_PRESCRIPTIONS
    assert refused(m1_list(*["<x/>"] * (MAX_PRESCRIPTIONS + 1))) == [("list-too-long", "/M1List")]


def test_asked_for_one_a_list_of_one_gives_it_or_says_why_not() -> None:
    """A list of several does not pick one."""
    assert single(m1_list(ONE)).envelope.message_id == MESSAGE_ID
    assert refused(m1_list(m1(type_code="ERM10"))) == [("message-type-not-supported", "/MsgHead/MsgInfo/Type")]
    assert refused(m1_list(m1(type_code="ERM10"), ONE)) == [("several-prescriptions", "/MsgHead/Document")]
