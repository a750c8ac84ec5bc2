"""The program ``juso``: chooses the language, finds the command, turns errors into messages and exit codes.

Exit codes: 0 done; 1 refused or impossible; 2 the command was not understood.
"""

import os
import sys

import click

from juso_core.language.messages import choose, use

__all__ = ["run"]

_ANYWHERE = ("--lang", "--instance")


def run(arguments: list[str] | None = None) -> None:
    """Run the program with the given arguments (those of the process, when None) and exit."""
    argv = _hoisted(sys.argv[1:] if arguments is None else arguments)
    use(choose(argv, os.environ))
    # The groups' help is written when they are imported, so the language comes first.
    from juso_core.cli.failures import exit_code_of
    from juso_core.cli.root import juso

    if "_JUSO_COMPLETE" in os.environ:
        from juso_core.cli.completing import answer

        answer(juso, _hoisted)
        sys.exit(0)
    try:
        code = juso.main(args=argv, prog_name="juso", standalone_mode=False)
    except Exception as error:
        sys.exit(exit_code_of(error))
    except KeyboardInterrupt:
        click.echo(err=True)
        sys.exit(130)
    sys.exit(code if isinstance(code, int) else 0)


def _hoisted(arguments: list[str]) -> list[str]:
    """Bring the options that belong to the program itself to the front, wherever they were written."""
    end = arguments.index("--") if "--" in arguments else len(arguments)
    front: list[str] = []
    rest: list[str] = []
    words = iter(arguments[:end])
    for word in words:
        if word in _ANYWHERE:
            front += [word, *([value] if (value := next(words, None)) is not None else [])]
        elif word.startswith(tuple(f"{name}=" for name in _ANYWHERE)):
            front.append(word)
        else:
            rest.append(word)
    return [*front, *rest, *arguments[end:]]
