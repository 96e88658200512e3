"""Our schemas for the Norwegian messages give the same verdict as the official ones."""

import base64
import random
import re
from collections import Counter
from collections.abc import Iterable
from itertools import chain, product
from pathlib import Path

import pytest
import xmlschema
from lxml import etree
from xmlschema.exceptions import XMLSchemaKeyError

from tests.schemas.components import KINDS as COMPONENT_KINDS
from tests.schemas.components import LINEAR, Builder, declarations, describe, globals_of
from tests.schemas.mutations import KINDS, Case, sampled, swept, texts
from tests.schemas.official import official_components, official_payloads, official_schema

FOLDER = Path(__file__).resolve().parents[2] / "schemas" / "norway"
DRIVER = FOLDER / "driver.xsd"
XS = "{http://www.w3.org/2001/XMLSchema}"
KITH = "http://www.kith.no/xmlstds"
BOX = f"{{{KITH}/base64container}}Base64Container"
PAYLOADS = [
    f"{{{KITH}/eresept/m1/2010-05-01}}Resept",
    f"{{{KITH}/eresept/m1/2013-10-08}}Resept",
    f"{{{KITH}/eresept/m10/2013-10-08}}Utleveringsrapport",
    f"{{{KITH}/eresept/m92/2013-10-08}}Reseptliste",
    f"{{{KITH}/eresept/m94/2010-07-01}}ReseptNedlasting",
    f"{{{KITH}/eresept/m96/2015-05-01}}M96",
    "{http://www.ehelse.no/xmlstds/eresept/m96/2018-07-01}M96",
    BOX,
]
TYPES_THAT_NO_ELEMENT_USES = {
    f"{{{KITH}}}RTO",
    f"{{{KITH}/felleskomponent1}}HealthcareProfessional",
    f"{{{KITH}/felleskomponent1}}Organisation",
}
UNKNOWN_PAYLOAD = "No matching global element declaration available"
SEED = 20131008

TINY_M1 = """\
<MsgHead xmlns="http://www.kith.no/xmlstds/msghead/2006-05-24">
  <MsgInfo>
    <Type V="ERM1" DN="Resept"/>
    <MIGversion>v1.2 2006-05-24</MIGversion>
    <GenDate>2026-04-01T10:15:00+02:00</GenDate>
    <MsgId>00000000-0000-4000-8000-000000000001</MsgId>
    <Sender><Organisation>
      <OrganisationName>Bakketoppen legesenter</OrganisationName>
      <Ident><Id>1</Id><TypeId V="HER" S="2.16.578.1.12.4.1.1.9051" DN="HER-id"/></Ident>
      <HealthcareProfessional>
        <FamilyName>Lyngmo</FamilyName><GivenName>Eira</GivenName>
        <Ident><Id>2</Id><TypeId V="HPR" S="2.16.578.1.12.4.1.1.8116" DN="HPR-nummer"/></Ident>
      </HealthcareProfessional>
    </Organisation></Sender>
    <Receiver><Organisation/></Receiver>
    <Patient><FamilyName>Nordlys</FamilyName><GivenName>Ask</GivenName><DateOfBirth>1980-02-29</DateOfBirth></Patient>
  </MsgInfo>
  <Document><RefDoc>
    <MsgType V="XML" DN="XML-instans"/>
    <Content>
      <Resept xmlns="http://www.kith.no/xmlstds/eresept/m1/2013-10-08">
        <Forskrivningsdato>2026-04-01+02:00</Forskrivningsdato>
        <Utloper>2027-03-31+02:00</Utloper>
        <ReseptDokLegemiddel>
          <Varegruppekode V="L" DN="Legemiddel"/>
          <Antall>2.5</Antall>
          <Reiterasjon/>
          <Forskrivning xmlns="http://www.kith.no/xmlstds/eresept/forskrivning/2013-10-08">
            <DosVeiledEnkel>1 tablett morgen</DosVeiledEnkel>
            <Legemiddelpakning>
              <NavnFormStyrke>Prøvemiddel Tab 10 mg</NavnFormStyrke>
              <Reseptgruppe V="C" DN="Reseptgruppe C"/>
              <Varenr>000000</Varenr>
            </Legemiddelpakning>
          </Forskrivning>
        </ReseptDokLegemiddel>
        <OppdatertFest>2026-03-31T08:00:00</OppdatertFest>
      </Resept>
    </Content>
  </RefDoc></Document>
</MsgHead>
"""
FLAWS = {
    "a required element is missing": ("<Utloper>2027-03-31+02:00</Utloper>", ""),
    "two elements have changed places": (
        '<Varegruppekode V="L" DN="Legemiddel"/>\n          <Antall>2.5</Antall>',
        '<Antall>2.5</Antall>\n          <Varegruppekode V="L" DN="Legemiddel"/>',
    ),
    "a decimal comma": ("<Antall>2.5<", "<Antall>2,5<"),
    "a date that does not exist": ("1980-02-29", "1981-02-29"),
    "an attribute of another type": ('<Varegruppekode V="L"', '<Varegruppekode S="1.2" V="L"'),
    "an identifier system that is no OID": ('S="2.16.578.1.12.4.1.1.9051"', 'S="HER"'),
    "another envelope version": ("v1.2 2006-05-24<", "v1.1 2006-05-24<"),
    "a payload of another version": ("eresept/m1/2013-10-08", "eresept/m1/2009-02-20"),
    "two items": ("</ReseptDokLegemiddel>", "</ReseptDokLegemiddel><ReseptDokHandelsvare/>"),
    "no envelope version": ("<MIGversion>v1.2 2006-05-24</MIGversion>", ""),
}


# ---- without the reference material -------------------------------------------------------------


@pytest.fixture(scope="module")
def ours() -> etree.XMLSchema:
    return etree.XMLSchema(etree.parse(DRIVER, etree.XMLParser(no_network=True)))


@pytest.fixture(scope="module")
def our_components() -> xmlschema.XMLSchema10:
    return xmlschema.XMLSchema10(DRIVER, allow="local", defuse="always")


def test_schemas_refer_to_each_other_only() -> None:
    """Every import names a file in the same folder, and the driver reaches all of them."""
    named = set()
    for path in FOLDER.glob("*.xsd"):
        named |= {e.get("schemaLocation") for e in etree.parse(path).iter(XS + "import", XS + "include")}
    assert named | {DRIVER.name} == {path.name for path in FOLDER.glob("*.xsd")}


def test_both_libraries_accept_a_small_prescription(
    ours: etree.XMLSchema, our_components: xmlschema.XMLSchema10
) -> None:
    """The driver loads in lxml and in xmlschema and both accept a minimal M1."""
    assert ours.validate(etree.fromstring(TINY_M1))
    assert our_components.is_valid(etree.fromstring(TINY_M1))


@pytest.mark.parametrize("flaw", FLAWS)
def test_both_libraries_refuse_a_flawed_prescription(
    flaw: str, ours: etree.XMLSchema, our_components: xmlschema.XMLSchema10
) -> None:
    """Each single flaw makes the minimal M1 invalid."""
    before, after = FLAWS[flaw]
    assert before in TINY_M1
    flawed = TINY_M1.replace(before, after, 1)
    assert not ours.validate(etree.fromstring(flawed))
    assert not our_components.is_valid(etree.fromstring(flawed))


# ---- against the official schemas ---------------------------------------------------------------


@pytest.fixture(scope="module")
def official(shared: Path) -> etree.XMLSchema:
    return official_schema(shared)


@pytest.fixture(scope="module")
def official_parts(shared: Path) -> xmlschema.XMLSchema10:
    imports = etree.parse(DRIVER).getroot().iterchildren(XS + "import")
    return official_components(shared, {e.get("namespace") for e in imports})


class Documents(dict[str, bytes]):
    """Documents by name; a failing test shows the names only, since the samples hold persons."""

    def __repr__(self) -> str:
        return f"Documents({list(self)})"


@pytest.fixture(scope="module")
def messages(shared: Path) -> Documents:
    """Every sample, and the messages that they carry as attachments."""
    found = Documents()
    for path in sorted((shared / "samples" / "norway").rglob("*.xml")):
        found[path.stem] = path.read_bytes()
        for number, box in enumerate(etree.fromstring(found[path.stem]).iter(BOX), 1):
            found[f"{path.stem}, attachment {number}"] = base64.b64decode(box.text)
    return found


@pytest.fixture(scope="module")
def builder(official_parts: xmlschema.XMLSchema10) -> Builder:
    return Builder(official_parts, PAYLOADS)


@pytest.fixture(scope="module")
def maximal(builder: Builder) -> Documents:
    """For each global element the documents that together hold all it may hold."""
    return Documents(
        (f"all of {etree.QName(name).localname} ({number})", etree.tostring(root))
        for name in builder.elements
        for number, root in enumerate(builder.documents(name), 1)
    )


@pytest.fixture(scope="module")
def cases(maximal: Documents, messages: Documents, builder: Builder) -> list[Case]:
    """The changed documents; the same in every run."""
    rng = random.Random(SEED)
    names = list(builder.elements)
    envelopes = {seed: data for seed, data in maximal.items() if seed.startswith("all of MsgHead")}
    return list(
        chain(
            sampled(messages, 120, rng, names),
            sampled(envelopes, 60, rng, names),
            swept(maximal, rng, names, set(names)),
            texts(Documents(sorted(maximal.items(), key=lambda item: len(item[1]))), builder.types),
        )
    )


def verdicts(schema: etree.XMLSchema | xmlschema.XMLSchema10, documents: Iterable[bytes]) -> list[bool]:
    """Valid or not; parsed afresh for each, as validating leaves its mark on a tree."""
    return [accepts(schema, etree.fromstring(data)) for data in documents]


def accepts(schema: etree.XMLSchema | xmlschema.XMLSchema10, root: etree._Element) -> bool:
    """Whether the schema accepts; the second library raises an error at an unknown xsi:type."""
    if isinstance(schema, etree.XMLSchema):
        return schema.validate(root)
    try:
        return schema.is_valid(root)
    except XMLSchemaKeyError:
        return False


def differences(cases: list[Case], official: list[bool], ours: list[bool]) -> list[str]:
    """What was changed where, and the two verdicts: no values, since the samples hold persons."""
    word = {True: "valid", False: "invalid"}
    return [
        f"{case.kind} at {case.path} in {case.seed}: official {word[theirs]}, ours {word[mine]}"
        for case, theirs, mine in zip(cases, official, ours, strict=True)
        if theirs != mine
    ]


@pytest.mark.parametrize(("official", "ours"), LINEAR.items())
def test_patterns_speak_the_same_language(official: str, ours: str) -> None:
    """Every text of up to nine signs out of digit, point and letter is matched by both patterns or by neither."""
    texts = ["".join(signs) for length in range(10) for signs in product("1.x", repeat=length)]
    assert [t for t in texts if bool(re.fullmatch(official, t)) != bool(re.fullmatch(ours, t))] == []


@pytest.mark.parametrize("kind", COMPONENT_KINDS)
def test_components_are_the_same(
    kind: str, official_parts: xmlschema.XMLSchema10, our_components: xmlschema.XMLSchema10
) -> None:
    """Reduced to a normal form, each global element, type and attribute is what the official schemas say."""
    theirs, mine = globals_of(official_parts, kind), globals_of(our_components, kind)
    assert set(mine) == set(theirs)
    assert [name for name in theirs if describe(theirs[name]) != describe(mine[name])] == []


def test_messages_are_valid(
    messages: Documents,
    official: etree.XMLSchema,
    ours: etree.XMLSchema,
    official_parts: xmlschema.XMLSchema10,
    our_components: xmlschema.XMLSchema10,
) -> None:
    """Every sample and every attachment is valid by both, in both libraries."""
    assert len(messages) >= 28
    for schema in (official, ours, official_parts, our_components):
        outcome = zip(messages, verdicts(schema, messages.values()), strict=True)
        assert [name for name, valid in outcome if not valid] == []


def test_maximal_documents_are_valid_and_use_every_declaration(
    maximal: Documents,
    builder: Builder,
    official: etree.XMLSchema,
    ours: etree.XMLSchema,
    official_parts: xmlschema.XMLSchema10,
    our_components: xmlschema.XMLSchema10,
) -> None:
    """The documents that the changes start from leave no element of the official schemas out."""
    assert declarations(official_parts, TYPES_THAT_NO_ELEMENT_USES) - builder.seen == set()
    for schema in (official, ours):
        outcome = zip(maximal, verdicts(schema, maximal.values()), strict=True)
        assert [name for name, valid in outcome if not valid] == []
    assert verdicts(official_parts, maximal.values()) == verdicts(our_components, maximal.values())


def test_changed_documents_get_the_same_verdict(
    cases: list[Case], official: etree.XMLSchema, ours: etree.XMLSchema
) -> None:
    """Tens of thousands of documents with one change each are valid by both or invalid by both."""
    theirs = verdicts(official, (case.data for case in cases))
    mine = verdicts(ours, (case.data for case in cases))
    assert differences(cases, theirs, mine) == []
    assert len(cases) >= 50_000
    of_m10 = sum(case.seed.startswith(("m10", "all of Utlevering")) for case in cases)
    print(f"\n{len(cases)} changed documents, {of_m10} of them M10")
    assert of_m10 >= 1_000
    share = sum(theirs) / len(theirs)
    assert 0.2 <= share <= 0.8
    by_kind = Counter(case.kind for case in cases)
    assert min(by_kind[kind] for kind in KINDS) >= 200


def test_second_library_agrees_on_changed_documents(
    cases: list[Case], official_parts: xmlschema.XMLSchema10, our_components: xmlschema.XMLSchema10
) -> None:
    """The xmlschema library, too, gives the same verdict by both on a sample of the changed documents."""
    some = random.Random(SEED).sample([case for case in cases if len(case.data) < 8_000], 600)
    theirs = verdicts(official_parts, (case.data for case in some))
    assert differences(some, theirs, verdicts(our_components, (case.data for case in some))) == []
    assert 100 <= sum(theirs) <= 500


def test_other_payloads_are_the_only_difference(
    shared: Path, official: etree.XMLSchema, ours: etree.XMLSchema, our_components: xmlschema.XMLSchema10
) -> None:
    """A message type that the converter does not handle is valid by the official schemas and unknown to ours."""
    known = {etree.QName(name).namespace for name in globals_of(our_components, "elements")}
    other = set(official_payloads(shared)) - known
    assert f"{KITH}/eresept/m93/2010-06-04" in other
    payload = f'<M93 xmlns="{KITH}/eresept/m93/2010-06-04"><AnsattId>1</AnsattId></M93>'
    head, rest = TINY_M1.split("<Content>")
    message = f"{head}<Content>{payload}</Content>{rest.split('</Content>')[1]}"
    assert official.validate(etree.fromstring(message))
    assert not ours.validate(etree.fromstring(message))
    assert [UNKNOWN_PAYLOAD in error.message for error in ours.error_log] == [True]
