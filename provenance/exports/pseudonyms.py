"""What stands in an export for the names of reviewers, and for their reasons wherever a sentence quotes them."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field, replace

from provenance.store.records import Assertion


@dataclass(slots=True)
class Pseudonyms:
    """Numbers for reviewers, in the order in which they turn up: what leaves in place of their names.

    Attributes:
        lifted: Whether names and reasons go out as they are, because whoever exports asked for them.
    """

    lifted: bool = False
    _numbers: dict[str, int] = field(default_factory=dict)
    _reasons: set[str] = field(default_factory=set)

    def name(self, reviewer: str) -> str:
        """Return the pseudonym of a reviewer, the same for the same name."""
        return reviewer if self.lifted else f"reviewer {self._numbers.setdefault(reviewer, len(self._numbers) + 1)}"

    def disclose(self, assertion: Assertion) -> Assertion:
        """Return an assertion as it may leave: a reviewer's under a pseudonym, and without the reason."""
        if self.lifted or assertion.decided_by != "human":
            return assertion
        return replace(assertion, by=self.name(assertion.by), reason=None)

    def learn(self, decisions: Iterable[tuple[str, str | None]]) -> None:
        """Learn which names and reasons are to be kept back wherever they are quoted."""
        for reviewer, reason in decisions:
            self.name(reviewer)
            self._reasons.add(reason or "")

    def hide(self, text: str) -> str:
        """Return a text in which no reviewer that is known so far is named, and none of their reasons is quoted."""
        if self.lifted:
            return text
        text = _whole(self._reasons).sub("…", text)
        return _whole(self._numbers).sub(lambda found: self.name(found.group()), text)


def _whole(words: Iterable[str]) -> re.Pattern[str]:
    """Build the pattern of any of some words as they stand for themselves, the longest first."""
    listed = sorted({word for word in words if word.strip()}, key=lambda word: (-len(word), word))
    # A pattern of nothing would fit everywhere.
    return re.compile("|".join(rf"(?<!\w){re.escape(word)}(?!\w)" for word in listed) or r"(?!)")
