"""What this program writes; here, since SQLAlchemy takes longer to load than the window to show."""

HEAD = "0002"
"""The revision of the tables that hold truth; a test proves that it is Alembic's head."""
KNOWN = ("0001", "0002")
PROJECTION_VERSION = 34
"""Raise it whenever a projection's shape or a projector's meaning changes: all is replayed."""
