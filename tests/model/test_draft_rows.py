"""The one finding that tells which draft rows an answer used: how many, and where."""

from hypothesis import given
from hypothesis import strategies as st

from converter.model.draft_rows import DRAFT, drafts_as_one, drafts_used
from converter.model.finding import DraftRow, finding

FILES, PLACES = ("mappings/a.yaml", "mappings/b.yaml"), ("/p", "/q")
ROWS = st.builds(DraftRow, st.sampled_from(FILES), st.sampled_from("123"), st.sampled_from(PLACES))
OTHER = finding("unit-as-text", "/p")


def test_rows_are_counted_by_file() -> None:
    """A row that is used in two places is one row; its key, which may be a word of the message, is not told."""
    rows = (DraftRow("b", "ord", "/p"), DraftRow("a", "1", "/p"), DraftRow("b", "ord", "/q"), DraftRow("b", "x", "/p"))
    found = drafts_used(rows, "/p")
    assert (found.code, found.path, found.rows) == (DRAFT, "/p", rows)
    assert found.text_en.endswith("were used, 3 in all: a (1), b (2).")
    assert found.text_no.endswith("er brukt, 3 i alt: a (1), b (2).")
    assert "ord" not in found.text_en + found.text_no


@given(st.lists(st.lists(ROWS, min_size=1, max_size=3), max_size=4), st.integers(0, 4))
def test_an_answer_tells_of_draft_rows_once(used: list[list[DraftRow]], at: int) -> None:
    """Of all of them, behind the other findings; at their path where they have one."""
    noted = [drafts_used(rows, rows[0].path) for rows in used]
    told = drafts_as_one([*noted[:at], OTHER, *noted[at:]])
    assert told[0] == OTHER
    drafts = told[1:]
    assert [f.code for f in drafts] == [DRAFT] * bool(used)
    for one in drafts:
        paths = {f.path for f in noted}
        assert set(one.rows) == {row for rows in used for row in rows}
        assert len(one.rows) == len(set(one.rows))
        assert one.path == (paths.pop() if len(paths) == 1 else "")
    assert drafts_as_one(told) == told
