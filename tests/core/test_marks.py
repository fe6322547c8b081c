"""Quotation marks: what they enclose, in any style, however badly they are set."""

import time
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st
from strategies import MARKED_TEXTS, spans

from provenance.core.marks import MarkStyle, Quoted, find_quoted, find_regions, judge_form
from provenance.core.records import Form
from provenance.core.text import Span, fold_marks

BREAKS = "\r\n\u2028\u2029"


def words_in(text: str) -> list[str]:
    """Give what stands between marks, with `>` for each pair around it and `…` where the closing mark is missing."""
    return [">" * q.depth + q.span.text_in(text) + ("" if q.closed else "…") for q in find_quoted(text)]


PAIRED = [
    ('He said “no,” then "yes".', ["“no,”", '"yes"']),  # two styles in one sentence
    ("“Yes,” he said. “And no.”", ["“Yes,”", "“And no.”"]),  # news breaks a quotation around the cue
    ('"Yes," he said. "And no."', ['"Yes,"', '"And no."']),
    ("'Yes,' he said. 'And no.'", ["'Yes,'", "'And no.'"]),  # British single marks
    ("‘Yes,’ he said. ‘And no.’", ["‘Yes,’", "‘And no.’"]),
    ('("Yes")—"no"', ['"Yes"', '"no"']),  # a bracket or dash is room enough to open
    ("« Oui », dit-il", ["« Oui »"]),  # French, with spaces inside
    ("»Ja«, sagte er. »Nein.«", ["»Ja«", "»Nein.«"]),  # German books and Danish turn them round
    ("„Ja“, sagte er. „Nein”", ["„Ja“", "„Nein”"]),  # German, Polish
    ("他说：「是」『不』", ["「是」", "『不』"]),  # no spaces before CJK corner brackets
    ("``Yes,'' he said", ["``Yes,''"]),  # typewriter, as corpora have it
    ("''Yes,'' he said. ''No.''", ["''Yes,''", "''No.''"]),  # two straight single marks at both ends
    ("＂Yes＂", ["＂Yes＂"]),
]
NESTED = [
    ("“He said ‘no’ to me,” she said", ["“He said ‘no’ to me,”", ">‘no’"]),
    ("“‘Never,’ he told me,” she said", ["“‘Never,’ he told me,”", ">‘Never,’"]),  # at the very start
    ("\"'Never,' he told me,\" she said", ["\"'Never,' he told me,\"", ">'Never,'"]),
    ("“I heard ‘never’”", ["“I heard ‘never’”", ">‘never’"]),  # at the very end
    ("“He lives in “hell” now,” she said", ["“He lives in “hell” now,”", ">“hell”"]),  # the same marks inside
    ('“She called it "great" and left,” he said', ['“She called it "great" and left,”', '>"great"']),  # other ones
    ('"She called it “great” and left," he said', ['"She called it “great” and left,"', ">“great”"]),
    ("'He said \"no\" to me'", ["'He said \"no\" to me'", '>"no"']),  # double marks inside single ones
    ("«Er sagte „nein“», schrieb sie", ["«Er sagte „nein“»", ">„nein“"]),
    ("「彼は『はい』と」", ["「彼は『はい』と」", ">『はい』"]),
    ("‘(As ever,) no,’ he said", ["‘(As ever,) no,’"]),  # a bracket or dots may come first
    ("the dogs,' he said, 'and", []),  # a straight mark with a space behind it cannot open
    ("“a «b „c“ d» e”", ["“a «b „c“ d» e”", ">«b „c“ d»", ">>„c“"]),
]
ODD = [
    ("“We won, he said.", ["“We won, he said.…"]),  # never closed: to the end of the paragraph
    ("We won,” he said. “They lost.”", ["“They lost.”"]),  # never opened
    ('We won," he said. "They lost."', ['"They lost."']),
    ('“We won, he said. "They lost."', ['“We won, he said. "They lost."…', '>"They lost."']),
    ("“a «b” c. “d”", ["“a «b”", "“d”"]),  # an odd mark inside does not swallow what follows
    ("“…“ he said, “yes“ and “no“", ["“…“", "“yes“", "“no“"]),  # misprinted closers
    ('“Yes," he said. “No"', ['“Yes,"', '“No"']),
    ('"Yes,” he said. "No”', ['"Yes,”', '"No”']),
    ("”Yes,” he said", []),  # nothing here can open
    ('"', []),
    ("“", []),
    ('" " “', []),  # no words
    ("a “ ", []),
    ("“One.\n\nNo marks here.\n\n“Two.”", ["“One.…", "“Two.”"]),  # a line break closes
    ('He is 6\' 2" tall, the board 5" wide', []),  # feet and inches
    ("a 6′2″ man", []),  # primes are no quotation marks
]
APOSTROPHES = [
    ("It’s the workers’ rights, isn’t it", []),
    ("It's the workers' rights, isn't it", []),
    ("the ’90s and the '80s", []),  # decades
    ("rock ’n’ roll, rock 'n' roll", []),
    ("Get ’em, ‘tis time, 'twas so, ’til now", []),  # also with the opening mark that word processors set
    ("‘It’s the workers’ rights,’ he said", ["‘It’s the workers’ rights,’"]),  # a possessive does not close
    ("'It's the workers' rights,' he said", ["'It's the workers' rights,'"]),
    ("the ‘three workers’ who left", ["‘three workers’"]),  # unless nothing better follows
    ("“It’s theirs, the workers’,” he said", ["“It’s theirs, the workers’,”"]),
    ("‘Yes. O'Brien said so’", ["‘Yes. O'Brien said so’"]),
    ("a 'so-called' plan", ["'so-called'"]),
    ("‘Never closed, he said", []),  # an odd single mark is taken for an apostrophe
    ("called them ‘losers’ and ‘sad.’", ["‘losers’", "‘sad.’"]),  # nor does a possessive reach beyond what opens anew
    ("called him ‘Lyin’ Ted’ twice", ["‘Lyin’ Ted’"]),  # a letter is left out
    ("‘the mess we’re in’ he said", ["‘the mess we’re in’"]),
    ("the ‘plan “for” us’ and “the ‘end’”", ["‘plan “for” us’", ">“for”", "“the ‘end’”", ">‘end’"]),
    ("a ‘new “plan’s end” is’ near", ["‘new “plan’s end” is’", ">“plan’s end”"]),
    ("a ‘new “plan,’ he” said", ["“plan,’ he”"]),  # marks never cross
]


@pytest.mark.parametrize(("text", "quoted"), [*PAIRED, *NESTED, *ODD, *APOSTROPHES])
def test_what_stands_between_marks(text: str, quoted: list[str]) -> None:
    """Marks are paired by style and place, outer before inner, and odd ones cost nothing but themselves."""
    assert words_in(text) == quoted


@pytest.mark.parametrize(
    ("text", "style"),
    [
        ("“a”", MarkStyle.CURLY),
        ('"a"', MarkStyle.STRAIGHT),
        ("＂a＂", MarkStyle.STRAIGHT),
        ("``a''", MarkStyle.TYPEWRITER),
        ("''a''", MarkStyle.TYPEWRITER),
        ("„a“", MarkStyle.LOW),
        ("«a»", MarkStyle.GUILLEMET),
        ("»a«", MarkStyle.GUILLEMET),
        ("「a」", MarkStyle.CORNER),
        ("『a』", MarkStyle.CORNER),
        ("‘a’", MarkStyle.SINGLE),
        ("'a'", MarkStyle.SINGLE),
    ],
)
def test_the_style_is_that_of_the_opening_mark(text: str, style: MarkStyle) -> None:
    """Every style is told by its marks, and the span takes them in."""
    assert find_quoted(text) == (Quoted(span=Span(0, len(text)), style=style),)


@pytest.mark.parametrize("line_break", ["\n", "\n\n", "\r\n\r\n", "\n \t\n", "\u2029", "\n\n  "])
@pytest.mark.parametrize(("opening", "closing"), ["“”", '""', "«»", ("``", "''"), "‘’", "''"])
def test_a_quotation_runs_over_paragraphs(line_break: str, opening: str, closing: str) -> None:
    """Each paragraph re-opens the marks and only the last one closes them, however paragraphs are parted."""
    text = f"{opening}One.{line_break}{opening}Two.{line_break}{opening}Three.{closing} he said"
    found = find_quoted(text)
    assert [(q.closed, q.continues) for q in found] == [(False, True), (False, True), (True, False)]
    assert [q.span.text_in(text).strip(opening + closing) for q in found] == ["One.", "Two.", "Three."]


@pytest.mark.parametrize("following", ["", "\n", "\n\nHe left.", "\n\n'Two.'", "\n\n«Two.»", '\n\nHe said "two"'])
def test_an_open_quotation_ends_where_nothing_re_opens_it(following: str) -> None:
    """A paragraph that begins otherwise, or with other marks, does not continue a quotation."""
    first = find_quoted(f"“One.{following}")[0]
    assert (first.span, first.closed, first.continues) == (Span(0, 5), False, False)


@pytest.mark.parametrize(
    ("text", "first"),
    [
        ("‘The workers’ rights matter.\n\n‘They do,’ he said", ("‘The workers’ rights matter.", True)),
        ("They are ‘losers’ and haters.\n\n‘They are,’ he said", ("‘losers’", False)),
        ("He said: ‘We won.\n\n‘They did not.’", ("‘We won.", True)),
        ("‘We won,’ he said.\n\n‘They did not.’", ("‘We won,’", False)),
        ("“I heard ‘no.\n\n‘Yes,’ he said", ("“I heard ‘no.", False)),
    ],
    ids=["a possessive closes no paragraph", "but a part of one", "behind a colon", "closed", "inside double marks"],
)
def test_single_marks_run_over_paragraphs(text: str, first: tuple[str, bool]) -> None:
    """What the next paragraph re-opens goes on in it, unless it is plainly closed before."""
    found = find_quoted(text)
    assert (found[0].span.text_in(text), found[0].continues) == first


@given(MARKED_TEXTS)
def test_marks_are_found_in_any_text(text: str) -> None:
    """No text is an error; spans lie inside it, hold words or signs between marks, stand in order and on one line."""
    found = find_quoted(text)
    for quoted in found:
        words = quoted.span.text_in(text)
        assert not set(words) & set(BREAKS)
        assert unicodedata.category(words[0]) in {"Pi", "Pf", "Po", "Ps", "Sk"}
        assert len(words) > 1
        assert not (quoted.closed and quoted.continues)
    places = [(quoted.span.start, -quoted.span.end) for quoted in found]
    assert places == sorted(set(places))


@given(MARKED_TEXTS)
def test_double_marks_never_cross(text: str) -> None:
    """Of two pairs of double marks one holds the other or they are apart, and depth counts those around."""
    found = [quoted for quoted in find_quoted(text) if quoted.style is not MarkStyle.SINGLE]
    for quoted in found:
        around = [other.span for other in found if other is not quoted and other.span.contains(quoted.span)]
        assert quoted.depth == len(around)
        assert all(span.contains(quoted.span) or not span.overlaps(quoted.span) for span in around)


@given(MARKED_TEXTS, MARKED_TEXTS)
def test_a_paragraph_that_follows_changes_nothing(text: str, following: str) -> None:
    """What is found in a text is found in it still where an unrelated paragraph is appended."""
    together = find_quoted(f"{text}\n\nThen {following}")
    assert together[: len(find_quoted(text))] == find_quoted(text)


@given(MARKED_TEXTS, MARKED_TEXTS)
def test_a_paragraph_that_precedes_moves_everything(text: str, preceding: str) -> None:
    """Line breaks close: a text stands by itself behind any other paragraph."""
    before = f"{preceding}\n\n"
    moved = find_quoted(before + text)[len(find_quoted(before)) :]
    at = len(before)
    assert [(q.span.start - at, q.span.end - at, q.style, q.depth, q.closed) for q in moved] == [
        (q.span.start, q.span.end, q.style, q.depth, q.closed) for q in find_quoted(text)
    ]


PLAIN = st.sampled_from(["yes", "it’s", "the state,", "don’t —", "No.", "O’Brien", "in 2025", "(as ever)"])
SPOKEN = st.lists(PLAIN, min_size=1, max_size=4).map(" ".join)
INNER = SPOKEN.map(lambda words: f"‘{words},’")
QUOTED = st.lists(SPOKEN | INNER, min_size=1, max_size=3).map(lambda parts: f"“{' '.join(parts)}”")
BALANCED = st.lists(st.lists(SPOKEN | QUOTED, max_size=5).map(" ".join), max_size=4).map("\n\n".join)


@given(BALANCED)
def test_straight_and_curly_marks_enclose_the_same(text: str) -> None:
    """A text with balanced curly marks and the same text with straight ones have the same spans."""
    curly, straight = find_quoted(text), find_quoted(fold_marks(text))
    assert [(q.span, q.depth, q.closed, q.continues) for q in straight] == [
        (q.span, q.depth, q.closed, q.continues) for q in curly
    ]
    assert len(curly) == text.count("“") + text.count("‘")


@pytest.mark.parametrize(
    "pattern",
    [
        "“", '"', "'", "‘", "''", "``", "“a ", '"a ', "‘a ", "'a ", "a’ ", "“a” ", "“‘a’” ", "“a” ‘b ", "“a\n", "„“»«",
        "‘a workers’ b’ ", "'as' b ",
    ],
)  # fmt: skip
def test_hostile_texts_take_no_longer_than_their_length(pattern: str) -> None:
    """Twenty thousand marks in one line are read at once, not in minutes: the time grows with the text."""
    started = time.perf_counter()
    find_quoted(pattern * 20_000)
    assert time.perf_counter() - started < 10


FORM_TEXT = 'He said “we won,” and that ‘they lost’; "Never," she said, «oui».'


@pytest.mark.parametrize(
    ("content", "form"),
    [
        (["“we won,”"], Form.DIRECT),
        (["we won"], Form.DIRECT),  # without its marks
        (["“we won,” "], Form.DIRECT),  # spaces and punctuation count on no side
        (["“we won,”", '"Never,"'], Form.DIRECT),  # in two parts
        (["‘they lost’"], Form.DIRECT),
        (["«oui»"], Form.DIRECT),
        (["“we won,” and that"], Form.MIXED),
        (["“we won,”", "she said"], Form.MIXED),
        (["and that"], Form.INDIRECT),
        (["” "], Form.INDIRECT),  # no word at all
    ],
)
def test_how_much_stands_inside_marks(content: list[str], form: Form) -> None:
    """All words inside marks are direct, some mixed, none indirect."""
    parts = tuple(Span(FORM_TEXT.index(words), FORM_TEXT.index(words) + len(words)) for words in content)
    assert judge_form(FORM_TEXT, parts, find_regions(FORM_TEXT)) is form


def test_single_marks_inside_double_ones_quote_nobody_new() -> None:
    """What stands in single marks inside a quotation is as direct as the rest of it, and outside it is not."""
    text = "“He told ‘them’ so”"
    assert judge_form(text, (Span(0, len(text)),), find_regions(text)) is Form.DIRECT
    assert judge_form(text, (Span(0, len(text)),), ()) is Form.INDIRECT


@given(MARKED_TEXTS.filter(len), st.data())
def test_form_is_a_matter_of_letters(text: str, data: st.DataObject) -> None:
    """A content inside one pair of double marks is direct or has no letters; without any marks nothing is quoted."""
    content = (data.draw(spans(within=len(text))),)
    quoted = find_quoted(text)
    has_letters = any(c.isalnum() for c in content[0].text_in(text))
    inside = any(q.span.contains(content[0]) for q in quoted if q.style is not MarkStyle.SINGLE)
    if inside:
        assert judge_form(text, content, find_regions(text)) is (Form.DIRECT if has_letters else Form.INDIRECT)
    assert judge_form(text, content, ()) is Form.INDIRECT
