"""The statistical judge of predicates."""

import json
import re
from collections import Counter

import pytest
from spacy.tokens import Token

from tasks.extract.model import LABELS, judge, judge_sentence
from tasks.extract.model.corpus import HERE, expand, fingerprint, read
from tasks.extract.model.features import classes
from tasks.extract.model.judge import WEIGHTS, weights
from tasks.extract.model.vectors import SIZE, VECTORS, place
from tasks.extract.parse import model


def predicate(sentence: str, word: str) -> Token:
    return next(token for token in model()(sentence) if token.text == word)


def test_the_weights_were_trained_on_the_stored_training_set() -> None:
    assert weights().fingerprint == fingerprint()


def test_the_training_set_is_what_the_patterns_expand_to() -> None:
    assert read() == expand()


def test_the_training_set_is_large_and_covers_every_label() -> None:
    examples = read()
    counts = Counter(example.label for example in examples)
    assert set(counts) == set(LABELS)
    assert len({example.sentence for example in examples}) >= 8000
    assert min(counts.values()) >= 400


def test_every_label_has_plain_sentences_beside_the_drawn_ones() -> None:
    plain = {
        (example.group.split(":")[0], example.sentence) for example in read() if example.origin == "hand"
    }
    counts = Counter(file for file, _ in plain)
    assert all(counts[f"{label.lower()}-wire"] >= 150 for label in LABELS)


def test_every_label_starts_from_a_constant_of_its_own() -> None:
    assert weights().constant.shape == (len(LABELS),)
    assert len(set(weights().constant.tolist())) == len(LABELS)


def test_every_trigger_stands_where_a_word_begins() -> None:
    for example in read():
        before, rest = example.sentence[: example.start], example.sentence[example.start :]
        assert rest[0].isalnum(), example
        assert not before or not before[-1].isalnum(), example
        assert not set("[]{}*~|") & set(example.sentence), example


def test_the_weights_and_vectors_are_small() -> None:
    assert WEIGHTS.stat().st_size + VECTORS.stat().st_size < 3_000_000


def test_classes_name_words_by_their_lemma() -> None:
    assert "troops" in classes()["soldier"]
    assert "strikeverb" in classes()["shell"]
    for doc in model().pipe(["The troops marched.", "They shelled it."]):
        assert any(token.lemma_ in classes() for token in doc)


def test_every_slot_of_a_pattern_has_fillers() -> None:
    fillers = json.loads((HERE / "fillers.json").read_text())
    lines = [line for path in (HERE / "patterns").glob("*.txt") for line in path.read_text().splitlines()]
    slots = {slot for line in lines for slot in re.findall(r"\{([A-Za-z]+)\d?\}", line)}
    assert slots <= set(fillers)
    assert all(len(set(words)) == len(words) and len(words) >= 10 for words in fillers.values())


def test_similar_words_lie_close_and_names_nowhere() -> None:
    met, conferred, paris = (
        place(predicate(text, word))[:SIZE]
        for text, word in (("They met.", "met"), ("They talked.", "talked"), ("Paris slept.", "Paris"))
    )
    assert met @ conferred > 0
    assert not paris.any()


def test_names_do_not_sway_the_verdict() -> None:
    first = judge(predicate("Norway attacked Denmark.", "attacked"))
    second = judge(predicate("Peru attacked Chile.", "attacked"))
    assert first == pytest.approx(second)


def test_a_verdict_is_a_distribution_over_all_labels() -> None:
    verdict = judge(predicate("The envoy of Norway met the rebel chief in Oslo.", "met"))
    assert tuple(verdict) == LABELS
    assert sum(verdict.values()) == pytest.approx(1)
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


def test_a_sentence_is_judged_by_its_surest_act() -> None:
    doc = model()("Speaking in Oslo, the minister said police had arrested two spies.")
    verdict = judge_sentence(next(doc.sents))
    assert max(verdict, key=verdict.__getitem__) == "COERCE"


def test_a_sentence_without_predicate_states_nothing() -> None:
    assert judge_sentence(model()("Oh!")[:])["none"] == 1
