"""What is sent is what was shown: a preview's moment and the digest of its bytes go along in the form.

Nothing is kept between the pages: the eD is made anew at the moment of the preview, which gives the same bytes as long
as tables, register and fields are the same, and is sent only where it does.
"""

from datetime import UTC, datetime, timedelta
from hashlib import sha256

LASTS = timedelta(hours=12)
"""A working day: who comes back later looks again."""
AHEAD = timedelta(minutes=5)
"""What the clocks of two machines of one service may differ by, as in the rule `dispense-in-the-future`."""
CHANGED, OLD = "dispense-preview-changed", "dispense-preview-old"


def fixed(at: datetime, document: bytes) -> dict[str, str]:
    """The fields that hold a preview to its moment and its bytes."""
    return {"moment": at.astimezone(UTC).isoformat(), "digest": digest_of(document)}


def digest_of(document: bytes) -> str:
    """SHA-256 of a document, in hexadecimal: of all that decides what it is."""
    return sha256(document).hexdigest()


def moment_of(text: str, now: datetime) -> datetime | str:
    """The moment of a preview; or the code of why there is none that an eD may be made at now."""
    try:
        moment = datetime.fromisoformat(text)
    except ValueError:
        return CHANGED
    if moment.tzinfo is None or moment - now > AHEAD:
        return CHANGED
    return OLD if now - moment > LASTS else moment
