"""The network's verdicts: what words state and who takes part."""

import numpy as np
import pytest
from spacy.tokens import Token

from tasks.extract.model import LABELS, judge, judge_sentence, parts_of
from tasks.extract.model.marks import trained_on
from tasks.extract.model.network import NETWORK, framed, pieces_of, trained_on_stored, verdicts_on
from tasks.extract.parse import model


def predicate(sentence: str, word: str) -> Token:
    return next(token for token in model()(sentence) if token.text == word)


def test_the_network_was_trained_on_the_stored_sentences() -> None:
    assert trained_on_stored() == trained_on()


def test_the_network_is_small() -> None:
    assert NETWORK.stat().st_size < 26_000_000


def test_a_verdict_is_a_distribution_over_all_labels() -> None:
    verdict = judge(predicate("The envoy of Norway met the rebel chief in Oslo.", "met"))
    assert tuple(verdict) == LABELS
    assert sum(verdict.values()) == pytest.approx(1, abs=1e-3)
    assert min(verdict.values()) >= 0


@pytest.mark.parametrize(
    ("sentence", "word", "label"),
    [
        ("Norway's foreign minister met his Danish colleague at a lakeside hotel.", "met", "CONSULT"),
        ("Norway sent tents and blankets to villages cut off by snow.", "sent", "AID"),
        ("The rebels shelled the harbour and killed a dozen sailors.", "shelled", "ASSAULT"),
        ("Police in Oslo arrested four men over the robbery.", "arrested", "COERCE"),
        ("The minister accused Denmark of stealing fish.", "accused", "ACCUSE"),
        ("Norway threatened to sink any trawler that crosses the line.", "threatened", "THREATEN"),
        ("Dockers went on strike over unpaid overtime.", "went", "PROTEST"),
        ("Norway imposed sanctions on Danish banks.", "imposed", "SANCTION"),
        ("The army massed tanks near the Swedish border.", "massed", "MOBILIZE"),
        ("Norway withdrew its soldiers from the island.", "withdrew", "RETREAT"),
        ("Norway lifted a ban on Danish cheese.", "lifted", "CONCEDE"),
        ("Norway rejected a Danish offer of talks.", "rejected", "REJECT"),
        ("The prime minister praised Denmark for its patience.", "praised", "SUPPORT"),
        ("Norway agreed to provide Denmark with gas.", "agreed", "AGREE"),
        ("Oslo urged Copenhagen to release the fishermen.", "urged", "REQUEST"),
        ("Norway and Denmark held joint military exercises in the fjords.", "held", "COOPERATE"),
        ("The minister said the harvest had been good.", "said", "none"),
        ("The bridge is two kilometres long.", "is", "none"),
    ],
)
def test_plain_sentences_are_judged_right(sentence: str, word: str, label: str) -> None:
    verdict = judge(predicate(sentence, word))
    assert max(verdict, key=verdict.__getitem__) == label


@pytest.mark.parametrize(
    ("sentence", "word", "actor", "recipient"),
    [
        ("On Friday Norway accused Danish fishermen of theft.", "accused", "Norway", "fishermen"),
        ("Danish fishermen were on Friday accused of theft by Norway.", "accused", "Norway", "fishermen"),
        ("Tents sent by Norway reached flooded villages in Chad.", "sent", "Norway", "Chad"),
        ("Norway's shelling of the harbour went on.", "shelling", "Norway", "harbour"),
    ],
)
def test_parties_are_found_wherever_they_stand(sentence: str, word: str, actor: str, recipient: str) -> None:
    trigger = predicate(sentence, word)
    parts = parts_of(trigger)
    assert trigger.doc[parts.start + int(np.argmax(parts.actor))].text == actor
    assert parts.recipient[predicate(sentence, recipient).i - parts.start] > 0.3


def test_a_sentence_is_judged_by_its_surest_act() -> None:
    doc = model()("Speaking in Oslo, the minister said police had arrested two spies.")
    verdict = judge_sentence(next(doc.sents))
    assert max(verdict, key=verdict.__getitem__) == "COERCE"


def test_a_sentence_without_predicate_states_nothing() -> None:
    assert judge_sentence(model()("Oh!")[:])["none"] == 1


def test_each_sentence_is_read_once() -> None:
    doc = model()("Norway met Denmark. Chad met Peru.")
    first, second = (verdicts_on(token) for token in (doc[0], doc[1]))
    assert first is second
    assert verdicts_on(doc[5]) is not first


STRANGE = ["\u200b", "🤝", "中文", "  ", "ﷺ", "Ł" * 500, "\n"]


@pytest.mark.parametrize("word", STRANGE)
def test_every_word_has_a_piece(word: str) -> None:
    doc = model().make_doc(f"Norway {word} Denmark")
    assert all(pieces_of(token) for token in doc)


def test_a_very_long_sentence_is_read_to_its_end() -> None:
    doc = model().make_doc("and " * 400 + "Norway accused Denmark")
    for token in doc[1:]:
        token.is_sent_start = False
    doc = model()(doc)
    assert len(verdicts_on(doc[0]).types) == len(doc)
    assert max(judge(doc[-2]), key=judge(doc[-2]).__getitem__) == "ACCUSE"


def test_a_sentence_is_framed() -> None:
    assert len(framed([5, 6])) == 4
