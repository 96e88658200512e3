"""Where the code failed, for whoever mends it."""

import traceback
from pathlib import Path


def where_failed(failure: Exception) -> str:
    """The kind of a failure and the line of code that raised it; its text is left out, for it may quote the message."""
    frames = traceback.extract_tb(failure.__traceback__)
    place = f" at {Path(frames[-1].filename).name}:{frames[-1].lineno}" if frames else ""
    return type(failure).__name__ + place
