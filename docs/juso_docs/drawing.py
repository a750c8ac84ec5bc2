"""The state diagrams, as plain SVG: every box is placed by hand, and nothing is needed to look at them.

Black on white, no colour carries meaning, so that they can be printed. ``<title>`` and ``<desc>`` say in words what is
drawn, for those who hear it read.
"""

from collections.abc import Iterable, Mapping
from typing import Any
from xml.sax.saxutils import escape

from juso_core.casework.case import OutreachState, ParticipationState, Phase, PlanStage
from juso_core.language.width import width
from juso_core.municipality.words import Word
from juso_docs.markdown import by

__all__ = ["SIZE", "case_drawing", "services_drawing", "text_width"]

SIZE = 13
_BOX = (176, 40)
_NOTE = 12

Point = tuple[float, float]


def text_width(text: str, size: int = SIZE) -> float:
    """Return about how wide a text is drawn: a full-width sign is a square."""
    return width(text) * size * 0.55


class _Drawing:
    """An SVG that is being put together."""

    def __init__(self, wide: int, high: int, title: str, said: str) -> None:
        self.size = (wide, high)
        self.parts = [f"<title>{escape(title)}</title>", f"<desc>{escape(said)}</desc>"]
        self.places: dict[str, Point] = {}

    def frame(self, x: float, y: float, wide: float, high: float, name: str) -> None:
        """A dashed frame around boxes that have something in common."""
        self.parts.append(f'<rect class="frame" x="{x}" y="{y}" width="{wide}" height="{high}" rx="10"/>')
        self.text(x + 12, y + 20, name, "name")

    def box(self, word: Word, x: float, y: float, language: str, prefix: str = "") -> None:
        """A state, with its middle at x and y."""
        wide, high = _BOX
        self.places[prefix + word.value] = (x, y)
        self.parts.append(f'<rect x="{x - wide / 2}" y="{y - high / 2}" width="{wide}" height="{high}" rx="6"/>')
        self.text(x, y + 5, word.label(language), "state")

    def arrow(self, points: Iterable[Point], label: str = "", at: Point | None = None, where: str = "middle") -> None:
        """An arrow through some points, with what it means beside it; several lines are parted by ``/``."""
        way = " ".join(f"{x},{y}" for x, y in points)
        self.parts.append(f'<polyline points="{way}" marker-end="url(#head)"/>')
        if label and at:
            for number, line in enumerate(label.split("/")):
                self.text(at[0], at[1] + number * 15, line, f"label {where}")

    def text(self, x: float, y: float, text: str, kind: str) -> None:
        """A text on its base line."""
        self.parts.append(f'<text class="{kind}" x="{x}" y="{y}">{escape(text)}</text>')

    def svg(self) -> str:
        """The whole drawing."""
        wide, high = self.size
        style = (
            "rect{fill:#fff;stroke:#000;stroke-width:1.5}"
            ".frame{fill:none;stroke-dasharray:6 4;stroke-width:1}"
            "polyline{fill:none;stroke:#000;stroke-width:1.3}"
            f"text{{font-family:sans-serif;font-size:{SIZE}px;fill:#000}}"
            ".state{text-anchor:middle;font-weight:bold}"
            f".label,.name{{font-size:{_NOTE}px}}"
            ".name{font-style:italic}"
            ".middle{text-anchor:middle}.end{text-anchor:end}"
        )
        head = '<marker id="head" viewBox="0 0 10 10" refX="9" refY="5" markerWidth="8" markerHeight="8" orient="auto">'
        return "\n".join(
            [
                f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {wide} {high}" width="{wide}" height="{high}" '
                'role="img">',
                *self.parts[:2],
                f"<style>{style}</style>",
                f'<defs>{head}<path d="M0,0 L10,5 L0,10 z"/></marker></defs>',
                f'<rect x="0" y="0" width="{wide}" height="{high}" style="stroke:none"/>',
                *self.parts[2:],
                "</svg>\n",
            ]
        )


def _said(arrows: Iterable[Mapping[str, Any]], kind: type[Word], language: str) -> str:
    """Every arrow in words."""
    sentences = []
    for arrow in arrows:
        start = by(language, "・", ", ").join(kind(one).label(language) for one in arrow["from"])
        end = kind(arrow["to"]).label(language)
        sentences.append(by(language, f"{start}から{end}へ：{arrow['ja']}。", f"From {start} to {end}: {arrow['en']}."))
    return " ".join(sentences)


def case_drawing(language: str, arrows: list[dict[str, Any]]) -> str:
    """The phases of a case."""
    title = by(language, "事例の段階", "The phases of a case")
    drawing = _Drawing(1120, 650, title, _said(arrows, Phase, language))

    def say(ja: str, en: str) -> str:
        return by(language, ja, en)

    drawing.frame(20, 40, 210, 440, say("相談を受けた機関", "with the agency"))
    drawing.frame(430, 40, 430, 440, say("多機関協働", "with multi-agency collaboration"))
    for phase, x, y in (
        (Phase.CONSULTED, 125, 110),
        (Phase.HANDLING, 125, 270),
        (Phase.RETURNED, 125, 430),
        (Phase.REFERRED, 530, 110),
        (Phase.PRECONSENT, 760, 110),
        (Phase.ASSESSING, 760, 270),
        (Phase.PLANNING, 760, 430),
        (Phase.SUPPORTING, 1010, 430),
        (Phase.INTERRUPTED, 1010, 200),
        (Phase.CLOSED, 530, 570),
    ):
        drawing.box(phase, x, y, language)
    drawing.arrow([(125, 130), (125, 249)], say("機関が/対応する", "goes on/itself"), (133, 185), "")
    drawing.arrow([(125, 410), (125, 291)], say("機関が/対応する", "goes on/itself"), (133, 350), "")
    drawing.arrow([(230, 110), (441, 110)], say("多機関協働につなぐ", "referred"), (330, 102))
    drawing.arrow([(618, 110), (671, 110)], say("受理/同意なし", "taken in,/no consent"), (644, 146))
    drawing.arrow(
        [(530, 130), (530, 270), (671, 270)], say("利用申込（様式1-1）", "application (form 1-1)"), (525, 290), ""
    )
    drawing.arrow([(760, 130), (760, 249)], say("利用申込/（様式1-1）", "application/(form 1-1)"), (768, 185), "")
    drawing.arrow([(760, 290), (760, 409)], say("様式1-2", "form 1-2"), (768, 354), "")
    drawing.arrow([(848, 430), (921, 430)], say("支援/開始", "support/begins"), (890, 402))
    drawing.arrow([(1010, 410), (1010, 221)], say("中断", "interrupted"), (1018, 320), "")
    drawing.arrow([(921, 200), (861, 200)], say("再開＊", "reopen*"), (891, 192))
    drawing.arrow(
        [(430, 270), (214, 270)], say("会議が、紹介元を/主担当とした", "a conference let/the referrer lead"), (330, 250)
    )
    drawing.arrow(
        [(430, 430), (214, 430)],
        say("提案で答える、または戻す/（プラン作成の前）", "answered with a proposal,/or given back (before planning)"),
        (330, 410),
    )
    drawing.arrow([(125, 480), (125, 570), (441, 570)], say("終結", "closed"), (290, 562))
    drawing.arrow([(441, 585), (70, 585), (70, 481)], say("再開＊", "reopened*"), (290, 600))
    drawing.arrow([(500, 480), (500, 549)], say("終結", "closed"), (494, 520), "end")
    drawing.arrow([(560, 549), (560, 481)], say("再開＊", "reopened*"), (568, 520), "")
    drawing.arrow([(1010, 450), (1010, 570), (619, 570)], say("終結", "closed"), (820, 562))
    drawing.arrow([(1098, 200), (1110, 200), (1110, 586), (619, 586)], say("終結", "closed"), (820, 602))
    drawing.text(
        24,
        636,
        say(
            "＊多機関協働が受理していた事例は、利用に同意していて申込みがあればアセスメントへ、なければ同意前の関わりへ。"
            "受理していなかった事例は、機関で対応中へ",
            "* A case that collaboration had taken in: to assessing with consent to use and an application, "
            "otherwise to before consent. Any other: to handled by the agency",
        ),
        "label",
    )
    return drawing.svg()


def services_drawing(language: str, arrows: dict[str, list[dict[str, Any]]]) -> str:
    """The stages of a plan, of outreach and of participation support."""

    def say(ja: str, en: str) -> str:
        return by(language, ja, en)

    kinds = {"plan": PlanStage, "outreach": OutreachState, "participation": ParticipationState}
    title = say("プラン、アウトリーチ等、参加支援の状態", "The stages of plans, outreach and participation support")
    said = " ".join(_said(arrows[name], kind, language) for name, kind in kinds.items())
    drawing = _Drawing(1120, 910, title, said)
    _plan(drawing, language)
    _outreach(drawing, language)
    _participation(drawing, language)
    return drawing.svg()


def _plan(drawing: _Drawing, language: str) -> None:
    def say(ja: str, en: str) -> str:
        return by(language, ja, en)

    drawing.frame(20, 20, 1080, 290, say("プラン", "plan"))
    for stage, x, y in (
        (PlanStage.DRAFT, 125, 150),
        (PlanStage.SUBMITTED, 395, 150),
        (PlanStage.AGREED, 665, 150),
        (PlanStage.SUPERSEDED, 985, 150),
        (PlanStage.SUSPENDED, 665, 60),
        (PlanStage.ENDED, 665, 260),
    ):
        drawing.box(stage, x, y, language, "plan.")
    drawing.arrow([(213, 143), (306, 143)], say("提出", "submitted"), (260, 135))
    drawing.arrow([(307, 160), (214, 160)], say("差し戻し", "sent back"), (260, 176))
    drawing.arrow([(483, 150), (576, 150)], say("了承", "agreed"), (530, 142))
    drawing.arrow(
        [(665, 170), (665, 200), (125, 200), (125, 171)], say("支援決定をしない", "decision refused"), (395, 216)
    )
    drawing.arrow([(753, 150), (896, 150)], say("再プランが確定", "successor final"), (825, 142))
    drawing.arrow([(753, 60), (985, 60), (985, 129)], say("再プランが確定", "successor final"), (865, 52))
    drawing.arrow(
        [(125, 130), (125, 60), (576, 60)],
        say("事例の中断（どの状態からも）", "case interrupted (from all three)"),
        (355, 52),
    )
    drawing.arrow([(395, 130), (395, 61)])
    drawing.arrow([(665, 130), (665, 81)])
    drawing.arrow(
        [(60, 171), (60, 260), (576, 260)],
        say(
            "事例の終結（了承・停止からも）、素案と提出は紹介元に戻したとき",
            "case closed (agreed and suspended too); draft and submitted: case given back",
        ),
        (330, 280),
    )
    drawing.text(
        768,
        255,
        say("了承された時に確定。アウトリーチ等・", "Final when agreed; with outreach or"),
        "label",
    )
    drawing.text(768, 271, say("参加支援を含めば、支援決定で確定。", "participation support, when decided."), "label")


def _outreach(drawing: _Drawing, language: str) -> None:
    def say(ja: str, en: str) -> str:
        return by(language, ja, en)

    drawing.frame(20, 330, 1080, 250, say("アウトリーチ等", "outreach"))
    for state, x, y in (
        (OutreachState.NONE, 125, 455),
        (OutreachState.BEFORE_CONSENT, 455, 400),
        (OutreachState.AFTER_CONSENT, 455, 510),
        (OutreachState.SUSPENDED, 785, 400),
        (OutreachState.ENDED, 785, 510),
    ):
        drawing.box(state, x, y, language, "outreach.")
    drawing.arrow([(213, 445), (366, 402)], say("開始（同意前）", "begun before consent"), (262, 400))
    drawing.arrow([(213, 465), (366, 508)], say("開始（同意後）", "begun after consent"), (262, 520))
    drawing.arrow([(543, 400), (696, 400)], say("事例の中断", "case interrupted"), (620, 392))
    drawing.arrow([(543, 510), (696, 510)], say("終結", "ended"), (620, 502))
    drawing.arrow([(543, 412), (696, 498)])
    drawing.arrow([(543, 498), (696, 412)])
    drawing.arrow([(785, 420), (785, 489)], say("事例の終結", "case closed"), (793, 459), "")
    drawing.arrow(
        [(873, 510), (910, 510), (910, 562), (455, 562), (455, 531)],
        say(
            "停止・終結から、あらためて開始できる（同意前・同意後）",
            "from suspended and ended it can begin anew, before or after consent",
        ),
        (682, 554),
    )


def _participation(drawing: _Drawing, language: str) -> None:
    def say(ja: str, en: str) -> str:
        return by(language, ja, en)

    drawing.frame(20, 600, 1080, 290, say("参加支援", "participation support"))
    for state, x, y in (
        (ParticipationState.NONE, 125, 720),
        (ParticipationState.CONTACT, 345, 720),
        (ParticipationState.MATCHING, 575, 720),
        (ParticipationState.RETENTION, 805, 720),
        (ParticipationState.ENDED, 1000, 820),
        (ParticipationState.SUSPENDED, 575, 640),
    ):
        drawing.box(state, x, y, language, "participation.")
    drawing.arrow([(213, 720), (256, 720)])
    drawing.arrow([(433, 720), (486, 720)])
    drawing.arrow([(663, 720), (716, 720)])
    without = say("早期の関わりなしでも", "without early contact too")
    drawing.arrow([(125, 740), (125, 775), (575, 775), (575, 741)], without, (350, 769))
    interrupted = say("事例の中断（早期の関わり・定着支援からも）", "case interrupted (from contact and retention too)")
    drawing.arrow([(575, 700), (575, 661)], interrupted, (583, 685), "")
    ended = say("終結（早期の関わり・マッチング・停止からも）", "ended (from contact, matching and suspended too)")
    drawing.arrow([(805, 740), (805, 820), (911, 820)], ended, (800, 812), "end")
    drawing.text(
        345,
        860,
        say(
            "停止・終結からは、早期の関わりかマッチングでやり直す。",
            "From suspended and ended it goes on with contact or matching.",
        ),
        "label middle",
    )
