"""The file for whoever is asked: one HTML page that works without a network and saves a reply."""

from __future__ import annotations

import base64
import hashlib
import json
from html import escape
from typing import TYPE_CHECKING

from assess.app.feedback import texts
from assess.app.messages.feedback import Asking
from assess.app.messages.files import File
from assess.app.shared.widgets import style_of
from assess.bundles import script
from assess.clock import day_of
from assess.domain.model import CompetencyModel
from assess.report.files.plan_text import file_name
from assess.report.markup import stylesheet

if TYPE_CHECKING:
    from assess.store import FeedbackRequest

_PAGE = """<!DOCTYPE html>
<html lang="{language}">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="{csp}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="referrer" content="no-referrer">
<title>{title}</title>
<style>
{style}
</style>
</head>
<body>
<div class="as-app"><main class="ui-feedback-file"><noscript>{no_script}</noscript></main></div>
<script type="application/json" id="assess-request">{data}</script>
<script type="module">{script}</script>
</body>
</html>
"""
STYLES = ("shell/page", "account/account", "shell/buttons", "shared/fields", "rate/rate")


def request_file(model: CompetencyModel, request: FeedbackRequest, asking: Asking) -> File:
    """Make the file of a request. It holds what is asked, and nothing that anybody answered."""
    code = script("feedback/reply/file").replace("</", "<\\/")
    digest = base64.b64encode(hashlib.sha256(code.encode()).digest()).decode()
    name, day = request.name, day_of(request.created)
    data = {
        "request": request.id,
        "model": {"id": request.model_id, "version": request.model_version},
        "file": file_name("reply", whose=name, audience="share", day=day),
        "asking": asking,
        "texts": texts.REPLY,
    }
    # "<" would end the element, whatever it is part of
    text = json.dumps(data, ensure_ascii=False, separators=(",", ":")).replace("<", "\\u003c")
    title = texts.REPLY["title"].format(name=name) if name else texts.REPLY["titleNoName"]
    page = _PAGE.format(
        language=escape(model.language),
        csp=(
            f"default-src 'none'; style-src 'unsafe-inline'; script-src 'sha256-{digest}'; "
            "base-uri 'none'; form-action 'none'"
        ),
        title=escape(title),
        style=stylesheet("tokens.css", "page.css") + style_of(*STYLES, "feedback/feedback"),
        no_script=escape(texts.REPLY["script"]),
        data=text,
        script=code,
    )
    called = file_name("questions", whose=name, audience="share", day=day)
    return File(kind="file", name=called, type="text/html", text=page)
