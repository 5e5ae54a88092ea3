"""The post a question asks the holder of: 副总经理, 一把手, "vice president", "who chairs"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import NamedTuple

from assistant.cues import pattern, told
from assistant.question import Question
from assistant.titles import is_title
from assistant.words import Term
from ingest.fold import fold

_BODIES, _OFFICES = pattern("which_bodies"), pattern("offices")
# The first person of a body, whatever the body calls the post.
HEADS = (
    *("书记", "市长", "县长", "区长", "省长", "镇长", "乡长", "主任", "主席", "行长", "董事长", "总经理", "总裁"),
    *("局长", "厅长", "部长", "院长", "校长", "司长", "署长", "会长", "组长", "理事长", "台长", "社长", "检察长"),
    *("指挥长", "总指挥", "召集人"),
)
_SENSES = 3  # posts that one word may stand for without its body
_SECRETARY = ("市委书记", "县委书记", "区委书记", "省委书记", "党委书记", "书记")  # the likelier meant first
_SPOKEN = {"书记": _SECRETARY, "老总": ("总经理", "董事长", "总裁"), "副总": ("副总经理", "副总裁")}
_SPOKEN |= dict.fromkeys(("副手", "副职"), tuple(f"副{head}" for head in HEADS))
_CHINESE = re.compile(
    r"(?P<any>一把手|掌门人?|当家人|掌舵人|负责人|头头|头儿|主官|正职)|老总|副总(?!经理|裁|理)|副手|副职"
    r"|(?:常务|第一)?副?(?:(?:党委|党组|党委副|党组副|市委|县委|省委|政法委)?书记|总经理|经理|总裁|总监|董事长|理事长|监事长|秘书长|参谋长|检察长"
    r"|行长助理|市长助理|总经理助理|[市县区省镇乡州部厅局处科司署院校行社台站所会组矿厂园馆]长|主任|主席|召集人|总工程师|总会计师|司令员?|政委|委员|常委|代表|总指挥|指挥长)(?![会团])"
)
_ENGLISH = re.compile(
    r"\b(?P<verb>(?<=who )heads|(?<=that )heads|(?<=who )chairs|(?<=that )chairs|headed|runs|leads|led"
    r"|(?:sits |is )?at the (?:top|head|helm) of)\b"
    r"|\b(?:(?P<deputy>deputy|vice|assistant)[- ])?"
    r"(?P<title>general manager|(?:communist )?party (?:secretary|chief|boss|leader|head)"
    r"|top (?:communist )?party official|secretary[- ]general|secretary|county magistrate|mayor|governor"
    r"|president|chair(?:man|woman|person)?|director[- ]general|director|head|chief|boss|manager|principal|minister"
    r"|assistant(?= to the president)|commander)s?\b"
)
_OF_ENGLISH = {
    "general manager": ("总经理",),
    "party": _SECRETARY,
    "secretary": _SECRETARY,
    "secretary general": ("秘书长",),
    "county magistrate": ("县长",),
    "mayor": ("市长",),
    "governor": ("省长",),
    "president": ("行长", "院长", "校长", "会长", "总裁", "主席", "总经理"),
    "chair": ("董事长", "主席", "主任", "会长", "主任委员"),
    "director": ("主任", "局长", "厅长", "司长", "所长", "院长", "处长"),
    "director general": ("局长", "主任", "司长"),
    "manager": ("经理",),
    "principal": ("校长",),
    "minister": ("部长",),
    "assistant": ("助理",),
    "commander": ("司令员", "司令"),
}
# Where the name itself is asked for, or the holder of the post.
_ASKS = {
    "zh": re.compile(r"谁|哪(?:些|(?:一|几|两|三)?(?:位|个|名))|叫(?:什么|啥)|何人|什么人|姓(?:什么|啥|甚)|名字|姓名"),
    "en": re.compile(
        r"\bwho(?:'s| is| was| are| were| (?:holds|occupies|fills) the \w+ of| (?:serves|acts|works) as)?\b|\bwhich\b"
        r"|\bwhat (?:is|was) the name\b|\bnames? of\b|\bname the\b|\blist\b"
        r"|\bcalled(?=[?.]|$)|\bnames?(?= please|, please|[?.]|$)"
    ),
}
# What may stand between: anything else makes the post a part of what is told (who met the mayor, 市长会见了谁).
_BETWEEN = {
    "zh": re.compile(r"(?:的)?(?:都|分别|具体|又|还|现在|目前)?(?:是|有|由|为|任|叫|名叫|的)?(?:的)?"),
    "en": re.compile(r" ?(?:(?:the|a|an|our|its|of|all|each|[a-z]+'s) )*(?:[a-z]+ ){0,2}"),
}
_GROUP = re.compile(
    r" (?:[\w'-]+ ){0,4}?(?:(?:working|leading|small|steering|task|inspection|expert|review) group|task force)\b"
)
_SIDES = told("side")
_PRESENT = ("attend", "chair", "speak", "visit")


class Side(NamedTuple):
    """The side that people came from, where a question names it, and what the titles of its people say."""

    start: int
    end: int
    says: re.Pattern[str]


@dataclass(frozen=True, slots=True)
class Post:
    """A post named at a place of a question by the endings that a title of it may have."""

    start: int
    end: int
    endings: tuple[str, ...]
    verb: bool = False
    beside: bool = False  # the question word, so that nothing but the post is asked for

    @property
    def vague(self) -> bool:
        """Whether the word may stand for many posts, so that only the body tells which."""
        return len(self.endings) > _SENSES and self.endings is not _SECRETARY

    def likeliest(self, titles: Sequence[Sequence[str]]) -> Post:
        """The post by the first of its endings that somebody bears, where no body tells which is meant."""
        alone = (replace(self, endings=(ending,)) for ending in self.endings)
        return next((post for post in alone if any(post.borne(held) for held in titles)), self)

    def cut_from(self, row: str) -> str:
        """A row without the post, so that no word is read across it: 大学校长 names no 学校."""
        for ending in self.endings:
            row = row.replace(fold(ending), " ")
        return row

    def borne(self, titles: Sequence[str]) -> bool:
        """Whether one of these titles is the post, and no deputy's."""
        folded = [fold(title).replace("部部长", "部长") for title in titles]
        return any(_is(title, fold(ending)) for title in folded for ending in self.endings)


def _is(title: str, ending: str) -> bool:
    """县教育局局长 is a 局长; 副市长 is no 市长, and a former one is none."""
    if not title.endswith(ending):
        return False
    before = title.removesuffix(ending)
    return ending.startswith("副") or not before.endswith(("副", "副总", "常务副"))


def asked_post(question: Question) -> Post | None:
    """The post that a question asks the holder of: the one beside the question word, else the nearest to it."""
    asks = [found.span() for found in _ASKS[question.language].finditer(question.folded)]
    posts = posts_in(question)
    if not asks or not posts:
        return None
    distance, post = min((min(_apart(post, ask, question) for ask in asks), n) for n, post in enumerate(posts))
    return replace(posts[post], beside=distance == 0)


def _apart(post: Post, ask: tuple[int, int], question: Question) -> int:
    """How far a post stands from a question word; 0 where nothing that counts is between."""
    start, end = (post.end, ask[0]) if post.start < ask[0] else (ask[1], post.start)
    if question.folded[ask[0] : ask[1]] == "who" and not post.verb:
        return max(1, end - start)  # who met the mayor
    if post.verb or _BETWEEN[question.language].fullmatch(question.folded, start, max(start, end)):
        return 0
    return max(1, end - start)


def posts_in(question: Question) -> list[Post]:
    """All posts that a question names, in order."""
    if question.language == "en":
        return [_english(found) for found in _ENGLISH.finditer(question.folded)]
    found = _CHINESE.finditer(question.folded)
    return [Post(*f.span(), HEADS if f["any"] else _SPOKEN.get(f.group(), (f.group(),))) for f in found]


def side_of(question: Question) -> Side | None:
    """The side from which a question asks for people."""
    found = ((side.asked.search(question.folded), side.told) for side in _SIDES)
    return next((Side(*asked.span(), says) for asked, says in found if asked), None)


def without_offices(terms: Sequence[Term]) -> Sequence[Term]:
    """The words of a question without those that only say that there is a post, or that a body it names is one."""
    named = {t.end + 1 for t in terms}
    said = [t for t in terms if not ((of := _OFFICES.fullmatch(t.surface)) and (of["post"] or t.start in named))]
    return said or terms


def body_of(title: str) -> str:
    """The body that a printed title begins with: 东华银行江州分行 of 东华银行江州分行党委书记、行长."""
    found = _CHINESE.search(fold(title))
    return title[: found.start()] if found and len(fold(title)) == len(title) else ""


def called(name: str, question: Question, text: str) -> str:
    """The body whose title stands before somebody's name, where a question asks for bodies; else the name."""
    before = re.search(rf"(?:^|[，,。；;：:\n])([^，,。；;：:\n]+?){name}", text)
    return (before and _BODIES.search(question.folded) and body_of(before[1])) or name


def tells_whom(term: Term, question: Question) -> bool:
    """Whether a word only says whom of those present a question means: a title, or the side they came from."""
    if not question.has("who", "attend", "list"):
        return False
    side = side_of(question)
    if side and side.start <= term.start < side.end:
        return True
    return is_title(term.surface) and question.has(*_PRESENT)


def _english(found: re.Match[str]) -> Post:
    title = (found["title"] or found["verb"]).replace("-", " ")
    endings = _OF_ENGLISH.get(next((word for word in ("party", "chair") if word in title), title), HEADS)
    if found["verb"] and _GROUP.match(found.string, found.end()):
        endings = ("组长",)  # no 局长 who is a deputy there
    if found["deputy"] == "assistant":
        endings = tuple(f"{ending}助理" for ending in endings)
    elif found["deputy"]:
        endings = tuple(re.sub("(?=书记$)|^(?!.*书记$)", "副", ending, count=1) for ending in endings)
    return Post(*found.span(), endings, bool(found["verb"]))
