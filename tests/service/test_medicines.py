"""GET /v1/medicines: what a search finds, and that no word of it breaks it."""

from urllib.parse import quote

import pytest

from tests.service.conftest import JSON, Service


@pytest.mark.parametrize("query", ["", "?q=", "?q=%20", "?q=a&q=b", "?q=a&limit=5", "?q=" + "a" * 201])
def test_a_search_without_words_is_refused(service: Service, query: str) -> None:
    answer = service.ask("GET", f"/v1/medicines{query}", headers={"Accept": JSON})
    assert (answer.status_code, answer.json()["findings"][0]["code"]) == (400, "query-invalid")


@pytest.mark.parametrize("words", ["%25", "_", "'; drop table medicine;--", '"', "*", "æøå", "\u0000", "NEAR("])
def test_no_word_of_a_search_breaks_it(service: Service, words: str) -> None:
    answer = service.ask("GET", f"/v1/medicines?q={quote(words)}", headers={"Accept": JSON})
    assert answer.status_code == 200


def test_a_search_finds_every_word_and_the_beginning_of_a_number(service: Service) -> None:
    def found(words: str) -> list[str]:
        answer = service.ask("GET", f"/v1/medicines?q={words}", headers={"Accept": JSON})
        return [m["varenr"] for m in answer.json()["medicines"]]

    assert found("fiktivprofen+400") == found("400+FIKTIVPROFEN") == ["990003", "990004"]
    assert found("990003") == ["990003"]
    assert found("fiktivprofen+999") == []
