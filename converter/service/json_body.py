"""A JSON body, read strictly into the model that describes it."""

import json
from typing import TypeVar

from pydantic import BaseModel, ValidationError

from converter.model.finding import Problem
from converter.model.json_object import each_once
from converter.service.refusals import refusal

ModelT = TypeVar("ModelT", bound=BaseModel)


def read_json(data: bytes, model: type[ModelT]) -> ModelT:
    """A body as its model.

    Args:
        data: UTF-8; a byte order mark is let be.
        model: what it must be, and nothing more.

    Raises:
        Problem: `json-invalid`, with the places that do not fit; no value is quoted.
    """
    try:
        text = data.decode("utf-8-sig")
        text.encode()
        content = json.loads(text, object_pairs_hook=each_once)
        json.dumps(content, ensure_ascii=False).encode()  # JSON can write half a character, which no text has
        return model.model_validate_json(json.dumps(content))
    except ValidationError as error:
        places = ["/".join(["", *map(str, misfit["loc"])]) for misfit in error.errors(include_input=False)]
        raise Problem([refusal("json-invalid", place) for place in dict.fromkeys(places)]) from None
    except (ValueError, RecursionError):
        raise Problem([refusal("json-invalid")]) from None
