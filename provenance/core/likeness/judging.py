"""The one question of this room: are two names of agents of one kind the same agent's?"""

from provenance.core.likeness.answers import Closeness, Likeness
from provenance.core.likeness.bodies import judge_bodies
from provenance.core.likeness.people import judge_people
from provenance.core.names import is_full_name
from provenance.core.records import AgentKind


def judge_names(one: str, other: str, *, kind: AgentKind, closeness: Closeness) -> Likeness | None:
    """Judge whether two names are one agent's.

    Args:
        one: As written.
        other: As written.
        kind: Of both; names of agents of two kinds are never compared.
        closeness: Says how alike two words are written; only ever suggests.

    Returns:
        None where nothing says that they are, and always for what is no full name: a surname alone, a description.

    Example:
        >>> def never(one: str, other: str) -> float:
        ...     return 0.0
        >>> judged = judge_names("Sergey Lavrov", "Сергей Лавров", kind=AgentKind.PERSON, closeness=never)
        >>> judged.judgement.value if judged else None
        'same'
        >>> judged = judge_names("Kim Yo Jong", "Kim Jong Un", kind=AgentKind.PERSON, closeness=never)
        >>> judged.judgement.value if judged else None
        'different'
        >>> judge_names("Lavrov", "Lavrov", kind=AgentKind.PERSON, closeness=never) is None
        True
    """
    if kind not in _JUDGES or not (is_full_name(one, kind) and is_full_name(other, kind)):
        return None
    return _JUDGES[kind](one, other, closeness=closeness)


_JUDGES = {AgentKind.PERSON: judge_people, AgentKind.ORGANISATION: judge_bodies}
