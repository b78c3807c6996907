"""`make fuzz`: coverage-guided inputs to everything that reads a stranger's text, by atheris.

A find is an input that raises anything but a sentence, takes more than 2 seconds of processor
time, or more than 200 MB beyond what the program holds at its start. Finds are written to
fuzz/finds/TARGET/ and tried in every `make test` from then on; counts go to fuzz/results.json.
"""

from __future__ import annotations

import argparse
import importlib
import json
import re
import resource
import subprocess
import sys
import tempfile
import time
from datetime import UTC, datetime
from pathlib import Path

HERE = Path(__file__).resolve().parent
INPUTS = {
    "model": 100_000,
    "answers": 150_000,
    "session": 150_000,
    "plan": 300_000,
    "code": 150_000,
    "fields": 150_000,
}
"""Inputs of the long form, one million together: the dear ones fewer, the cheap ones more."""

READERS = [
    "assess.formats",
    "assess.store.answers",
    "assess.text",
    "assess.app.plan.form.settings",
]
IMPORTED_WHEN_READING = ["assess.formats.meeting.shape", "assess.formats.model_yaml.validate"]
SECONDS, MEGABYTES, LONGEST = 2.0, 200, 20_000


def one(target: str, count: int, corpus: Path) -> None:
    """Run one target in this process; libFuzzer ends it."""
    import atheris

    # the readers only: atheris 2.3 crashes in a process that has used the planner's solver, too
    with atheris.instrument_imports(include=READERS, enable_loader_override=False):
        import targets

        for module in IMPORTED_WHEN_READING:
            importlib.import_module(module)

    targets.model()  # read once, which isn't an input's time
    slowest = 0.0

    def test(data: bytes) -> None:
        nonlocal slowest
        begun = time.process_time()
        targets.tried(target, data)
        taken = time.process_time() - begun
        if taken > slowest:
            slowest = taken
            (corpus.parent / "slowest").write_text(f"{taken:.3f}")
        assert taken <= SECONDS, f"took {taken:.1f} s"

    held = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    atheris.Setup(
        [
            "fuzz",
            f"-runs={count}",
            f"-max_len={LONGEST}",
            "-timeout=60",  # by the clock: the machine may be busy; processor time is counted above
            f"-rss_limit_mb={held + MEGABYTES}",
            f"-dict={corpus.parent / 'words'}",
            f"-artifact_prefix={HERE / 'finds' / target}/",
            "-print_final_stats=1",
            str(corpus),
        ],
        test,
    )
    (corpus.parent / "held").write_text(str(held))
    atheris.Fuzz()


def run(target: str, count: int) -> dict[str, float | int]:
    """One target in a process of its own; what was tried and found."""
    sys.path.insert(0, str(HERE))
    import targets

    (HERE / "finds" / target).mkdir(parents=True, exist_ok=True)
    before = set((HERE / "finds" / target).iterdir())
    with tempfile.TemporaryDirectory() as place:
        corpus = Path(place) / "corpus"
        corpus.mkdir()
        words = set(re.findall(rb"[\w.-]{2,30}", b" ".join(targets.seeds()[target])))
        quoted = "".join(f'"{word.decode()}"\n' for word in sorted(words)[:400])
        (corpus.parent / "words").write_text(quoted)
        for number, seed in enumerate(targets.seeds()[target]):
            (corpus / f"seed{number}").write_bytes(seed)
        command = [sys.executable, __file__, "--one", target, str(count), str(corpus)]
        done = subprocess.run(command, capture_output=True, text=True, check=False)  # noqa: S603
        said = done.stdout + done.stderr
        tried = re.search(r"number_of_executed_units:\s*(\d+)", said)
        peak = re.search(r"peak_rss_mb:\s*(\d+)", said)
        slowest = Path(place) / "slowest"
        held = Path(place) / "held"
        found = sorted(set((HERE / "finds" / target).iterdir()) - before)
        if done.returncode:
            print(said[-3000:], file=sys.stderr)
        return {
            "inputs": int(tried[1]) if tried else 0,
            "finds": len(found) or int(done.returncode != 0),
            "slowest_s": float(slowest.read_text()) if slowest.exists() else 0.0,
            "peak_mb_more": int(peak[1]) - int(held.read_text()) if peak else 0,
        }


def main() -> int:
    """Run all targets (or the named ones) and write down what was tried."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("targets", nargs="*", help="all, where none is named")
    parser.add_argument("--share", type=float, default=1.0, help="of the long form's inputs")
    parser.add_argument("--one", nargs=3, help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.one:
        sys.path.insert(0, str(HERE))
        one(options.one[0], int(options.one[1]), Path(options.one[2]))
        return 0
    results = HERE / "results.json"
    kept = json.loads(results.read_text()) if results.exists() else {}
    wrong = 0
    for target in options.targets or INPUTS:
        result = run(target, max(1, int(INPUTS[target] * options.share)))
        print(target, result, flush=True)
        wrong += int(result["finds"])
        kept[target] = {**result, "date": f"{datetime.now(UTC):%Y-%m-%d}"}
        results.write_text(json.dumps(kept, indent=1) + "\n")
    print(f"inputs tried: {sum(item['inputs'] for item in kept.values()):,}; finds: {wrong}")
    return 1 if wrong else 0


if __name__ == "__main__":
    raise SystemExit(main())
