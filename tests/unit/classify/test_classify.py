"""What a document is about."""

import pytest

from schemas.document import Document, Passage
from schemas.plover import CONTEXTS
from tasks.classify import classify
from tasks.classify.lexicon import Concept, Lexicon, contexts, normalise, topics

STORIES = {
    "medtop:01000000": "The film festival opened with a comedy whose director won best picture last year.",
    "medtop:02000000": "The jury found the banker guilty of fraud and the judge sentenced him to ten years in prison.",
    "medtop:03000000": "Rescuers dug through the rubble after an earthquake of magnitude 7 flattened the town.",
    "medtop:04000000": "Shares in the lender fell after its quarterly profit missed forecasts and inflation rose.",
    "medtop:05000000": "Pupils returned to school as teachers complained about the new national curriculum.",
    "medtop:06000000": "Deforestation and carbon emissions threaten endangered species, conservationists say.",
    "medtop:07000000": "Doctors began vaccination at the hospital after an outbreak of measles.",
    "medtop:08000000": "The oldest woman in the country celebrated her 112th birthday with her lost dog.",
    "medtop:09000000": "Union leaders called off the walkout after employers raised their pay offer to dockers.",
    "medtop:10000000": "The chef opened a restaurant near the beach resort, and tourists loved the wine.",
    "medtop:11000000": "The prime minister survived a no-confidence vote in parliament before the general election.",
    "medtop:12000000": "The archbishop led prayers in the cathedral while the pope sent a blessing.",
    "medtop:13000000": "Astronomers aimed the telescope at an asteroid, and the spacecraft sent data to researchers.",
    "medtop:14000000": "Asylum seekers and homeless people face discrimination, the charity said of the minority.",
    "medtop:15000000": "The striker scored a hat-trick before half-time to win the cup final.",
    "medtop:16000000": "Rebels shelled the garrison and the army answered with airstrikes before the ceasefire.",
    "medtop:17000000": "Forecasters expect heavy rain, strong winds and a cold snap with snowfall.",
}


def document(*passages: str, title: str | None = None) -> Document:
    places, start = [], 0
    for number, text in enumerate(passages, 1):
        places.append(Passage(id=f"p{number}", start=start, end=start + len(text)))
        start += len(text) + 2
    return Document(id="a" * 16, name="a", title=title, text="\n\n".join(passages), passages=tuple(places))


@pytest.mark.parametrize(("topic", "text"), STORIES.items())
def test_each_topic_is_found_in_its_story(topic: str, text: str) -> None:
    assert classify(document(text)).topics[0].id == topic


def test_a_text_without_evidence_has_no_topic() -> None:
    found = classify(document("He put the blue one on the table and went out."))
    assert found.topics == ()
    assert found.contexts == ()
    assert found.passages == ()


def test_an_empty_document_has_no_topic() -> None:
    assert classify(document("")).topics == ()


def test_each_passage_has_its_own_topics() -> None:
    war, sport = STORIES["medtop:16000000"], STORIES["medtop:15000000"]
    found = classify(document(war, "It was a day like any other.", sport))
    assert [(p.passage, p.topics[0].id) for p in found.passages] == [
        ("p1", "medtop:16000000"),
        ("p3", "medtop:15000000"),
    ]
    assert {topic.id for topic in found.topics} == {"medtop:16000000", "medtop:15000000"}


def test_the_headline_counts() -> None:
    text = "The minister spoke on Monday."
    with_title = classify(document(text, title="Parliament passes bill after election"))
    assert classify(document(text)).topics == ()
    assert with_title.topics[0].id == "medtop:11000000"


def test_topics_come_best_first_with_scores_below_one() -> None:
    found = classify(document(*STORIES.values())).topics
    scores = [topic.score for topic in found]
    assert scores == sorted(scores, reverse=True)
    assert all(0 < score < 1 for score in scores)


@pytest.mark.parametrize(
    ("text", "context"),
    [
        ("The hackers stole data with ransomware, officials in charge of cybersecurity said.", "cyber"),
        ("The IAEA said inspectors found enriched uranium at the nuclear site.", "cbrn"),
        ("Troll farms spread fake news and propaganda before the vote.", "misinformation"),
        ("Police seized cocaine from a drug cartel at the port.", "illegal drugs"),
        ("The junta dissolved parliament after the coup and will rule by decree.", "pro autocracy"),
        ("The two states contest the sovereignty of the disputed islands.", "territory"),
        ("Peacekeepers of the UN mission monitor the truce.", "peacekeeping"),
        ("The ex-mayor took bribes and kickbacks, the anti-corruption office said.", "corruption"),
        ("He was granted political asylum; other asylum seekers still wait.", "asylum"),
        ("Villages without drinking water face famine, the World Food Programme said.", "human security"),
    ],
)
def test_contexts_are_found(text: str, context: str) -> None:
    assert context in classify(document(text)).contexts


def test_the_lists_hold_the_17_topics_and_the_37_contexts() -> None:
    assert [concept.id for concept in topics().concepts] == [
        f"medtop:{number:02}000000" for number in range(1, 18)
    ]
    assert tuple(concept.id for concept in contexts().concepts) == CONTEXTS


@pytest.mark.parametrize("lexicon", [topics(), contexts()], ids=["topics", "contexts"])
def test_terms_are_lower_case_and_unique_in_their_concept(lexicon: Lexicon) -> None:
    for concept in lexicon.concepts:
        terms = [*concept.strong, *concept.middling, *concept.weak]
        assert len(set(terms)) == len(terms), concept.id
        assert all(term == term.lower().strip() and normalise(term).strip() for term in terms)
        assert len(terms) >= 15, concept.id


def test_the_longest_term_wins_and_neighbours_both_count() -> None:
    lexicon = Lexicon(
        (
            Concept(id="a", name="a", strong=("trade war",)),
            Concept(id="b", name="b", strong=("war", "army")),
        )
    )
    found = lexicon.count("Trade wars! The army’s war army")
    assert sorted((lexicon.meaning(term)[0][0], times) for term, times in found.items()) == [
        (0, 1),
        (1, 1),
        (1, 2),
    ]
