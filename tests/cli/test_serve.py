"""`serve`: what its parser refuses. That it starts is shown in tests/service/test_run.py."""

import pytest

from converter.cli import main


@pytest.mark.parametrize(
    "arguments", [["serve", "--port", "99999"], ["serve", "--port", "x"], ["serve", "--workers", "0"]]
)
def test_a_number_out_of_bounds_is_usage(arguments: list[str]) -> None:
    """Said by the parser, before anything starts."""
    with pytest.raises(SystemExit) as stopped:
        main(arguments)
    assert stopped.value.code == 2
