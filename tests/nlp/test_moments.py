"""When, in which language and on which occasion: told by the words around a quotation, never by what is quoted."""

import pytest

from tests.nlp.marked import ReadMarked


@pytest.mark.parametrize(
    ("marked", "day"),
    [
        ("<Lavrov> *said* on Saturday [that the talks had failed].", "2025-07-12"),
        ("“[We will win],” <Lavrov> *told* CNN Tuesday.", "2025-07-08"),
        ("On Thursday, <Marco Rubio> *said* [that he would run].", "2025-07-10"),
        ("“[No],” <Rubio> *said* on July 12, 2025.", "2025-07-12"),
        ("<Rubio> *said* last month [that he would run].", "2025-06"),
        ("<Rubio> *said* in May [that he would run].", "2025-05"),
        # the day is that of what is quoted, of a broadcast, or of a report
        ("<Rubio> *said* [that Monday was a holiday].", None),
        ("“[No],” <he> *said* in an interview broadcast on Friday.", None),
        ("KCNA reported on Sunday that <Kim> *said* [the army stands firm].", None),
        # a verb and a name that look like months
        ("“[Yes],” <Rubio> may *say*.", None),
        ("“[Yes],” *said* <Theresa May>.", None),
    ],
)
def test_said_on(marked: str, day: str | None, extract_marked: ReadMarked) -> None:
    """The day stands beside the cue, against the day of publication."""
    assert extract_marked(marked, published="2025-07-13").quotations[0].said_on == day


@pytest.mark.parametrize(
    ("marked", "tag"),
    [
        ("“[We will win],” <Lavrov> *said* in Russian.", "ru"),
        ("Speaking in Korean, <Kim> *said* [that the army stands firm].", "ko"),
        ("“[Sí],” <Rubio> *said* in fluent Spanish, before he left.", "es"),
        ("“[Ndiyo],” <she> *wrote* in Swahili on Facebook.", "sw"),
        ("In a speech in Arabic, <Sisi> *said* [that the canal was open].", "ar"),
        # a nation's media, and a language inside the words
        ("<Lavrov> was *quoted* in Russian media as saying [that the talks had failed].", None),
        ("<Lavrov> *said* [that he would speak in English].", None),
        ("<Lavrov> *told* a Russian agency [that he was tired].", None),
    ],
)
def test_quoted_lang(marked: str, tag: str | None, extract_marked: ReadMarked) -> None:
    """The language that was spoken, where the text says so."""
    assert extract_marked(marked).quotations[0].quoted_lang == tag


@pytest.mark.parametrize(
    ("marked", "languages"),
    [
        ("According to a Russian translation, <Choe> *expressed* [confidence in victory].", (None, "ru")),
        ("<Kim> *said* in Korean, through an interpreter, [that the army stands firm].", ("ko", None)),
        ("<Kim> *said*, according to a translation from the Korean, [that the army stands firm].", ("ko", None)),
        ("<Lula> *said*, according to a translation into English, [that the forest would stand].", (None, "en")),
        ("“[Sí],” <Rubio> *said* in Spanish, according to an English translation.", ("es", "en")),
        # an interpreter may work from the language or into it
        ("“[Yes],” <Choe> *said* through a Russian interpreter.", (None, None)),
    ],
)
def test_translations(marked: str, languages: tuple[str | None, str | None], extract_marked: ReadMarked) -> None:
    """A translation tells from which language into which it went, where the text does."""
    (relay,) = extract_marked(marked).quotations[0].relays
    assert (relay.role.value, relay.lang_from, relay.lang_to) == ("translation", *languages)


@pytest.mark.parametrize(
    ("marked", "medium"),
    [
        ("“[We will win],” <Lavrov> *said* at a rally in Moscow.", "rally"),
        ("“[We will win],” <Lavrov> *told* reporters.", "press conference"),
        ("In a statement, <Lavrov> *said* [that the talks went on].", "statement"),
        ("“[We will win],” <Marco Rubio> *tweeted* after the debate.", "tweet"),  # the cue tells more than what is near
        ("“[We will win],” <Marco Rubio> *told* CNN.", "interview"),
        ("“[We will win],” <Lavrov> *said* in an interview.", "interview"),
        ("“[The rally was great],” <Lavrov> *said*.", None),
    ],
)
def test_medium(marked: str, medium: str | None, extract_marked: ReadMarked) -> None:
    """The occasion stands in the cue, in the words around it, or in the relay."""
    assert extract_marked(marked).quotations[0].medium == medium
