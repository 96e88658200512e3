"""The command `dosage`: what is read of a Norwegian dosage text, said in English and back in Norwegian, or why not."""

import argparse
from collections import Counter
from collections.abc import Sequence

from converter.answers.dosage import DosageReading
from converter.cli.exits import CONVERTED, REJECTED, Commands, UsageError
from converter.cli.files import read_input
from converter.cli.options import converter_of
from converter.cli.places import Place, input_named
from converter.cli.streams import say, show, show_text
from converter.dosage.understand import Why

COLUMN, BREAK, TAB = "text", "\\n", "\t"
"""The column of a TSV that is read, how a line break stands in a file, and what parts columns."""
MOST_WORDS = 20


def add(commands: Commands) -> argparse.ArgumentParser:
    """Adds the command's parser."""
    command = commands.add_parser("dosage", help="show what is read of a Norwegian dosage text, or why nothing is")
    command.add_argument("text", nargs="?", help="the text, in quotes")
    command.add_argument(
        "--file",
        type=input_named,
        help="one text a line, or a TSV with a column named text; \\n is a line break in a text; - for standard input",
    )
    command.add_argument("--json", action="store_true", help="one JSON object a line, as POST /v1/dosage answers")
    command.set_defaults(fest=None)
    return command


def run(options: argparse.Namespace) -> int:
    """Runs the command; 4 where a text of the command line is not understood, 0 for a file, whatever is in it."""
    if (options.text is None) == (options.file is None):
        raise UsageError("Gi en tekst eller --file, ett av dem.", "Give a text or --file, one of them.")
    texts = texts_of(options.file) if options.file is not None else [_typed(options.text)]
    vocabulary = converter_of(options).vocabulary
    readings = [DosageReading.of(text, vocabulary) for text in texts]
    if options.json:
        show(b"".join(reading.as_json() + b"\n" for reading in readings))
    else:
        show_text("\n".join(_shown(reading) for reading in readings))
    if options.file is not None:
        say(_summary(readings))
        return CONVERTED
    return CONVERTED if readings[0].meaning is not None else REJECTED


def _typed(text: str) -> str:
    """A text of the command line. Raises UsageError where the bytes that were typed are no text."""
    try:
        text.encode()
    except UnicodeEncodeError:
        raise UsageError("Teksten må være UTF-8.", "The text must be UTF-8.") from None
    return text


def texts_of(place: Place) -> list[str]:
    """The texts of a file; a blank line is none. Raises UsageError where it is not UTF-8, or a row has no text."""
    try:
        whole = read_input(place).decode("utf-8-sig")
    except UnicodeDecodeError:
        raise UsageError("Filen må være UTF-8.", "The file must be UTF-8.") from None
    lines = [line for line in whole.replace("\r\n", "\n").split("\n") if line.strip()]
    columns = lines[0].split(TAB) if lines else []
    if COLUMN in columns:
        lines = [_cell(line, columns.index(COLUMN)) for line in lines[1:]]
    return [line.replace(BREAK, "\n") for line in lines]


def _cell(line: str, at: int) -> str:
    """The column of a line. Raises UsageError where the line is too short; what stands in it is not told."""
    cells = line.split(TAB)
    if at >= len(cells):
        raise UsageError("En rad mangler kolonnen text.", "A row lacks the column text.")
    return cells[at]


def _shown(reading: DosageReading) -> str:
    """A reading for people: what there is of it, a line each."""
    lines = [
        ("text", reading.text),
        ("tokens", " | ".join(reading.tokens)),
        ("meaning", reading.meaning),
        ("English", reading.english),
        ("norsk", reading.norwegian),
        ("eP", reading.structure or (reading.uncoded and reading.uncoded.en)),
        ("why not", reading.reason and reading.reason.en),
        ("hvorfor ikke", reading.reason and reading.reason.no),
    ]
    return "".join(f"{name:13}{_printable(value)}\n" for name, value in lines if value)


def _printable(text: str) -> str:
    """Text in one line, with nothing in it that a terminal would obey."""
    return "".join(c if c.isprintable() else c.encode("unicode_escape").decode() for c in text)


def _summary(readings: Sequence[DosageReading]) -> str:
    """How many were understood, why the others were not, and the words that stopped most of them."""
    understood = sum(reading.meaning is not None for reading in readings)
    why = Counter(reading.why for reading in readings if reading.why is not None)
    unknown = [reading for reading in readings if reading.why == Why.UNKNOWN_WORD]
    words = Counter(word for reading in unknown for word in reading.words)
    lines = [f"{len(readings)} text{'' if len(readings) == 1 else 's'}: {understood} understood"]
    lines += [f"  {count:6} {code}" for code, count in why.most_common()]
    if words:
        most = ", ".join(f"{_printable(word)} ({count})" for word, count in words.most_common(MOST_WORDS))
        lines.append(f"  unknown words: {most}")
    return "\n".join(lines)
