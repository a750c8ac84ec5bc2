"""The words in which steps, the fields of an advice and its givers are told to people."""

from collections.abc import Mapping
from typing import Any

from juso_core.casework.decisions import Act
from juso_core.citation import Giver
from juso_core.language.messages import N_, _, current
from juso_core.municipality.words import ConferenceKind, Level, Required, Together, Topic, Trait, Word

__all__ = [
    "APPLICANTS",
    "COMMANDS",
    "DEEDS",
    "FIELDS",
    "FIELD_WORDS",
    "FINDINGS",
    "GIVERS",
    "MANY",
    "RELEVANT",
    "SUMMARY",
    "fact_name",
    "fields_of_step",
    "value_shown",
]

COMMANDS: Mapping[str, str] = {
    "Receive": N_("consultation received"),
    "Assess": N_("assessment"),
    "Refer": N_("referral"),
    "Answer": N_("answer to the referral"),
    "Return": N_("return to the referrer"),
    "Apply": N_("application"),
    "RecordConsent": N_("consent"),
    "Share": N_("information shared"),
    "CallConference": N_("conference called"),
    "HoldConference": N_("conference held"),
    "CallOff": N_("conference called off"),
    "Draft": N_("plan drafted"),
    "Submit": N_("plan submitted"),
    "Decide": N_("support decision"),
    "Report": N_("plan reported"),
    "Support": N_("support"),
    "Outreach": N_("outreach"),
    "Participate": N_("participation support"),
    "Evaluate": N_("plan evaluated"),
    "Close": N_("closed"),
    "Interrupt": N_("interrupted"),
    "Reopen": N_("reopened"),
    "Emergency": N_("emergency"),
    "Correct": N_("correction"),
}
DEEDS: Mapping[str, str] = {
    "receive": COMMANDS["Receive"],
    "assess": COMMANDS["Assess"],
    "refer": COMMANDS["Refer"],
    "answer": COMMANDS["Answer"],
    "give_back": COMMANDS["Return"],
    "apply": COMMANDS["Apply"],
    "consent": COMMANDS["RecordConsent"],
    "share": COMMANDS["Share"],
    "call": COMMANDS["CallConference"],
    "hold": COMMANDS["HoldConference"],
    "call_off": COMMANDS["CallOff"],
    "draft": COMMANDS["Draft"],
    "submit": COMMANDS["Submit"],
    "decide": COMMANDS["Decide"],
    "report": COMMANDS["Report"],
    "support": COMMANDS["Support"],
    "outreach": COMMANDS["Outreach"],
    "participate": COMMANDS["Participate"],
    "evaluate": COMMANDS["Evaluate"],
    "close": COMMANDS["Close"],
    "interrupt": COMMANDS["Interrupt"],
    "reopen": COMMANDS["Reopen"],
    "emergency": COMMANDS["Emergency"],
    "correct": COMMANDS["Correct"],
}
"""The office's methods, in the same words."""
FIELDS: Mapping[str, str] = {
    "window": N_("window"),
    "alternatives": N_("other windows"),
    "form": N_("form"),
    "check": N_("to be checked"),
    "mac": N_("multi-agency collaboration"),
    "outreach": N_("outreach"),
    "participation": N_("participation support"),
    "receivers": N_("taken by"),
    "network": N_("brought in"),
    "triage": N_("sorted by"),
    "applicant": N_("who applies"),
    "proposal": N_("form of the answer"),
    "local_class": N_("local class"),
    "withdrawal": N_("what follows the withdrawal"),
    "post_closure_lead": N_("lead afterwards"),
    "required": N_("required"),
    "kind": N_("legal kind"),
    "meeting": N_("meeting"),
    "subjects": N_("about"),
    "identified": N_("with identity"),
    "convener": N_("convened by"),
    "lead": N_("led by"),
    "secretariat": N_("secretariat"),
    "members": N_("members"),
    "cadence": N_("how often"),
    "pledge": N_("pledge"),
    "drafters": N_("drafted by"),
    "together": N_("several of them act"),
    "deliberated_in": N_("deliberated in"),
    "decider": N_("decided by"),
    "informed": N_("reported to"),
    "act": N_("act of the municipality"),
}
GIVERS: Mapping[Giver, str] = {
    Giver.PLUGIN: N_("the municipality's plugin"),
    Giver.STRUCTURE: N_("the municipality's structure"),
    Giver.NATIONAL: N_("the national standard, as nothing is stated for the municipality"),
    Giver.ACTOR: N_("the person acting"),
}
FIELD_WORDS: Mapping[str, type[Word]] = {
    "mac": Level,
    "outreach": Level,
    "participation": Level,
    "required": Required,
    "kind": ConferenceKind,
    "check": Topic,
    "together": Together,
    "act": Act,
}
RELEVANT: Mapping[str, tuple[str, ...]] = {
    "Assess": ("mac", "local_class", "outreach", "participation"),
    "Refer": ("mac", "local_class", "receivers", "network", "triage"),
    "Answer": ("mac", "proposal"),
    "Return": ("mac",),
    "Apply": ("applicant", "form"),
    "HoldConference": ("outreach", "participation"),
    "Draft": ("drafters", "together", "deliberated_in"),
    "Submit": ("deliberated_in",),
    "Decide": ("decider", "act"),
    "Report": ("informed", "act"),
    "Close": ("post_closure_lead",),
}
"""The fields of the advice that a command turns on; a command that is not here turns on all of them."""
FINDINGS: Mapping[str, str] = {
    "complaint_clear": N_("complaint clear"),
    "responsibility": N_("responsibility"),
    "agencies_needed": N_("agencies needed"),
    "household_issue": N_("issue of the household"),
    "cooperation": N_("cooperation"),
}
"""What can be unknown of an assessment."""
SUMMARY: Mapping[str, str] = {
    "mac": N_("multi-agency collaboration"),
    "local_class": N_("local class"),
    "conf1": N_("first conference"),
    "convener": N_("convened by"),
    "lead": N_("led by"),
    "drafters": N_("drafted by"),
    "decider": N_("decided by"),
    "informed": N_("reported to"),
    "pattern": N_("pattern of the plan"),
    "interruption": N_("interruption"),
    "reopening": N_("reopening"),
    "replan": N_("new plan"),
}
"""The keys of a summary."""
MANY = 8
APPLICANTS = {"person": N_("the person"), "agency": N_("an agency")}

_OF_STEP: Mapping[str, tuple[str, ...]] = {
    "intake": ("window", "form"),
    "start": ("mac", "local_class", "receivers"),
    "at_window": ("mac", "local_class", "receivers", "network", "triage"),
    "at_mac": ("mac", "applicant", "form", "proposal"),
    "in_conference": ("outreach", "participation"),
    "at_closure": ("post_closure_lead",),
    "convene": (
        "required",
        "meeting",
        "kind",
        "convener",
        "together",
        "lead",
        "secretariat",
        "members",
        "cadence",
        "pledge",
    ),
    "approve": ("drafters", "together", "deliberated_in", "decider", "informed"),
}


def fact_name(name: str) -> str:
    """Return what an unknown fact of a case file is called: a finding, or a trait of a member."""
    who, colon, trait = name.partition(": ")
    return f"{who} {Trait(trait).label(current())}" if colon else _(FINDINGS[name])


def value_shown(value: Any) -> str:
    """Return what people read for the value of such a fact: yes or no, a word, or a number."""
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    return value.label(current()) if isinstance(value, Word) else str(value)


def fields_of_step(step: str, stage: str | None) -> tuple[str, ...]:
    """Return the fields of an advice that are told of a step of a path, in this order."""
    return _OF_STEP.get((stage or "") if step in ("escalate", "closure") else step, ())
