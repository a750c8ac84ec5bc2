"""The table of commands: where each is, and its short help. ``--help`` reads this and imports none of them."""

from juso_core.language.messages import N_

__all__ = ["CASE", "PLUGINS", "TOP"]

TOP: dict[str, tuple[str, str]] = {
    "demo": ("juso_core.cli.demo:demo", N_("Walk a municipality's own cases and show what came out.")),
    "init": ("juso_core.cli.instances:init", N_("Make an instance: the folder with juso.toml and the database.")),
    "new": ("juso_core.cli.new:new", N_("Make the folder of a new municipality, from answers and its windows.")),
    "plugins": ("juso_core.cli.groups:plugins", N_("List, enable and disable municipalities.")),
    "check": ("juso_core.cli.check:check_command", N_("Check plugins, and say how far each of them is.")),
    "show": ("juso_core.cli.show:show", N_("Show what a municipality's sources say, and where they are silent.")),
    "case": ("juso_core.cli.groups:case", N_("Receive, walk and close cases.")),
    "simulate": ("juso_core.cli.simulate:simulate", N_("Walk a case through several municipalities.")),
    "compare": ("juso_core.cli.compare:compare", N_("Compare municipalities, cell by cell with citations.")),
    "explain": ("juso_core.cli.explain:explain", N_("Explain every step of a case, real or simulated.")),
    "report": ("juso_core.cli.report:report", N_("Count a fiscal year or another period.")),
    "export": ("juso_core.cli.export:export", N_("Export facts, paths and the matrix as tables for other tools.")),
    "plan-draft": ("juso_core.cli.plan_draft:plan_draft", N_("Draft an implementation plan from the facts.")),
    "doctor": ("juso_core.cli.doctor:doctor", N_("Look whether everything juso needs is in order.")),
    "completion": ("juso_core.cli.completion:completion", N_("Print what completes commands in a shell.")),
    "schema": ("juso_core.cli.schema:schema", N_("Print a format's JSON Schema, or the words that files may use.")),
}

PLUGINS: dict[str, tuple[str, str]] = {
    "list": ("juso_core.cli.plugins_list:list_plugins", N_("List what is installed and what is enabled.")),
    "info": ("juso_core.cli.plugins_info:info", N_("Say what a plugin is, without running its code.")),
    "enable": ("juso_core.cli.plugins_enable:enable", N_("Enable a municipality in this instance.")),
    "disable": ("juso_core.cli.plugins_disable:disable", N_("Disable a municipality; its cases stay readable.")),
    "check": ("juso_core.cli.plugins_check:check", N_("Say whether plugins can be used.")),
    "upgrade-notes": ("juso_core.cli.plugins_notes:upgrade_notes", N_("Say what an upgrade changes.")),
}

CASE: dict[str, tuple[str, str]] = {
    "receive": ("juso_core.cli.cases:receive", N_("Receive a consultation and open a case.")),
    "assess": ("juso_core.cli.cases:assess", N_("Enter an assessment.")),
    "refer": ("juso_core.cli.cases:refer", N_("Refer to multi-agency collaboration.")),
    "answer": ("juso_core.cli.cases:answer", N_("Take a referral in, or answer with a proposal.")),
    "return": ("juso_core.cli.cases:give_back", N_("Return a referral to the referrer.")),
    "apply": ("juso_core.cli.cases:apply", N_("Receive an application (form 1-1).")),
    "consent": ("juso_core.cli.cases:consent", N_("Record one person's consents.")),
    "share": ("juso_core.cli.cases:share", N_("Pass information to agencies outside a conference.")),
    "call": ("juso_core.cli.cases:call", N_("Call a conference.")),
    "hold": ("juso_core.cli.cases:hold", N_("Hold a called conference.")),
    "call-off": ("juso_core.cli.cases:call_off", N_("Call a conference off.")),
    "draft": ("juso_core.cli.cases:draft", N_("Draft a plan, or the successor of one.")),
    "submit": ("juso_core.cli.cases:submit", N_("Put a plan to a conference.")),
    "decide": ("juso_core.cli.cases:decide", N_("Take the support decision on a plan.")),
    "report": ("juso_core.cli.cases:report", N_("Report a plan to the municipality.")),
    "support": ("juso_core.cli.cases:support", N_("Begin or go on with support by a plan.")),
    "outreach": ("juso_core.cli.cases:outreach", N_("Record what was done in outreach.")),
    "participate": ("juso_core.cli.cases:participate", N_("Record what was done in participation support.")),
    "evaluate": ("juso_core.cli.cases:evaluate", N_("Evaluate a plan (form 2-2).")),
    "close": ("juso_core.cli.cases:close", N_("End a case and name who leads from now on.")),
    "interrupt": ("juso_core.cli.cases:interrupt", N_("Interrupt a case.")),
    "reopen": ("juso_core.cli.cases:reopen", N_("Take a closed or interrupted case up again.")),
    "emergency": ("juso_core.cli.cases:emergency", N_("Record that help was called in an emergency.")),
    "correct": ("juso_core.cli.cases:correct", N_("Correct what was entered.")),
    "list": ("juso_core.cli.looking:list_cases", N_("List the cases.")),
    "show": ("juso_core.cli.looking:show_case", N_("Show where a case stands.")),
    "history": ("juso_core.cli.looking:history", N_("Show every entry of a case.")),
}
