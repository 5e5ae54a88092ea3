"""Radicals that fonts give in place of characters: ⺠ stands for 民 and must be found as it."""

from __future__ import annotations

import unicodedata

# Kangxi radicals (U+2F00 to U+2FD5) have a compatibility mapping, most of these (U+2E80 to U+2EF3) have none.
# Only radicals that are whole characters of their own, or whose simplified form is, can stand in a word.
_SUPPLEMENT = (
    "⺁厂⺄乙⺅亻⺆冂⺇几⺈刀⺉刂⺊卜⺋㔾⺌小⺍小⺎兀⺏尢⺐尢⺒巳⺓幺⺖忄⺗心⺘扌⺙攵⺛旡⺜日⺝月⺞歺⺠民⺡氵⺢氺⺣灬⺤爫⺧牛⺨犭⺩王⺪疋⺫目⺬示⺭礻"
    "⺯糸⺰纟⺱网⺲罒⺳网⺵网⺶羊⺷羊⺸羊⺹耂⺺肀⺻聿⺼月⺽臼⺾艹⺿艹⻀艹⻁虎⻂衤⻃覀⻄西⻅见⻆角⻇角⻈讠⻉贝⻊足⻋车⻌辶⻍辶⻎辶⻏阝⻐钅"
    "⻑長⻒镸⻓长⻔门⻖阝⻗雨⻘青⻙韦⻚页⻛风⻜飞⻝食⻟飠⻠饣⻡首⻢马⻣骨⻤鬼⻥鱼⻦鸟⻧卤⻨麦⻩黄⻪黾⻫斉⻬齐⻭歯⻮齿⻯竜⻰龙⻱龜⻲亀"
)
_MAP = {ord(radical): character for radical, character in zip(_SUPPLEMENT[::2], _SUPPLEMENT[1::2], strict=True)}
_MAP |= {code: unicodedata.normalize("NFKC", chr(code)) for code in (*range(0x2F00, 0x2FD6), 0x2E9F, 0x2EF3)}


def without_radicals(text: str) -> str:
    """Text with characters where it had their radicals."""
    return text.translate(_MAP)
