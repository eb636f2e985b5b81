"""The list of a case's filings and their states."""

from portal_core.answers import FilingAnswer
from portal_core.crypto import Keyring
from portal_core.records import Case, Filing
from portal_core.rules.filing_states import SENT_STATES, filed_at


def filing_answers(keyring: Keyring, case: Case) -> tuple[FilingAnswer, ...]:
    """Every filing that was sent, newest first."""
    by_id = {filing.id: filing.public_id for filing in case.filings}
    sent = (filing for filing in case.filings if filing.state in SENT_STATES and filing.submitted_at)
    newest_first = sorted(sent, key=lambda filing: (filing.submitted_at, filing.id), reverse=True)
    return tuple(_answer(filing, keyring, by_id) for filing in newest_first)


def _answer(filing: Filing, keyring: Keyring, by_id: dict[int, str]) -> FilingAnswer:
    return FilingAnswer(
        id=filing.public_id,
        document_kind=filing.document_kind,
        state=filing.state,
        submitted_at=filing.submitted_at,
        decided_at=filing.decided_at,
        filed_at=filed_at(filing.state, filing.submitted_at),
        tz=filing.tz,
        court_code=filing.court_code,
        reasons=tuple(filing.reasons),
        note=keyring.open(filing.note_sealed) if filing.note_sealed else None,
        supersedes=by_id.get(filing.supersedes_id) if filing.supersedes_id else None,
    )
