"""What can be wrong with the exchange record; the text names the setting, never its value."""


class RecordError(Exception):
    """The record cannot be used as it is configured, or is not there. In Norwegian and English."""

    def __init__(self, norwegian: str, english: str) -> None:
        super().__init__(f"{norwegian} / {english}")


def silent() -> RecordError:
    """The database does not answer."""
    return RecordError(
        "Registerets database svarer ikke. Se CONVERTER_RECORD.",
        "The record's database does not answer. See CONVERTER_RECORD.",
    )
