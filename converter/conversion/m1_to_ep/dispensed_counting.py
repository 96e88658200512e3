"""Counts what was handed out of a prescription, source by source, in what the prescription is measured in."""

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from fractions import Fraction

from converter.conversion.medicine.amounts import amount_of
from converter.conversion.medicine.comparison import compare
from converter.conversion.medicine.package import listed_unit, read_size, register_numbers, unit_of_size
from converter.conversion.medicine.pieces import EFFECTS
from converter.conversion.medicine.product import product_of as registered_product
from converter.conversion.paths import RESEPT
from converter.conversion.session import Session
from converter.model.coded import product_of
from converter.model.handed_out import Article, AttachedReport, ListedDispenses, RecordedHandOut
from converter.model.measure import Measure
from converter.model.national import NationalPrescription
from converter.model.prescription import Exchange
from converter.model.product import Product

NUMBER = re.compile(r"[0-9]+")
PACKAGE = "package"
"""What is counted where a package cannot be measured: packages of the prescribed varenr."""


@dataclass(frozen=True, slots=True)
class Sum:
    """At least `low` and at most `high`; no `high` where that is not known."""

    low: Fraction
    high: Fraction | None

    def plus(self, low: Fraction, high: Fraction | None) -> "Sum":
        return Sum(self.low + low, None if self.high is None or high is None else self.high + high)


NONE = Sum(Fraction(0), Fraction(0))


def most_of(sums: Iterable[Sum], said: Sum | None) -> Sum:
    """The sum that several tell of: as much as that which tells most.

    What the caller says (`said`) is whole: it stands where another source cannot be counted.
    """
    told = [*sums, *([] if said is None else [said])]
    low = max(s.low for s in told)
    highs = [s.high for s in told]
    if None not in highs:
        return Sum(low, max(h for h in highs if h is not None))
    return Sum(low, None if said is None or said.high is None else max(low, said.high))


class Counting:
    """Amounts of articles in what is prescribed."""

    def __init__(self, national: NationalPrescription, exchange: Exchange, session: Session) -> None:
        self._medicine, self._product, self._session = national.medicine, exchange.product, session
        measured = amount_of(exchange.packages, exchange.product)
        self.prescribed = measured or Measure(Fraction(exchange.packages), PACKAGE)
        self._packages = exchange.packages

    def of_reports(self, reports: Sequence[AttachedReport], recorded: Sequence[RecordedHandOut]) -> Sum:
        """The sum of M10s, attached and recorded, each once; nothing of one that is annulled."""
        annulled = {r.annuls for r in reports if r.annuls}
        standing = {r.message_id: r for r in reports if not r.annuls and not r.cancels and r.message_id not in annulled}
        ours = {r.message_id: r for r in recorded}
        total = NONE
        for number, report in standing.items():
            amount = self._recorded([ours[number]]) if number in ours else self._amount(report.article, report.packages)
            total = total.plus(amount or Fraction(0), amount)
        others = [r for r in recorded if r.message_id not in standing and r.message_id not in annulled]
        total = total.plus(*_both(self._recorded(others)))
        ids = Counter(r.message_id for r in set(reports))
        twice = max(ids.values(), default=1) > 1  # one id, two reports
        taken_back = any(r.message_id in annulled for r in reports if r.annuls)  # does what it annuls stand again?
        return Sum(total.low, None) if twice or taken_back else total

    def of_list(self, listed: Iterable[ListedDispenses], recorded: tuple[RecordedHandOut, ...]) -> Sum:
        """What a list sums up, with what the record has beside it."""
        total, beside = NONE, list(recorded)
        for dispenses in listed:
            same = [r for r in beside if _same_article(r.article, dispenses.article)]
            beside = [r for r in beside if r not in same]
            total = self._one_listed(total, dispenses, same)
        return total.plus(*_both(self._recorded(beside)))

    def of_caller(self, packages: Decimal, recorded: tuple[RecordedHandOut, ...]) -> Sum:
        """What the caller says: all that was handed out, in packages as prescribed, dispenses abroad with it.

        Where it is less than the record has, the caller does not know of all.
        """
        said = self.prescribed.value * Fraction(packages) / Fraction(self._packages)
        ours = self._recorded(recorded)
        if ours is not None and ours <= said:
            return Sum(said, said)
        return Sum(max(said, ours or Fraction(0)), None if ours is None else said + ours)

    def with_elsewhere(self, elsewhere: Measure, recorded: Sequence[RecordedHandOut]) -> Sum:
        """What was known before of dispenses outside the record, with those in it."""
        known = elsewhere.value if elsewhere.of == self.prescribed.of else None
        return Sum(known or Fraction(0), known).plus(*_both(self._recorded(recorded)))

    def outside(self, least: Fraction, recorded: Sequence[RecordedHandOut]) -> Fraction:
        """How much of what was handed out is not in the record: what the record must be told for the next time."""
        ours = sum((r.amount for r in recorded if r.amount is not None and r.of == self.prescribed.of), Fraction(0))
        return max(least - ours, Fraction(0))

    def _one_listed(self, total: Sum, dispenses: ListedDispenses, ours: list[RecordedHandOut]) -> Sum:
        amount = self._amount(dispenses.article, dispenses.packages)
        later = [r for r in ours if r.day > dispenses.last_on]
        within = [r for r in ours if r.day <= dispenses.last_on]
        packages = sum((r.packages for r in within), Decimal(0))
        sure = any(r.day == dispenses.last_on and r.packages == dispenses.last for r in within)
        if amount is None and packages == dispenses.packages and sure:
            amount = self._recorded(within)  # an article abroad: the record knows how much of the prescribed it was
        total = total.plus(amount or Fraction(0), amount)
        total = total.plus(*_both(self._recorded(later)))
        if not within or (sure and packages <= dispenses.packages):
            return total
        return total.plus(Fraction(0), self._recorded(within))

    def _recorded(self, recorded: Iterable[RecordedHandOut]) -> Fraction | None:
        """What dispensations abroad took of the prescription; None where one cannot be compared."""
        amounts = [r.amount if r.of == self.prescribed.of else None for r in recorded]
        return None if None in amounts else sum((a for a in amounts if a is not None), Fraction(0))

    def _amount(self, article: Article | None, packages: Decimal | None) -> Fraction | None:
        """So many packages of an article in what is prescribed; None where that is not known, or another thing."""
        if article is None or packages is None or packages < 0:
            return None
        if packages == 0:
            return Fraction(0)
        prescribed = bool(article.varenr) and article.varenr == self._medicine.varenr
        if prescribed and not self._is_named(article):
            return None
        if self.prescribed.of == PACKAGE:
            return Fraction(packages) if prescribed else None
        held = None if article.is_set else self._held(article, prescribed=prescribed)
        return None if held is None or held.of != self.prescribed.of else held.value * Fraction(packages)

    def _held(self, article: Article, *, prescribed: bool) -> Measure | None:
        """What one package of an article holds, where it is of the prescribed medicine."""
        product: Product | None = self._product if prescribed else self._registered(article.varenr)
        said = None if article.size is None else self._said(*article.size)
        if product is None:
            named = _plain(article.name) == _plain(self._medicine.name_form_strength)
            return said if named else None
        held = None if product.by_amount else amount_of(Decimal(1), product)
        if article.size is None:
            return None if prescribed and self._is_another_size(held) else held
        return held if held is not None and (said == held or self._fills(article)) else said if held is None else None

    def _fills(self, article: Article) -> bool:
        """Whether an article's size is the amount of effect that its register's containers are filled with: 50 E."""
        record = self._session.register.find(article.varenr) if article.varenr else None
        if record is None or len(record.contents) != 1 or article.size is None:
            return False
        size, unit = article.size
        numbers, own = read_size(size), record.contents[0]
        listed = listed_unit(unit, self._session.notes)
        same = own.unit.code in EFFECTS and listed is not None and listed.code == own.unit.code
        return same and numbers is not None and product_of(numbers) == product_of(register_numbers(own))

    def _is_named(self, article: Article) -> bool:
        """Whether an article under the prescribed varenr has its name: the message's, or the register's for it."""
        known = self._session.register.find(article.varenr)
        names = {self._medicine.name_form_strength, known.name_form_strength if known else ""}
        return not article.name or any(_same_name(article.name, name) for name in names if name)

    def _is_another_size(self, held: Measure | None) -> bool:
        """Whether the register's package of the prescribed varenr holds something else than the message says."""
        registered = self._registered(self._medicine.varenr)
        own = None if registered is None else amount_of(Decimal(1), registered)
        return own is not None and own != held

    def _registered(self, varenr: str) -> Product | None:
        """The product of a varenr, where it has the substance, strength and form of the prescribed one."""
        known = self._session.register.find(varenr) if varenr else None
        if known is None or known.replaced_by:
            return None
        aside = self._session.notes.aside()
        product = registered_product(known, self._session.converter.identifiers.varenr_root, aside)
        if product is None or not compare(product, self._product).amounts_compare:
            return None
        self._session.notes.take_drafts(aside, RESEPT)
        return product

    def _said(self, size: str, unit: str) -> Measure | None:
        """A size in a message's words."""
        numbers = read_size(size)
        aside = self._session.notes.aside()
        one = unit_of_size(unit, self._product.form, aside)
        if numbers is None or one is None:
            return None
        self._session.notes.take_drafts(aside, RESEPT)
        inner = replace(self._product.layers[0], content=replace(one, value=product_of(numbers)))
        return amount_of(Decimal(1), replace(self._product, layers=(inner,)))


def _both(amount: Fraction | None) -> tuple[Fraction, Fraction | None]:
    return amount or Fraction(0), amount


def _same_article(one: Article, other: Article) -> bool:
    """Whether two names of articles, with their sizes where both say one, are the same article."""
    sizes = {_whole(a.size[0]) for a in (one, other) if a.size is not None}
    return _plain(one.name) == _plain(other.name) and len(sizes) < 2 and None not in sizes


def _same_name(one: str, other: str) -> bool:
    """Whether two names are of one medicine: the same first word, and the same numbers."""
    return _plain(one).split()[:1] == _plain(other).split()[:1] and NUMBER.findall(one) == NUMBER.findall(other)


def _whole(size: str) -> Decimal | None:
    numbers = read_size(size)
    return None if numbers is None else product_of(numbers)


def _plain(text: str) -> str:
    return " ".join(text.casefold().split())
