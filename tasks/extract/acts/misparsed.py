"""Undo what the parser makes of verbs that it takes for participles or infinitives of their subject."""

from spacy.tokens import Span, Token

from tasks.extract.acts.lexicon import lemma_of, particle_verbs, verb_frames, words

__all__ = [
    "given_to",
    "has_auxiliary",
    "is_bare_infinitive",
    "is_hidden_verb",
    "is_infinitive",
    "is_lost_predicate",
    "is_lost_verb",
    "is_quoted",
    "is_reduced",
    "is_sentence",
    "lost_subject",
    "misled_subject",
    "told_of",
]


def misled_subject(verb: Token) -> Token | None:
    """Return the subject of a verb that was parsed as its subject's participle.

    "The rebels accepted in principle a plan" is told from "a plan accepted by the rebels" by what is missing:
    there is no other verb that the noun could be the subject of, and a participle would lack the object.
    """
    if verb.dep_ == "acl" and is_infinitive(verb):
        return _promising(verb)
    if verb.dep_ != "acl" or verb.tag_ not in ("VBN", "VBD") or has_auxiliary(verb):
        return None
    if is_lost_predicate(verb):
        root: Token = verb.sent.root
        return root
    noun: Token = verb.head
    while noun.dep_ in ("pobj", "prep", "appos", "conj", "compound", "poss") and noun.head != noun:
        noun = noun.head
    if noun.dep_ != "ROOT" or noun.pos_ not in ("NOUN", "PROPN") or noun.i > verb.i:
        return None
    return noun if _takes_object(verb) else None


def _promising(verb: Token) -> Token | None:
    """Return the name that a headline's infinitive is told of ("Chad to buy eight boats")."""
    name: Token = verb.head
    follows = any(c.tag_ == "TO" and c.i == name.i + 1 for c in verb.children)
    return name if follows and name.dep_ == "ROOT" and name.pos_ == "PROPN" else None


def _takes_object(verb: Token) -> bool:
    for child in verb.children:
        if child.dep_ == "agent" or (child.dep_ == "prep" and child.lower_ == "by"):
            return False
    if any(c.dep_ in ("dobj", "ccomp") for c in verb.children):
        return True
    follower = next((c for c in verb.children if c.i == verb.i + 1 and c.dep_ == "prep"), None)
    if follower is not None and (lemma_of(verb), follower.lower_) in particle_verbs():
        return any(c.dep_ == "pobj" for c in follower.children)
    if lemma_of(verb) in words("intransitive") or any(c.lower_ == "alongside" for c in verb.children):
        return True
    return verb.tag_ == "VBD" and any(
        condition.slot == "noobj"
        for frame in verb_frames().get(lemma_of(verb), ())
        for condition in frame.when
    )


def has_auxiliary(verb: Token) -> bool:
    """Tell whether a verb form has an auxiliary."""
    return any(c.dep_ in ("aux", "auxpass") for c in verb.children)


def is_infinitive(verb: Token) -> bool:
    """Tell whether a verb form has its "to"."""
    return any(c.tag_ == "TO" and c.i < verb.i for c in verb.children)


def is_bare_infinitive(verb: Token) -> bool:
    """Tell whether a verb is what somebody is helped, let or made to do ("helped Chad rebuild roads")."""
    plain = verb.tag_ in ("VB", "VBP") and not any(c.dep_ in ("aux", "mark") for c in verb.children)
    return plain and lemma_of(verb.head) in words("letting")


def is_reduced(verb: Token) -> bool:
    """Tell whether a participle was parsed as the content of a verb that has none ("freed X held hostage")."""
    if verb.dep_ != "ccomp" or verb.tag_ not in ("VBN", "VBD") or has_auxiliary(verb):
        return False
    marked = any(c.dep_ == "mark" for c in verb.children)
    return not marked and lemma_of(verb.head) in words("no_clause")


def given_to(verb: Token, objects: list[Token]) -> Token | None:
    """Return the first of two objects where it is the one given to ("sell Chad eight boats", "gave Chad boats")."""
    if not objects or lemma_of(verb) not in words("giving"):
        return None
    first = objects[0]
    if any(
        c.lower_ == "to" for token in (verb, first) for c in token.children if c.dep_ in ("prep", "dative")
    ):
        return None
    if len(objects) > 1 and first.pos_ == "PROPN":
        return first
    name = first.left_edge
    named = name.dep_ == "compound" and name.pos_ == "PROPN" and name.head == first
    return name if named and first.pos_ == "NOUN" else None


def is_sentence(sent: Span) -> bool:
    """Tell whether a sentence is a full one, which leaves out no auxiliary; title case is a headline's."""
    if sent[-1].text != ".":
        return False
    content = [t for t in sent if t.is_alpha and len(t) > 3]
    return sum(t.text[0].isupper() for t in content) * 2 <= len(content)


def is_lost_predicate(verb: Token) -> bool:
    """Tell whether a participle after the root noun of a full sentence is its only predicate.

    "Thousands of farmers on tractors converged on Delhi." is parsed like "farmers stranded in Delhi".
    """
    root = verb.sent.root
    if root.pos_ not in ("NOUN", "PROPN", "NUM", "PRON") or not verb.lower_.endswith("ed"):
        return False
    finite = any(t.tag_ in ("VBD", "VBZ", "VBP", "MD") for t in verb.sent)
    return not finite and is_sentence(verb.sent) and verb in root.subtree


def is_lost_verb(verb: Token) -> bool:
    """Tell whether a past tense was parsed as the adjective of its object ("gunships strafed positions")."""
    if verb.dep_ != "amod" or not verb.sent.start < verb.i < verb.head.i:
        return False
    named = verb.head.dep_ == "appos" and verb.head.head.i == verb.i - 1
    return verb.tag_ == "VBD" or (verb.tag_ == "VBN" and named and is_sentence(verb.sent))


def is_hidden_verb(token: Token) -> bool:
    """Tell whether a bare verb was tagged a noun ("demanded that the cabinet resign", "thousands protest")."""
    if token.tag_ not in ("NN", "NNP") or token.lower_ != token.lemma_.lower():
        return False
    if token.dep_ == "ROOT":
        before = token.nbor(-1) if token.i > token.sent.start else token
        return before.dep_ == "nsubj" and before.tag_ in ("NNS", "NNPS") and before.head == token
    return token.dep_ == "ccomp"


def lost_subject(verb: Token) -> Token | None:
    """Return the subject that was hung elsewhere: a name taken for a measure, or before a lost verb."""
    for child in verb.lefts:
        if child.dep_ == "npadvmod" and child.pos_ == "PROPN" and verb.tag_ in ("VBD", "VBZ"):
            found: Token = child
            return found
        if child.pos_ == "PROPN" and child.dep_ in ("npadvmod", "dep", "nmod") and child.i == verb.i - 1:
            opening: Token | None = child if verb.dep_ == "ROOT" else None
            return opening
    if not is_lost_verb(verb):
        return None
    before = verb.doc[verb.i - 1]
    if before.tag_ == "HYPH" and verb.i > verb.sent.start + 2:
        before = verb.doc[verb.i - 3]
    near = before.head in (verb, verb.head) or verb.head.head == before
    return before if near and before.dep_ != "det" else None


def is_quoted(verb: Token) -> bool:
    """Tell whether a finite verb stands before the verb of speech: the speaker is not who acts."""
    finite = verb.tag_ in ("VBZ", "VBP", "VBD")
    return finite and verb.head.i > verb.i and lemma_of(verb.head) in words("speech")


def told_of(verb: Token) -> Token | None:
    """Return the subject that the parse took for what is said ("he added the rebels, so far, were …")."""
    head = verb.head
    finite = verb.tag_ in ("VBZ", "VBP") or any(c.dep_ == "aux" and c.tag_ != "TO" for c in verb.children)
    if verb.dep_ != "advcl" or not finite or lemma_of(head) not in words("speech"):
        return None
    if any(c.dep_ == "mark" for c in verb.children):
        return None
    return next((c for c in head.children if c.dep_ == "dobj" and c.i < verb.i), None)
