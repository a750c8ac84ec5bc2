"""The whole page: every part as plain values, then the template.

The policy in the page lets in the page's own style, by its hash, and nothing else. The same comparison gives the same
bytes: nothing in the page says when it was made.
"""

import base64
import hashlib
from collections.abc import Iterable, Sequence
from functools import partial
from pathlib import Path
from typing import Any, Final

from juso_core import __version__
from juso_core.desk import Place
from juso_core.documents.comparison_html.areas_view import areas_view
from juso_core.documents.comparison_html.differences_view import differences_view
from juso_core.documents.comparison_html.distance_view import distance_view
from juso_core.documents.comparison_html.figures_view import figures_view
from juso_core.documents.comparison_html.matrix_view import column_view, groups_view, state_sign
from juso_core.documents.comparison_html.palette import custom_properties
from juso_core.documents.comparison_html.path_view import case_view
from juso_core.documents.comparison_html.references import References
from juso_core.documents.comparison_html.sources_view import sources_view
from juso_core.documents.comparison_html.spoken import cleaned, is_japanese, spoken
from juso_core.documents.comparison_html.step_law import MARKS, STOPPED
from juso_core.documents.comparison_html.step_said import MEANINGS
from juso_core.documents.comparison_html.words import words
from juso_core.documents.needed import needed
from juso_core.language.messages import _, current
from juso_core.municipality.questions import AnswerState
from juso_core.research.comparing.behaviour import Behaviour
from juso_core.research.comparing.measures import MEASURES
from juso_core.research.comparing.model import Matrix
from juso_core.research.comparing.sentences import on_other_days
from juso_core.research.comparing.standard import with_national

__all__ = ["comparison_page"]

_TEMPLATES: Final = Path(__file__).resolve().parent.parent / "templates"


def comparison_page(matrix: Matrix, places: Sequence[Place], found: Iterable[Behaviour]) -> str:
    """Return the page in the current language.

    ``matrix`` holds the municipalities of ``places``, in the same order and without the national standard; ``found``
    are the cases, taken through the same places, one after the other. Raises DocumentsMissing where Jinja2 is missing.
    """
    style = custom_properties() + (_TEMPLATES / "comparison.css").read_text(encoding="utf-8")
    markup = needed("markupsafe")
    names = [column.label(current()) for column in matrix.columns]
    whole = with_national(matrix)
    references = References(whole.columns)
    page: str = (
        _environment()
        .get_template("comparison.html")
        .render(
            language=current(),
            # A style is no text that has to be escaped; it is ours, and the policy lets in just this one.
            style=markup.Markup(style),
            policy=_policy(style),
            words=words(version=__version__, count=len(matrix.dimensions)),
            columns=[column_view(column) for column in whole.columns],
            other_days=list(on_other_days(whole.columns)),
            states=[state_sign(state) for state in AnswerState],
            marks=[(mark, _(meaning)) for mark, meaning in MEANINGS.items()],
            law={kind.value: sign for kind, (sign, _word) in MARKS.items()} | {"stopped": STOPPED[0]},
            groups=groups_view(whole),
            differences=differences_view(matrix),
            distance=distance_view(whole),
            cases=[case_view(one, names, references) for one in found],
            definitions=[
                (one.name.in_language(current()), one.id, one.definition.in_language(current()))
                for one in MEASURES.values()
            ],
            areas=areas_view(places, names),
            figures=figures_view(places, names),
            example=_example(matrix),
            sources=sources_view(whole, references),
        )
    )
    return page


def _environment() -> Any:
    jinja2 = needed("jinja2")
    environment = jinja2.Environment(
        loader=jinja2.FileSystemLoader(_TEMPLATES),
        autoescape=True,
        undefined=jinja2.StrictUndefined,
        finalize=cleaned,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters["spoken"] = partial(spoken, language=current())
    environment.filters["lang"] = partial(_lang, language=current())
    return environment


def _lang(text: str, language: str) -> Any:
    """The attribute of an element of a picture that holds Japanese, in a page of another language."""
    marked = language != "ja" and is_japanese(text)
    return needed("markupsafe").Markup(' lang="ja"' if marked else "")


def _example(matrix: Matrix) -> str:
    """A cell that says something, where there is one."""
    cells = [cell for one in matrix.dimensions for cell in matrix.row(one.id)]
    return next((cell.id for cell in cells if cell.answered), cells[0].id if cells else "CODE:DIMENSION")


def _policy(style: str) -> str:
    digest = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
    return f"default-src 'none'; style-src 'sha256-{digest}'; img-src 'none'; base-uri 'none'; form-action 'none'"
