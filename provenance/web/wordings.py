"""How two wordings of the same words differ, as people read it: what was left out, put in, and what of it matters."""

from dataclasses import dataclass

from provenance.core.records import Form
from provenance.core.variants.judging import judge_wordings
from provenance.core.variants.wording import read_wording
from provenance.web.marked import shown_text

_FATES = {"kept": "same", "gone": "gone", "added": "new"}
# Nobody reads the comparison of a whole speech, and comparing takes the square of its length.
_LONGEST = 6000


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """A stretch of words.

    Attributes:
        kind: same, gone (only in the first wording) or new (only in the second).
        text: The words.
        meanings: What bears meaning in the change: negation, modal, number, name; empty for nothing.
    """

    kind: str
    text: str
    meanings: tuple[str, ...] = ()


def compare_wordings(first: tuple[str, str], second: tuple[str, str]) -> list[Change]:
    """Compare two quotations that hold the same words.

    Args:
        first: Text and form of what the other one is compared with.
        second: Text and form of the other one.

    Example:
        >>> one, other = "We will never agree to such terms", "We will agree to such terms"
        >>> told = compare_wordings((one, "direct"), (other, "direct"))
        >>> [(change.kind, change.text, change.meanings) for change in told]
        [('same', 'We will', ()), ('gone', 'never', ('negation',)), ('same', 'agree to such terms', ())]
    """
    (left, left_form), (right, right_form) = first, second
    match = None
    if len(left) <= _LONGEST and len(right) <= _LONGEST:
        judged = (read_wording(left, _form_of(left_form)), read_wording(right, _form_of(right_form)))
        match = judge_wordings(*judged, same_occasion=True)
    if match is None:
        # Related through others alone, or too long: the words as they are.
        return [Change(kind="same", text=shown_text(right))]
    return [
        Change(
            kind=_FATES[part.fate.value],
            text=shown_text(part.text),
            meanings=tuple(meaning.value for meaning in part.meanings),
        )
        for part in match.diff
    ]


def _form_of(cell: str) -> Form:
    """Read a form; words of a form that nobody knows are compared as if none of them stood in quotation marks."""
    return Form(cell) if cell in frozenset(Form) else Form.INDIRECT
