"""The sections of a draft of the implementation plan, in the order in which people read them.

Act 106-5 asks a plan for what is provided and how, and for whatever else coordination needs. A section yields parts; a
section that has nothing to say is left out, and what no section said stands under *other matters*.
"""

from collections.abc import Callable, Iterator
from typing import Final

from attrs import frozen

from juso_core.documents import plan_conferences, plan_services
from juso_core.documents.plan_model import Part, Section
from juso_core.documents.plan_words import ROW_WORDS
from juso_core.documents.plan_writer import Writer
from juso_core.municipality.questions import QUESTIONS
from juso_core.municipality.structure import Agency, CountingRule, Figure, Note, Programme
from juso_core.municipality.words import Function, Stage, Status

__all__ = ["sections"]

Written = Callable[[Writer], Iterator[Part]]


@frozen
class _Planned:
    """A heading, in both languages, and what is written under it."""

    id: str
    level: int
    ja: str
    en: str
    parts: Written = lambda _writer: iter(())


def sections(writer: Writer) -> tuple[Section, ...]:
    """Return the sections that have something to say, numbered; a chapter stays for the parts of it that do."""
    written = [(one, tuple(one.parts(writer))) for one in _SECTIONS]
    kept: list[Section] = []
    chapter = part = 0
    for n, (one, parts) in enumerate(written):
        if not parts and not (one.level == 1 and _has_parts(written[n + 1 :])):
            continue
        chapter, part = (chapter + 1, 0) if one.level == 1 else (chapter, part + 1)
        number = str(chapter) if one.level == 1 else f"{chapter}.{part}"
        kept.append(Section(one.id, number, one.level, writer.say(one.ja, one.en), parts))
    return tuple(kept)


def _has_parts(following: list[tuple[_Planned, tuple[Part, ...]]]) -> bool:
    for one, parts in following:
        if one.level == 1:
            return False
        if parts:
            return True
    return False


def _overview(w: Writer) -> Iterator[Part]:
    for n, row in enumerate(w.structure.programme, 1):
        yield from w.paragraph(f"programme.{n}", _programme(w, row), row)
    yield from w.notes("programme", "programme", *(one.id for one in w.structure.organization))
    yield from w.gaps("programme.")


def _programme(w: Writer, row: Programme) -> str:
    name = w.say(w.structure.name, w.structure.name_en or w.structure.name)
    since = w.period(row.since) if row.since else ""
    planned = row.status in (Status.PLANNED, Status.PROPOSED)
    ja = {
        Stage.NONE: "重層的支援体制整備事業を実施していない",
        Stage.TRANSITION: f"重層的支援体制整備事業への移行準備を行{'う' if planned else 'っている'}",
        Stage.FULL: f"重層的支援体制整備事業を実施{'する' if planned else 'している'}",
    }[row.stage]  # fmt: skip
    en = {
        Stage.NONE: "does not run the programme",
        Stage.TRANSITION: "is to prepare for the programme" if planned else "prepares for the programme",
        Stage.FULL: "is to run the programme" if planned else "runs the programme",
    }[row.stage]
    sentences = [
        w.say(f"{name}は、{f'{since}から' if since else ''}{ja}", f"{name} {en}{f', since {since}' if since else ''}")
    ]
    if row.section:
        sentences.append(w.say(f"所管は{w.label(row.section)}である", f"In charge is {w.label(row.section)}"))
    if row.mac_setting_pattern:
        n = row.mac_setting_pattern
        sentences.append(
            w.say(f"多機関協働の置き方は、国が示す型の{n}にあたる", f"Multi-agency collaboration sits by pattern {n}")
        )
    if row.plan_period:
        sentences.append(w.say(f"計画の期間は{row.plan_period}とする", f"The plan is for {row.plan_period}"))
    stop = w.say("。", ". ")
    return (stop.join(sentences) + stop).strip() + w.firm(row)


def _areas(w: Writer) -> Iterator[Part]:
    layers = sorted(w.structure.layer, key=lambda layer: layer.order)
    yield from w.table(
        "layers",
        w.say("圏域の層", "Layers of areas"),
        (w.say("層", "layer"), w.say("名称", "name"), w.say("数", "number"), w.say("時期", "period")),
        (
            (
                one,
                (
                    w.say(f"第{one.order}層", f"layer {one.order}"),
                    one.name + w.firm(one),
                    w.number(one.count),
                    w.span(one),
                ),
            )
            for one in layers
        ),
    )
    yield from w.table(
        "areas",
        w.say("各圏域", "The areas"),
        (w.say("圏域", "area"), w.say("層", "layer"), w.say("含む地区", "covers"),
         w.say("時期", "period")),
        ((one, (one.name + w.firm(one), w.label(one.layer),
                w.listed(one.covers), w.span(one))) for one in w.structure.area),
    )  # fmt: skip
    yield from w.about("areas", (*layers, *w.structure.area), "areas")


def _bodies(w: Writer) -> Iterator[Part]:
    yield from w.table(
        "organizations",
        w.say("団体", "Bodies"),
        (w.say("団体", "body"), w.say("種別", "kind"), w.say("時期", "period")),
        ((one, (one.name + w.firm(one), one.kind.label(w.language), w.span(one))) for one in w.structure.organization),
    )
    yield from w.table(
        "agencies",
        w.say("機関", "Agencies"),
        (w.say("機関", "agency"), w.say("種別", "kind"), w.say("運営する団体", "body"), w.say("所属", "within"),
         w.say("執務する場所", "seated in"), w.say("数", "number"), w.say("所在", "place"), w.say("時期", "period")),
        ((one, (one.name + w.firm(one), _kind(w, one),
                *(w.label(name) if name else "" for name in (one.organization, one.within, one.seated_in)),
                w.number(one.count, one.per), w.listed((w.label(one.area) if one.area else "", one.place or "")),
                w.span(one))) for one in w.structure.agency),
    )  # fmt: skip
    yield from w.about("agencies", (*w.structure.organization, *w.structure.agency))


def _kind(w: Writer, agency: Agency) -> str:
    office = w.say("（福祉事務所）", " (welfare office)") if agency.welfare_office else ""
    return agency.kind.label(w.language) + office


def _staff(w: Writer) -> Iterator[Part]:
    yield from w.table(
        "roles",
        w.say("職員の配置", "Staff"),
        (w.say("職名", "title"), w.say("種別", "kind"), w.say("配置先", "where"), w.say("人数", "number"),
         w.say("兼務", "also"), w.say("時期", "period")),
        ((one, ((one.local_title or one.kind.label(w.language)) + w.firm(one), one.kind.label(w.language),
                w.labels(one.agencies), w.number(one.headcount, one.per, one.each), w.labels(one.also), w.span(one)))
         for one in w.structure.role),
    )  # fmt: skip
    yield from w.about("roles", w.structure.role, "staff")


def _forms(w: Writer) -> Iterator[Part]:
    yield from w.table(
        "forms",
        w.say("様式", "Sheets"),
        (w.say("様式", "sheet"), w.say("番号", "number"), w.say("用途", "use"), w.say("記入する者", "filled in by"),
         w.say("持ち込む者", "brought by"), w.say("相談内容の項目", "topics"), w.say("時期", "period")),
        ((one, (one.name + w.firm(one), one.number or "", w.words(one.use), w.labels(one.filled_by),
                w.words(one.brought_by), w.words(one.topics), w.span(one))) for one in w.structure.form),
    )  # fmt: skip
    yield from w.about("forms", w.structure.form, "form.", "consent.", "records", "retention")


def _priorities(w: Writer) -> Iterator[Part]:
    yield from w.table(
        "priorities",
        w.say("重点とする対象", "Priority groups"),
        (w.say("対象", "group"), w.say("年度", "fiscal year"), w.say("時期", "period")),
        ((one, (one.target.label(w.language) + w.firm(one),
                w.period(f"FY{one.fiscal_year}") if one.fiscal_year else "", w.span(one)))
         for one in w.structure.priority),
    )  # fmt: skip
    yield from w.about("priorities", w.structure.priority, "priority")


def _counting(w: Writer) -> Iterator[Part]:
    yield from w.table(
        "counting_rules",
        w.say("数えるもの", "What is counted"),
        (w.say("指標", "indicator"), w.say("数える対象", "what"), w.say("単位", "unit"), w.say("条件", "only"),
         w.say("時期", "period")),
        ((one, (_rule_name(w, one) + w.firm(one), one.counts.label(w.language), one.unit.label(w.language),
                _conditions(w, one), w.span(one))) for one in w.structure.counting_rule),
    )  # fmt: skip
    yield from w.table(
        "figures",
        w.say("公表された数", "Published figures"),
        (w.say("項目", "item"), w.say("値", "value"), w.say("単位", "unit"), w.say("対象", "about"),
         w.say("時期", "period"), w.say("数え方", "counted by")),
        ((one, (one.name + w.firm(one), one.amount, one.unit.label(w.language), _about(w, one), w.span(one),
                w.label(one.counting_rule) if one.counting_rule else "")) for one in w.structure.figure),
    )  # fmt: skip
    yield from w.about("figures", (*w.structure.counting_rule, *w.structure.figure), "counting_rules", "figures")
    yield from w.about("evaluation", (), "plan.evaluation", "programme.evaluation")


def _rule_name(w: Writer, rule: CountingRule) -> str:
    return w.say(rule.name, rule.name_en or rule.name)


def _about(w: Writer, figure: Figure) -> str:
    return w.label(figure.about) if figure.about else ""


def _conditions(w: Writer, rule: CountingRule) -> str:
    said = []
    if rule.received_from:
        said.append(w.say(f"{w.labels(rule.received_from)}から", f"from {w.labels(rule.received_from)}"))
    if rule.taken_to:
        said.append(w.say(f"{w.words(rule.taken_to)}に諮ったもの", f"taken to {w.words(rule.taken_to)}"))
    if rule.without_conference:
        said.append(w.say("会議を開かなかったもの", "without a conference"))
    if rule.consent is not None:
        said.append(w.say("同意あり", "with consent") if rule.consent else w.say("同意なし", "without consent"))
    if rule.plan is not None:
        said.append(w.say("プランあり", "with a plan") if rule.plan else w.say("プランなし", "without a plan"))
    return w.say("、", ", ").join(said)


def _later(w: Writer) -> Iterator[Part]:
    """What is planned or proposed, or begins only after the day: it is not in the tables above."""
    yield from w.table(
        "later",
        w.say("予定・案として書かれている事項", "What is planned or proposed"),
        (w.say("事項", "what"), w.say("区分", "kind"), w.say("確かさ", "how firm"), w.say("時期", "period")),
        ((row, (w.name_of(row), w.say(*ROW_WORDS[row.table]), row.status.label(w.language), w.span(row)))
         for row in w.later()),
    )  # fmt: skip


def _others(w: Writer) -> Iterator[Part]:
    """Whatever is left: remarks about things that are not there on this day, questions that no section asked."""
    for row in w.left():
        if isinstance(row, Note):
            yield w.note(f"other.{row.about}", row)
    yield from w.gaps(*QUESTIONS)


def _of(function: Function) -> Written:
    return lambda writer: plan_services.of_function(writer, function)


_SECTIONS: Final = (
    _Planned("overview", 1, "事業の概要", "The programme", _overview),
    _Planned("setting", 1, "圏域と体制", "Areas and set-up"),
    _Planned("areas", 2, "圏域", "Areas", _areas),
    _Planned("bodies", 2, "団体と機関", "Bodies and agencies", _bodies),
    _Planned("staff", 2, "職員", "Staff", _staff),
    _Planned("services", 1, "支援の内容と提供の体制", "What is provided, and how"),
    *(
        _Planned(function.value, 2, function.ja, function.en[0].upper() + function.en[1:], _of(function))
        for function in (
            Function.COMPREHENSIVE_CONSULTATION,
            Function.PARTICIPATION_SUPPORT,
            Function.COMMUNITY_BUILDING,
            Function.OUTREACH,
            Function.MULTI_AGENCY_COLLABORATION,
            Function.SUPPORT_PLANNING,
        )
    ),
    _Planned("plans", 1, "支援プランの決定と終結", "How plans are decided, and how support ends"),
    _Planned(
        "routes", 2, "プランの作成から決定まで", "From the draft of a plan to its decision", plan_conferences.routes
    ),
    _Planned("ends", 2, "終結・中断・再開", "Closure, interruption, reopening", plan_conferences.ends),
    _Planned("conferences", 1, "会議", "Conferences", plan_conferences.conferences),
    _Planned("cooperation", 1, "同意と様式", "Consent and sheets", _forms),
    _Planned("priority", 1, "重点とする対象", "Priority groups", _priorities),
    _Planned("evaluation", 1, "評価と実績", "Evaluation and results", _counting),
    _Planned("later", 1, "今後の予定", "What is to come", _later),
    _Planned("other", 1, "その他", "Other matters", _others),
)
