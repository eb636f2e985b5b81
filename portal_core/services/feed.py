"""Imports the court's feed: JSON Lines, one case a line, upsert by A-number, bad rows reported."""

import json
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from pydantic import ValidationError

from portal_core.clock import Clock
from portal_core.crypto import Keyring
from portal_core.database import SessionFactory, write_scope
from portal_core.errors import BadFeedRow
from portal_core.services.case_upsert import Outcome, upsert_case
from portal_core.services.courts import sync_courts
from portal_core.services.feed_rows import CaseRow


@dataclass(frozen=True)
class RowProblem:
    """What is wrong with a row: line from 1, field as a dotted path, and a code; never the value."""

    line: int
    field: str
    code: str


@dataclass(frozen=True)
class ImportReport:
    """How many rows did what; `failed` counts rows, `problems` every problem in them."""

    added: int
    changed: int
    unchanged: int
    failed: int
    problems: tuple[RowProblem, ...]


def import_file(path: Path, sessions: SessionFactory, keyring: Keyring, clock: Clock) -> ImportReport:
    """Import a feed file. Raises OSError if it cannot be read."""
    with path.open("rb") as lines:
        return import_lines(lines, sessions, keyring, clock)


def import_lines(
    lines: Iterable[bytes], sessions: SessionFactory, keyring: Keyring, clock: Clock
) -> ImportReport:
    """Import rows, each in its own transaction, so that good ones land whatever the others hold."""
    with write_scope(sessions) as session:
        sync_courts(session)
    outcomes: Counter[Outcome] = Counter()
    problems: list[RowProblem] = []
    seen: set[str] = set()
    for number, line in enumerate(lines, start=1):
        if not line.strip():
            continue
        try:
            row = _read(line, seen)
            with write_scope(sessions) as session:
                outcomes[upsert_case(session, keyring, clock(), row)] += 1
        except ValidationError as error:
            problems += _problems(number, error)
        except BadFeedRow as error:
            problems.append(RowProblem(number, str(error.facts.get("field", "")), error.code))
    return ImportReport(
        added=outcomes[Outcome.ADDED],
        changed=outcomes[Outcome.CHANGED],
        unchanged=outcomes[Outcome.UNCHANGED],
        failed=len({problem.line for problem in problems}),
        problems=tuple(problems),
    )


def _read(line: bytes, seen: set[str]) -> CaseRow:
    try:
        content = json.loads(line.decode("utf-8-sig"))
    except UnicodeDecodeError:
        raise BadFeedRow("not_utf8") from None
    except ValueError:
        raise BadFeedRow("not_json") from None
    row = CaseRow.model_validate(content)
    if row.a_number in seen:
        raise BadFeedRow("a_number_twice", field="a_number")
    seen.add(row.a_number)
    return row


def _problems(line: int, error: ValidationError) -> list[RowProblem]:
    details = error.errors(include_url=False, include_context=False, include_input=False)
    return [RowProblem(line, ".".join(str(part) for part in item["loc"]), item["type"]) for item in details]
