"""The tables of the filing core.

Migrations are numbered, never edited once released, and free of imports from the program.
"""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "court",
        sa.Column("code", sa.String(length=40), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("city", sa.String(), nullable=False),
        sa.Column("county", sa.String(), nullable=False),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("tz", sa.String(), nullable=False),
        sa.Column("docket", sa.String(length=40), nullable=False),
        sa.Column("confidence", sa.String(length=40), nullable=False),
        sa.Column("address", sa.String(), nullable=False),
        sa.Column("phone", sa.String(), nullable=False),
        sa.Column("valid_from", sa.Date(), nullable=True),
        sa.Column("valid_to", sa.Date(), nullable=True),
        sa.PrimaryKeyConstraint("code", name=op.f("pk_court")),
    )
    op.create_table(
        "link_guard",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("subject", sa.String(length=40), nullable=False),
        sa.Column("key", sa.String(length=64), nullable=False),
        sa.Column("locked_until", sa.DateTime(timezone=True), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_link_guard")),
        sa.UniqueConstraint("subject", "key", name=op.f("uq_link_guard_subject_key")),
    )
    op.create_table(
        "outage",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("public_id", sa.String(length=20), nullable=False),
        sa.Column("system", sa.String(length=40), nullable=False),
        sa.Column("kind", sa.String(length=40), nullable=False),
        sa.Column("announced_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("starts_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("ends_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("source_url", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_outage")),
        sa.UniqueConstraint("public_id", name=op.f("uq_outage_public_id")),
        sa.UniqueConstraint("system", "starts_at", name=op.f("uq_outage_system_starts_at")),
    )
    op.create_table(
        "respondent",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("a_number_digest", sa.String(length=64), nullable=False),
        sa.Column("a_number_sealed", sa.Text(), nullable=False),
        sa.Column("a_number_last3", sa.String(), nullable=False),
        sa.Column("name_sealed", sa.Text(), nullable=False),
        sa.Column("linking_code_digest", sa.String(length=64), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_respondent")),
        sa.UniqueConstraint("a_number_digest", name=op.f("uq_respondent_a_number_digest")),
    )
    op.create_table(
        "staff_trace",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("happened_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("kind", sa.String(length=40), nullable=False),
        sa.Column("contact_id", sa.String(length=40), nullable=True),
        sa.Column("facts", sa.JSON(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_staff_trace")),
    )
    with op.batch_alter_table("staff_trace", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_staff_trace_happened_at"), ["happened_at"], unique=False)

    op.create_table(
        "court_case",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("public_id", sa.String(length=20), nullable=False),
        sa.Column("respondent_id", sa.Integer(), nullable=False),
        sa.Column("court_code", sa.String(length=40), nullable=True),
        sa.Column("stage", sa.String(length=40), nullable=False),
        sa.Column("proceeding", sa.String(length=40), nullable=False),
        sa.Column("record_kind", sa.String(length=40), nullable=False),
        sa.Column("efile_eligible", sa.Boolean(), nullable=False),
        sa.Column("represented", sa.Boolean(), nullable=False),
        sa.Column("detained", sa.Boolean(), nullable=False),
        sa.Column("invited", sa.Boolean(), nullable=False),
        sa.Column("judge", sa.String(), nullable=False),
        sa.Column("row_digest", sa.String(length=64), nullable=False),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["court_code"], ["court.code"], name=op.f("fk_court_case_court_code_court")),
        sa.ForeignKeyConstraint(
            ["respondent_id"],
            ["respondent.id"],
            name=op.f("fk_court_case_respondent_id_respondent"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_court_case")),
        sa.UniqueConstraint("public_id", name=op.f("uq_court_case_public_id")),
        sa.UniqueConstraint("respondent_id", name=op.f("uq_court_case_respondent_id")),
    )
    with op.batch_alter_table("court_case", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_court_case_court_code"), ["court_code"], unique=False)

    op.create_table(
        "court_closure",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("public_id", sa.String(length=20), nullable=False),
        sa.Column("court_code", sa.String(length=40), nullable=True),
        sa.Column("starts_on", sa.Date(), nullable=False),
        sa.Column("ends_on", sa.Date(), nullable=False),
        sa.Column("reason", sa.String(length=40), nullable=False),
        sa.Column("notice_text", sa.String(), nullable=False),
        sa.Column("source_url", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(
            ["court_code"], ["court.code"], name=op.f("fk_court_closure_court_code_court")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_court_closure")),
        sa.UniqueConstraint("court_code", "starts_on", name=op.f("uq_court_closure_court_code_starts_on")),
        sa.UniqueConstraint("public_id", name=op.f("uq_court_closure_public_id")),
    )
    op.create_table(
        "link_attempt",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("guard_id", sa.Integer(), nullable=False),
        sa.Column("tried_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["guard_id"],
            ["link_guard.id"],
            name=op.f("fk_link_attempt_guard_id_link_guard"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_link_attempt")),
    )
    with op.batch_alter_table("link_attempt", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_link_attempt_guard_id"), ["guard_id"], unique=False)

    op.create_table(
        "asylum_clock",
        sa.Column("case_id", sa.Integer(), nullable=False),
        sa.Column("state", sa.String(length=40), nullable=False),
        sa.Column("days", sa.Integer(), nullable=False),
        sa.Column("as_of", sa.Date(), nullable=False),
        sa.Column("since", sa.Date(), nullable=True),
        sa.Column("reason", sa.String(length=40), nullable=True),
        sa.ForeignKeyConstraint(
            ["case_id"],
            ["court_case.id"],
            name=op.f("fk_asylum_clock_case_id_court_case"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("case_id", name=op.f("pk_asylum_clock")),
    )
    op.create_table(
        "clock_event",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("case_id", sa.Integer(), nullable=False),
        sa.Column("happened_on", sa.Date(), nullable=False),
        sa.Column("kind", sa.String(length=40), nullable=False),
        sa.Column("reason", sa.String(length=40), nullable=True),
        sa.ForeignKeyConstraint(
            ["case_id"], ["court_case.id"], name=op.f("fk_clock_event_case_id_court_case"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_clock_event")),
        sa.UniqueConstraint(
            "case_id", "happened_on", "kind", name=op.f("uq_clock_event_case_id_happened_on_kind")
        ),
    )
    with op.batch_alter_table("clock_event", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_clock_event_case_id"), ["case_id"], unique=False)

    op.create_table(
        "contact_link",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("contact_id", sa.String(length=40), nullable=False),
        sa.Column("case_id", sa.Integer(), nullable=False),
        sa.Column("verified_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("last_proved_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["case_id"],
            ["court_case.id"],
            name=op.f("fk_contact_link_case_id_court_case"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_contact_link")),
        sa.UniqueConstraint("contact_id", "case_id", name=op.f("uq_contact_link_contact_id_case_id")),
    )
    with op.batch_alter_table("contact_link", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_contact_link_case_id"), ["case_id"], unique=False)

    op.create_table(
        "deadline",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("public_id", sa.String(length=20), nullable=False),
        sa.Column("case_id", sa.Integer(), nullable=False),
        sa.Column("ref", sa.String(length=40), nullable=False),
        sa.Column("kind", sa.String(length=40), nullable=False),
        sa.Column("document_kind", sa.String(length=40), nullable=False),
        sa.Column("due_on", sa.Date(), nullable=True),
        sa.Column("anchor_on", sa.Date(), nullable=True),
        sa.Column("forum", sa.String(length=40), nullable=True),
        sa.Column("replaces", sa.String(length=40), nullable=True),
        sa.Column("ordered_on", sa.Date(), nullable=True),
        sa.Column("done", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(
            ["case_id"], ["court_case.id"], name=op.f("fk_deadline_case_id_court_case"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(["forum"], ["court.code"], name=op.f("fk_deadline_forum_court")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_deadline")),
        sa.UniqueConstraint("case_id", "ref", name=op.f("uq_deadline_case_id_ref")),
        sa.UniqueConstraint("public_id", name=op.f("uq_deadline_public_id")),
    )
    op.create_table(
        "filing",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("public_id", sa.String(length=20), nullable=False),
        sa.Column("case_id", sa.Integer(), nullable=False),
        sa.Column("ref", sa.String(length=40), nullable=False),
        sa.Column("document_kind", sa.String(length=40), nullable=False),
        sa.Column("court_code", sa.String(length=40), nullable=True),
        sa.Column("tz", sa.String(), nullable=False),
        sa.Column("state", sa.String(length=40), nullable=False),
        sa.Column("submitted_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("decided_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("reasons", sa.JSON(), nullable=False),
        sa.Column("note_sealed", sa.String(), nullable=True),
        sa.Column("supersedes_id", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(
            ["case_id"], ["court_case.id"], name=op.f("fk_filing_case_id_court_case"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(["court_code"], ["court.code"], name=op.f("fk_filing_court_code_court")),
        sa.ForeignKeyConstraint(
            ["supersedes_id"], ["filing.id"], name=op.f("fk_filing_supersedes_id_filing")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_filing")),
        sa.UniqueConstraint("case_id", "ref", name=op.f("uq_filing_case_id_ref")),
        sa.UniqueConstraint("public_id", name=op.f("uq_filing_public_id")),
    )
    op.create_table(
        "hearing",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("public_id", sa.String(length=20), nullable=False),
        sa.Column("case_id", sa.Integer(), nullable=False),
        sa.Column("ref", sa.String(length=40), nullable=False),
        sa.Column("kind", sa.String(length=40), nullable=False),
        sa.Column("state", sa.String(length=40), nullable=False),
        sa.Column("starts_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("tz", sa.String(), nullable=False),
        sa.Column("medium", sa.String(length=40), nullable=False),
        sa.Column("court_code", sa.String(length=40), nullable=True),
        sa.Column("location", sa.String(), nullable=False),
        sa.Column("judge", sa.String(), nullable=False),
        sa.Column("link_sealed", sa.String(), nullable=True),
        sa.Column("noticed_on", sa.Date(), nullable=True),
        sa.ForeignKeyConstraint(
            ["case_id"], ["court_case.id"], name=op.f("fk_hearing_case_id_court_case"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(["court_code"], ["court.code"], name=op.f("fk_hearing_court_code_court")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_hearing")),
        sa.UniqueConstraint("case_id", "ref", name=op.f("uq_hearing_case_id_ref")),
        sa.UniqueConstraint("public_id", name=op.f("uq_hearing_public_id")),
    )
    op.create_table(
        "notice",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("case_id", sa.Integer(), nullable=False),
        sa.Column("ref", sa.String(length=40), nullable=False),
        sa.Column("kind", sa.String(length=40), nullable=False),
        sa.Column("channel", sa.String(length=40), nullable=False),
        sa.Column("issued_on", sa.Date(), nullable=False),
        sa.ForeignKeyConstraint(
            ["case_id"], ["court_case.id"], name=op.f("fk_notice_case_id_court_case"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_notice")),
        sa.UniqueConstraint("case_id", "ref", name=op.f("uq_notice_case_id_ref")),
    )
    op.create_table(
        "one_time_code",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("contact_id", sa.String(length=40), nullable=False),
        sa.Column("purpose", sa.String(length=40), nullable=False),
        sa.Column("case_id", sa.Integer(), nullable=True),
        sa.Column("code_digest", sa.String(length=64), nullable=False),
        sa.Column("expires_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("tries_left", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["case_id"],
            ["court_case.id"],
            name=op.f("fk_one_time_code_case_id_court_case"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_one_time_code")),
        sa.UniqueConstraint("contact_id", "purpose", name=op.f("uq_one_time_code_contact_id_purpose")),
    )
    op.create_table(
        "filing_move",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("filing_id", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("start", sa.String(length=40), nullable=False),
        sa.Column("end", sa.String(length=40), nullable=False),
        sa.Column("moved_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("moved_by", sa.String(length=40), nullable=False),
        sa.ForeignKeyConstraint(
            ["filing_id"], ["filing.id"], name=op.f("fk_filing_move_filing_id_filing"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_filing_move")),
        sa.UniqueConstraint("filing_id", "number", name=op.f("uq_filing_move_filing_id_number")),
    )


def downgrade() -> None:
    op.drop_table("filing_move")
    op.drop_table("one_time_code")
    op.drop_table("notice")
    op.drop_table("hearing")
    op.drop_table("filing")
    op.drop_table("deadline")
    with op.batch_alter_table("contact_link", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_contact_link_case_id"))

    op.drop_table("contact_link")
    with op.batch_alter_table("clock_event", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_clock_event_case_id"))

    op.drop_table("clock_event")
    op.drop_table("asylum_clock")
    with op.batch_alter_table("link_attempt", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_link_attempt_guard_id"))

    op.drop_table("link_attempt")
    op.drop_table("court_closure")
    with op.batch_alter_table("court_case", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_court_case_court_code"))

    op.drop_table("court_case")
    with op.batch_alter_table("staff_trace", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_staff_trace_happened_at"))

    op.drop_table("staff_trace")
    op.drop_table("respondent")
    op.drop_table("outage")
    op.drop_table("link_guard")
    op.drop_table("court")
