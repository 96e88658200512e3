"""`python -m converter`, and the command `converter`: an interruption ends with 130 from here on."""

import os
import signal
import sys
from typing import Any

INTERRUPTED = 130
"""As in `converter.cli.exits`, which is not loaded yet."""


def run() -> int:
    """Runs the command line; raises as `converter.cli.main`.

    Within it an interruption is an exception. Before and after it, where Python would show a traceback, the process
    ends at once: nothing waits to be written then.
    """
    _on_interruption(_end)
    from converter.cli import main

    try:
        _on_interruption(signal.default_int_handler)
        return main()
    except KeyboardInterrupt:
        return INTERRUPTED
    finally:
        _on_interruption(_end)


def _on_interruption(handler: Any) -> None:
    """Sets what Ctrl-C does, unless whoever started the process has it ignored."""
    if signal.getsignal(signal.SIGINT) is not signal.SIG_IGN:
        signal.signal(signal.SIGINT, handler)


def _end(*_: object) -> None:
    os._exit(INTERRUPTED)


if __name__ == "__main__":
    sys.exit(run())
