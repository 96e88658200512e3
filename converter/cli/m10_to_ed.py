"""The command `m10-to-ed`: the Norwegian dispense of an EU prescription as an eD."""

import argparse

from converter.cli.exits import Commands
from converter.cli.files import check_files, no_older_answer, write_files
from converter.cli.options import add_moment_and_register, add_out, converter_of, moment_of
from converter.cli.places import Place, file_named
from converter.cli.streams import say
from converter.cli.summary import exit_code, summary
from converter.conversion.answer import Answer, refused
from converter.conversion.m10_to_ed.discard import discard_of
from converter.conversion.m10_to_ed.entered import read_entered
from converter.conversion.m10_to_ed.route import m10_to_ed
from converter.model.finding import Problem
from converter.model.substitution import Substituted


def add(commands: Commands) -> argparse.ArgumentParser:
    """Adds the command's parser."""
    command = commands.add_parser("m10-to-ed", help="make the eD of a Norwegian dispense of an EU prescription")
    command.add_argument("ep", type=file_named, help="the eP as received")
    command.add_argument("--dispense", type=file_named, required=True, help="the dispense (JSON): docs/m10-to-ed.md")
    command.add_argument("--m10", type=file_named, help="the pharmacy's own M10, which says what the JSON leaves out")
    words = [word.value for word in Substituted]
    command.add_argument("--substituted", choices=words, default="", help="what was substituted, where nothing says it")
    command.add_argument("--discard", type=file_named, help="write the eD's DISCARD variant here")
    add_moment_and_register(command)
    add_out(command, "write the eD here; without one, a file there is removed")
    return command


def run(options: argparse.Namespace) -> int:
    """Runs the command."""
    check_files((options.ep, options.dispense, options.m10), (options.discard, options.out))
    ep, dispense = options.ep.read_bytes(), options.dispense.read_bytes()
    m10 = None if options.m10 is None else options.m10.read_bytes()
    with no_older_answer(options.discard, options.out):
        converter = converter_of(options)
        try:
            entered = read_entered(dispense, m10, converter.norway, options.substituted)
            answer: Answer[None] = m10_to_ed(ep, entered, converter, moment_of(options))
        except Problem as problem:
            answer = refused(problem.findings, converter.versions)
        document = answer.document
        contents: dict[Place, bytes | None] = {options.out: document}
        if options.discard is not None:
            contents[options.discard] = None if document is None else discard_of(document, converter)
    write_files(contents)
    say(summary(answer))
    return exit_code(answer)
