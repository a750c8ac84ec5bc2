"""``juso completion SHELL``: prints the script by which a shell completes juso's commands."""

import click
from click.shell_completion import ShellComplete, get_completion_class

from juso_core.cli.completing import VARIABLE
from juso_core.language.help import Command
from juso_core.language.messages import _

__all__ = ["completion"]

_SHELLS = ("bash", "zsh", "fish")


def _run(shell: str) -> None:
    kind = get_completion_class(shell)
    assert kind is not None, "click knows the shells that are offered"
    program = click.get_current_context().find_root().command
    # click's own way for bash runs the bash of this machine first, and complains about an old one.
    script = ShellComplete.source(kind(program, {}, "juso", VARIABLE))
    click.echo(_for_old_bash(script) if shell == "bash" else script, nl=False)


def _for_old_bash(script: str) -> str:
    """Let a bash that cannot leave the order alone sort what it is offered."""
    line = next((line for line in script.splitlines() if "complete -o nosort" in line), None)
    if line is None:
        return script
    return script.replace(line, f"{line} 2>/dev/null ||\n    {line.strip().replace('-o nosort ', '')}")


completion = Command(
    "completion",
    callback=_run,
    help=_(
        "Print the script by which a shell completes juso's commands, municipalities and cases.\n\n"
        "Where it goes:\n\n"
        "\b\n"
        "bash  juso completion bash > ~/.local/share/bash-completion/completions/juso\n"
        'zsh   juso completion zsh > "${fpath[1]}/_juso"\n'
        "fish  juso completion fish > ~/.config/fish/completions/juso.fish\n\n"
        "It works from the next start of the shell on."
    ),
    params=[click.Argument(["shell"], type=click.Choice(_SHELLS), metavar="bash|zsh|fish")],
)
