"""guide: the roles compared, as an HTML file."""

from __future__ import annotations

import argparse

from assess.cli.common import shown
from assess.clock import today
from assess.errors import AssessError
from assess.files import write_text
from assess.formats.model_yaml.loader import load_model


def guide(options: argparse.Namespace) -> int:
    """Write the model's role guide; refused where the model has none."""
    from assess.report.guide import guide_report

    if options.output.suffix.lower() != ".html":
        raise AssessError(f"{options.output}: its name must end with .html.")
    model = load_model(options.model)
    if not any(getattr(model.guide, name) for name in model.guide.__dataclass_fields__):
        raise AssessError(
            "This model has no role guide; write one under 'guide' in its file "
            "(docs/model-authoring.md says how)."
        )
    text = guide_report(model, generated=today())
    write_text(options.output, text, public=True)
    print(f"{shown(options.output)}: {len(text.encode()):,} bytes")
    return 0
