"""What a document says and a reader does not understand: named, so that it can be told in people's words."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Unread:
    """What is there and not understood.

    Attributes:
        what: its element's name, or another key of the route's words for it.
        path: where it stands.
    """

    what: str
    path: str
