# `make serve` runs the assessment, `make test` runs every test; both build .venv first.
.PHONY: serve test lint lock clean

serve: .venv/run.stamp
	.venv/bin/assess serve $(ARGS)

test: .venv/dev.stamp
	scripts/browser.sh
	.venv/bin/python -m pytest $(ARGS)

lint: .venv/dev.stamp
	.venv/bin/ruff check .
	.venv/bin/ruff format --check .
	.venv/bin/mypy

# after a change of dependencies in pyproject.toml: pins and hashes, no index address
lock: .venv/dev.stamp
	.venv/bin/uv pip compile --quiet --universal --generate-hashes --no-emit-index-url --no-emit-find-links --custom-compile-command "make lock" --python-version 3.11 --group dev pyproject.toml --output-file requirements-dev.txt
	.venv/bin/uv pip compile --quiet --universal --generate-hashes --no-emit-index-url --no-emit-find-links --custom-compile-command "make lock" --python-version 3.11 --group build pyproject.toml --constraints requirements-dev.txt --output-file requirements.txt

clean:
	rm -rf .venv .pytest_cache .mypy_cache .ruff_cache .hypothesis

.venv/run.stamp: requirements.txt pyproject.toml scripts/venv.sh
	scripts/venv.sh run
	touch $@

.venv/dev.stamp: requirements-dev.txt pyproject.toml scripts/venv.sh
	scripts/venv.sh dev
	touch $@ .venv/run.stamp
