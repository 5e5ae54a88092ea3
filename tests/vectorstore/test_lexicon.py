"""English questions in Chinese terms, Chinese words and their like, and how the table is learnt."""

import time
from pathlib import Path

import numpy as np
import pytest

from vectorstore.lexicon import BUNDLED, Lexicon, lemma
from vectorstore.models.align import align
from vectorstore.models.data import Entry, Pair
from vectorstore.models.evidence import gather, gloss_words
from vectorstore.models.phrases import phrase_counts
from vectorstore.models.tokenizer import build_vocabulary
from vectorstore.models.translations import synonyms, translations, write_lexicon
from vectorstore.thesaurus import FOLDER, thesaurus


@pytest.fixture(scope="module")
def lexicon() -> Lexicon:
    return Lexicon.load()


def best(lexicon: Lexicon, text: str) -> dict[str, str]:
    return {entry.source: entry.terms[0][0] if entry.terms else "" for entry in lexicon.translate(text)}


@pytest.mark.parametrize(
    ("english", "chinese"),
    [
        ("fixed-asset investment", "固定资产投资"),
        ("unemployment", "失业"),
        ("expressways", "高速公路"),
        ("kindergarten", "幼儿园"),
        ("county", "县"),
        ("committee", "委员会"),
        ("intangible cultural heritage", "非物质文化遗产"),
        ("hospitals", "医院"),
        ("mayor", "市长"),
        ("bureau", "局"),
        ("is responsible for", "负责"),
        ("per capita", "人均"),
        ("sewage", "污水"),
    ],
)
def test_the_likeliest_term_is_the_official_one(lexicon: Lexicon, english: str, chinese: str) -> None:
    assert chinese in {term for entry in lexicon.translate(english) for term, _ in entry.terms[:2]}


@pytest.mark.parametrize(
    ("british", "american"), [("centre", "center"), ("urbanisation", "urbanization"), ("fibre", "fiber")]
)
def test_british_spellings_are_known(lexicon: Lexicon, british: str, american: str) -> None:
    assert best(lexicon, british)[british] == best(lexicon, american)[american] != ""


def test_spans_point_into_the_question_and_phrases_come_before_words(lexicon: Lexicon) -> None:
    question = "How did the rural revitalization plan change consumer goods?"
    entries = lexicon.translate(question)
    assert all(question[entry.start : entry.end] == entry.source for entry in entries)
    assert "rural revitalization" in [entry.source for entry in entries]
    assert [entry.start for entry in entries] == sorted(entry.start for entry in entries)


def test_stop_words_give_nothing_and_unknown_words_an_empty_entry(lexicon: Lexicon) -> None:
    assert lexicon.translate("What is the of it? I need to know.") == []
    (entry,) = lexicon.translate("the Xyzzyqwert")
    assert (entry.source, entry.terms) == ("Xyzzyqwert", ())
    assert lexicon.translate("") == []


def test_a_phrase_does_not_reach_over_punctuation(lexicon: Lexicon) -> None:
    assert "fixed asset" in {entry.source for entry in lexicon.translate("fixed asset")}
    assert "fixed. asset" not in {entry.source for entry in lexicon.translate("fixed. asset")}


def test_terms_come_likeliest_first(lexicon: Lexicon) -> None:
    for word in ("road", "plan", "energy", "school", "water"):
        weights = [weight for _, weight in lexicon.terms(word)]
        assert weights == sorted(weights, reverse=True)
        assert 0 < weights[-1] <= weights[0] <= 1
        assert len(weights) <= 16


def test_derived_forms_fall_back_on_their_word(lexicon: Lexicon) -> None:
    assert lexicon.terms("shipbuildinged") == ()
    assert best(lexicon, "Subsidising subsidies")["subsidies"] in {"补贴", "补助"}
    assert [lemma(word) for word in ("Counties", "goods", "taxes", "city's", "bus", "classes")] == [
        *("county", "goods", "tax", "city", "bus", "class")
    ]


@pytest.mark.parametrize(("word", "other"), [("修建", "建造"), ("推进", "推动"), ("补贴", "补助"), ("实施", "落实")])
def test_synonyms_share_meanings_and_know_each_other(lexicon: Lexicon, word: str, other: str) -> None:
    assert other in dict(lexicon.synonyms(word))
    assert all(0 < weight <= 1 for _, weight in lexicon.synonyms(word))
    assert word not in dict(lexicon.synonyms(word))


def test_loads_quickly(tmp_path: Path) -> None:
    copy = tmp_path / "lexicon.tsv.gz"
    copy.write_bytes(BUNDLED.read_bytes())
    assert copy.stat().st_size < 5_000_000
    start = time.perf_counter()
    Lexicon.load(copy)
    assert time.perf_counter() - start < 0.5


def test_alignment_finds_words_that_come_together() -> None:
    zh = [["红", "花"], ["红", "车"], ["白", "花"], ["白", "车"]] * 3
    en = [["red", "flower"], ["red", "car"], ["white", "flower"], ["white", "car"]] * 3
    links = align(zh, en, tension=0.5)
    assert all((matrix > 0.9).tolist() == [[True, False], [False, True]] for matrix in links)


def test_phrases_keep_their_links_inside() -> None:
    links = [np.array([[1, 0, 0], [0, 0, 1], [0, 0, 0]], dtype=np.float32)]
    counts = phrase_counts([["粮食", "产量", "的"]], [["grain", "the", "output"]], links)
    assert {key: dict(terms) for key, terms in counts.items()} == {
        "grain": {"粮食": 1.0},
        "output": {"产量": 1.0},
        "grain the output": {"粮食产量": 1.0},
    }


def test_a_lexicon_is_learnt_from_texts_and_dictionary_and_read_back(tmp_path: Path) -> None:
    entries = [
        Entry("水库", (("reservoir", "reservoir"),)),
        Entry("蓄水池", (("reservoir", "reservoir"),)),
        Entry("修建", (("build", "to build"),)),
        Entry("建造", (("build", "to build"),)),
        Entry("小镇", (("small town", "small town"),)),
    ]
    pairs = [Pair("修建水库", "They build a reservoir"), Pair("建造小镇", "They build a small town")] * 6
    vocabulary = build_vocabulary([pair.zh for pair in pairs], [pair.en for pair in pairs], entries, 100)
    assert vocabulary.cut(["修建水库。"]) == [["修建", "水库"]]
    evidence = gather(pairs, entries, vocabulary)
    write_lexicon(tmp_path / "lexicon.tsv.gz", translations(evidence.shares()), synonyms(evidence))
    learnt = Lexicon.load(tmp_path / "lexicon.tsv.gz")
    assert learnt.terms("reservoir")[0][0] == "水库"
    assert learnt.translate("the small towns")[0].terms[0][0] == "小镇"
    assert dict(learnt.synonyms("修建")).keys() == {"建造"}


def test_glosses_lose_their_particle() -> None:
    assert gloss_words("to be in charge of") == ["in", "charge", "of"]
    assert gloss_words("the Communist Party") == ["communist", "party"]


@pytest.mark.parametrize(
    ("asked", "official"), [("homeowner", "业主"), ("ceiling", "不超过"), ("licence plate", "号牌"), ("媳妇", "配偶")]
)
def test_a_written_entry_gives_the_words_of_documents(lexicon: Lexicon, asked: str, official: str) -> None:
    assert official in dict(lexicon.terms(asked))


def test_written_words_come_before_learnt_ones(lexicon: Lexicon) -> None:
    written = thesaurus()["client"]
    terms = [term for term, _ in lexicon.terms("client")]
    assert terms[: len(written)] == list(written)
    assert len(terms) > len(written)


def test_the_thesaurus_is_well_formed() -> None:
    for path in FOLDER.glob("*.tsv"):
        keys = [line.split("\t")[0] for line in path.read_text("utf-8").splitlines()]
        assert keys == sorted(set(keys)), path.name
    assert all(key not in words and 0 < len(words) <= 8 for key, words in thesaurus().items())


def anything(_: str) -> bool:
    return True


@pytest.mark.parametrize(
    ("said", "official"),
    [
        ("national parks", "国家公园"),
        ("a housing estate", "小区"),
        ("It was handed over", "移交"),
        ("handing over the keys", "移交"),
        ("centralized procurement", "集中采购"),
        ("the health-insurance fund", "医保基金"),
        ("a number plate", "号牌"),
        ("the Winter Universiade", "大学生运动会"),
    ],
)
def test_a_phrase_is_known_in_any_of_its_forms(lexicon: Lexicon, said: str, official: str) -> None:
    (entry, *_) = lexicon.phrases(said, anything)
    assert official in dict(entry.terms)


def test_a_phrase_counts_only_if_the_documents_have_what_it_is_called(lexicon: Lexicon) -> None:
    assert lexicon.phrases("a national park", lambda word: word == "公园") == []
    parted = lexicon.translate("a national park", lambda word: word == "公园")
    assert [entry.source for entry in parted] == ["national", "park"]


def test_a_verb_within_a_phrase_makes_it_no_other(lexicon: Lexicon) -> None:
    assert [entry.source for entry in lexicon.phrases("the tasks grouped here", anything)] == []


@pytest.mark.parametrize(("form", "official"), [("shrunk", "缩小"), ("bought", "采购"), ("cleanup", "清理")])
def test_irregular_forms_and_compounds_are_known(lexicon: Lexicon, form: str, official: str) -> None:
    assert official in dict(lexicon.translate(form)[0].terms)


@pytest.mark.parametrize(
    ("typed", "meant"), [("coliery", "colliery"), ("hosptial", "hospital"), ("kindergarden", "kindergarten")]
)
def test_a_word_with_one_wrong_letter_is_another(lexicon: Lexicon, typed: str, meant: str) -> None:
    assert lexicon.nearest(typed) == meant


@pytest.mark.parametrize("word", ["tax", "xyzzyqwert", "a1b2c3", ""])
def test_what_is_short_or_far_from_any_word_is_none(lexicon: Lexicon, word: str) -> None:
    assert lexicon.nearest(word) == ""
