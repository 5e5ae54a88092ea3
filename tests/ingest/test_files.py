"""Text files keep every character; what cannot be read is refused by name and with the remedy."""

from __future__ import annotations

import hashlib
from pathlib import Path

import pytest

from ingest.files import Limits, extract, read
from ingest.model import IngestError

NOTICE = (
    "关于做好防汛工作的通知\r\n各县（市、区）人民政府：\n    现将有关事项通知如下，请认真贯彻落实。\r\n"
    "一、总投资3.5亿元，比上年增长12％。\n"
)
TRADITIONAL = (
    "關於做好防汛工作的通知\n各縣市區人民政府：現將有關事項通知如下，請認真貫徹落實，"
    "並於月底前報告辦理情形，不得延誤。\n"
)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "gb18030", "gbk"])
def test_every_character_is_kept(encoding: str) -> None:
    mark = "\ufeff" if encoding in ("utf-8-sig", "utf-16") else ""
    assert extract("a.txt", NOTICE.encode(encoding)).text == mark + NOTICE


def test_big5_is_told_from_gb() -> None:
    assert extract("a.txt", TRADITIONAL.encode("big5")).text == TRADITIONAL


def test_a_short_gbk_text_is_read() -> None:
    assert extract("a.txt", "市政府".encode("gbk")).text == "市政府"


def test_read_keeps_bytes_and_hash(tmp_path: Path) -> None:
    path = tmp_path / "公报.md"
    path.write_bytes(NOTICE.encode())
    source = read(path)
    assert (source.name, source.data, source.text) == ("公报.md", NOTICE.encode(), NOTICE)
    assert source.sha256 == hashlib.sha256(NOTICE.encode()).hexdigest()
    assert source.extract.media_type == "text/markdown"
    assert source.page_of(3) is None


@pytest.mark.parametrize(
    ("name", "data", "says"),
    [
        ("空.txt", b"", "empty"),
        ("空白.txt", " \r\n　".encode(), "no text"),
        ("图.txt", b"\x89PNG\r\n\x1a\n" + bytes(range(256)), "binary"),
        ("程序.txt", bytes(range(256)) * 4, "binary"),
        ("坏.txt", "通知如下：".encode() * 30 + b"\xe9\x80" + "现将".encode() * 9, "damaged"),
        ("乱.txt", b"\xff\x81\xff\x82 abc \xfe\xff" * 9, "UTF-8"),
        ("半.txt", b"\xff\xfe" + "通知".encode("utf-16-le") + b"\x00\xd8", "utf-16"),
        ("音.mp3", b"ID3 something", "not read"),
        ("假.pdf", b"plain words", "not a .pdf"),
        ("假.docx", b"plain words", "not a .docx"),
    ],
)
def test_refusals_name_the_file_and_the_remedy(name: str, data: bytes, says: str) -> None:
    with pytest.raises(IngestError, match=f"{name} .*{says}.*: .+"):
        extract(name, data)


def test_missing_folder_and_oversize(tmp_path: Path) -> None:
    with pytest.raises(IngestError, match="does not exist: check"):
        read(tmp_path / "none.txt")
    with pytest.raises(IngestError, match="is a folder"):
        read(tmp_path)
    path = tmp_path / "long.txt"
    path.write_text("长" * 100)
    with pytest.raises(IngestError, match=r"long.txt has 300 bytes.*split"):
        read(path, limits=Limits(max_bytes=299))
