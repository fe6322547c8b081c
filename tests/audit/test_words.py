"""What became of the words: notes of edits, ellipses and brackets, parts far apart."""

import pytest
from audit_cases import one
from stories import Story, look_at

from provenance.audit.words import find_silent, find_stitched
from provenance.core.records import Form
from provenance.core.text import hull
from provenance.store.audited import AuditedEdit
from provenance.store.changes import QuotedWords, compare_quotations


def edition(begins: str, *, note: str = "") -> Story:
    words = f'"{begins} the old harbour,"'
    return one(words, text=f"{words} Ada Lovelace said on Monday.\n{note}")


@pytest.mark.parametrize(
    ("note", "is_told"),
    [
        pytest.param("Correction: she said never.", True, id="a correction"),
        pytest.param("Editor's note: this has been changed.", True, id="an editor's note"),
        pytest.param("This article was amended on Tuesday.", True, id="an amendment"),
        pytest.param("An earlier version of this story had other words.", True, id="an earlier version"),
        pytest.param("The Department of Corrections was silent.", False, id="a body of that name"),
        pytest.param("The harbour is old.", False, id="something else"),
    ],
)
def test_a_note_makes_an_edit_public(note: str, is_told: bool) -> None:  # noqa: FBT001 - a row
    """An edit that readers are told of is not silent."""
    before, after = look_at(edition("We will leave")), look_at(edition("We will never leave", note=note))
    words = [QuotedWords(id=each.id, text=each.stored.text, speaker="Ada Lovelace") for each in (before, after)]
    edit = AuditedEdit(
        old=before.stored.article,
        new=after.stored.article,
        changes=compare_quotations(words[:1], words[1:]),
        places={after.id: hull(after.stored.current.quotation.content)},
    )
    assert bool(list(find_silent.find(edit))) is not is_told


@pytest.mark.parametrize(
    ("words", "form", "says"),
    [
        pytest.param('"We will … leave,"', Form.DIRECT, "an ellipsis", id="an ellipsis inside"),
        pytest.param('"We will ... leave,"', Form.DIRECT, "an ellipsis", id="three dots"),
        pytest.param('"We [the council] leave,"', Form.DIRECT, "put in ([the council])", id="the writer's words"),
        pytest.param('"[W]e will leave,"', Form.DIRECT, "", id="another case"),
        pytest.param('"We will leve [sic],"', Form.DIRECT, "", id="a sign that it was said so"),
        pytest.param('"We will leave …"', Form.DIRECT, "", id="words that trail off"),
        pytest.param('that they … would "leave"', Form.MIXED, "", id="dots that are the writer's own"),
        pytest.param("that they would [soon] leave", Form.INDIRECT, "", id="nothing in marks"),
    ],
)
def test_what_is_stitched(words: str, form: Form, says: str) -> None:
    """Words in marks that were left out or put in make a quotation that was not said in one go."""
    found = list(find_stitched.find(look_at(one(words, text=f"{words} Ada Lovelace said on Monday.", form=form))))
    assert [says in each.message for each in found] == ([True] if says else [])


def test_parts_that_stand_far_apart_are_stitched() -> None:
    """A quotation whose parts stand far from each other may be two."""
    text = f'"We will," Ada Lovelace said on Monday. {"The harbour is old. " * 12}"leave," she said.'
    (found,) = find_stitched.find(look_at(one(('"We will,"', '"leave,"'), text=text)))
    assert "characters apart" in found.message
