"""Zip containers (docx, xlsx, ofd): opened only when they unpack to something reasonable."""

from __future__ import annotations

import io
import re
import zipfile
from pathlib import PurePosixPath

from ingest.formats.limits import Limits, UnreadableError

_LARGE = 1_000_000  # a small member may be all zeros and harm nobody
_DTD = re.compile(rb"<!(?:DOCTYPE|ENTITY)|<\0!\0(?:D\0O\0C|E\0N\0T)|\0<\0!\0(?:D\0O\0C|E\0N\0T)", re.I)
_XML = (".xml", ".rels")


class Archive:
    """The members of a container, checked before anything is unpacked."""

    def __init__(self, data: bytes, limits: Limits) -> None:
        try:
            self._zip = zipfile.ZipFile(io.BytesIO(data))
        except (zipfile.BadZipFile, NotImplementedError, ValueError, EOFError) as error:
            raise UnreadableError(f"is a damaged archive ({error}): copy or download it again.") from error
        self._names: dict[str, zipfile.ZipInfo] = {}
        members = self._zip.infolist()
        if len(members) > limits.max_members:
            raise UnreadableError(f"packs {len(members):,} members, more than {limits.max_members:,}: it is refused.")
        for member in members:
            self._names[_safe(member)] = member
        _check_sizes(members, limits)

    def __contains__(self, name: str) -> bool:
        return name in self._names

    @property
    def names(self) -> list[str]:
        """The members' paths, as in the container."""
        return list(self._names)

    def read(self, name: str) -> bytes:
        """The bytes of a member; never more than the container declares."""
        try:
            return self._zip.read(self._names[name])
        except KeyError as error:
            raise UnreadableError(f"lacks its part {name}: save it again in its own program.") from error
        except Exception as error:  # zlib, bz2, lzma and zipfile each have errors of their own
            raise UnreadableError(f"has a damaged part {name} ({error}): copy or download it again.") from error

    def refuse_entities(self) -> None:
        """Refuse XML that declares entities or a document type, which no office program writes."""
        for name in self._names:
            if name.endswith(_XML) and _DTD.search(self.read(name)):
                raise UnreadableError(f"declares XML entities in {name}: save it again in its own program.")


def _safe(member: zipfile.ZipInfo) -> str:
    """A member's path, unless it leads out of the container or is locked."""
    path = PurePosixPath(member.filename.replace("\\", "/"))
    if path.is_absolute() or ".." in path.parts or ":" in path.parts[0:1]:
        raise UnreadableError(f"packs a member with an unsafe path ({member.filename[:80]!r}): it is refused.")
    if member.flag_bits & 1:
        raise UnreadableError("is locked with a password: save it without one.")
    return str(path)


def _check_sizes(members: list[zipfile.ZipInfo], limits: Limits) -> None:
    if (total := sum(member.file_size for member in members)) > limits.max_unpacked:
        raise UnreadableError(f"unpacks to {total:,} bytes, more than {limits.max_unpacked:,}: split it.")
    for member in members:
        if member.file_size > max(_LARGE, member.compress_size * limits.max_ratio):
            raise UnreadableError(f"is packed too tightly to be a document ({member.filename[:80]!r}): it is refused.")
