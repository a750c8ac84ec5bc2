"""The tables of a journal in a database, and how one is recognised.

``event`` is only ever added to; ``case_index`` is made from it and can be made again. Texts have no length limit and
days are ISO texts, so that every database keeps them alike and the hash chain is over what is stored.
"""

import sqlalchemy as sa

from juso_core.journal.errors import JournalUnavailable
from juso_core.language.messages import N_

__all__ = ["SCHEMA_VERSION", "case_index", "check", "create", "event", "structure", "vault_note", "vault_person"]

SCHEMA_VERSION = 1
"""The version of the tables. Another one is refused: this release brings no journal from one version to the next."""

_metadata = sa.MetaData()
# SQLite numbers rows by itself only where the type is just INTEGER.
_COUNTER = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def _text(name: str, *args: sa.ForeignKey, nullable: bool = False, primary_key: bool = False) -> sa.Column[str]:
    return sa.Column(name, sa.Text, *args, nullable=nullable, primary_key=primary_key)


def _number(name: str) -> sa.Column[int]:
    return sa.Column(name, sa.Integer, nullable=False)


def _of_case() -> sa.ForeignKey:
    # Deferred: the note that a first event refers to is written before that event.
    return sa.ForeignKey("case_index.case_id", deferrable=True, initially="DEFERRED")


_version = sa.Table("juso_schema", _metadata, _number("schema_version"))

event = sa.Table(
    "event",
    _metadata,
    sa.Column("position", _COUNTER, primary_key=True),
    _text("municipality"),
    _text("case_id"),
    _number("seq"),
    _number("step"),
    _text("command"),
    _text("on_date"),
    _text("entered_at", nullable=True),
    _text("agency"),
    _text("role", nullable=True),
    _text("type"),
    _number("version"),
    _text("body"),
    _text("basis", nullable=True),
    sa.Column("hash", sa.LargeBinary(32), nullable=False),
    sa.UniqueConstraint("case_id", "seq", name="event_case_seq"),
    sa.Index("event_municipality_type_on", "municipality", "type", "on_date"),
)

case_index = sa.Table(
    "case_index",
    _metadata,
    _text("case_id", primary_key=True),
    _text("municipality"),
    _text("phase"),
    _text("agency"),
    _number("seq"),
    _number("step"),
    _text("opened_on"),
    _text("updated_on"),
    sa.Column("head", sa.LargeBinary(32), nullable=False),
    sa.Index("case_index_municipality_phase", "municipality", "phase"),
)

structure = sa.Table("structure", _metadata, _text("digest", primary_key=True), _text("municipality"), _text("text"))

vault_person = sa.Table(
    "vault_person",
    _metadata,
    _text("case_id", _of_case(), primary_key=True),
    _text("ref", primary_key=True),
    _text("name", nullable=True),
    _text("kana", nullable=True),
    _text("birthday", nullable=True),
    _text("address", nullable=True),
    _text("telephone", nullable=True),
    _text("text", nullable=True),
)

vault_note = sa.Table(
    "vault_note",
    _metadata,
    _text("case_id", _of_case(), primary_key=True),
    sa.Column("number", sa.Integer, primary_key=True, autoincrement=False),
    _text("on_date"),
    _text("agency"),
    _text("text"),
)


def create(connection: sa.Connection) -> None:
    """Make the tables in an empty database."""
    _metadata.create_all(connection, checkfirst=False)
    connection.execute(sa.insert(_version).values(schema_version=SCHEMA_VERSION))


def check(connection: sa.Connection, where: str) -> None:
    """Raise JournalUnavailable unless the database is a journal of this version; nothing is changed."""
    tables = sa.inspect(connection).get_table_names()
    if _version.name not in tables:
        raise JournalUnavailable(
            N_("{where} is not a journal of juso")
            if tables
            else N_("{where} is empty; it is not a journal of juso yet"),
            N_(
                "look whether the path is right; if making a journal was interrupted, remove the file and make it again"
            ),
            where=where,
        )
    found = connection.execute(sa.select(_version.c.schema_version)).scalar()
    if found != SCHEMA_VERSION:
        newer = isinstance(found, int) and found > SCHEMA_VERSION
        raise JournalUnavailable(
            N_("the journal {where} has version {found} of the tables; this version of juso knows only {known}"),
            N_("a newer juso made it: update juso") if newer else N_("use the version of juso that made it"),
            where=where,
            found=found,
            known=SCHEMA_VERSION,
        )
