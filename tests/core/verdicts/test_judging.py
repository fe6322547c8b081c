"""The verdict on a quotation, over passages written by hand."""

import unicodedata
from collections.abc import Callable, Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from provenance.core.agents import agent_id
from provenance.core.records import Agent, AgentKind, Form
from provenance.core.variants.diffs import Fate, Meaning
from provenance.core.variants.wording import read_wording
from provenance.core.verdicts.judging import judge_claim
from provenance.core.verdicts.records import FAULTS, Verdict
from provenance.core.verdicts.voices import Claim, Names, Passage, Place, Voice


def names(name: str, kind: AgentKind = AgentKind.PERSON, *others: str) -> Names:
    return Names(agent=Agent(id=agent_id(name, kind), name=name, kind=kind), others=frozenset(others))


def passage(
    text: str,
    speaker: str | None = "Ada Lovelace",
    *,
    form: Form = Form.DIRECT,
    kind: AgentKind = AgentKind.PERSON,
    at: tuple[str, int] = ("av_1", 0),
    translated_from: str | None = None,
) -> Passage:
    version, start = at
    return Passage(
        id=f"qt_{version}_{start}_{text[:20]}_{speaker}",
        wording=read_wording(text, form),
        version=version,
        start=start,
        end=start + len(text),
        speaker=names(speaker, kind) if speaker else None,
        translated_from=translated_from,
        place=Place(locator=version),
    )


BRIDGE = "We will not build the northern bridge before the spring of 2027, and nobody has asked us to."
HARBOUR = "The harbour must stay open to every fishing boat in the region."
SCHOOLS = "Our schools need forty new teachers and a roof that holds the rain out."
STORE = (
    passage(f"“{BRIDGE}”", at=("av_1", 100)),
    passage(f"“{HARBOUR}”", "Alan Turing", at=("av_2", 50)),
    passage(f"“{SCHOOLS}”", "Grace Hopper", at=("av_3", 10)),
    passage(
        "“Peace begins in the kitchen of each house,”", "Choe Son Hui", translated_from="according to a translation"
    ),
    passage(
        "he would “never sell the old lighthouse” to rich strangers from the old city", "Alan Turing", form=Form.MIXED
    ),
    passage("“We were told to keep quiet about the leaking tanks,”", "a city official", kind=AgentKind.UNNAMED),
)

# Each row with what it is there for.
ROWS: dict[str, tuple[str, str | None, Verdict]] = {
    "whole": (BRIDGE, "Ada Lovelace", Verdict.VERBATIM),
    "an extract of the middle": (BRIDGE[12:63], "Ada Lovelace", Verdict.VERBATIM),
    "surname alone": (HARBOUR, "Turing", Verdict.VERBATIM),
    "nobody named": (HARBOUR, None, Verdict.VERBATIM),
    "a changed word": (HARBOUR.replace("fishing", "sailing"), "Alan Turing", Verdict.ALTERED),
    "a dropped not": (BRIDGE.replace(" not", ""), "Ada Lovelace", Verdict.ALTERED),
    "another number": (SCHOOLS.replace("forty", "fourteen"), "Grace Hopper", Verdict.ALTERED),
    "words put in at the end": (f"{HARBOUR[:-1]} forever.", "Alan Turing", Verdict.ALTERED),
    "the wrong speaker": (SCHOOLS, "Alan Turing", Verdict.MISATTRIBUTED),
    "the wrong speaker, and a word changed": (SCHOOLS.replace("roof", "wall"), "Alan Turing", Verdict.MISATTRIBUTED),
    "parts of two speakers": (
        "The harbour must stay open to every boat, and our schools need forty new teachers.", "Alan Turing",
        Verdict.STITCHED,
    ),
    "a translation": ("Peace begins in the kitchen of each house", "Choe Son Hui", Verdict.TRANSLATED),
    "the reporter's words": ("to rich strangers from the old city", "Alan Turing", Verdict.PARAPHRASE),
    "marks moved over the reporter's words": (
        "never sell the old lighthouse to rich strangers", "Alan Turing", Verdict.PARAPHRASE,
    ),
    "the words in marks": ("never sell the old lighthouse", "Alan Turing", Verdict.VERBATIM),
    "an unnamed voice cannot be held against a name": (
        "We were told to keep quiet about the leaking tanks", "Grace Hopper", Verdict.VERBATIM,
    ),
    "few words of another": ("northern bridge", "Grace Hopper", Verdict.UNKNOWN),
    "few words of one's own": ("northern bridge", "Ada Lovelace", Verdict.VERBATIM),
    "invented": ("I have always admired the honesty of lawyers.", "Ada Lovelace", Verdict.UNKNOWN),
    "an ellipsis": ("We will not build the … bridge … and nobody has asked us to.", "Ada Lovelace", Verdict.VERBATIM),
    "an ellipsis over a denial": ("We will … build the northern bridge before", "Ada Lovelace", Verdict.ALTERED),
    "an editor's brackets": ("[The council] will not build the northern bridge", "Ada Lovelace", Verdict.VERBATIM),
    "anybody's words, of one's own": ("We will not", "Ada Lovelace", Verdict.VERBATIM),
    "anybody's words, of another": ("We will not", "Grace Hopper", Verdict.UNKNOWN),
    "six words of an unnamed voice": ("keep quiet about the leaking tanks", "Grace Hopper", Verdict.VERBATIM),
    "five words in a row, of another": ("nobody has asked us to", "Grace Hopper", Verdict.MISATTRIBUTED),
    "two of eleven words": ("The harbour must stay shut to every sailing boat here", "Alan Turing", Verdict.UNKNOWN),
    "one of few words": ("never keep the old lighthouse", "Alan Turing", Verdict.ALTERED),
    "one of few words, by nobody named": ("never keep the old lighthouse", None, Verdict.ALTERED),
    "two of few words": ("never keep the new lighthouse", "Alan Turing", Verdict.UNKNOWN),
    "a denial cut off": ("build the northern bridge before the spring", "Ada Lovelace", Verdict.ALTERED),
}  # fmt: skip


@pytest.mark.parametrize("row", ROWS)
def test_verdicts(row: str) -> None:
    """Each way to quote gets its verdict."""
    words, speaker, verdict = ROWS[row]
    before = "They would not " if row == "an extract of the middle" else ""
    ruling = judge_claim(Claim(words=words, speaker=speaker, before=before), STORE)
    assert ruling.verdict is verdict, ruling.reasons


def test_ruling_shows_what_changed() -> None:
    """An altered quotation comes with the nearest passage, the words that changed, and what they bear."""
    ruling = judge_claim(Claim(words=BRIDGE.replace(" not", ""), speaker="Ada Lovelace"), STORE)
    assert ruling.evidence[0].passage.speaker == names("Ada Lovelace")
    assert [(part.fate, part.text) for part in ruling.diff if part.fate is not Fate.KEPT] == [(Fate.GONE, "not")]
    assert ruling.meanings == (Meaning.NEGATION,)
    assert ruling.reasons == ("left out: “not”, which bears the meaning (negation)",)


@pytest.mark.parametrize(
    ("words", "reason"),
    [
        ("We will not build the … bridge", "words are left out, and the draft says so"),
        ("[The council] will not build the northern bridge", "the words in brackets are an editor's"),
        (BRIDGE.replace("will not", "won’t"), "the same words in another style"),
    ],
)
def test_form_of_what_is_right(words: str, reason: str) -> None:
    """A verbatim quotation tells of its ellipses, brackets and style."""
    ruling = judge_claim(Claim(words=words, speaker="Ada Lovelace"), STORE)
    assert (ruling.verdict, ruling.reasons) == (Verdict.VERBATIM, (reason,))


def test_words_in_a_gap_of_the_article_are_unknown() -> None:
    """Where an article leaves words out nobody can tell which they were, unless another article has them."""
    claim = Claim(words="We planted nine hundred apple trees along the road to the old mill", speaker="Ada Lovelace")
    gap = passage("“We planted nine hundred … along the road to the old mill,”", at=("av_8", 0))
    full = passage("“We planted nine hundred cherry trees along the road to the old mill,”", at=("av_9", 0))
    assert judge_claim(claim, [gap]).verdict is Verdict.UNKNOWN
    assert judge_claim(claim, [gap, full]).verdict is Verdict.ALTERED


def test_stitched_quotation_shows_its_parts() -> None:
    """Each part of a stitched quotation comes with the passage that it was taken from, in the order of the draft."""
    words, speaker, _ = ROWS["parts of two speakers"]
    ruling = judge_claim(Claim(words=words, speaker=speaker), STORE)
    found = [(part.passage.speaker.agent.name, part.voice) for part in ruling.evidence if part.passage.speaker]
    assert found == [("Alan Turing", Voice.SAME), ("Grace Hopper", Voice.OTHER)]
    assert ruling.evidence[1].part == "our schools need forty new teachers."


def test_same_words_of_the_right_speaker_win() -> None:
    """Words that several people said are right for each of them, and for nobody else's."""
    both = [passage(HARBOUR, "Ada Lovelace", at=("av_9", 0)), *STORE]
    for speaker, verdict in (
        ("Ada Lovelace", Verdict.VERBATIM),
        ("Alan Turing", Verdict.VERBATIM),
        ("Grace Hopper", Verdict.MISATTRIBUTED),
    ):
        assert judge_claim(Claim(words=HARBOUR, speaker=speaker), both).verdict is verdict


def test_common_words_accuse_nobody() -> None:
    """What three others said too may have been said by a fourth."""
    voices = [passage("We have nothing further to say at this time.", f"Speaker {n} Name") for n in "ABC"]
    ruling = judge_claim(Claim(words="We have nothing further to say at this time", speaker="Ada Lovelace"), voices)
    assert ruling.verdict is Verdict.UNKNOWN
    assert "common words" in ruling.reasons[0]


def test_utterance_that_the_article_breaks() -> None:
    """“A,” she said. “B.” may stand in the database as two quotations, and be quoted as one; not so far apart."""
    first, second = "“The bakers of this town deserve a medal.”", "“And the millers deserve another one.”"
    words = "The bakers of this town deserve a medal. And the millers deserve another one."
    for gap, verdict in ((12, Verdict.VERBATIM), (900, Verdict.STITCHED)):
        stored = [passage(first, at=("av_5", 0)), passage(second, at=("av_5", len(first) + gap))]
        assert judge_claim(Claim(words=words, speaker="Ada Lovelace"), stored).verdict is verdict


def test_unknown_words_show_what_comes_nearest() -> None:
    """Of words that nobody said as a whole the longest part that somebody did say is shown."""
    ruling = judge_claim(Claim(words="The harbour must stay in the hands of its pilots", speaker="Alan Turing"), STORE)
    assert ruling.verdict is Verdict.UNKNOWN
    assert ruling.reasons == ("nothing says all of this; Alan Turing said “The harbour must stay”",)
    assert [one.passage.wording.text for one in ruling.evidence] == [f"“{HARBOUR}”"]


def test_faults_are_what_a_draft_must_not_go_out_with() -> None:
    """What is verbatim, translated or unknown is no fault."""
    assert set(Verdict) - FAULTS == {Verdict.VERBATIM, Verdict.TRANSLATED, Verdict.UNKNOWN}


def _swap(one: str, other: str) -> Callable[[str], str]:
    return lambda words: words.replace(one, other)


# Ways to write the same words; each may be used at once with all others.
LOOKS: Sequence[Callable[[str], str]] = (
    lambda words: words[:1].swapcase() + words[1:],
    lambda words: unicodedata.normalize("NFD", words),
    lambda words: unicodedata.normalize("NFKD", words),
    lambda words: f"“{words}”",
    lambda words: f'"{words}"',
    lambda words: f"« {words} »",
    _swap("'", "’"),
    _swap(" ", "\n"),
    _swap(" ", "  \r\n"),
    _swap(" ", "\N{NO-BREAK SPACE}"),
    _swap("fi", "\N{LATIN SMALL LIGATURE FI}"),
    _swap("th", "t\N{SOFT HYPHEN}h"),
)


@given(row=st.sampled_from(sorted(ROWS)), looks=st.lists(st.sampled_from(LOOKS), max_size=4))
def test_looks_make_no_difference(row: str, looks: Sequence[Callable[[str], str]]) -> None:
    """Quotation style, the case of the first letter, Unicode form, line breaks and hidden hyphens change no verdict."""
    words, speaker, _ = ROWS[row]
    looking = words
    for look in looks:
        looking = look(looking)
    plain, other = (judge_claim(Claim(words=said, speaker=speaker), STORE) for said in (words, looking))
    assert (other.verdict, other.meanings) == (plain.verdict, plain.meanings)


UNRELATED = st.lists(
    st.sampled_from(["rain", "tram", "omelette", "violin", "borrow", "quietly"]), min_size=1, max_size=20
)


@given(row=st.sampled_from(sorted(ROWS)), others=st.lists(UNRELATED, max_size=5), data=st.data())
def test_unrelated_passages_change_nothing(row: str, others: list[list[str]], data: st.DataObject) -> None:
    """The ruling is the same whatever else the database holds, and in whichever order it comes."""
    words, speaker, _ = ROWS[row]
    claim = Claim(words=words, speaker=speaker)
    more = [passage(" ".join(other), f"Person {n}", at=(f"av_x{n}", 0)) for n, other in enumerate(others)]
    mixed = data.draw(st.permutations([*STORE, *more]))
    assert judge_claim(claim, mixed) == judge_claim(claim, STORE)
