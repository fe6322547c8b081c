"""Drafts against the news of a small town: ten quotations, each quoted in another way."""

import html
import unicodedata
from collections.abc import Callable, Sequence
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from provenance.core.records import Article
from provenance.core.variants.diffs import Fate
from provenance.core.verdicts.records import Ruling, Verdict
from provenance.core.wire import text_sha256
from provenance.ingest import ingest_articles
from provenance.nlp.pipeline import Extractor
from provenance.store.engine import open_store
from provenance.verify.checking import CheckedDraft, check_draft
from provenance.verify.drafts import build_line, read_draft

Check = Callable[[str], CheckedDraft]

# Paragraphs of a draft, each with one quotation and the verdict on it.
TEN: dict[str, Verdict] = {
    "“Two winters of rain have cost us forty days and nearly three million crowns,” said Tomas Reinholt.": (
        Verdict.VERBATIM
    ),
    "Mayor Ingrid Halvorsen promised: “Nobody in this town will have to swim to work.”": Verdict.VERBATIM,
    "“The northern line carried eleven passengers a day,” Marta Oduya said.": Verdict.VERBATIM,
    "“The lighthouse belongs to every sailor who has ever been lost at sea,” Tomas Reinholt said.": Verdict.ALTERED,
    "“Our captains must choose the route that the weather allows,” Marta Oduya said.": Verdict.ALTERED,
    "“We will close the old bridge before the new one has carried its first winter,” Ingrid Halvorsen said.": (
        Verdict.ALTERED
    ),
    "“Most of them were our own sailors,” Tomas Reinholt said.": Verdict.MISATTRIBUTED,
    "“The northern line carried eleven passengers a day, and nobody in this town will have to swim to work,”"
    " Ingrid Halvorsen said.": Verdict.STITCHED,
    "Choe Son Hui spoke of the “steady hand of both harbour masters” at dinner.": Verdict.TRANSLATED,
    "“I have ordered a thousand umbrellas from my own pocket,” Marta Oduya said.": Verdict.UNKNOWN,
}
DRAFT = "\n\n".join(TEN)
VERDICTS = list(TEN.values())


def verdicts(checked: CheckedDraft) -> list[Verdict]:
    return [one.ruling.verdict for one in checked.quotations]


def fold_lines(text: str) -> str:
    """Break every paragraph at 40 columns, as mail does."""
    return "\n\n".join("\n".join(_broken(paragraph.split())) for paragraph in text.split("\n\n"))


def _broken(words: Sequence[str]) -> list[str]:
    lines = [""]
    for word in words:
        if len(lines[-1]) + len(word) > 40:
            lines.append("")
        lines[-1] += f" {word}" if lines[-1] else word
    return lines


LOOKS: dict[str, Callable[[str], str]] = {
    "curly": str,
    "straight": lambda text: text.replace("“", '"').replace("”", '"'),
    "guillemets": lambda text: text.replace("“", "«").replace("”", "»"),
    "typewriter": lambda text: text.replace("“", "``").replace("”", "''"),
    "closed by the opening mark": lambda text: text.replace("“", "„").replace("”", "“"),
    "single": lambda text: text.replace("“", "‘").replace("”", "’"),
    "single, straight": lambda text: text.replace("“", "'").replace("”", "'"),
    "corners": lambda text: text.replace("“", "「").replace("”", "」"),
    "lines broken": fold_lines,
    "lines broken, straight": lambda text: fold_lines(text).replace("“", '"').replace("”", '"'),
    "Windows lines": lambda text: fold_lines(text).replace("\n", "\r\n"),
    "entities": lambda text: text.replace("“", "&ldquo;").replace("”", "&#8221;"),
    "entities, straight": lambda text: html.escape(text.replace("“", '"').replace("”", '"')),
    "decomposed": lambda text: unicodedata.normalize("NFD", text),
    "hard spaces": lambda text: text.replace(" ", "\N{NO-BREAK SPACE}"),
}


@pytest.mark.parametrize("look", LOOKS)
def test_ten_quotations(check: Check, look: str) -> None:
    """Each of ten quotations gets its verdict, in whatever way its marks and lines are written."""
    assert verdicts(check(LOOKS[look](DRAFT))) == VERDICTS


def test_paragraphs_without_blank_lines(check: Check) -> None:
    """A draft whose paragraphs are lines is read as well."""
    assert verdicts(check(DRAFT.replace("\n\n", "\n"))) == VERDICTS


def test_evidence_says_where_who_and_through_whom(check: Check) -> None:
    """A verbatim quotation comes with its article, its speaker, and the agency that carried it."""
    ruling = check(DRAFT).quotations[2].ruling
    passage = ruling.evidence[0].passage
    assert passage.speaker
    assert passage.speaker.agent.name == "Marta Oduya"
    assert [relay.agent.name for relay in passage.relays] == ["Reuters"]
    place = passage.place
    assert (place.publisher, place.title, place.published) == ("Harbour Times", "The last ferry", "2025-03-04")


def test_changed_words_are_shown(check: Check) -> None:
    """An altered quotation shows which word became which, and what that bears."""
    ruling = check(DRAFT).quotations[4].ruling
    changed = [(part.fate, part.text) for part in ruling.diff if part.fate is not Fate.KEPT]
    assert changed == [(Fate.GONE, "should"), (Fate.ADDED, "must")]
    assert ruling.reasons == ("“should” became “must”, which bears the meaning (modal)",)


def test_translation_names_its_translator(check: Check) -> None:
    """A translated quotation says through whom."""
    assert check(DRAFT).quotations[8].ruling.reasons[0] == "translated: through a Russian translation"


def test_counts_and_faults(check: Check) -> None:
    """A draft knows how many quotations got each verdict, and whether anything must be put right."""
    checked = check(DRAFT)
    assert list(checked.counts.items())[:3] == [
        (Verdict.VERBATIM, 3), (Verdict.TRANSLATED, 1), (Verdict.ALTERED, 3),
    ]  # fmt: skip
    assert checked.has_faults
    assert not check("“I have ordered a thousand umbrellas,” Marta Oduya said.").has_faults


def test_draft_without_quotations(check: Check) -> None:
    """A draft that quotes nobody has no verdict and no fault; titles and labels are set aside."""
    checked = check("He pressed the “login” button and left for the “better” harbour.")
    assert (checked.quotations, checked.has_faults) == ((), False)
    assert [one.reason.value for one in checked.set_aside] == ["label", "scare"]


def test_fragment_without_a_cue_is_looked_up(check: Check) -> None:
    """Words in marks that no cue claims quote somebody where the database knows them."""
    assert verdicts(check("Its “three million crowns” were gone.")) == [Verdict.VERBATIM]


def test_few_words_are_found_with_the_rest_of_their_sentence(check: Check) -> None:
    """“Our captains,” she said, “should choose …”: what a cue breaks off is looked up where the rest stands."""
    checked = check("“Our captains,” Marta Oduya said, “should choose the route that the weather allows.”")
    assert verdicts(checked) == [Verdict.VERBATIM, Verdict.VERBATIM]


def test_quotation_over_paragraphs_is_one(check: Check) -> None:
    """A quotation that each paragraph opens anew is looked up as one."""
    text = (
        "“We will not close the old bridge before the new one has carried its first winter.\n\n"
        "“Nobody in this town will have to swim to work,” Ingrid Halvorsen said."
    )
    checked = check(text)
    assert [(len(one.drafted.spans), one.ruling.verdict) for one in checked.quotations] == [(2, Verdict.VERBATIM)]


def ruling_on(words: str, speaker: str | None, town: str) -> Ruling:
    with open_store(town) as store:
        return check_draft(build_line(words, speaker=speaker), store=store).quotations[0].ruling


@pytest.mark.parametrize(
    ("words", "speaker", "verdict"),
    [
        ("the route that the weather allows", "Oduya", Verdict.VERBATIM),
        ("“the route that the weather allows”", "Marta Oduya", Verdict.VERBATIM),
        ("nearly three million crowns", "Ingrid Halvorsen", Verdict.UNKNOWN),
        ("Our captains should choose the route that the weather allows", "Ingrid Halvorsen", Verdict.MISATTRIBUTED),
        # Reuters carried the words, and the draft may say so.
        ("The northern line carried eleven passengers a day", "Reuters", Verdict.VERBATIM),
        # The article says so without marks, in the words of its reporter.
        ("no ship would be sold", "Marta Oduya", Verdict.PARAPHRASE),
        ("a thousand umbrellas from her own pocket", None, Verdict.UNKNOWN),
    ],
)
def test_one_quotation(town: str, words: str, speaker: str | None, verdict: Verdict) -> None:
    """Words given by themselves are one quotation, with or without marks and speaker."""
    assert ruling_on(words, speaker, town).verdict is verdict


def test_nothing_is_written(town: str, check: Check) -> None:
    """Checking changes not one byte of the database, nor does it need to."""
    with open_store(town) as store, store.reading() as connection:
        before = connection.exec_driver_sql("SELECT total_changes()").scalar()
        check(DRAFT)
        assert connection.exec_driver_sql("SELECT total_changes()").scalar() == before


def test_unrelated_articles_change_nothing(town: str, rules: Extractor, check: Check) -> None:
    """The rulings are the same to the last reason after articles about something else have come."""
    before = [one.ruling for one in check(DRAFT).quotations]
    texts = (
        "“Onions want a dry summer and a patient cook,” Paul Verlat said. “So do I.”",
        "Ruth Amsel said that the violins of the northern school were made of the wood of old ships.",
    )
    articles = [
        Article(locator=f"other{n}.txt", text=text, raw_sha256=text_sha256(text)) for n, text in enumerate(texts)
    ]
    with open_store(town, mode="write") as store:
        ingest_articles(articles, extractor=rules, store=store, clock=lambda: "2025-04-02T00:00:00.000000+00:00")
    assert [one.ruling for one in check(DRAFT).quotations] == before


@settings(max_examples=25)
@given(data=st.data())
def test_broken_lines_change_no_words(data: st.DataObject, rules: Extractor) -> None:
    """Wherever lines end, the same quotations are found, with the same words and speakers."""
    breaks = data.draw(st.sets(st.integers(0, len(DRAFT))))
    broken = "".join("\n" if at in breaks and char == " " else char for at, char in enumerate(DRAFT))
    plain, other = (
        read_draft(Article(locator="d.txt", text=text, raw_sha256=text_sha256(text)), extract=rules.extract)
        for text in (DRAFT, broken)
    )
    assert [(one.claim.words.split(), one.claim.speaker) for one in plain.quotations] == [
        (one.claim.words.split(), one.claim.speaker) for one in other.quotations
    ]


def test_quotations_stand_in_order(check: Check) -> None:
    """Verdicts come in the order of the draft, and spans never overlap."""
    spans = [span for one in check(DRAFT).quotations for span in one.drafted.spans]
    assert all(before.end <= after.start for before, after in pairwise(spans))
