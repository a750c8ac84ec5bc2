"""A case from the first consultation to its closing, from the command line alone."""

import codecs
import csv
import io
import json
from pathlib import Path

from juso_core.journal.sql import SqlJournal

WHO = [word for who in ("sasaeai", "fukushi-seisaku", "anshin") for word in ("--attendee", who)]


def test_a_case_goes_from_consultation_to_closing(juso, referred, office: Path) -> None:
    case = referred
    steps = (
        ("consent", "--of", "son", "--share", "given", "--on", "2024-06-01"),
        ("consent", "--of", "mother", "--use", "given", "--share", "given", "--on", "2024-06-01"),
        ("apply", "--by", "sasaeai", "--on", "2024-06-02"),
        ("assess", "--form-1-2", "--responsibility", "unclear", "--by", "sasaeai", "--on", "2024-06-10"),
        ("draft", "--kind", "mac", "--includes", "participation", "--includes", "other", "--by", "sasaeai",
         "--on", "2024-06-15"),
        ("submit", "--by", "sasaeai", "--on", "2024-06-15"),
        ("call", "--occasion", "plan", "--plan", "P1", "--by", "sasaeai", "--on", "2024-06-16"),
        ("hold", "--outcome", "agreed", *WHO, "--by", "sasaeai", "--on", "2024-06-23"),
        ("decide", "--by", "fukushi-seisaku", "--on", "2024-06-25"),
        ("support", "--by", "sasaeai", "--on", "2024-07-01"),
        ("participate", "matching", "--by", "sasaeai", "--on", "2024-07-02"),
        ("support", "--contact", "lost", "--by", "sasaeai", "--on", "2024-08-01"),
        ("call", "--occasion", "interruption", "--by", "sasaeai", "--on", "2024-09-01"),
        ("hold", "--outcome", "agreed", *WHO, "--by", "sasaeai", "--on", "2024-09-05"),
        ("interrupt", "--by", "sasaeai", "--on", "2024-09-05"),
        ("reopen", "--consent-confirmed", "--by", "sasaeai", "--on", "2024-10-01"),
        ("assess", "--form-1-2", "--responsibility", "clear", "--by", "sasaeai", "--on", "2024-10-02"),
        ("draft", "--kind", "mac", "--includes", "other", "--by", "sasaeai", "--on", "2024-10-03"),
        ("submit", "--by", "sasaeai", "--on", "2024-10-03"),
        ("call", "--occasion", "replan", "--plan", "P2", "--by", "sasaeai", "--on", "2024-10-04"),
        ("hold", "--outcome", "agreed", *WHO, "--by", "sasaeai", "--on", "2024-10-10"),
        ("report", "--by", "sasaeai", "--on", "2024-10-11"),
        ("support", "--by", "sasaeai", "--on", "2024-10-12"),
        ("evaluate", "--by", "sasaeai", "--on", "2025-02-01"),
        ("call", "--occasion", "closure", "--by", "sasaeai", "--on", "2025-02-02"),
        ("hold", "--outcome", "agreed", *WHO, "--by", "sasaeai", "--on", "2025-02-10"),
        ("close", "--reason", "roles_agreed", "--lead", "anshin", "--by", "sasaeai", "--on", "2025-02-15"),
    )  # fmt: skip
    for name, *words in steps:
        done = juso("case", name, case, *words)
        assert done.code == 0, (name, words, done.err)

    state = juso("case", "show", case, "--json").data
    assert state["phase"] == "closed"
    assert state["post_closure_lead"] == "anshin"
    assert [plan["stage"] for plan in state["plans"]] == ["superseded", "ended"]

    explained = juso("explain", case, "--json").data
    assert explained["schema"] == "juso.explanation/1"
    convened = next(one for one in explained["steps"] if one["step"] == "CallConference")
    assert convened["advice"]["meeting"]["origin"] == "structure"
    assert convened["advice"]["meeting"]["cites"][0]["heading"].startswith("八王子")

    report = juso("report", "--year", "R6", "--json").data
    counted = {row["id"]: row["value"] for row in report["rows"] if row["whose"] == "national"}
    assert (counted["closures"], counted["interruptions"], counted["reopenings"]) == (1, 1, 1)
    assert (counted["plans"], counted["support-decisions"], counted["plan-reports"]) == (2, 1, 1)


def test_names_and_free_text_are_apart_from_the_events(juso, received: str, office: Path) -> None:
    why = "架空の理由を書いておく"
    done = juso("case", "refer", received, "--to", "fukushi-seisaku", "--why", why, "--on", "2024-05-13", "--json")
    assert done.data["advice"]["receivers"]["note"] == "N1"
    history = juso("case", "history", received, "--json").out
    assert "架空" not in history
    assert "架空一郎" in juso("case", "show", received, "--people").out
    assert "架空一郎" not in juso("case", "show", received).out
    journal = SqlJournal.open(str(office / "juso.db"))
    assert journal.vault.note(received, "N1").text == why
    journal.close()


def test_facts_from_a_file_and_options_win(juso, office: Path) -> None:
    facts = office / "case.toml"
    facts.write_text(
        'schema = "juso.case/1"\nid = "T1"\ninvented = true\ntitle = { ja = "例", en = "example" }\n'
        '[consultation]\napproached = "base"\nbrought_by = "relative"\ntopics = ["hikikomori_nonattendance*"]\n'
        'person = "man"\n[[member]]\nref = "man"\nage = 55\ntraits = ["hikikomori"]\n'
        'consent = { use = "unreachable", share = "unreachable" }\n[assessment]\nresponsibility = "nobody"\n'
        'agencies_needed = "?"\nwants = ["outreach"]\n',
        encoding="utf-8",
    )
    received = juso("case", "receive", "--facts", facts, "--brought-by", "neighbour", "--json")
    assert received.code == 0, received.err
    assert received.data["events"][0]["consultation"]["brought_by"] == "neighbour"
    assessed = juso("case", "assess", received.data["case"], "--facts", facts, "--json")
    assert assessed.data["advice"]["local_class"]["value"] == "4"
    more = office / "more.json"
    more.write_text(json.dumps({"assessment": {"responsibility": "nobody", "want": ["outreach"]}}), encoding="utf-8")
    refused = juso("case", "assess", received.data["case"], "--facts", more)
    assert (refused.code, refused.out) == (2, "")
    assert "assessment.want" in refused.err
    assert "'wants'" in refused.err


def test_reports_as_csv_that_excel_opens(juso, referred: str, office: Path) -> None:
    assert juso("report", "--from", "2024-05", "--to", "2024-05", "--csv", "out.csv").code == 0
    raw = (office / "out.csv").read_bytes()
    assert raw.startswith(codecs.BOM_UTF8)
    rows = list(csv.reader(io.StringIO(raw.decode("utf-8-sig"))))
    assert any("multi-agency collaboration" in cell for row in rows for cell in row)
    assert juso("report", "--year", "令和6年度", "--csv", "out932.csv", "--encoding", "cp932", "--lang", "ja").code == 0
    assert "多機関協働" in (office / "out932.csv").read_bytes().decode("cp932")


def test_correction_keeps_what_was_written(juso, received: str) -> None:
    done = juso(
        "case", "correct", received, "--approached", "base", "--brought-by", "family", "--person", "son",
        "--topic", "debt*", "--member", "son::57:hikikomori", "--member", "mother:mother:84",
        "--member", "sister:sibling:50", "--corrects", "1", "--why", "聞き違い", "--on", "2024-05-12",
    )  # fmt: skip
    assert done.code == 0, done.err
    state = juso("case", "show", received, "--json").data
    assert [member["ref"] for member in state["members"]] == ["son", "mother", "sister"]
    entries = juso("case", "history", received, "--json").data["entries"]
    assert entries[0]["facts"]["consultation"]["brought_by"] == "care_manager"
    assert entries[-1]["event"] == "Corrected"


def test_an_emergency_is_never_blocked(juso, received: str) -> None:
    told = ("--kind", "police", "--to", "other:police", "--on", "2024-05-11")
    done = juso("case", "emergency", received, *told, "--json")
    assert done.code == 0, done.err
    assert [v["rule"] for v in done.data["law"]] == ["L21"]
