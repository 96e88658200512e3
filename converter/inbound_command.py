"""The commands `ep-to-view` and `m10-to-ed`: an EU prescription in Norwegian, and its Norwegian dispense as an eD."""

import argparse
import sys
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from converter.answers.ep_to_view import EpToViewAnswer
from converter.conversion.answer import Answer, refused
from converter.conversion.converter import Converter, load_converter
from converter.conversion.ep_to_view.route import ep_to_view, verdict
from converter.conversion.m10_to_ed.discard import discard_of
from converter.conversion.m10_to_ed.entered import read_entered
from converter.conversion.m10_to_ed.route import m10_to_ed
from converter.model.finding import Problem
from converter.settings import read_settings

SHOW, DISPENSE = "ep-to-view", "m10-to-ed"


def add_inbound_commands(
    commands: "argparse._SubParsersAction[argparse.ArgumentParser]", moment: Callable[[str], datetime]
) -> None:
    """Adds the commands to the parser."""
    show = commands.add_parser(SHOW, help="show an EU prescription (eP) in Norwegian")
    show.add_argument("file", type=Path, help="the eP, or - for standard input")
    show.add_argument("--html", action="store_true", help="a page that stands alone; default JSON")
    show.add_argument("--lang", choices=("no", "en"), default="no", help="language of the page; default Norwegian")
    _common(show, moment)
    show.add_argument("-o", "--out", type=Path, help="write the view here; without one, a file there is removed")

    dispense = commands.add_parser(DISPENSE, help="make the eD of a Norwegian dispense of an EU prescription")
    dispense.add_argument("ep", type=Path, help="the eP as received")
    dispense.add_argument("--dispense", type=Path, required=True, help="the dispense (JSON): docs/m10-to-ed.md")
    dispense.add_argument("--m10", type=Path, help="the pharmacy's own M10, which says what the JSON leaves out")
    dispense.add_argument("--discard", type=Path, help="write the eD's DISCARD variant here")
    _common(dispense, moment)
    dispense.add_argument("-o", "--out", type=Path, help="write the eD here; without one, a file there is removed")


def _common(command: argparse.ArgumentParser, moment: Callable[[str], datetime]) -> None:
    command.add_argument("--at", type=moment, help="as for m1-to-ep")
    command.add_argument("--fest", type=Path, help="medicines register; default the demo extract")


def run_ep_to_view(options: argparse.Namespace) -> tuple[Answer[Any] | None, str]:
    """Runs `ep-to-view`; the outcome, or None where the options contradict, and what to call it where it is shown."""
    if not _differ(options.file, options.out):
        return None, ""
    data = sys.stdin.buffer.read() if str(options.file) == "-" else options.file.read_bytes()
    outcome = ep_to_view(data, _converter(options), options.at or datetime.now(UTC))
    if outcome.details is None:
        _written(None, options.out)
        return outcome, ""
    if options.html:
        from converter.service.pages.document import view_document  # templates are loaded only for a page

        text = view_document(outcome, outcome.details, options.lang)
    else:
        text = EpToViewAnswer.with_view(outcome, outcome.details).as_text()
    _written(text.encode(), options.out)
    return outcome, f"shown, {verdict(outcome).value}"


def run_m10_to_ed(options: argparse.Namespace) -> Answer[Any] | None:
    """Runs `m10-to-ed`; the outcome, or None where the options contradict."""
    if not _differ(options.ep, options.dispense, options.m10, options.discard, options.out):
        return None
    converter = _converter(options)
    m10 = None if options.m10 is None else options.m10.read_bytes()
    ep, dispense = options.ep.read_bytes(), options.dispense.read_bytes()
    try:
        entered = read_entered(dispense, m10, converter.norway)
        outcome: Answer[None] = m10_to_ed(ep, entered, converter, options.at or datetime.now(UTC))
    except Problem as problem:
        outcome = refused(problem.findings, converter.versions)
    _written(outcome.document, options.out)
    if options.discard is not None:
        _written(None if outcome.document is None else discard_of(outcome.document, converter), options.discard)
    return outcome


def _converter(options: argparse.Namespace) -> Converter:
    settings = read_settings()
    return load_converter(replace(settings, fest=options.fest or settings.fest))


def _differ(*paths: Path | None) -> bool:
    given = [p.resolve() for p in paths if p is not None and str(p) != "-"]
    if len(set(given)) == len(given):
        return True
    sys.stderr.write("Alle filene må være ulike. / All files must be different.\n")
    return False


def _written(document: bytes | None, out: Path | None) -> None:
    if out is None:
        sys.stdout.buffer.write(document or b"")
        sys.stdout.buffer.flush()
    elif document is None:
        out.unlink(missing_ok=True)  # nobody shall take an older answer for this one
    else:
        out.write_bytes(document)
