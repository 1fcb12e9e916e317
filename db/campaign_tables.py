"""Tables of physical verifications: what was to be found, what was seen, and what came of it."""

from sqlalchemy import Index, Table

from db.columns import index_where, integer, key, projections, text_

campaign = Table(  # one walk, and how it stands
    "campaign",
    projections,
    key("number"),
    text_("centre"),
    text_("place"),
    text_("category"),
    text_("opened_on"),
    integer("clock"),
    text_("actor"),
    text_("walkers"),
    integer("expected"),
    text_("opened"),  # stamps: of its opening, and of how it stands
    text_("step"),
    text_("report"),  # the number of the report that ended it
    text_("step_stamp"),
    Index(None, "centre", "clock"),
    index_where("step IN ('opened', 'resumed', 'closed')", "clock"),
)
campaign_line = Table(  # what was to be found, and with whom the books had it then
    "campaign_line",
    projections,
    key("number"),
    key("tag"),
    text_("held"),
    sqlite_with_rowid=False,
)
campaign_seen = Table(  # each sighting, taken back or not
    "campaign_seen",
    projections,
    key("number"),
    key("tag"),
    key("stamp"),
    text_("result"),
    text_("room"),
    text_("status"),  # as it was booked then, with whom and in which centre
    text_("held"),
    text_("centre"),
    text_("condition"),
    text_("actor"),
    text_("seen_on"),
    integer("clock"),
    integer("listed"),
    Index(None, "number", "listed", "result"),
    Index(None, "tag", "stamp"),
    sqlite_with_rowid=False,
)
campaign_unseen = Table(  # which sightings were taken back
    "campaign_unseen", projections, key("tag"), key("stamp"), sqlite_with_rowid=False
)
campaign_walker = Table(  # who scanned, took a scan back or closed it
    "campaign_walker", projections, key("number"), key("actor"), sqlite_with_rowid=False
)
campaign_reason = Table(  # why a thing could not be seen
    "campaign_reason",
    projections,
    key("number"),
    key("tag"),
    text_("why"),
    text_("stamp"),
    sqlite_with_rowid=False,
)
campaign_report = Table(  # what each report says, at a glance
    "campaign_report",
    projections,
    key("report"),
    text_("number"),
    text_("centre"),
    text_("reported_on"),
    integer("clock"),
    integer("expected"),
    integer("found"),
    integer("elsewhere"),
    integer("missing"),
    Index(None, "centre", "clock"),
    Index(None, "clock"),
)
asset_presence = Table(  # how a thing was last seen, taken back or not; when it wasn't found last
    "asset_presence",
    projections,
    key("tag"),
    text_("result"),
    text_("seen_stamp"),
    text_("missing_in"),
    text_("missing_on"),
    text_("missing_stamp"),
    index_where("missing_in <> ''", "tag", name="ix_asset_presence_missing"),
    index_where("result = 'elsewhere'", "tag", name="ix_asset_presence_elsewhere"),
    sqlite_with_rowid=False,
)
