"""Asks how a plugin with code behaves in a process of its own: what it does to juso, or to the process, ends with it.

A plugin that leaves the process, or that changes juso, so spoils neither the checks of others nor the command that
checks it. One without code is looked at here: nothing of it is run.
"""

import pickle
import sys
from importlib.machinery import PathFinder
from typing import Any

import attrs

from juso_core.guard import told
from juso_core.language.messages import _, current, use
from juso_core.quality import behaviour, child
from juso_core.quality.again import SEEDS
from juso_core.quality.behaviour import LOADING, Part
from juso_core.quality.core_as_is import changed, core_as_it_is
from juso_core.quality.proof_checks import Shipped, shipped
from juso_core.quality.remarks import Remark
from juso_core.quality.subject import Subject, importable

__all__ = ["asked", "has_code", "not_loadable"]


def has_code(subject: Subject) -> bool:
    """Whether code of the plugin would be run."""
    return PathFinder.find_spec(f"{subject.found.package}.plugin", [str(subject.package)]) is not None


def asked(subject: Subject, ships: Shipped) -> tuple[Part, ...]:
    """Return everything that is wrong with how a plugin behaves, each with where it came to light."""
    return _in_a_child(subject, "all") if has_code(subject) else tuple(behaviour.remarks(subject, ships))


def not_loadable(subject: Subject) -> tuple[Remark, ...]:
    """Return why a plugin cannot be loaded, before it is loaded into this process."""
    return tuple(remark for _part, remark in _in_a_child(subject, "load")) if has_code(subject) else ()


def _in_a_child(subject: Subject, what: str) -> tuple[Part, ...]:
    try:
        said = child.end(child.begin(__name__, what, current(), seed=SEEDS[0]), pickle.dumps(subject))
    except child.NoAnswer as error:
        why = _("its code ended the process in which it was asked: {why}", why=error)
        return ((LOADING, Remark("S08", why, "", subject.shown(subject.package / "plugin.py"))),)
    return tuple((part, Remark(**remark)) for part, remark in said)


def _main(what: str, language: str) -> None:
    use(language)
    subject: Subject = pickle.load(sys.stdin.buffer)
    child.say(lambda: _as_data(_tried(subject) if what == "all" else _loaded(subject)))


def _as_data(found: list[Part]) -> list[Any]:
    return [(part, attrs.asdict(remark)) for part, remark in found]


def _loaded(subject: Subject) -> list[Part]:
    with importable(subject):
        trial = behaviour.begin(subject, Shipped())
    return [] if isinstance(trial, behaviour.Trial) else [(LOADING, remark) for remark in trial]


def _tried(subject: Subject) -> list[Part]:
    """Ask everything; where the plugin has changed juso so that this cannot go on, that is what is told."""
    before = core_as_it_is()
    found: list[Part] = []
    try:
        found.extend(behaviour.remarks(subject, shipped(subject)))
    except Exception as error:
        what = _("the checks could not go on: {error}", error=told(error, subject.package))
        found.append((LOADING, Remark("S08", what, "", subject.shown(subject.package / "plugin.py"))))
    for name in changed(before):
        found.append((LOADING, Remark("S09", _("{name} of juso is another afterwards", name=name))))
    return found


if __name__ == "__main__":
    _main(*sys.argv[1:])
