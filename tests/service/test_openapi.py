"""OpenAPI: examples for every answer, made by the service, fresh, and of the shape they claim."""

import json
import re
from dataclasses import replace
from typing import Any

import pytest
from pydantic import ValidationError

from converter.answers import ANSWERS
from converter.service.example_calls import CALLS
from converter.service.metrics import FORMAT
from tools.example_answers import FOLDER, ask, main

PDF = "application/pdf"
SHAPES = {s.__name__: s for s in ANSWERS}


@pytest.fixture(scope="module")
def openapi(make_service):
    """The description, made once; no test changes it."""
    answer = make_service().ask("GET", "/openapi.json")
    assert answer.status_code == 200
    return answer.json()


def contents(openapi):
    for path, operations in openapi["paths"].items():
        for method, operation in operations.items():
            for status, response in operation["responses"].items():
                for media, content in response["content"].items():
                    yield f"{method} {path} {status} {media}", media, content


def test_describes_every_route_and_status(openapi):
    described = {(p, m): set(o["responses"]) for p, ms in openapi["paths"].items() for m, o in ms.items()}
    assert described == {
        ("/v1/m1-to-ep", "post"): {"200", "400", "406", "409", "413", "415", "422", "500", "503"},
        ("/v1/prescriptions/list", "post"): {"200", "400", "406", "413", "415", "422", "500", "503"},
        ("/v1/prescriptions/document", "post"): {*("200", "400", "404", "406", "413", "415", "422", "500", "503")},
        ("/v1/ed-to-m10", "post"): {"200", "400", "406", "413", "415", "422", "500", "503"},
        ("/v1/dispensations/receipt", "post"): {"200", "400", "406", "413", "415", "422", "500", "503"},
        ("/v1/dispensations/receipts", "get"): {"200", "400", "406", "500", "503"},
        ("/v1/dispensations", "post"): {"200", "400", "406", "409", "413", "415", "422", "500", "503"},
        ("/v1/dispensations/discard", "post"): {"200", "400", "406", "409", "413", "415", "422", "500", "503"},
        ("/v1/ep-to-view", "post"): {"200", "400", "406", "413", "415", "422", "500"},
        ("/v1/medicines", "get"): {"200", "400", "406", "500"},
        ("/v1/dosage", "post"): {"200", "400", "406", "413", "415", "500"},
        ("/v1/m10-to-ed", "post"): {"200", "400", "406", "413", "415", "422", "500"},
        ("/v1/m10-to-ed/discard", "post"): {"200", "400", "406", "413", "415", "422", "500"},
        ("/health/live", "get"): {"200"},
        ("/health/ready", "get"): {"200", "500", "503"},
        ("/metrics", "get"): {"200", "500"},
    }


def fits(shape, text):
    try:
        shape.model_validate_json(text, by_alias=True)
    except ValidationError:
        return False
    return True


def test_every_answer_has_an_example_of_its_shape(openapi):
    for where, media, content in contents(openapi):
        if media == PDF:  # bytes, which have no place in JSON
            assert content == {"schema": {"type": "string", "format": "binary"}}
            continue
        assert content["examples"], where
        for given in content["examples"].values():
            assert given["summary"]
            if media.endswith("json"):
                text = json.dumps(given["value"])
                schemas = content["schema"].get("oneOf", [content["schema"]])
                fitting = [s["$ref"] for s in schemas if fits(SHAPES[s["$ref"].rpartition("/")[2]], text)]
                assert len(fitting) == 1, where
            else:
                start = {FORMAT: "# HELP ", "text/html": "<!doctype html>"}
                assert given["value"].startswith(start.get(media, "<?xml"))


def test_both_kinds_of_422_are_shown(openapi):
    answer = openapi["paths"]["/v1/m1-to-ep"]["post"]["responses"]["422"]["content"]["application/problem+json"]
    assert {e["value"]["decision"] for e in answer["examples"].values()} == {"excluded", "rejected"}


def parts(value, path=()):
    """Every object of the document with its path; what examples show is none of it."""
    if isinstance(value, dict):
        yield path, value
        for key, part in value.items():
            if key not in {"examples", "example"}:
                yield from parts(part, (*path, key))
    elif isinstance(value, list):
        for number, part in enumerate(value):
            yield from parts(part, (*path, number))


def unresolved(document):
    """The references that lead nowhere in a document; relative ones are none that it could follow."""
    return [
        (path, part["$ref"]) for path, part in parts(document) if "$ref" in part and not leads(document, part["$ref"])
    ]


def leads(document, reference):
    root, *names = reference.split("/")
    for name in names:
        if not isinstance(document, dict) or name not in document:
            return False
        document = document[name]
    return root == "#"


def test_every_reference_leads_somewhere(openapi):
    """Also those inside the schema of a form's part."""
    assert unresolved(openapi) == []
    dispense = openapi["paths"]["/v1/m10-to-ed"]["post"]["requestBody"]["content"]["multipart/form-data"]["schema"][
        "properties"
    ]["dispense"]
    assert dispense["contentSchema"] == {"$ref": "#/components/schemas/EnteredShape"}
    assert set(openapi["components"]["schemas"]) >= {"EnteredShape", "PharmacistShape", "PharmacyShape"}


def test_a_reference_that_leads_nowhere_is_found(shared):
    """By the document that had two of them."""
    document = json.loads((shared / "cases" / "interface" / "openapi-dangling-refs.json").read_text())
    assert {reference for _, reference in unresolved(document)} == {"#/PharmacistShape", "#/PharmacyShape"}


def test_every_shape_is_used(openapi):
    """A component that nothing points at would be a class for nothing in every client."""
    text = json.dumps([part["$ref"] for _, part in parts(openapi) if "$ref" in part])
    assert [name for name in openapi["components"]["schemas"] if f'/{name}"' not in text] == []


def test_is_openapi_3_1(openapi):
    """The rules of the specification (3.1.0) for the objects that the document has, as far as they can be looked up."""
    assert re.fullmatch(r"3\.1\.\d+", openapi["openapi"])
    assert set(openapi) == {"openapi", "info", "paths", "components"}
    assert all(openapi["info"][name] for name in ("title", "version"))
    assert all(re.fullmatch(r"[a-zA-Z0-9._-]+", name) for name in openapi["components"]["schemas"])
    operations = [(p, m, o) for p, ms in openapi["paths"].items() for m, o in ms.items()]
    assert all(path.startswith("/") and "{" not in path and method in {"get", "post"} for path, method, _ in operations)
    assert len({o["operationId"] for *_, o in operations}) == len(operations)
    for path, method, operation in operations:
        assert ("requestBody" in operation) == (method == "post"), path
        given = operation.get("parameters", [])
        assert len({(p["name"], p["in"]) for p in given}) == len(given)
        assert all(p["in"] == "query" and set(p) <= {"name", "in", "required", "description", "schema"} for p in given)
        for media in operation.get("requestBody", {"content": {}})["content"].values():
            assert set(media) == {"schema"}
        for status, answer in operation["responses"].items():
            assert re.fullmatch(r"[1-5]\d\d", status)
            assert set(answer) == {"description", "headers", "content"}
            assert all(answer.values())
            assert all(set(header) == {"description", "schema"} for header in answer["headers"].values())
            shown = [content for media, content in answer["content"].items() if media != PDF]
            assert all(set(content) == {"schema", "examples"} for content in shown)


TYPES = {"object", "string", "boolean", "array", "integer", "number", "null"}


def test_every_schema_is_one(openapi):
    """Types that JSON Schema (2020-12) has; what an object needs is among what it has; patterns can be read."""
    schemas = [
        part for path, part in parts(openapi["components"]) if path and path[-1] not in {"properties", "schemas"}
    ]
    schemas += [part["schema"] for _, part in parts(openapi["paths"]) if isinstance(part.get("schema"), dict)]
    assert len(schemas) > 100
    for schema in schemas:
        assert schema.get("type", "string") in TYPES
        assert set(schema.get("required", ())) <= set(schema.get("properties", ()))
        assert len(set(schema.get("enum", ()))) == len(schema.get("enum", ()))
        re.compile(schema.get("pattern", ""))


LARGE = b" " * 13_000_000
PROBES: dict[str, dict[str, Any]] = {
    "a query that is not known": {"query": "x=1"},
    "a query twice": {"query": "at=1&at=1&q=1&q=1"},
    "no format": {"accept": "image/png"},
    "JSON": {"accept": "application/json"},
    "HTML": {"accept": "text/html"},
    "no Content-Type": {"content_type": ""},
    "another Content-Type": {"content_type": "text/csv"},
    "a form without its boundary": {"content_type": "multipart/form-data"},
    "compressed": {"encoding": "gzip"},
    "nothing": {"body": b""},
    "no XML": {"body": b"<"},
    "a DOCTYPE": {"body": b"<!DOCTYPE x><x/>"},
    "another document": {"body": b"<x/>"},
    "too large": {"body": LARGE},
    "a register that fails": {"broken": True},
    "a record that is silent": {"record": "silent"},
}


def answered(converter, call):
    """The status of the answer, and its Content-Type without the charset, which is always UTF-8."""
    got = ask(converter, call)
    return str(got.status), without_charset(got.media)


def without_charset(media):
    return media.removesuffix("; charset=utf-8")


def described(openapi, call):
    """What the address may answer with: pairs as of `answered`."""
    answers = openapi["paths"][call.route][call.method.lower()]["responses"]
    return {(status, without_charset(media)) for status, answer in answers.items() for media in answer["content"]}


USUAL = list({call.route: call for call in reversed(CALLS) if call.status == 200}.values())
"""A call of each address that succeeds."""


def test_every_address_is_asked(openapi):
    assert {call.route for call in USUAL} == set(openapi["paths"])


@pytest.mark.parametrize("probe", PROBES)
def test_what_comes_is_described(converter, openapi, probe):
    """A call of each address, turned wrong in one way: status and media type of the answer are in the description."""
    for call in USUAL:
        wrong = {name: value for name, value in PROBES[probe].items() if name != "body" or call.body is not None}
        assert answered(converter, replace(call, **wrong)) in described(openapi, call), call.route


def test_what_is_described_comes(openapi):
    """Every status and media type has an example, and examples are answers that were really given."""
    shown = {(call.route, str(call.status), without_charset(call.media)) for call in CALLS}
    told = {(call.route, *pair) for call in USUAL for pair in described(openapi, call)}
    assert shown == told - {("/v1/m1-to-ep", "200", PDF)}  # bytes are no example; test_m1_to_ep.py asks for them


def test_parameters_are_those_that_are_read(openapi, converter):
    named = {
        path: [p["name"] for p in operation.get("parameters", ())]
        for path, operations in openapi["paths"].items()
        for operation in operations.values()
    }
    assert {path: names for path, names in named.items() if names} == {
        "/v1/m1-to-ep": ["at", "status", "access", "dispensed", "multidose", "all", "report", "format"],
        "/v1/prescriptions/list": ["at"],
        "/v1/prescriptions/document": ["at"],
        "/v1/ed-to-m10": ["at", "refusal", "parent", "conversation"],
        "/v1/dispensations": ["at", "refusal", "parent", "conversation"],
        "/v1/dispensations/discard": ["at", "refusal", "parent", "conversation"],
        "/v1/dispensations/receipts": ["state"],
        "/v1/ep-to-view": ["at", "lang"],
        "/v1/m10-to-ed": ["at"],
        "/v1/medicines": ["q"],
    }


def test_parameters_say_what_they_take(openapi, converter):
    """A description each, a type, and for a status every code of the list."""
    said = [p for ms in openapi["paths"].values() for o in ms.values() for p in o.get("parameters", ())]
    assert all(p["description"] and p["schema"]["type"] == "string" for p in said)
    assert {p["name"] for p in said if p["required"]} == {"q"}
    status = next(p["schema"] for p in said if p["name"] == "status")
    assert set(status["enum"]) == set(converter.tables.code_list("7408"))


def test_examples_are_fresh(monkeypatch, tmp_path):
    """What would be written anew, to a folder that is not there yet, is what stands there."""

    def comparable(name, content):
        # The number of drafts changes with every review of a table.
        if name in {"ready.json", "unready.json"}:
            return json.loads(content) | {"draftRows": 0}
        if name == "metrics.txt":
            return re.sub(rb"^converter_draft_rows .+$", b"", content, flags=re.MULTILINE)
        return content

    monkeypatch.setattr("tools.example_answers.FOLDER", tmp_path / "new")
    main()
    made, kept = (
        {path.name: comparable(path.name, path.read_bytes()) for path in folder.iterdir()}
        for folder in (tmp_path / "new", FOLDER)
    )
    assert {c.file for c in CALLS} == set(made)
    assert kept == made, "run: python -m tools.regenerate"


def test_no_page_loads_anything_from_elsewhere(service):
    assert service.ask("GET", "/docs").status_code == 404
    assert service.ask("GET", "/redoc").status_code == 404
