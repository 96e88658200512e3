"""The command `ep-to-view`: an EU prescription in Norwegian."""

import argparse

from converter.answers.ep_to_view import EpToViewAnswer
from converter.cli.exits import Commands
from converter.cli.files import check_files, no_older_answer, read_input, write_files
from converter.cli.options import add_moment_and_register, add_out, converter_of, moment_of
from converter.cli.places import input_named
from converter.cli.streams import say
from converter.cli.summary import exit_code, summary
from converter.conversion.answer import Answer
from converter.conversion.converter import Converter
from converter.conversion.ep_to_view.route import ep_to_view
from converter.conversion.ep_to_view.view import View, verdict


def add(commands: Commands) -> argparse.ArgumentParser:
    """Adds the command's parser."""
    command = commands.add_parser("ep-to-view", help="show an EU prescription (eP) in Norwegian")
    command.add_argument("file", type=input_named, help="the eP, or - for standard input")
    command.add_argument("--html", action="store_true", help="a page that stands alone; default JSON")
    command.add_argument("--lang", choices=("no", "en"), default="no", help="language of the page; default Norwegian")
    add_moment_and_register(command)
    add_out(command, "write the view here; without one, a file there is removed")
    return command


def run(options: argparse.Namespace) -> int:
    """Runs the command."""
    check_files((options.file,), (options.out,))
    data = read_input(options.file)
    with no_older_answer(options.out):
        converter = converter_of(options)
        answer = ep_to_view(data, converter, moment_of(options))
        shown = None if answer.details is None else _shown(answer, answer.details, converter, options)
    write_files({options.out: shown})
    say(summary(answer, "" if shown is None else f"shown, {verdict(answer).value}"))
    return exit_code(answer)


def _shown(answer: Answer[View], view: View, converter: Converter, options: argparse.Namespace) -> bytes:
    if not options.html:
        return EpToViewAnswer.with_view(answer, view).as_lines()
    from converter.service.pages.document import view_document  # templates are loaded only for a page

    return view_document(answer, view, options.lang, converter.tables).encode()
