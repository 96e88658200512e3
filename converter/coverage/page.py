"""The numbers as one page that needs nothing else: no script, no address, its style and its picture within."""

from functools import cache

from jinja2 import Environment, PackageLoader, StrictUndefined

from converter.coverage.counted import Coverage
from converter.coverage.funnel import Bar, bars_of
from converter.coverage.lines import (
    decision_lines,
    has_lines,
    reason_lines,
    source_lines,
    versions_line,
)
from converter.coverage.words import Lang, ReasonWords, label

LANGUAGE_TAGS: dict[Lang, str] = {"no": "nb", "en": "en"}


@cache
def _environment() -> Environment:
    """Jinja with everything escaped; a name that is not given is an error."""
    return Environment(
        loader=PackageLoader("converter.coverage", ""),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )


def page_of(coverage: Coverage, words: ReasonWords, lang: Lang) -> str:
    """The page, as HTML. Same numbers, same bytes."""
    return (
        _environment()
        .get_template("page.html")
        .render(
            tag=LANGUAGE_TAGS[lang],
            t=lambda key, **more: label(key, lang, **more),
            coverage=coverage,
            weighted=coverage.weighted,
            funnels=_funnels(coverage, lang),
            decisions=decision_lines(coverage, lang),
            has=has_lines(coverage, lang),
            reasons=tuple(reason_lines(coverage, words, lang)),
            sources=source_lines(coverage, lang),
            versions=versions_line(coverage, lang),
        )
    )


def _funnels(coverage: Coverage, lang: Lang) -> tuple[tuple[str, tuple[Bar, ...]], ...]:
    """The pictures with their titles: one, or with use one of numbers and one of use."""
    numbers = {step: count.number for step, count in coverage.funnel.items()}
    if not coverage.weighted:
        return ((label("funnel", lang), bars_of(numbers, lang)),)
    used = {step: count.used for step, count in coverage.funnel.items()}
    return (
        (label("funnel-number", lang), bars_of(numbers, lang)),
        (label("funnel-used", lang), bars_of(used, lang)),
    )
