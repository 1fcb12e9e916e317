"""The tables that hold truth: journal, checkpoints, credentials, settings."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None

TEXT = sa.String().with_variant(sa.String(collation="C"), "postgresql")


def upgrade() -> None:
    op.create_table(
        "event",
        sa.Column("device", TEXT, nullable=False),
        sa.Column("seq", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("hash", sa.LargeBinary(), nullable=False),
        sa.Column("body", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("device", "seq", name="pk_event"),
    )
    op.create_table(
        "checkpoint",
        sa.Column("device", TEXT, nullable=False),
        sa.Column("seq", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("document", TEXT, nullable=False),
        sa.Column("statement", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("device", "seq", "document", name="pk_checkpoint"),
    )
    op.create_table(
        "credential",
        sa.Column("person", TEXT, nullable=False),
        sa.Column("hash", TEXT, server_default="", nullable=False),
        sa.Column("changed_at", sa.BigInteger(), server_default="0", nullable=False),
        sa.PrimaryKeyConstraint("person", name="pk_credential"),
    )
    op.create_table(
        "setting",
        sa.Column("name", TEXT, nullable=False),
        sa.Column("value", TEXT, server_default="", nullable=False),
        sa.PrimaryKeyConstraint("name", name="pk_setting"),
    )
