"""OpenAPI: examples for every answer, made by the service, fresh, and of the shape they claim."""

import json
import re

import pytest
from pydantic import ValidationError

from converter.answers import ANSWERS
from converter.service.example_calls import CALLS
from tools.example_answers import FOLDER, main

SHAPES = {s.__name__: s for s in ANSWERS}


@pytest.fixture
def openapi(service):
    answer = service.ask("GET", "/openapi.json")
    assert answer.status_code == 200
    return answer.json()


def contents(openapi):
    for path, operations in openapi["paths"].items():
        for method, operation in operations.items():
            for status, response in operation["responses"].items():
                for media, content in response["content"].items():
                    yield f"{method} {path} {status} {media}", content


def test_describes_every_route_and_status(openapi):
    described = {(p, m): set(o["responses"]) for p, ms in openapi["paths"].items() for m, o in ms.items()}
    assert described == {
        ("/v1/m1-to-ep", "post"): {"200", "400", "406", "413", "415", "422", "500", "503"},
        ("/v1/ed-to-m10", "post"): {"200", "400", "406", "413", "415", "422", "500", "503"},
        ("/v1/dispensations", "post"): {"200", "400", "406", "409", "413", "415", "422", "500", "503"},
        ("/v1/dispensations/discard", "post"): {"200", "400", "406", "409", "413", "415", "422", "500", "503"},
        ("/v1/ep-to-view", "post"): {"200", "400", "406", "413", "415", "422", "500"},
        ("/v1/medicines", "get"): {"200", "400", "406", "500"},
        ("/v1/m10-to-ed", "post"): {"200", "400", "406", "413", "415", "422", "500"},
        ("/v1/m10-to-ed/discard", "post"): {"200", "400", "406", "413", "415", "422", "500"},
        ("/health/live", "get"): {"200"},
        ("/health/ready", "get"): {"200", "503"},
        ("/metrics", "get"): {"200"},
    }


def fits(shape, text):
    try:
        shape.model_validate_json(text, by_alias=True)
    except ValidationError:
        return False
    return True


def test_every_answer_has_an_example_of_its_shape(openapi):
    for where, content in contents(openapi):
        assert content["examples"], where
        for given in content["examples"].values():
            assert given["summary"]
            if where.endswith("json"):
                text = json.dumps(given["value"])
                schemas = content["schema"].get("oneOf", [content["schema"]])
                fitting = [s["$ref"] for s in schemas if fits(SHAPES[s["$ref"].rpartition("/")[2]], text)]
                assert len(fitting) == 1, where
            else:
                start = {"text/plain": "# HELP ", "text/html": "<!doctype html>"}
                assert given["value"].startswith(start.get(where.rpartition(" ")[2], "<?xml"))


def test_both_kinds_of_422_are_shown(openapi):
    answer = openapi["paths"]["/v1/m1-to-ep"]["post"]["responses"]["422"]["content"]["application/problem+json"]
    assert {e["value"]["decision"] for e in answer["examples"].values()} == {"excluded", "rejected"}


def test_every_reference_leads_somewhere(openapi):
    text = json.dumps(openapi)
    for name in {part.partition('"')[0] for part in text.split('"#/components/schemas/')[1:]}:
        assert name in openapi["components"]["schemas"]


def test_parameters_are_those_that_are_read(openapi, converter):
    named = {
        path: [p["name"] for p in operation.get("parameters", ())]
        for path, operations in openapi["paths"].items()
        for operation in operations.values()
    }
    assert {path: names for path, names in named.items() if names} == {
        "/v1/m1-to-ep": ["at", "status", "access", "all", "report"],
        "/v1/ed-to-m10": ["at", "refusal"],
        "/v1/dispensations": ["at", "refusal"],
        "/v1/dispensations/discard": ["at", "refusal"],
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
        if name == "ready.json":
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
