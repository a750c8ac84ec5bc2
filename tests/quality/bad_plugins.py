"""Bad plugins: each is the good one of this folder with one thing spoilt, and the check that must catch it."""

# It is a table, and reads better with a row on a line.
# ruff: noqa: E501

import shutil
from pathlib import Path

from attrs import Factory, frozen

from juso_core.research.standard_cases import named

GOOD = Path(__file__).parent / "good"

STRUCTURE, PLUGIN, PROJECT = "juso_good/structure.toml", "juso_good/plugin.py", "pyproject.toml"
EXEMPTIONS, CASE = "juso_good/exemptions.toml", "cases/reiji-01.toml"


@frozen
class Bad:
    """A bad plugin: its name, the check meant for it, and what is changed in the good one.

    ``edits`` replace a text within a file, which is there once; ``files`` are written anew, or deleted where None.
    """

    name: str
    check: str
    files: dict[str, str | None] = Factory(dict)
    edits: tuple[tuple[str, str, str], ...] = ()

    @property
    def package(self) -> str:
        return f"juso_bad_{self.check.lower()}_{self.name.replace(' ', '_').replace('-', '_')}"

    @property
    def title(self) -> str:
        return f"{self.check} {self.name}"

    def write(self, folder: Path) -> Path:
        """Write its project into a folder of its own there; the package has a name of its own."""
        # Not called like the package: pytest takes the folders above a test for packages.
        project = folder / self.package.replace("_", "-")
        shutil.copytree(GOOD, project, ignore=shutil.ignore_patterns("__pycache__", "tests", ".*_cache"))
        for name, text in self.files.items():
            file = project / name
            if text is None:
                file.unlink()
            else:
                file.parent.mkdir(exist_ok=True)
                file.write_text(text, encoding="utf-8")
        for name, old, new in self.edits:
            text = (project / name).read_text(encoding="utf-8")
            assert text.count(old) == 1, f"{self.title}: {old!r} is {text.count(old)} times in {name}"
            (project / name).write_text(text.replace(old, new), encoding="utf-8")
        for file in project.rglob("*.*"):
            text = file.read_text(encoding="utf-8")
            if "juso_good" in text:
                file.write_text(text.replace("juso_good", self.package), encoding="utf-8")
        (project / "juso_good").rename(project / self.package)
        tests = project / "tests"
        tests.mkdir()
        text = f'from juso_core.quality.kit import conformance\n\nTestConformance = conformance("{self.package}")\n'
        (tests / f"test_{self.package}.py").write_text(text, encoding="utf-8")
        return project


def edited(name: str, check: str, *edits: tuple[str, str], file: str = STRUCTURE) -> Bad:
    """One whose file is changed here and there."""
    return Bad(name, check, edits=tuple((file, old, new) for old, new in edits))


def without(name: str, check: str, *files: str) -> Bad:
    """One that lacks files."""
    return Bad(name, check, dict.fromkeys(files))


HEAD = """
import datetime as dt
from juso_core.casework.case import Case
from juso_core.casework.decisions import Convening, Escalation, Intake, Reason
from juso_core.casework.facts import EscalationStage
from juso_core.citation import Text
from juso_core.hookspecs import hookimpl
from juso_core.municipality.words import ConferenceKind, Level, Occasion, Topic

WHY = Text("緊急の相談は、すぐに多機関協働につなぐ。", "An urgent matter goes to multi-agency collaboration at once.")
STAGES = (EscalationStage.AT_WINDOW, EscalationStage.AT_MAC)
BECAUSE = (Reason(WHY, "plan: 3 (2)"),)


def urgent(case, stage):
    return stage in STAGES and case.assessment is not None and case.assessment.urgent


def yes(**more):
    return Escalation(mac=Level.YES, because=BECAUSE, **more)

"""


def coded(name: str, check: str, body: str, before: str = "", files: dict[str, str | None] | None = None) -> Bad:
    """One that judges like this; ``before`` stands above the hook, and ``files`` beside the code."""
    lines = "\n".join(f"    {line}" for line in body.strip("\n").splitlines())
    text = f"{HEAD}{before}\n\n@hookimpl\ndef juso_escalate(case, stage, municipality, on):\n{lines}\n"
    return Bad(name, check, {PLUGIN: text, **(files or {})})


def reaching(name: str, check: str, what: str, before: str = "", files: dict[str, str | None] | None = None) -> Bad:
    """One that judges well, and does something else on the way."""
    return coded(name, check, f"{what}\nreturn yes() if urgent(case, stage) else None", before, files)


def exempting(name: str, check: str, row: str) -> Bad:
    """One with an exemption."""
    return Bad(name, check, {EXEMPTIONS: f'schema = "juso.exemptions/1"\n\n[[exemption]]\n{row}\n'})


NOTE = '\n[[note]]\nkind = "departs"\nabout = "agency.fukushi"\nrule = "RULE"\ncite = "plan: 5"\n' + (
    'text = { ja = "異なる。", en = "Otherwise." }\n'
)
LAST = 'en = "No period of retention is set." }\ncite = "plan: 5"\n'
SILENT = '"counting_rules", "staff", "figures",'
PLANNED = '\n[[agency]]\nid = "next"\nname = "次の課"\nkind = "section"\nstatus = "planned"\ncite = "plan: 5"\n'
REOPENED = '\n[[then]]\nafter = "P1M"\nask = "reopening"\n'
UNSOURCED = '\n[[source]]\nid = "unsourced"\ntitle = "（資料）"\nas_of = "2024-01"\nchecked = "2026-01-10"\n'
STANDARD = named("V02").read_text(encoding="utf-8")
HOOK = "def juso_escalate(case: Case, stage: EscalationStage)"
SILENCE = """schema = "juso.expected/1"
case = "reiji-01"
municipality = "999997"

[[summary]]
key = "local_class"
is = "silent"
"""
EXPECTED = ("V01", "V04", "V06", "V08", "reiji-01")

FILES = (
    edited("no toml", "S01", ('code = "999997"', "code = = 9")),
    edited("a key nobody knows", "S01", ('kind = "team"', 'kind = "team"\nfloor = 3')),
    edited("an agency that is not there", "S01", ('agencies = ["kodomo"]', 'agencies = ["kodmo"]')),
    edited("another code", "S02", ("999997 =", "131016 ="), file=PROJECT),
    edited("no code", "S02", ("999997 =", "12345 ="), file=PROJECT),
    edited("no such package", "S02", ('"juso_good"', '"juso_good_elsewhere"'), file=PROJECT),
    edited("a package of Python's own", "S02", ('"juso_good"', '"json"'), file=PROJECT),
    edited("a misspelt hook", "S03", ("def juso_escalate", "def juso_escalte"), file=PLUGIN),
    edited("an argument nobody fills", "S03", (HOOK, HOOK.replace("case:", "cse:")), file=PLUGIN),
    edited("no mark", "S03", ("@hookimpl\n", ""), file=PLUGIN),
    edited("it yields", "S03", ("    return Escalation(", "    yield Escalation("), file=PLUGIN),
    edited("no Python", "S03", ("    return None", "    return Nothing to say"), file=PLUGIN),
    reaching("chance", "S04", "random.random()", "import random"),
    reaching("a file", "S04", "open(__file__).close()"),
    reaching("today", "S04", "dt.date.today()"),
    reaching("a module by its name", "S04", 'importlib.import_module("time")', "import importlib"),
    reaching("a builtin", "S04", 'eval("1")'),
    reaching("today given to another", "S04", "now()", "from functools import partial\n\nnow = partial(dt.date.today)"),
    reaching("the environment by way of another module", "S04", "warnings.sys.modules['os'].environ", "import warnings"),
    reaching("the journal", "S05", "", "from juso_core.journal import memory"),
    reaching("the office", "S05", "", "from juso_core import office"),
    edited("no core", "S06", ('["juso-core>=0.1,<1"]', "[]"), file=PROJECT),
    edited("no bounds", "S06", ("juso-core>=0.1,<1", "juso-core"), file=PROJECT),
    without("no readme", "S07", "README.md"),
    edited("no window for children", "G01", ('fields = ["child"]', 'only_for = ["young_carer"]'),
           ("any_field = true", 'only_for = ["hikikomori"]')),
    edited("another convenes", "G02", ('kinds = ["support_conference"]\nconvener = "fukushi"',
                                       'kinds = ["support_conference"]\nconvener = "shakyo"')),
    edited("the contractor decides", "G03", ('consent = "after"\ndrafters = ["shakyo"]\ndeliberated_in = ["juso-kaigi"]\n'
                                             'decided_by = "fukushi"', 'consent = "after"\ndecided_by = "shakyo"')),
    edited("reported to the contractor", "G04", ('informed = "fukushi"', 'informed = "shakyo"')),
    edited("the wrong conference", "G05", ('deliberated_in = ["juso-kaigi"]\ndecided_by', 'deliberated_in = ["shien-kaigi"]\n'
                                           "decided_by")),
    edited("not on the occasion of a plan", "G06", ('occasions = ["plan", "replan", "closure"]', 'occasions = ["closure"]')),
    edited("departs from the Act", "G07", (LAST, LAST + NOTE.replace("RULE", "L01"))),
    edited("departs from nothing", "G07", (LAST, LAST + NOTE.replace("RULE", "L99"))),
    edited("drafts and decides alone", "G08", ('drafters = ["shakyo"]\ndeliberated_in = ["juso-kaigi"]\ndecided_by',
                                               'drafters = ["fukushi"]\ndeliberated_in = ["juso-kaigi"]\ndecided_by')),
    edited("the conference is gone", "G11", ('occasions = ["plan", "replan", "closure"]',
                                             'occasions = ["plan", "replan", "closure"]\nuntil = "FY2025"')),
    edited("a question left out", "E01", (SILENT, '"counting_rules", "staff",')),
    edited("no document", "E02", ("\n[[programme]]", UNSOURCED + "\n[[programme]]"), ('hands_back_to = "@referrer"\ncite = "plan: 3 (2)"',
                                  'hands_back_to = "@referrer"\ncite = "unsourced: told by telephone"')),
    edited("silent and answered", "E03", (SILENT, SILENT + ' "plan.drafter",')),
    edited("no day", "E04", ("described_on = 2024-10-01\n", "")),
    edited("an old source", "E05", ('as_of = "2024-03"\nchecked = "2026-01-10"', 'as_of = "2024-03"\nchecked = "2024-03-31"')),
    edited("never checked", "E05", ('as_of = "2025-04"\nchecked = "2026-01-10"', 'as_of = "2025-04"')),
    edited("planned at no time", "E06", ('\n[[service]]\nid = "window-elderly"', PLANNED + '\n[[service]]\nid = "window-elderly"')),
    edited("judges without a note", "E07", ('kind = "judged"', 'kind = "stated"')),
    edited("a source for nothing", "E08", ("\n[[programme]]", '\n[[source]]\nid = "leaflet"\ntitle = "ちらし"\nas_of = "2024-05"\nchecked = "2026-01-10"\n'
                                           "\n[[programme]]")),
    edited("too many areas", "E09", ("count = 2", "count = 1")),
    edited("a term in no row", "E10", ("\n[[source]]\nid = \"plan\"", '\n[terms]\nsupport_plan = "よりそいプラン"\n\n[[source]]\nid = "plan"')),
    without("nothing expected", "P01", *(f"cases/{name}.expected.toml" for name in EXPECTED)),
    Bad("every answer silent", "P01", {**{f"cases/{name}.expected.toml": None for name in EXPECTED[:-1]},
                                       "cases/reiji-01.expected.toml": SILENCE}),
    edited("no expectation", "P02", ('key = "mac"', 'key = "mack"'), file="cases/V08.expected.toml"),
    edited("expected of another", "P02", ("999997", "132012"), file="cases/V08.expected.toml"),
    edited("no case", "P02", ('approached = "general_window"', 'approached = "bass"'), file=CASE),
    without("few expected", "P04", "cases/V06.expected.toml", "cases/V08.expected.toml"),
    Bad("a case called like a standard one", "P05", {"cases/V02.toml": STANDARD}),
    exempting("nothing needs it", "X01", 'check = "G08"\nabout = "plan_route.mac"\nreason = "The source says so."'),
    exempting("it is over", "X01", 'check = "E01"\nabout = "staff"\nreason = "The source says so."\nuntil = "FY2023"'),
    exempting("no reason", "X02", 'check = "G08"\nabout = "plan_route.mac"\nreason = " "'),
    exempting("about nothing", "X02", 'check = "G08"\nreason = "The source says so."'),
    exempting("from what the Act asks", "X02", 'check = "G02"\nabout = "meeting.shien-kaigi"\nreason = "We do so."'),
    exempting("from every proof", "X02", 'check = "P01"\nabout = "cases"\nreason = "There is no time."'),
    exempting("no such check", "X02", 'check = "G88"\nabout = "plan_route.mac"\nreason = "The source says so."'),
    exempting("from what nobody can be", "X02", 'check = "C05"\nabout = "juso_escalate"\nreason = "The source says so."'),
    exempting("a key nobody knows", "X02", 'check = "G08"\nabout = "plan_route.mac"\nreasons = "The source says so."'),
)  # fmt: skip

PATCHED = """
import juso_core.municipality.labels as labels

def label(structure, name, language, before=labels.label):
    return before(structure, name, language)
"""
CONVENE = """
@hookimpl
def juso_convene(case, occasion, municipality):
    if occasion is not Occasion.SHARE:
        return None
    return Convening(kind=ConferenceKind.SUPPORT_CONFERENCE, meeting="shien-kaigi", convener=("shakyo",), because=BECAUSE)
"""
INTAKE = """
@hookimpl
def juso_intake(consultation, municipality):
    if Topic.DEBT in consultation.topics:
        raise ValueError("a debt")
    return None
"""
SEEN = "seen = {}"
ORDER = """
TO = {"houkatsu", "shougai", "kodomo", "shakyo", "fukushi"}
"""
LOADING = """
from pathlib import PurePath
from juso_core.municipality import loading

loading.load(PurePath(__file__).with_name("structure.toml"))
"""
FIB = """
def fib(n):
    return n if n < 2 else fib(n - 1) + fib(n - 2)
"""

BEHAVIOUR = (
    reaching("it ends the process", "S08", "", "import os\n\nos._exit(0)"),
    reaching("it ends the process when it is asked", "S08", "os._exit(0)", "import os"),
    reaching("another package is missing", "S08", "", "import juso_nowhere_to_be_found"),
    reaching("it raises", "S08", "", 'raise RuntimeError("not today")'),
    reaching("its import does not end", "S08", "", "while True:\n    pass"),
    reaching("it leaves", "S08", "", "raise SystemExit"),
    reaching("juso is patched", "S09", "", PATCHED + "\nlabels.label = label\n"),
    reaching("a word of juso", "S09", "", 'Topic.HOUSING.__dict__["ja"] = "CHANGED"'),
    reaching("a table that juso needs", "S09", "", "from juso_core.casework import flow\n\nflow._LOOKING.clear()"),
    reaching("juso is patched on the way", "S09", "labels.label = label", PATCHED),
    coded("only when urgent", "C01", "return 1 / 0 if urgent(case, stage) else None"),
    coded("without an assessment", "C01", "return yes() if stage in STAGES and case.assessment.urgent else None"),
    coded("it leaves", "C01", "raise SystemExit(0)"),
    coded("only when urgent and stalled", "C01", "found = case.assessment\nif found is not None and found.urgent and found.stalled:\n"
          "    raise ValueError\nreturn yes() if urgent(case, stage) else None"),
    coded("too deep", "C01", "return juso_escalate(case, stage, municipality, on)"),
    reaching("only for one topic", "C01", "", INTAKE),
    coded("a dictionary", "C02", 'return {"mac": "yes"} if urgent(case, stage) else None'),
    coded("another decision", "C02", 'return Intake(window="window-elderly", because=BECAUSE)'),
    coded("true", "C02", "return bool(urgent(case, stage))"),
    coded("an id of nothing", "C03", 'return yes(receivers=("sonzai-shinai",)) if urgent(case, stage) else None'),
    coded("a list", "C03", 'return yes(receivers=["fukushi"]) if urgent(case, stage) else None'),
    coded("a word as text", "C03", 'return Escalation(mac="yse", because=BECAUSE) if urgent(case, stage) else None'),
    coded("no reason", "C04", "return Escalation(mac=Level.YES) if urgent(case, stage) else None"),
    coded("no such source", "C04", 'return Escalation(mac=Level.YES, because=(Reason(WHY, "memo: 1"),))'),
    coded("a reason for nothing", "C04", 'return Escalation(mac=Level.YES, because=(Reason(WHY, "plan: 1", about=("window",)),))'),
    reaching("the terms", "C05", 'municipality.terms["juso"] = "まるごと"'),
    reaching("the index", "C05", 'municipality.ids["fukushi"] = municipality.ids["shakyo"]'),
    reaching("the services", "C05", 'municipality.by_function.clear()'),
    reaching("the case", "C05", 'object.__setattr__(case, "local_class", "x")'),
    coded("it counts", "C06", "seen.append(1)\nreturn yes(local_class=str(len(seen))) if urgent(case, stage) else None", "seen = []"),
    coded("the first answer for all", "C06", 'if "first" not in seen:\n    seen["first"] = yes() if urgent(case, stage) else Escalation('
          'mac=Level.NO, because=BECAUSE)\nreturn seen["first"]', SEEN),
    coded("the last case", "C06", 'before = seen.get("last")\nseen["last"] = urgent(case, stage)\nreturn yes() if before else None', SEEN),
    coded("in the order of a set", "C06", "return yes(network=tuple(TO)) if urgent(case, stage) else None", ORDER),
    coded("by hash", "C06", 'return yes(local_class=str(hash("reiji") % 97)) if urgent(case, stage) else None'),
    coded("by address", "C06", "return yes(local_class=str(id(KEPT))) if urgent(case, stage) else None", "KEPT = object()"),
    reaching("today", "C07", "dt.date.today()"),
    reaching("now under another name", "C07", "When.now()", "from datetime import datetime as When"),
    reaching("today in hiding", "C07", 'getattr(dt.date, "to" + "day")()'),
    reaching("time", "C07", "clock()", "from time import time as clock"),
    reaching("sleep", "C07", "time.sleep(0)", "import time"),
    reaching("chance", "C07", "random.random()", "import random"),
    reaching("a number of its own", "C07", "uuid4()", "from uuid import uuid4"),
    reaching("secrets", "C07", "secrets.token_hex()", "import secrets"),
    reaching("today at import", "C07", "", 'TODAY = getattr(dt.date, "to" + "day")()'),
    reaching("today from another year on", "C07", "if on > dt.date(2025, 3, 31):\n    getattr(dt.date, 'to' + 'day')()"),
    reaching("open", "C08", "open(__file__).close()"),
    reaching("a path", "C08", "Path(__file__).read_text(encoding='utf-8')", "from pathlib import Path"),
    reaching("a socket", "C08", "socket.socket().close()", "import socket"),
    reaching("a process", "C08", "with suppress(OSError):\n    subprocess.run(['juso-no-such-program'])",
             "import subprocess\nfrom contextlib import suppress"),
    reaching("a database", "C08", "sqlite3.connect(':memory:').close()", "import sqlite3"),
    reaching("a resource", "C08", "files(__package__).joinpath('structure.toml').read_text(encoding='utf-8')",
             "from importlib.resources import files"),
    reaching("a data file", "C08", "pkgutil.get_data(__package__, 'structure.toml')", "import pkgutil"),
    reaching("open in hiding", "C08", "__builtins__['op' + 'en'](__file__).close()"),
    reaching("a module of its own that opens", "C08", "from juso_good import late", files={
        "juso_good/late.py": "__builtins__['op' + 'en'](__file__).close()\n"}),
    reaching("a file at import", "C08", "", LOADING),
    coded("it does not end", "C09", "while urgent(case, stage):\n    pass"),
    coded("it does not end on another day", "C09", "while on.year > 2024:\n    pass"),
    reaching("it ends late", "C09", "for a in range(400):\n    for b in range(400):\n        c = a + b"),
    reaching("it calls itself too often", "C09", "fib(25)", FIB),
    coded("a section that is gone", "C10", 'return yes(receivers=("seikatsu",)) if urgent(case, stage) else None'),
    coded("it looks up what is gone", "C10", 'municipality.ids["seikatsu"]\nreturn yes() if urgent(case, stage) else None'),
    reaching("in years to come", "C10", "if on > dt.date(2030, 1, 1):\n    raise ValueError"),
    reaching("on a 29 February", "C10", "on.replace(year=on.year + 1)"),
    reaching("it prints", "C11", "print(stage)"),
    reaching("the contractor convenes", "G09", "", CONVENE),
    edited("reopened while open", "G10", ("wants = []\n", "wants = []\n" + REOPENED), file=CASE),
    edited("the judgement is missing", "P03", ("Level.YES", "Level.NO"), file=PLUGIN),
    edited("expected otherwise", "P03", ('is = "no"', 'is = "yes"'), file="cases/V08.expected.toml"),
)  # fmt: skip

BAD = (*FILES, *BEHAVIOUR)
GOOD_ONE = Bad("good", "none")
