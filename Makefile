# `make serve` runs the assessment, `make test` runs every test; both build .venv first.
.PHONY: serve test test-fast webkit newest lint bundle lock bench bench-soak bench-plans bench-recovery bench-effort deciding bench-saving bench-cohort people reliability kills screenshots hub hub-remove clean fuzz siege audit sbom

serve: .venv/run.stamp
	.venv/bin/assess serve $(ARGS)

# three workers on two cores: tests with a browser mostly wait. ARGS: one pytest with these;
# SHUFFLE=SEED: in an order drawn from the seed
test: .venv/dev.stamp node_modules/.stamp
	scripts/browser.sh
	scripts/strace.sh
	.venv/bin/python -m pytest $(or $(ARGS),$(WORKERS)) $(if $(SHUFFLE),--shuffle=$(SHUFFLE))
WORKERS = -n 3 --dist loadfile --no-loadscope-reorder

# the domain, without a server, browser or database server: in a minute
test-fast: .venv/dev.stamp
	.venv/bin/python -m pytest -n 2 --dist loadfile $(ARGS) $(addprefix tests/,domain planning formats views)

lint: .venv/dev.stamp node_modules/.stamp
	.venv/bin/ruff check .
	.venv/bin/ruff format --check .
	.venv/bin/mypy
	node_modules/.bin/eslint --max-warnings=0
	node_modules/.bin/tsc
	node scripts/bundle.js --check

# the whole way in WebKitGTK; not among the tests, since its driver loses a click now and then
webkit: .venv/dev.stamp
	scripts/browser.sh webkit
	.venv/bin/python -m pytest tests/browser/webkit_way.py

# most tests with the newest versions that pyproject.toml allows; PYTHON=… another interpreter
newest: .venv/dev.stamp node_modules/.stamp
	scripts/newest.sh $(ARGS)

# what browsers load, from the modules beside the Python that they belong to; the result is committed
bundle: node_modules/.stamp
	node scripts/bundle.js

# what the figures in README and docs come from
bench: .venv/dev.stamp benchmarks/peers/.venv/stamp
	scripts/browser.sh
	.venv/bin/python benchmarks/kernels.py
	.venv/bin/python benchmarks/charts.py
	.venv/bin/python benchmarks/visit.py $(ARGS)
	.venv/bin/python benchmarks/crowd.py
	.venv/bin/python benchmarks/soak.py --hours 0.05

# the form in Panel and Streamlit, in an environment of their own
benchmarks/peers/.venv/stamp: benchmarks/peers/requirements.txt .venv/dev.stamp
	.venv/bin/uv venv --quiet --clear --python .venv/bin/python benchmarks/peers/.venv
	.venv/bin/uv pip install --quiet --python benchmarks/peers/.venv/bin/python --require-hashes -r $<
	touch $@

# people at four times the human pace for as long as HOURS says; what grows or is left over is printed
bench-soak: .venv/dev.stamp
	.venv/bin/python benchmarks/soak.py --hours $(or $(HOURS),2)

# writers killed and disks failing, for 10 to 20 minutes; the figures of docs/reliability.md
reliability: .venv/dev.stamp
	scripts/strace.sh
	nice .venv/bin/python -m tests.store.reliability $(ARGS)

# kernels and servers killed under a clicking browser, for half an hour
kills: .venv/dev.stamp
	scripts/browser.sh
	nice .venv/bin/python -m tests.browser.kills $(ARGS)

# how long one answer takes to be kept, with many people at once
bench-saving: .venv/dev.stamp
	.venv/bin/python benchmarks/saving.py $(ARGS)

# how long plans take; ARGS=--stability: how steady the first quarter is (minutes)
bench-plans: .venv/dev.stamp
	.venv/bin/python benchmarks/plans.py $(ARGS)

# how much of a plan from ratings half of which are a level off the deciding answers give back
bench-recovery: .venv/dev.stamp
	.venv/bin/python benchmarks/recovery.py $(ARGS)

# the deciding answers of fifty people against a search at every level
deciding: .venv/dev.stamp
	.venv/bin/python -m tests.planning.deciding_people $(ARGS)

# how often a quarter is kept when plans learn a person's hours
bench-effort: .venv/dev.stamp
	.venv/bin/python benchmarks/effort.py $(ARGS)

# the plans of examples/people, after a change of planner or model
people: .venv/dev.stamp
	.venv/bin/python scripts/write_people_plans.py

# what a picture says of 8, 12, 20 and 60 people, and how fast ten thousand become a heat map
bench-cohort: .venv/dev.stamp
	.venv/bin/python benchmarks/cohort.py $(ARGS)

# the pictures of README and docs, from the running page
screenshots: .venv/dev.stamp
	scripts/browser.sh
	.venv/bin/python scripts/screenshots.py
	.venv/bin/python scripts/coaching_pictures.py
	.venv/bin/python scripts/cohort_pictures.py

# after a change of dependencies in pyproject.toml: pins and hashes, no index address
lock: .venv/dev.stamp
	.venv/bin/uv pip compile --quiet --universal --generate-hashes --no-emit-index-url --no-emit-find-links --custom-compile-command "make lock" --python-version 3.11 --extra postgresql --extra hub --group dev pyproject.toml --output-file requirements-dev.txt
	.venv/bin/uv pip compile --quiet --universal --generate-hashes --no-emit-index-url --no-emit-find-links --custom-compile-command "make lock" --python-version 3.11 --extra postgresql --group build pyproject.toml --constraints requirements-dev.txt --output-file requirements.txt
	.venv/bin/uv pip compile --quiet --universal --generate-hashes --no-emit-index-url --no-emit-find-links --custom-compile-command "make lock" --python-version 3.11 --extra postgresql --extra hub --group build pyproject.toml --constraints requirements-dev.txt --output-file requirements-hub.txt
	.venv/bin/python scripts/write_bounds.py

# JupyterHub on this machine, to try it: accounts, proxy and service included (as root)
hub:
	scripts/hub.sh try

hub-remove:
	scripts/hub.sh remove

clean:
	rm -rf .venv node_modules .pytest_cache .mypy_cache .ruff_cache .hypothesis

# copied into .venv
CHARTS = src/assess/charts/plotly-charts.min.js

.venv/run.stamp: requirements.txt pyproject.toml scripts/venv.sh $(CHARTS)
	scripts/venv.sh run
	touch $@

.venv/dev.stamp: requirements-dev.txt pyproject.toml scripts/venv.sh $(CHARTS)
	scripts/venv.sh dev
	touch $@ .venv/run.stamp

node_modules/.stamp: package.json package-lock.json scripts/node.sh
	scripts/node.sh
	touch $@

# a million inputs to all that reads a stranger's text; ARGS="--share 0.01" tries a hundredth
fuzz: .venv/dev.stamp
	.venv/bin/python fuzz/run.py $(ARGS)

# malformed frames, page loads and sockets while a person rates; says how long that person waited
siege: .venv/dev.stamp
	scripts/browser.sh
	.venv/bin/python -m tests.security.siege $(ARGS)

# known vulnerabilities of what is locked; says so where the service can't be reached (AUDIT_MUST=1: fails)
audit: .venv/dev.stamp
	scripts/audit.sh

# what assess runs on, as a CycloneDX bill of materials
sbom: .venv/dev.stamp
	.venv/bin/uv tool run --quiet --python .venv/bin/python --from 'cyclonedx-bom>=5' cyclonedx-py requirements requirements.txt --pyproject pyproject.toml --output-reproducible --of JSON -o sbom.json
	@echo "sbom.json: $$(grep -c '"purl"' sbom.json) components"
