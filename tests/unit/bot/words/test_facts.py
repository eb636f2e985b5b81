"""Facts keep their type and value through JSON."""

import json
from datetime import UTC, date, datetime, time
from decimal import Decimal

import pytest
from pydantic import ValidationError

from bot.words.facts import (
    Code,
    Date,
    DateTime,
    Days,
    Fact,
    List,
    Money,
    Number,
    Term,
    Text,
    Time,
    Zone,
    dump_facts,
    load_facts,
)

EVERY_KIND: dict[str, Fact] = {
    "judge": Text(value="Ana {Ruiz}"),
    "code": Code(value="A***-**5-678"),
    "n": Number(value=3),
    "left": Days(value=12),
    "fee": Money(value=Decimal("1030.50")),
    "due": Date(value=date(2026, 12, 14)),
    "opens": Time(value=time(6, 0)),
    "when": DateTime(value=datetime(2026, 12, 14, 15, tzinfo=UTC), zone="America/Chicago", place="Chicago"),
    "zone": Zone(zone="Pacific/Guam"),
    "paper": Term(key="document_kind_brief", facts={"n": Number(value=1)}),
    "all": List(items=(Text(value="a"), Days(value=2))),
}


def test_facts_survive_json() -> None:
    assert load_facts(json.loads(json.dumps(dump_facts(EVERY_KIND)))) == EVERY_KIND


@pytest.mark.parametrize(
    "broken",
    [
        {"type": "nonsense", "value": "x"},
        {"type": "text"},
        {"type": "number", "value": "many"},
        {"type": "datetime", "value": "2026-12-14T15:00:00", "zone": "America/Chicago"},  # no offset
        {"type": "date", "value": "soon"},
        {"type": "text", "value": "x", "colour": "red"},
    ],
)
def test_a_malformed_fact_is_refused(broken: dict[str, str]) -> None:
    with pytest.raises(ValidationError):
        load_facts({"fact": broken})
