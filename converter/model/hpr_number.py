"""Numbers of Norway's register of health personnel (HPR)."""

import re

HPR_NUMBER = re.compile(r"0*([1-9][0-9]{0,8})")
"""One to nine digits (Helsedirektoratet), which some systems fill up with zeros in front."""


def read_hpr_number(text: str) -> str | None:
    """The number without zeros in front, so that one person has one number; None where it is none.

    `009144900` is 9144900, `007` is 7, and `0000` is no number.
    """
    matched = HPR_NUMBER.fullmatch(text)
    return None if matched is None else matched[1]
