"""The truth: every file's bytes, text, parts and vectors, in SQLite through SQLAlchemy Core."""

from __future__ import annotations

import uuid
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

import numpy as np
import sqlalchemy as sa
from sqlalchemy.exc import DatabaseError

from ingest.model import Parsed
from vectorstore import rows, schema
from vectorstore.contents import Contents, Vectors
from vectorstore.duplicates import Sketch
from vectorstore.errors import ArchiveError, storage_error
from vectorstore.stored import Model, StoredFile


class Archive(Contents):
    """One SQLite file. What a version sees never changes; a file enters or leaves in one transaction."""

    def __init__(self, engine: sa.Engine, path: Path) -> None:
        self._engine = engine
        self.path = path

    @classmethod
    def open(cls, path: Path, readonly: bool = False) -> Archive:
        """Open or, unless readonly, create an archive; ArchiveError for one that is damaged or of another schema."""
        if readonly and not path.exists():
            raise ArchiveError(f"there is no archive at {path}: run `python -m ingest PATH` first")
        with storage_error(path.parent):
            path.parent.mkdir(parents=True, exist_ok=True)
        archive = cls(schema.engine(path, readonly), path)
        if not readonly:
            archive._create()
        archive._check_schema()
        return archive

    def close(self) -> None:
        self._engine.dispose()

    def _create(self) -> None:
        with self._write() as connection:
            schema.metadata.create_all(connection)
            if connection.execute(sa.select(sa.func.count()).select_from(schema.meta)).scalar_one() == 0:
                values = {"schema": str(schema.SCHEMA_VERSION), "archive": uuid.uuid4().hex}
                connection.execute(schema.meta.insert(), [{"name": k, "value": v} for k, v in values.items()])

    def _check_schema(self) -> None:
        found = self._meta("schema")
        if found is None:
            raise ArchiveError(f"there is nothing in the archive {self.path}: run `python -m ingest PATH` first")
        if found != str(schema.SCHEMA_VERSION):
            raise ArchiveError(
                f"the archive {self.path} has schema {found}, this program uses schema {schema.SCHEMA_VERSION}: "
                "set GAZETTE_HOME to a new folder and ingest your files again, or use the program that wrote it"
            )

    def _meta(self, name: str) -> str | None:
        query = sa.select(schema.meta.c.value).where(schema.meta.c.name == name)
        with self._read() as connection:
            if not sa.inspect(connection).has_table("meta"):
                return None
            value: str | None = connection.execute(query).scalar()
        return value

    @property
    def identity(self) -> str:
        """An id of this archive that no other has."""
        return self._meta("archive") or ""

    @contextmanager
    def _read(self) -> Iterator[sa.Connection]:
        try:
            with self._engine.connect() as connection:
                yield connection
        except DatabaseError as error:
            raise ArchiveError(
                f"the archive {self.path} cannot be read ({error.orig}): "
                "restore a backup with `python -m ingest restore FILE`, or move it away and ingest again"
            ) from error

    @contextmanager
    def _write(self) -> Iterator[sa.Connection]:
        with storage_error(self.path.parent), self._engine.begin() as connection:
            yield connection

    # -- versions ---------------------------------------------------------------------------------------------------

    def start_version(self, base: int, version: int, model: Model) -> None:
        """Drop what an interrupted run left above the base, and begin a new version."""
        self.rollback(base)
        row = {"embedding": model.name, "fingerprint": model.fingerprint, "dimension": model.dimension}
        with self._write() as connection:
            connection.execute(schema.versions.insert().values(number=version, **row))

    def rollback(self, version: int) -> None:
        """Make the archive as it was when `version` was published."""
        files, versions = schema.files, schema.versions
        with self._write() as connection:
            connection.execute(files.delete().where(files.c.since > version))
            connection.execute(files.update().where(files.c.until > version).values(until=None))
            connection.execute(versions.delete().where(versions.c.number > version))

    def prune(self, oldest: int) -> None:
        """Delete what no version from `oldest` on can see."""
        files, versions = schema.files, schema.versions
        with self._write() as connection:
            connection.execute(files.delete().where(files.c.until <= oldest))
            connection.execute(versions.delete().where(versions.c.number < oldest))

    def published(self, version: int | None = None) -> int:
        """The last version that was switched to, 0 for none; with a number, note that it was."""
        table = schema.versions
        with self._write() if version else self._read() as connection:
            if version:
                connection.execute(table.update().where(table.c.number == version).values(published=True))
            query = sa.select(sa.func.max(table.c.number)).where(table.c.published)
            return connection.execute(query).scalar() or 0

    def model(self, version: int) -> Model | None:
        """The embedding model of a version, None where there is no such version."""
        query = sa.select(schema.versions).where(schema.versions.c.number == version)
        with self._read() as connection:
            row = connection.execute(query).mappings().first()
        return Model(row["embedding"], row["fingerprint"], row["dimension"]) if row else None

    # -- writing ----------------------------------------------------------------------------------------------------

    def add(
        self,
        parsed: Parsed,
        vectors: Vectors,
        version: int,
        parser: str = "",
        origin: str | None = None,
        sketches: Sequence[Sketch] = (),
    ) -> int:
        """Add a file to a version, in place of the one of the same name; returns its key.

        `vectors`: one row a chunk. `parser`: the fingerprint of the code that parsed it.
        """
        source = parsed.source
        if len(vectors) != len(parsed.chunks):
            raise ValueError(f"{source.name}: {len(parsed.chunks)} chunks but {len(vectors)} vectors")
        row = {
            "name": source.name,
            "sha256": source.sha256,
            "since": version,
            "origin": origin,
            "parser": parser,
            "media_type": source.extract.media_type,
            "counts": rows.counts(parsed),
        }
        with self._write() as connection:
            self._close(connection, source.name, version)
            inserted = connection.execute(schema.files.insert().values(**row).returning(schema.files.c.key))
            key = int(inserted.scalar_one())
            connection.execute(
                schema.contents.insert().values(
                    file=key,
                    data=source.data,
                    text=source.text,
                    extract=rows.extract_json(source.extract),
                    vectors=np.ascontiguousarray(vectors, dtype="<f4").tobytes(),
                )
            )
            parts = rows.part_rows(key, parsed)
            for table in schema.PARTS:
                if parts[table.name]:
                    connection.execute(table.insert(), parts[table.name])
            for ordinal, sketch in enumerate(sketches):
                connection.execute(
                    schema.sketches.insert().values(file=key, ordinal=ordinal, sketch=sketch.astype("<u8").tobytes())
                )
        return key

    def remove(self, name: str, version: int) -> bool:
        """Take a file out of a version; False if it was not in it."""
        with self._write() as connection:
            return self._close(connection, name, version)

    @staticmethod
    def _close(connection: sa.Connection, name: str, version: int) -> bool:
        files = schema.files
        current = (files.c.name == name) & files.c.until.is_(None)
        connection.execute(files.delete().where(current & (files.c.since == version)))
        closed = connection.execute(files.update().where(current).values(until=version))
        return closed.rowcount > 0

    # -- reading ----------------------------------------------------------------------------------------------------

    def files(self, version: int) -> tuple[StoredFile, ...]:
        """The files of a version by name."""
        table = schema.files
        query = sa.select(table).where(schema.visible(version)).order_by(table.c.name)
        with self._read() as connection:
            found = connection.execute(query).mappings().all()
        names = StoredFile.__dataclass_fields__
        return tuple(StoredFile(**{name: row[name] for name in names}) for row in found)

    def compact(self) -> None:
        """Give back the space of what was pruned, and leave one file behind."""
        with storage_error(self.path.parent), self._engine.connect() as connection:
            connection.execution_options(isolation_level="AUTOCOMMIT")
            connection.execute(sa.text("VACUUM"))
            connection.execute(sa.text("PRAGMA journal_mode = DELETE"))

    def backup(self, target: Path) -> None:
        """Write a whole copy of the archive to a new file."""
        with storage_error(target.parent), self._engine.connect() as connection:
            connection.execution_options(isolation_level="AUTOCOMMIT")
            connection.execute(sa.text("VACUUM INTO :target"), {"target": str(target)})
