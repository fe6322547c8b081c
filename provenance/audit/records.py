"""What a check is: a code that stays, a severity, and a function that looks at one thing and remarks on it.

Whoever writes one needs nothing else: the runner brings the things, and turns remarks into findings.
"""

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Generic, TypeVar

from provenance.core.severities import Severity
from provenance.errors import PluginError

__all__ = ["Check", "Remark", "Severity", "check"]

T = TypeVar("T")

_CODE = re.compile(r"[A-Z]{2,8}\d{3,4}")
_NAME = re.compile(r"[a-z]+(?:-[a-z]+)*")


@dataclass(frozen=True, slots=True, kw_only=True)
class Remark:
    """What a check has to say about the thing that it looks at.

    Attributes:
        message: One calm sentence: what there is to see, and why it matters. It never says that anything is false.
        severity: None for that of the check.
        quotation: `qt_…` that the remark is about; None for the thing as a whole.
    """

    message: str
    severity: Severity | None = None
    quotation: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Check(Generic[T]):
    """One check.

    Attributes:
        code: Two or more capitals and three digits or more, such as `PV101`; it never changes its meaning.
        name: Small letters with hyphens, such as `unnamed-voice`.
        severity: How much its findings matter, unless a remark says otherwise.
        about: The class of the things that it looks at: one of `provenance.store.audited`.
        find: Looks at one thing. The first line of its docstring is what `provenance audit --list` shows.
        if_unsure: Whether it also looks at quotations of which the model is so unsure that they are more likely wrong
            than right; what it would say of their chain would say more than we know.
    """

    code: str
    name: str
    severity: Severity
    about: type[T]
    find: Callable[[T], Iterable[Remark]]
    if_unsure: bool = False

    def __post_init__(self) -> None:
        """Refuse a check that could not be named or explained.

        Raises:
            PluginError: Its code or name is none, or its function has no docstring.
        """
        if not _CODE.fullmatch(self.code):
            message = f"{self.code!r} is no code of a check"
            raise PluginError(message, hint="write two or more capitals and three or four digits, such as XY101")
        if not _NAME.fullmatch(self.name):
            message = f"the check {self.code} has the name {self.name!r}"
            raise PluginError(message, hint="write small letters with hyphens, such as unnamed-voice")
        if not self.help:
            message = f"the check {self.code} says nowhere what it finds"
            raise PluginError(message, hint="give its function a docstring")

    @property
    def help(self) -> str:
        """What the check finds, in one sentence."""
        return (self.find.__doc__ or "").strip().partition("\n")[0]


Finder = Callable[[T], Iterator[Remark]]


def check(
    code: str, name: str, severity: Severity, *, about: type[T], if_unsure: bool = False
) -> Callable[[Finder[T]], Check[T]]:
    """Make a check of the function below; see `Check` for the arguments."""

    def make(find: Finder[T]) -> Check[T]:
        return Check(code=code, name=name, severity=severity, about=about, find=find, if_unsure=if_unsure)

    return make
