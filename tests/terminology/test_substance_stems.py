"""Names of substances over languages: the same stem, and what a text may name."""

import pytest

from converter.terminology.substance_stems import named, stem
from tests.builders.loaded import loaded

NAMES = {
    "etilmorfin": "ethylmorphine etylmorfin Etyylimorfiini Etüülmorfiin Etylomorfina Етилморфин Aethylmorphinum",
    "metilfenidat": "methylphenidate Metüülfenidaat μεθυλφαινιδάτη Metylofenidat Metilfenidāts Метилфенидат",
    "codein": "Kodeiin codeine kodein kodeiini codeína codéine Codeinum kodeina κωδεΐνη кодеин Kodeinin",
    "fentanil": "fentanyl fentanyyli fentanilo Fentanylum фентанил Fentanüül Φαιντανύλη Fentanils",
    "morfin": "morphine morfin morfiini morfina Morphinum μορφίνη морфин",
    "ozicodon": "oxycodone oksykodon oksykodoni oxicodona oksikodon Ossicodone Oksükodoon",
    "diazepam": "diazepam diatsepaami diazepamum διαζεπάμη диазепам",
    "zopiclon": "zopiclone zopiklon tsopikloni zopiclona",
    "metadon": "methadone metadon metadoni metadona",
    "buprenorfin": "buprenorphine buprenorfin buprenorfiini",
}


@pytest.mark.parametrize(("wanted", "word"), [(s, w) for s, words in NAMES.items() for w in words.split()])
def test_spelling_leaves_one_stem(wanted: str, word: str) -> None:
    assert stem(word).startswith(wanted)


def test_no_word_is_without_a_stem() -> None:
    assert [w for w in ("aeiou", "um", "opium", "I", "ß") if not stem(w)] == []


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("codeine phosphate", "R05DA04"),
        ("Codeinphosphat-Hemihydrat", "R05DA04"),
        ("Kodeiinifosfaatti", "R05DA04"),
        ("opium", "N02AA02"),
        ("fentanyl (as citrate)", "N02AB03"),
        ("PARACETAMOL 500 mg + KODEIN 30 mg", "R05DA04"),
    ],
)
def test_a_substance_is_found_in_words(text: str, code: str) -> None:
    """By a whole word, or as the beginning of one."""
    assert code in set(named(text, loaded().tables.stems))


@pytest.mark.parametrize(
    "text", ["", "30 stk", "Tablet", "film-coated tablets", "Orifarm", "oral use", "c o d e i n e"]
)
def test_no_substance_is_made_up(text: str) -> None:
    assert list(named(text, loaded().tables.stems)) == []
