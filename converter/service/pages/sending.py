"""Sends an eD where the settings say; whatever comes back, nothing of it is shown but the status."""

import urllib.error
import urllib.request
from collections import OrderedDict
from hashlib import sha256
from http.client import HTTPException
from threading import Lock

from converter.model.coded import Identifier

SECONDS = 15


MOST = 10_000
"""Numbers that are remembered: more than a pharmacy's service sends before it starts anew."""


class SentNumbers:
    """What was sent from here since the service started: of each eD its identifier and bytes, as digests only."""

    def __init__(self) -> None:
        self._sent: OrderedDict[bytes, bytes] = OrderedDict()
        self._lock = Lock()

    def take(self, identifier: Identifier, document: bytes) -> bool:
        """Whether it may be sent: nothing else was, under its identifier. From then on nothing else may."""
        with self._lock:
            held = self._sent.setdefault(_name(identifier), sha256(document).digest())
            while len(self._sent) > MOST:
                self._sent.popitem(last=False)
        return held == sha256(document).digest()

    def give_back(self, identifier: Identifier) -> None:
        """It was not taken: another may be sent under its identifier."""
        with self._lock:
            self._sent.pop(_name(identifier), None)


def _name(identifier: Identifier) -> bytes:
    return sha256(f"{identifier.root}^{identifier.extension}".encode()).digest()


class _Stays(urllib.request.HTTPRedirectHandler):
    """A receiver that moved would get the document at an address that nobody configured."""

    def redirect_request(self, *_: object, **__: object) -> None:
        """None: the redirect is not followed."""
        return


def send(ed: bytes, endpoint: str) -> int | None:
    """Posts an eD; the status of the answer, 2xx where it was taken. None where none came: it may have been taken."""
    request = urllib.request.Request(  # noqa: S310 - the settings let https through, and http to this machine
        endpoint, ed, {"Content-Type": "application/xml"}, method="POST"
    )
    try:
        with urllib.request.build_opener(_Stays).open(request, timeout=SECONDS) as answer:
            return int(answer.status)
    except urllib.error.HTTPError as refused:
        return int(refused.code)
    except (urllib.error.URLError, HTTPException, OSError, ValueError):
        return None
