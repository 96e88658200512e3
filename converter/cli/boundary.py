"""What becomes of a command's errors: words in both languages and an exit code, never a traceback."""

from collections.abc import Callable

from converter.cli.exits import DEFECT, USAGE, UsageError
from converter.cli.streams import say
from converter.conversion.answer import where_failed
from converter.enrichment.register_errors import RegisterError
from converter.formats.norway.fest_errors import FestError
from converter.record.errors import RecordError
from converter.settings import SettingError
from converter.sources.problems import TableProblems

UNUSABLE: dict[type[OSError], tuple[str, str]] = {
    FileNotFoundError: ("Filen eller mappen finnes ikke.", "The file or folder is not there."),
    IsADirectoryError: ("Dette er en mappe, ikke en fil.", "This is a folder, not a file."),
    NotADirectoryError: ("En del av stien er ikke en mappe.", "A part of the path is no folder."),
    PermissionError: ("Ingen tilgang.", "No access."),
    BrokenPipeError: ("Mottakeren har sluttet å lese.", "The reader has stopped reading."),
}


def guarded(run: Callable[[], int]) -> int:
    """Runs a command; the exit code, whatever it raises but an interruption and SystemExit."""
    try:
        return run()
    except (TableProblems, RegisterError, FestError, SettingError, RecordError) as problem:
        say(str(problem))
        return DEFECT
    except UsageError as problem:
        say(str(problem))
        return USAGE
    except OSError as problem:
        say(unusable(problem))
        return USAGE
    except Exception as failure:  # its text may quote the message
        where = where_failed(failure)
        say(f"Uventet feil i konverteren ({where}). / An unexpected failure of the converter ({where}).")
        return DEFECT


def unusable(problem: OSError) -> str:
    """What is wrong with a file or an address, in both languages; the rest in the system's words."""
    name = f"{problem.filename}: " if problem.filename else ""
    for kind, (norwegian, english) in UNUSABLE.items():
        if isinstance(problem, kind):
            return f"{name}{norwegian} / {english}"
    return f"{name}{problem.strerror or problem}"
