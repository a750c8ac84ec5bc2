"""The parts of juso: plugins, catalogs of messages, optional extras."""

from collections.abc import Iterator
from gettext import translation
from pathlib import Path
from typing import Final

import juso_core.language
from juso_core.discovery import survey
from juso_core.health import Around, Finding, State
from juso_core.language.messages import _
from juso_core.management.plugin_check import Usability, entries, usability

__all__ = ["catalogs", "extras", "plugins"]

_CATALOGS: Final = Path(juso_core.language.__file__).with_name("catalogs")
_FOR_WORK_ON_JUSO: Final = "dev"


def plugins(around: Around) -> Iterator[Finding]:
    """Look at every plugin that counts, as ``juso plugins check`` does; nothing of them is imported."""
    results = [usability(entry) for entry in entries(survey(), around.instance)]
    fit = [one for one in results if one.broken is None]
    for one in results:
        if one.broken is not None:
            yield Finding(id="plugins", state=_weight(one, around), what=_("plugin"), value=_which(one), mend=_fix(one))
    if fit or not results:
        yield Finding(
            id="plugins",
            state=State.OK if fit else State.INFO,
            what=_("plugins"),
            value=_("in order: {count}", count=len(fit)),
            mend="" if fit else _("install the plugin of a municipality"),
        )


def _weight(one: Usability, around: Around) -> State:
    """What is enabled must work; what is only installed is nobody's daily work."""
    listed = around.instance.plugins if around.instance else ()
    return State.FAILED if any(plugin.code == one.entry.code for plugin in listed) else State.WARNING


def _which(one: Usability) -> str:
    broken = one.broken
    assert broken is not None, "only what is wrong is told"
    first, *others = broken.cause.splitlines() or [""]
    more = f" (+{len(others)})" if others else ""
    return f"{broken.code} {broken.distribution} {broken.version}: {first}{more}"


def _fix(one: Usability) -> str:
    assert one.broken is not None, "only what is wrong is told"
    return one.broken.fix


def catalogs(_around: Around) -> Iterator[Finding]:
    """Look whether the Japanese catalog is there; English is what the program is written in."""
    try:
        count = len(getattr(translation("juso", str(_CATALOGS), ["ja"]), "_catalog", {}))
        trouble = "" if count else _("it is empty")
    except Exception as error:
        # A file that is cut short fails in as many ways as it has parts.
        count, trouble = 0, f"{type(error).__name__}: {error}"
    yield Finding(
        id="catalogs",
        state=State.FAILED if trouble else State.OK,
        what=_("messages"),
        value=trouble or _("en, ja ({count} messages)", count=count),
        mend=_("install {distribution} again", distribution="juso-core") if trouble else "",
    )


def extras(_around: Around) -> Iterator[Finding]:
    """Say which optional parts are installed."""
    from importlib.metadata import PackageNotFoundError, requires

    try:
        needs = requires("juso-core") or []
    except PackageNotFoundError:
        return
    wanted = _by_extra(needs)
    there = [extra for extra, names in wanted.items() if all(map(_is_installed, names))]
    missing = [extra for extra in wanted if extra not in there]
    yield Finding(
        id="extras",
        state=State.INFO,
        what=_("optional parts"),
        value=", ".join([*(f"✓ {extra}" for extra in there), *(f"- {extra}" for extra in missing)]) or "-",
        mend=_('where wanted: pip install "juso-core[{extras}]"', extras=",".join(missing)) if missing else "",
    )


def _by_extra(needs: list[str]) -> dict[str, list[str]]:
    """The distributions that each extra needs on this machine."""
    from packaging.requirements import Requirement

    found: dict[str, list[str]] = {}
    for requirement in map(Requirement, needs):
        text = str(requirement.marker or "")
        for extra in {part.strip("\"' )(") for part in text.split("extra ==")[1:]} - {_FOR_WORK_ON_JUSO}:
            if requirement.marker is not None and requirement.marker.evaluate({"extra": extra}):
                found.setdefault(extra, []).append(requirement.name)
    return found


def _is_installed(name: str) -> bool:
    from importlib.metadata import PackageNotFoundError, version

    try:
        version(name)
    except PackageNotFoundError:
        return False
    return True
