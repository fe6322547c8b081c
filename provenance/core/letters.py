"""Letters: which differences between two spellings of a name are looks, and which are house style.

Owns the folding of accents, case and strokes, the Latin form of Cyrillic, and the spellings of Slavic names that
differ from one newsroom to the next though their bearers chose none of them. Spellings that people choose for
themselves (Mohammed or Muhammad, Stephen or Steven) are not folded here: they only suggest.
"""

import re
import unicodedata

# Accents of Latin, Greek and Cyrillic, points of Hebrew, vowels of Arabic and Syriac: print leaves them away at will.
# The marks of other scripts are vowels and consonants of their own: मोदी without them is a string of other syllables.
_ACCENTS = re.compile(
    "[\u0300-\u036f\u0483-\u0489\u0591-\u05bd\u05bf\u05c1\u05c2\u05c4\u05c5\u05c7\u0610-\u061a\u064b-\u065f\u0670"
    "\u06d6-\u06dc\u06df-\u06e4\u06e7\u06e8\u06ea-\u06ed\u0711\u0730-\u074a\u08d3-\u08ff\u1ab0-\u1aff\u1dc0-\u1dff"
    "\u20d0-\u20ff\ufe00-\ufe0f\ufe20-\ufe2f]"
)
# Letters that look like others with a stroke, which no decomposition tells, and apostrophes and breathings of any look.
_STROKES = {"ø": "o", "ł": "l", "đ": "d", "ð": "d", "ħ": "h", "ŧ": "t", "ı": "i", "æ": "ae", "œ": "oe", "þ": "th"}
_FOLD_STROKES = str.maketrans({**_STROKES, **dict.fromkeys("‘’‚‛`´ʼ＇ʻʽʾʿʹʺ׳", "'")})

_POSSESSIVE = re.compile(r"'s\b")
_DOTTED = re.compile(r"(?<=\b\w)\.(?=\w\b)")

_CYRILLIC = re.compile("[\u0400-\u045f\u0490\u0491]")
_RUSSIAN = {
    "а": "a", "б": "b", "в": "v", "г": "g", "д": "d", "е": "e", "ж": "zh", "з": "z", "и": "i", "й": "i", "к": "k",
    "л": "l", "м": "m", "н": "n", "о": "o", "п": "p", "р": "r", "с": "s", "т": "t", "у": "u", "ф": "f", "х": "kh",
    "ц": "ts", "ч": "ch", "ш": "sh", "щ": "shch", "ъ": "", "ы": "y", "ь": "", "э": "e", "ю": "yu", "я": "ya",
    "і": "i", "є": "ye", "ґ": "g", "ў": "u",
    "ђ": "d", "ј": "j", "љ": "lj", "њ": "nj", "ћ": "c", "џ": "dz", "ѓ": "gj", "ќ": "kj", "ѕ": "dz",
}  # fmt: skip
_UKRAINIAN = {**_RUSSIAN, "г": "h", "и": "y"}
_SERBIAN = {**_RUSSIAN, "ж": "z", "х": "h", "ц": "c", "ч": "c", "ш": "s"}
# й and ї have been taken apart when a name gets here, so other letters must tell the language.
_IS_SERBIAN = re.compile("[ђјљњћџ]")
_IS_UKRAINIAN = re.compile(r"[іїєґў]|[сц]ьк|\b(?:володимир|олександр|дмитро|микола|петро|павло|михайло)\b")
_INITIAL_YE = re.compile(r"\bе")

# One Cyrillic name, several romanisations by house style. Names that are two names in Cyrillic stay apart: Georgi is
# Bulgarian and Georgy Russian, and so are Valeri and Valery, Evgeni and Evgeny, Ilia and Ilya.
_GIVEN = """
    sergei sergey sergej serguei | aleksei alexei alexey aleksey alexej | andrei andrey andrej | nikolai nikolay nikolaj
    | dmitry dmitri | yuri yury iouri jury | vitaly vitali | evgeny yevgeny yevgeni | vasily vasili vassily vassili
    | grigory grigori | gennady gennadi | arkady arkadi | aleksandr alexandr | maksim maxim | fedor fyodor | petr pyotr
    | semen semyon | artem artyom | egor yegor | timofei timofey | matvei matvey | natalia natalya nataliya nataliia
    | yulia yuliya yuliia | maria mariya mariia | tatiana tatyana | anastasia anastasiya anastasiia | daria darya dariya
    | ekaterina yekaterina | elena yelena | elizaveta yelizaveta | ksenia kseniya kseniia xenia | olesya olesia
    | evgenia yevgenia evgeniya yevgeniya | alena alyona | viktoria viktoriya viktoriia | sofiya sofiia
"""
_HOUSE_STYLES = {variant: group.split()[0] for group in _GIVEN.split("|") for variant in group.split()}
_LONG_Y = re.compile(r"(?<=\w{3})(?:iy|yy|ii|ij|yj|yi)$")  # Zelenskyy, Zelenskiy: Zelensky
_OY = re.compile(r"(?<=\w{3}[knvt])o[ij]$")  # Tolstoi: Tolstoy
_AYA = re.compile(r"(?<=\w{3}[knvt])a[ij]a$")  # Navalnaia: Navalnaya
_YEV = re.compile(r"(?<=[aeiouy])ye(?=v(?:a|sky|ich)?$)")  # Aliyev: Aliev


def fold_letters(text: str) -> str:
    """Write letters without case, accents and strokes; signs that cannot be seen go.

    Marks that are parts of letters stay: the vowels of Indic and South-East Asian scripts, the voicing of kana.

    Example:
        >>> fold_letters("Søren Wałęsa"), fold_letters("मोदी") == "मोदी"
        ('soren walesa', True)
    """
    if text.isascii():
        return text.translate(_FOLD_STROKES).casefold()
    # Folded on both sides: NFKD takes some marks apart (´) and brings others forth (ŉ).
    taken_apart = unicodedata.normalize("NFKD", text.translate(_FOLD_STROKES)).casefold()
    plain = _ACCENTS.sub("", unicodedata.normalize("NFKD", taken_apart)).translate(_FOLD_STROKES)
    return "".join(c for c in plain if c.isascii() or unicodedata.category(c) != "Cf")


def strip_apostrophes(folded: str) -> str:
    """Leave out a possessive and the apostrophes inside words; given what `fold_letters` gave."""
    return _POSSESSIVE.sub("", folded).replace("'", "")


def join_dotted(folded: str) -> str:
    """Write initials with full stops between them as one word: J.K., U.S."""
    return _DOTTED.sub("", folded)


def split_words(folded: str) -> list[str]:
    """Split what `fold_letters` gave into words: letters and figures with the marks that belong to them."""
    if folded.isascii():
        return re.findall(r"\w+", folded)
    spaced = "".join(c if c.isalnum() or c == "_" or unicodedata.category(c)[0] == "M" else " " for c in folded)
    return spaced.split()


def romanise(folded: str) -> str:
    """Write Cyrillic in Latin letters, as the English-language press does; other scripts stay as they are.

    Args:
        folded: What `fold_letters` gave.

    Example:
        >>> romanise(fold_letters("Сергей Лавров")), romanise(fold_letters("Володимир Зеленський"))
        ('sergei lavrov', 'volodymyr zelenskyy')
    """
    if folded.isascii() or not _CYRILLIC.search(folded):
        return folded
    if _IS_SERBIAN.search(folded):
        letters = _SERBIAN
    elif _IS_UKRAINIAN.search(folded):
        letters = _UKRAINIAN
    else:
        letters = _RUSSIAN
        # Yeltsin, Yekaterina: only Russian begins a syllable so.
        folded = _INITIAL_YE.sub("ye", folded)
    return "".join(letters.get(c, c) for c in folded)


def settle_word(word: str) -> str:
    """Write a word of a name in the one spelling that stands for all house styles.

    Args:
        word: Folded, in Latin letters; other scripts come back as they are.

    Example:
        >>> [settle_word(word) for word in ("sergey", "zelenskyy", "nazarbayev", "kelly")]
        ['sergei', 'zelensky', 'nazarbaev', 'kelly']
    """
    word = _YEV.sub("e", _AYA.sub("aya", _OY.sub("oy", _LONG_Y.sub("y", word))))
    return _HOUSE_STYLES.get(word, word)
