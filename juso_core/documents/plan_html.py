"""A draft as one HTML file: readable offline, in print, by keyboard and screen reader.

No script, nothing from outside: the policy in the page lets in its own style and nothing else.
"""

import base64
import hashlib
from pathlib import Path
from typing import Final

from juso_core.documents.comparison_html.spoken import spoken
from juso_core.documents.needed import needed
from juso_core.documents.plan_layout import laid_out
from juso_core.documents.plan_model import Draft

__all__ = ["as_html"]

_TEMPLATES: Final = Path(__file__).with_name("templates")


def as_html(draft: Draft) -> str:
    """Return the page; raises DocumentsMissing where Jinja2 is not installed."""
    jinja2 = needed("jinja2")
    style = (_TEMPLATES / "plan.css").read_text(encoding="utf-8")
    environment = jinja2.Environment(
        loader=jinja2.FileSystemLoader(_TEMPLATES),
        autoescape=True,
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
    )
    environment.filters["said"] = lambda text: spoken(text, draft.language)
    # A style is no text that has to be escaped; it is ours, and the policy lets in just this one.
    page: str = environment.get_template("plan.html").render(
        **laid_out(draft),
        style=jinja2.utils.markupsafe.Markup(style),
        policy=_policy(style),
        colon="：" if draft.language == "ja" else ": ",
    )
    return page


def _policy(style: str) -> str:
    digest = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
    return f"default-src 'none'; style-src 'sha256-{digest}'; base-uri 'none'; form-action 'none'"
