"""Pieces of which each route's description is made."""

from typing import Any

from converter.answers.shape import Shape

REFERENCE = "#/components/schemas/{model}"
HEADERS: dict[str, Any] = {
    "X-Request-Id": {"description": "Made by the service; it is in the log.", "schema": {"type": "string"}},
}


def content(media: str, *models: type[Shape]) -> dict[str, Any]:
    """The content of an answer: of one of the models, or text where there is none."""
    references = [{"$ref": REFERENCE.format(model=model.__name__)} for model in models]
    schema = {"oneOf": references} if len(references) > 1 else references[0] if references else {"type": "string"}
    return {media: {"schema": schema}}


def parameter(name: str, description: str, schema: dict[str, Any]) -> dict[str, Any]:
    """A query parameter that may be left out."""
    return {"name": name, "in": "query", "required": False, "description": description, "schema": schema}
