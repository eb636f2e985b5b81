"""Facts: the typed values a reply is made of, plain JSON until they are put into words.

Nothing here knows a language. A fact is localised only when it is rendered.
"""

import datetime as dt
from collections.abc import Mapping
from decimal import Decimal
from typing import Annotated, Any, Literal

from pydantic import AwareDatetime, BaseModel, ConfigDict, Field, TypeAdapter


class _Fact(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Text(_Fact):
    """Words that are never translated: a name, an address, the court's own sentence."""

    type: Literal["text"] = "text"
    value: str


class Code(_Fact):
    """Something to copy exactly, always left to right: a code, a phone number, a link, a masked A-number."""

    type: Literal["code"] = "code"
    value: str


class Number(_Fact):
    """A plain number; named `n`, it chooses the plural form of its text."""

    type: Literal["number"] = "number"
    value: int | float


class Days(_Fact):
    """A number of days with its unit: "1 day", "12 days"."""

    type: Literal["days"] = "days"
    value: int


class Money(_Fact):
    """An amount in US dollars."""

    type: Literal["money"] = "money"
    value: Decimal


class Date(_Fact):
    """A calendar day as the court counts it."""

    type: Literal["date"] = "date"
    value: dt.date


class Time(_Fact):
    """A local time of day. `zone` (IANA) and `place` (city of the court) as for DateTime."""

    type: Literal["time"] = "time"
    value: dt.time
    zone: str | None = None
    place: str | None = None


class DateTime(_Fact):
    """An instant, shown in `zone` (IANA) and always with that zone in words: "9:00 AM (Chicago time)".

    `place`, where given, names the zone instead ("Miami time"): people know their court's city best.
    """

    type: Literal["datetime"] = "datetime"
    value: AwareDatetime
    zone: str
    place: str | None = None


class Zone(_Fact):
    """Only the name of a time zone, as in "before midnight, Miami time"."""

    type: Literal["zone"] = "zone"
    zone: str
    place: str | None = None


class Term(_Fact):
    """A catalog key whose text stands inside another text: a stage, a kind of hearing, a month."""

    type: Literal["term"] = "term"
    key: str
    facts: "dict[str, Fact]" = {}


class List(_Fact):
    """Several facts joined as the language joins them: "a, b and c"."""

    type: Literal["list"] = "list"
    items: "tuple[Fact, ...]"


Fact = Annotated[
    Text | Code | Number | Days | Money | Date | Time | DateTime | Zone | Term | List,
    Field(discriminator="type"),
]
Facts = Mapping[str, Fact]

Term.model_rebuild()
List.model_rebuild()

_FACTS: TypeAdapter[dict[str, Fact]] = TypeAdapter(dict[str, Fact])


def load_facts(data: Mapping[str, Any]) -> dict[str, Fact]:
    """Facts from JSON data. Raises pydantic.ValidationError for an unknown type or a naive instant."""
    return _FACTS.validate_python(dict(data))


def dump_facts(facts: Facts) -> dict[str, Any]:
    """Facts as JSON data."""
    data: dict[str, Any] = _FACTS.dump_python(dict(facts), mode="json")
    return data
