"""Reads an A-number (alien registration number) in any way people write it.

Nine digits today, formerly eight, to which a zero is put in front and read back; there is no check digit.
"""

import re
from dataclasses import dataclass

from portal_core.errors import BadANumber
from portal_core.rules.folding import fold

LENGTH = 9
MAX_TEXT = 200

_SEPARATORS = r"[\s.,'’·•_#()\-‐‑‒–—―−]*"
_RUN = re.compile(rf"\d(?:{_SEPARATORS}\d)*")
_RECEIPT = re.compile(r"\b[A-Z]{3}[\s-]*(?:\d[\s-]*){10}(?!\d)")
_SSN = re.compile(r"\d{3}([-\s.])\d{2}\1\d{4}")
_DATE = re.compile(r"\d{1,2}[-\s.]\d{1,2}[-\s.]\d{4}|\d{4}[-\s.]\d{1,2}[-\s.]\d{1,2}")
_PREFIX = re.compile(rf"(?<![A-Z])A{_SEPARATORS}$")
_OTHER_LETTER = re.compile(r"[B-Z]$|[A-Z]A$")
_PLUS = re.compile(r"\+\s*$")


@dataclass(frozen=True, repr=False)
class ANumber:
    """Nine digits; `padded` if a zero was put in front of an eight-digit number and must be read back."""

    digits: str
    padded: bool = False

    def display(self) -> str:
        """The whole number as notices print it: `A 012-345-678`. Only for the person who typed it."""
        return f"A {self.digits[:3]}-{self.digits[3:6]}-{self.digits[6:]}"

    def mask(self) -> str:
        """The number as it may be shown: `A***-**5-678`."""
        return f"A***-**{self.digits[5]}-{self.digits[6:]}"

    def last3(self) -> str:
        return self.digits[-3:]

    def __repr__(self) -> str:
        return f"ANumber({self.mask()})"

    __str__ = mask


@dataclass(frozen=True)
class _Run:
    """A run of digits with its separators, and whether an A stands before it."""

    text: str
    digits: str
    marked: bool


def parse(text: str) -> ANumber:
    """The A-number in a text that is meant to hold one.

    Raises BadANumber with code `a_number_receipt`, `a_number_ssn`, `a_number_phone`, `a_number_7_digits`
    or `a_number_bad`; the error never holds the text.
    """
    folded = fold(text[:MAX_TEXT])
    if _RECEIPT.search(folded):
        raise BadANumber("a_number_receipt")
    run = _chosen(_runs(folded))
    _refuse_lookalikes(run)
    if len(run.digits) == LENGTH:
        return ANumber(run.digits)
    if len(run.digits) == LENGTH - 1:
        return ANumber("0" + run.digits, padded=True)
    raise BadANumber("a_number_7_digits" if len(run.digits) == LENGTH - 2 else "a_number_bad")


def _runs(folded: str) -> list[_Run]:
    runs = []
    for match in _RUN.finditer(folded):
        before = folded[: match.start()]
        if _PLUS.search(before):
            raise BadANumber("a_number_phone")
        if _OTHER_LETTER.search(before):
            continue  # part of a word or of another kind of number
        digits = re.sub(r"\D", "", match[0])
        runs.append(_Run(match[0], digits, marked=_PREFIX.search(before) is not None))
    return runs


def _chosen(runs: list[_Run]) -> _Run:
    """The run marked with an A, else the only one there is."""
    candidates = [run for run in runs if run.marked] or runs
    if len(candidates) != 1:
        raise BadANumber
    return candidates[0]


def _refuse_lookalikes(run: _Run) -> None:
    if run.marked:
        return
    if _SSN.fullmatch(run.text):
        raise BadANumber("a_number_ssn")
    if len(run.digits) == 10 or (len(run.digits) == 11 and run.digits[0] == "1"):
        raise BadANumber("a_number_phone")
    if _DATE.fullmatch(run.text):
        raise BadANumber
