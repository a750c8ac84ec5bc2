"""The table of all measures of a path, in the order in which people read them."""

from collections.abc import Callable, Iterator
from types import MappingProxyType
from typing import Final

from juso_core.casework.law import VerdictKind
from juso_core.citation import Text
from juso_core.municipality.words import ConferenceKind, PlanKind
from juso_core.research.comparing import parties
from juso_core.research.comparing import steps_counted as counted
from juso_core.research.comparing.counted import Counted
from juso_core.research.comparing.measure import Measure, MeasureKind
from juso_core.research.comparing.walked import WalkedWay

__all__ = ["MEASURES"]

Count = Callable[[WalkedWay], Counted]

_TIMES: Final = Text("回", "times")
_STEPS: Final = Text("段階", "steps")
_BODIES: Final = Text("機関", "agencies")
_ORGANISATIONS: Final = Text("組織", "organisations")
_ANSWERS: Final = Text("事項", "answers")
_WHO: Final = Text("機関名", "names")
_WORD: Final = Text("語", "word")
_SHARE: Final = Text("割合（0〜1）", "share (0 to 1)")


def _counts(name: str, ja: str, en: str, unit: Text, says: tuple[str, str], of: Count) -> Measure:
    return Measure(name, Text(ja, en), MeasureKind.COUNT, unit, Text(*says), of)


def _names(name: str, ja: str, en: str, unit: Text, says: tuple[str, str], of: Count) -> Measure:
    return Measure(name, Text(ja, en), MeasureKind.NAMES, unit, Text(*says), of)


def _all() -> Iterator[Measure]:
    yield from _of_parties()
    yield from _of_conferences()
    for kind in PlanKind:
        yield from _of_plan(kind)
    yield from _of_answers()
    yield from _of_law()
    yield from _of_the_end()


def _of_parties() -> Iterator[Measure]:
    says = ("経路の段階の数", "the steps of the path")
    yield _counts("steps", "段階の数", "steps", _STEPS, says, counted.steps)
    says = (
        "事例を受け持つ機関が変わる回数。受付、多機関協働の受入れ、紹介元への返戻、終結後の主担当で変わる。"
        "会議・決定・個別の支援では変わらない",
        "how often the case passes to another agency: when it is received, taken in by multi-agency collaboration, "
        "returned, or led by somebody else afterwards; a conference, a decision or a service passes it to nobody",
    )
    yield _counts("handoffs", "引継ぎの回数", "hand-offs", _TIMES, says, parties.handoffs)
    says = (
        "動いた機関と、開かれた会議に名を挙げて呼ばれた機関の数。複数の機関が担う窓口や事業は一つと数える。"
        "名の分からない実施主体は数えない",
        "agencies that act or are called by name to a conference that is held; a window or a service that several "
        "agencies run counts as one; whom no source names is not counted",
    )
    yield _counts("agencies", "関わる機関の数", "agencies involved", _BODIES, says, parties.agencies)
    says = (
        "関わる機関が属する組織の数。所属の分からない機関は数えない。市区町村は、国の標準だけが名を挙げる場合も数える",
        "the organisations to which those belong, where a source says so; the others are not counted; the municipality "
        "counts as well where only the national standard names it",
    )
    yield _counts("organizations", "関わる組織の数", "organisations involved", _ORGANISATIONS, says,
                  parties.organizations)  # fmt: skip
    says = (
        "関わる機関のうち、属する組織が出典から分からないものの数",
        "those involved of whom no source says to which organisation they belong",
    )
    yield _counts("organizations.unknown", "所属の分からない機関の数", "of no known organisation", _BODIES, says,
                  parties.of_unknown_body)  # fmt: skip
    says = (
        "関わるが、そのような事例についてはどの出典にも名のない実施主体の数",
        "operators that are involved and that no source names for such a case",
    )
    yield _counts("unnamed", "名の分からない実施主体の数", "operators not named", _BODIES, says, parties.unnamed)
    says = ("最初に事例を受け持つ機関", "who has the case first")
    yield _names("first_agency", "最初の機関", "first agency", _WHO, says, parties.first_agency)
    says = ("最後に事例を受け持つ機関", "who has the case in the end")
    yield _names("last_agency", "最後の機関", "last agency", _WHO, says, parties.last_agency)


_PROGRAMME: Final = (ConferenceKind.SUPPORT_CONFERENCE, ConferenceKind.JUSO_CONFERENCE)


def _of_conferences() -> Iterator[Measure]:
    says = ("開かれた会議の数", "conferences that were held")
    yield _counts("conferences", "会議の回数", "conferences", _TIMES, says, counted.conferences())
    for kind in _PROGRAMME:
        says = (f"開かれた会議のうち、法令上{kind.ja}であるものの数", f"conferences held that are, in law: {kind.en}")
        name = (f"{kind.ja}の回数", f"conferences: {kind.en}")
        yield _counts(f"conferences.{kind}", *name, _TIMES, says, counted.conferences(kind))
    says = ("開かれた会議のうち、そのどちらでもないものの数", "conferences held that are neither of the two")
    others = counted.conferences(*(kind for kind in ConferenceKind if kind not in _PROGRAMME))
    yield _counts("conferences.other", "そのほかの会議の回数", "conferences: others", _TIMES, says, others)


_FOR_PLANS: Final = (
    ("drafters", "作成者", "drafters", "作成する", "who drafts it"),
    ("decider", "決定者", "decider", "支援決定をする", "who takes the support decision on it"),
    ("informed", "報告先", "told of it", "報告を受ける", "to whom it is reported"),
)


def _of_plan(kind: PlanKind) -> Iterator[Measure]:
    for key, ja, en, does, who in _FOR_PLANS:
        says = (
            f"{kind.ja}を{does}者。実施中でない場合（予定など）と国の標準だけが述べる場合は、そう記す",
            f"{kind.en}: {who}; what is not in force, and what only the national standard says, is marked",
        )
        yield _names(f"{key}.{kind}", f"{kind.ja}の{ja}", f"{kind.en}: {en}", _WHO, says,
                     counted.named_for_plan(kind, key))  # fmt: skip


def _of_answers() -> Iterator[Measure]:
    says = (
        "判断のかなめとなる答えを、国の標準だけが与えた段階の数",
        "steps at which the national standard alone gives the answers that the step turns on",
    )
    yield _counts("national_only", "国の標準だけによる段階", "steps by the national standard alone", _STEPS, says,
                  counted.national_only)  # fmt: skip
    says = (
        "答えのあった段階のうち、国の標準だけによる段階の割合",
        "the share of those steps among all steps that turn on answers of which somebody gives one",
    )
    yield Measure(
        "national_share",
        Text("国の標準だけによる段階の割合", "share by the national standard alone"),
        MeasureKind.SHARE,
        _SHARE,
        Text(*says),
        counted.national_share,
    )
    says = (
        "判断のかなめとなる事項のうち、自治体の出典に記載のないものの数（国の標準が補う場合も数える）",
        "answers that steps turn on and the municipality's sources do not give, even where the national standard does",
    )
    yield _counts("silent", "記載のない事項", "silent answers", _ANSWERS, says, counted.silences(entered=True))
    says = (
        "判断のかなめとなる事項のうち、まだ入力されていないものの数",
        "answers that steps turn on and that nobody has entered yet",
    )
    yield _counts("not_entered", "未入力の事項", "answers not entered", _ANSWERS, says,
                  counted.silences(entered=False))  # fmt: skip


def _of_law() -> Iterator[Measure]:
    for name, kind in (
        ("refused", VerdictKind.REFUSED),
        ("narrowed", VerdictKind.NARROWED),
        ("warnings", VerdictKind.WARNING),
    ):
        says = (
            f"法令の確認が「{kind.ja}」とした回数。一つの段階で、規則ごとに一回と数える",
            f"what the legal gate found ({kind.en}); each rule once a step",
        )
        yield _counts(name, f"法令の確認：{kind.ja}", f"legal gate: {kind.en}", _TIMES, says,
                      counted.found_by_law(kind))  # fmt: skip
    says = ("手続の上で進められなかった段階の数", "steps that were not possible where the case stood")
    yield _counts("stopped", "進められなかった段階", "steps not possible", _STEPS, says, counted.stopped)


def _of_the_end() -> Iterator[Measure]:
    says = ("最後に事例がある局面", "where the case stands in the end")
    yield _names("end.phase", "最後の局面", "phase in the end", _WORD, says, counted.end_phase)
    says = ("経路がそこで終わる理由", "why the path ends there")
    yield _names("end.because", "終わる理由", "why it ends", _WORD, says, counted.end_because)


MEASURES: Final = MappingProxyType({one.id: one for one in _all()})
"""Every measure by its id, in the order in which people read them."""
