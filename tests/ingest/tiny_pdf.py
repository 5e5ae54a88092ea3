"""Writes small PDF files with Chinese text at given places, for the tests of the reader."""

from __future__ import annotations

from dataclasses import dataclass, field

_FONT = (
    b"<</Type/Font/Subtype/Type0/BaseFont/STSong-Light/Encoding/UniGB-UTF16-H/DescendantFonts[<</Type/Font"
    b"/Subtype/CIDFontType0/BaseFont/STSong-Light/CIDSystemInfo<</Registry(Adobe)/Ordering(GB1)/Supplement 4>>"
    b"/DW 1000/FontDescriptor<</Type/FontDescriptor/FontName/STSong-Light/Flags 4/FontBBox[0 -120 1000 880]"
    b"/ItalicAngle 0/Ascent 880/Descent -120/CapHeight 880/StemV 80>>>>]>>"
)


@dataclass
class TinyPage:
    """One page; places are in points from the upper left corner of an A4 sheet."""

    turned: int = 0  # degrees by which a reader must turn it clockwise to see it upright
    says_so: bool = True
    width: float = 595.0
    height: float = 842.0
    operators: list[str] = field(default_factory=list)

    def text(self, x: float, y: float, text: str, size: float = 12.0) -> None:
        """Write a line whose upper left corner is at a place."""
        code = text.encode("utf-16-be").hex()
        baseline = self.height - y - 0.88 * size
        self.operators.append(f"BT /F1 {size} Tf 1 0 0 1 {x} {baseline} Tm <{code}> Tj ET")

    def rule(self, x0: float, y0: float, x1: float, y1: float) -> None:
        """Draw a line."""
        self.operators.append(f"{x0} {self.height - y0} m {x1} {self.height - y1} l S")

    def picture(self) -> None:
        """Cover the page with a picture."""
        self.operators.append(f"q {self.width} 0 0 {self.height} 0 0 cm /Im1 Do Q")

    @property
    def content(self) -> bytes:
        """The operators, turned."""
        width, height = self.width, self.height
        turns = {90: f"0 1 -1 0 {height} 0", 180: f"-1 0 0 -1 {width} {height}", 270: f"0 -1 1 0 0 {width}"}
        return "\n".join([f"{turns.get(self.turned, '1 0 0 1 0 0')} cm", *self.operators]).encode()

    @property
    def entries(self) -> bytes:
        """The page's size and rotation."""
        sides = (self.height, self.width) if self.turned % 180 else (self.width, self.height)
        return b"/MediaBox[0 0 %d %d]/Rotate %d" % (*sides, self.turned * self.says_so)


def tiny_pdf(pages: list[TinyPage]) -> bytes:
    """The bytes of a PDF file."""
    image = b"<</Type/XObject/Subtype/Image/Width 1/Height 1/ColorSpace/DeviceGray/BitsPerComponent 8/Length 1>>"
    objects = [b"<</Type/Catalog/Pages 2 0 R>>", b"", _FONT, image + b"stream\n\x80\nendstream"]
    kids: list[bytes] = []
    for page in pages:
        content = page.content
        objects.append(b"<</Length %d>>stream\n%b\nendstream" % (len(content), content))
        objects.append(
            b"<</Type/Page/Parent 2 0 R%b/Contents %d 0 R/Resources<</Font<</F1 3 0 R>>"
            b"/XObject<</Im1 4 0 R>>>>>>" % (page.entries, len(objects))
        )
        kids.append(b"%d 0 R" % len(objects))
    objects[1] = b"<</Type/Pages/Kids[%b]/Count %d>>" % (b" ".join(kids), len(kids))
    out = bytearray(b"%PDF-1.5\n")
    offsets: list[int] = []
    for number, each in enumerate(objects, 1):
        offsets.append(len(out))
        out += b"%d 0 obj\n%b\nendobj\n" % (number, each)
    start = len(out)
    out += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    out += b"".join(b"%010d 00000 n \n" % offset for offset in offsets)
    out += b"trailer<</Size %d/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF" % (len(objects) + 1, start)
    return bytes(out)
