"""Whether a condition that a structure can state holds for a case: yes, no, or not known."""

from collections.abc import Callable, Iterable

from juso_core.casework.case import Case
from juso_core.casework.facts import Assessment, Cooperation, Responsibility
from juso_core.municipality.words import Includes, Topic, Trait, Trigger

__all__ = ["all_hold", "any_holds", "both_hold", "concerns", "holds", "is_about"]


def holds(trigger: Trigger, case: Case) -> bool | None:
    """Return whether the trigger holds by the case's assessment; None when that has not been found out."""
    return None if case.assessment is None else _HOLDS[trigger](case.assessment)


def concerns(only_for: tuple[Trait, ...], case: Case) -> bool:
    """Return whether something is for such a case: for everybody, or for a group to which somebody in it belongs."""
    return not only_for or any(trait in only_for for member in case.members for trait in member.traits)


def is_about(topics: tuple[Topic, ...], case: Case) -> bool:
    """Return whether the consultation is about one of the topics, or none is named."""
    return not topics or any(topic in topics for topic in case.consultation.topics)


def any_holds(triggers: Iterable[Trigger], case: Case) -> bool | None:
    """Return whether one of the triggers holds; None when none is known to, and one is not known."""
    answers = [holds(trigger, case) for trigger in triggers]
    if True in answers:
        return True
    return None if None in answers else False


def all_hold(triggers: Iterable[Trigger], case: Case) -> bool | None:
    """Return whether all of the triggers hold; None when none is known not to, and one is not known."""
    return both_hold(*(holds(trigger, case) for trigger in triggers))


def both_hold(*answers: bool | None) -> bool | None:
    """Return whether all of these hold, of which some may not be known."""
    if False in answers:
        return False
    return None if None in answers else True


def _several(a: Assessment) -> bool | None:
    return None if a.agencies_needed is None else a.agencies_needed > 1


def _complaint(a: Assessment) -> bool | None:
    return None if a.complaint_clear is None else not a.complaint_clear


def _roles(a: Assessment) -> bool | None:
    return None if a.responsibility is None else a.responsibility is not Responsibility.CLEAR


def _nobody(a: Assessment) -> bool | None:
    return None if a.responsibility is None else a.responsibility is Responsibility.NOBODY


def _fails(a: Assessment) -> bool | None:
    return None if a.cooperation is None else a.cooperation is Cooperation.FAILS


_HOLDS: dict[Trigger, Callable[[Assessment], bool | None]] = {
    Trigger.SEVERAL_AGENCIES: _several,
    Trigger.COMPLAINT_UNCLEAR: _complaint,
    Trigger.ROLES_UNCLEAR: _roles,
    Trigger.NOBODY_RESPONSIBLE: _nobody,
    Trigger.HOUSEHOLD_ISSUE: lambda a: a.household_issue,
    Trigger.COOPERATION_FAILS: _fails,
    Trigger.STALLED: lambda a: a.stalled,
    Trigger.URGENT: lambda a: a.urgent,
    Trigger.OUTREACH_WANTED: lambda a: Includes.OUTREACH in a.wants,
    Trigger.PARTICIPATION_WANTED: lambda a: Includes.PARTICIPATION in a.wants,
}
