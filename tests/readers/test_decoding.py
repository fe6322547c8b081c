"""Decoding: which characters the bytes stand for, and that nothing else happens to them."""

import codecs

import pytest
from hypothesis import given
from hypothesis import strategies as st

from provenance.readers.decoding import Decoded, decode_bytes
from provenance.readers.records import SkipReason, Unusable

ENGLISH = "“We did it,” he said. The minister’s office—in Zürich—said the café costs £5.\n"
LETTERS = st.text(st.characters(codec="utf-8", exclude_categories=("Cc", "Cs")), min_size=1)


def decode_or_error(raw: bytes) -> Decoded | Unusable:
    try:
        return decode_bytes(raw, name="x.txt")
    except Unusable as error:
        return error


@pytest.mark.parametrize(
    ("raw", "encoding"),
    [
        (b"He said it.", "utf-8"),
        (ENGLISH.encode(), "utf-8"),
        (codecs.BOM_UTF8 + ENGLISH.encode(), "utf-8-sig"),
        (ENGLISH.encode("utf-16"), "utf-16"),
        (codecs.BOM_UTF16_BE + ENGLISH.encode("utf-16-be"), "utf-16"),
        (ENGLISH.encode("utf-32"), "utf-32"),
        # Windows programs that write UTF-16 do not all write its mark.
        (ENGLISH.encode("utf-16-le"), "utf-16-le"),
        (ENGLISH.encode("utf-16-be"), "utf-16-be"),
    ],
)
def test_unicode_is_told_by_its_mark_or_its_bytes(raw: bytes, encoding: str) -> None:
    """Every way to write Unicode is recognised, and its mark is no part of the text."""
    decoded = decode_bytes(raw, name="x.txt")
    assert decoded.encoding == encoding
    assert decoded.text in {ENGLISH, "He said it."}


@pytest.mark.parametrize(
    ("text", "encoding"),
    [
        (ENGLISH, "cp1252"),
        ("He said: “yes”.", "cp1252"),
        ("The minister said it’s over and that the talks would go on for several days.", "cp1252"),
        ("It costs €5, she said.", "cp1252"),
        ("And so on… he said.", "cp1252"),
        ("café", "cp1252"),
        ("café" * 20, "cp1252"),
        # Letters of one western page that another, as likely to a detector, has elsewhere.
        ("François Müller and José said “we shan’t”, at £5 – £6 a piece; 20°, ½ price, Þór said so.", "cp1252"),
        ("« Nous avons gagné », a déclaré le ministre, d’après l’AFP. Le café coûte 5 €.", "cp1252"),
        ("„Das ist schön“, sagte der Außenminister über die Gespräche.", "cp1252"),
        ("„Je to konec,“ řekl ministr zahraničí. Příliš žluťoučký kůň úpěl ďábelské ódy.", "cp1250"),
        ("“Bu iş bitti,” dedi bakan. Görüşmeler İstanbul’da başladı, şimdi ışık göründü.", "cp1254"),
        ("Министр иностранных дел Сергей Лавров заявил, что «отношения развиваются».", "cp1251"),
        ("Министр иностранных дел Сергей Лавров заявил, что отношения развиваются.", "koi8_r"),
        ("Ο υπουργός δήλωσε ότι «οι σχέσεις είναι καλές», μετέδωσε το πρακτορείο.", "cp1253"),
        ("北朝鮮の最高指導者は「全面的に支持する」と述べたと、朝鮮中央通信が伝えた。", "cp932"),
        ("北朝鮮の最高指導者は「全面的に支持する」と述べたと、朝鮮中央通信が伝えた。", "iso2022_jp"),
        ("俄罗斯外长拉夫罗夫表示，“两国关系非常密切”，据塔斯社报道。", "gb18030"),
    ],
)
def test_older_encodings_are_detected(text: str, encoding: str) -> None:
    """Text in the usual older encodings comes out right, whether short or long, and its encoding is named."""
    decoded = decode_bytes(text.encode(encoding), name="x.txt")
    assert (decoded.text, decoded.encoding) == (text, encoding)


def test_detection_looks_where_the_evidence_is() -> None:
    """A single foreign byte behind megabytes of ASCII is found, and what follows it is decoded alike."""
    text = "Nothing but plain words here.\n" * 40_000 + ENGLISH + "Plain words again.\n" * 40_000
    assert decode_bytes(text.encode("cp1252"), name="x.txt").text == text


def test_detection_cuts_no_character_in_two() -> None:
    """A sample of a long text in characters of two bytes still tells the encoding."""
    text = "俄罗斯外长拉夫罗夫表示，两国关系非常密切。\n" * 5_000
    assert decode_bytes(text.encode("gb18030"), name="x.txt").text == text


@pytest.mark.parametrize("text", ["  He said it.\r\n\r\n", "a\rb\x0bc\x0cd\x85e\u2028f", "\ufeff\ufeffa", "e\u0301"])
def test_text_stays_as_it_is(text: str) -> None:
    """Nothing is trimmed, translated or composed, in Unicode or in an older encoding."""
    assert decode_bytes(text.encode(), name="x.txt").text == text.removeprefix("\ufeff")
    assert decode_bytes(text.encode("utf-16"), name="x.txt").text == text


@given(LETTERS)
def test_any_text_comes_back(text: str) -> None:
    """Whatever is written as UTF-8 with a mark is read back unchanged, unless it has no words."""
    raw = codecs.BOM_UTF8 + text.encode()
    if text.strip():
        assert decode_bytes(raw, name="x.txt").text == text
    else:
        with pytest.raises(Unusable, match="no words"):
            decode_bytes(raw, name="x.txt")


@given(st.binary(max_size=400) | st.binary(max_size=60).map(lambda raw: ENGLISH.encode("cp1252") + raw))
def test_any_bytes_give_text_or_a_reason(raw: bytes) -> None:
    """Whatever the bytes, they give the same text each time, which their encoding gives too, or a known error."""
    first, second = decode_or_error(raw), decode_or_error(raw)
    if isinstance(first, Decoded):
        assert raw.decode(first.encoding) == first.text
        assert "\0" not in first.text
        assert first == second
    else:
        assert first.reason in {SkipReason.BINARY, SkipReason.ENCODING, SkipReason.EMPTY}
        assert "x.txt" in first.message


def test_a_few_control_characters_are_left_alone() -> None:
    """An escape that a terminal left in a long text does not make it a binary."""
    text = f"\x1b[1m{ENGLISH * 4}"
    assert decode_bytes(text.encode(), name="x.txt").text == text


def test_a_byte_that_the_encoding_lacks_is_found_behind_the_sample() -> None:
    """An encoding that fits the part that was looked at, and not the rest, is not forced on the rest."""
    raw = ENGLISH.encode("cp1252") * 1_000 + b"\x81"
    with pytest.raises(Unusable, match=r"x\.txt looks like cp\d+, which has no such byte") as caught:
        decode_bytes(raw, name="x.txt")
    assert (caught.value.reason, caught.value.offset) == (SkipReason.ENCODING, len(raw) - 1)
