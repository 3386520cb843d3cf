# gongwen-kg: `make demo` and `make test` are all a newcomer needs. Everything lives in .venv; nothing else is touched
# (but: as root on Debian, python3-venv is installed where Python cannot make virtual environments).

PYTHON ?= python3
VENV   := .venv
BIN    := $(VENV)/bin
PIP    := $(BIN)/python -m pip --disable-pip-version-check install --quiet
DB     := build
export PYTHONUTF8 = 1
unexport PYTHONDONTWRITEBYTECODE # else each of the processes that tests start would compile the whole program anew

.DEFAULT_GOAL := help
.PHONY: help demo test explore lint format scores train bench lock vendor clean

help: ## show this list
	@awk -F ':.*## ' '/^[a-z]+:.*## / { printf "  make %-8s%s\n", $$1, $$2 }' $(MAKEFILE_LIST)

demo: $(VENV)/.run ## build the graph of corpus/ and ask it three things
	$(BIN)/kg build corpus --out $(DB)
	@printf '\n%s\n' '== What must 市生态环境局 do?    kg agency 市生态环境局'
	@$(BIN)/kg --lang en agency 市生态环境局 --db $(DB)
	@printf '\n%s\n' '== Who leads most?    kg query docs/examples/leaders.rq'
	@cat docs/examples/leaders.rq
	@$(BIN)/kg --lang en query docs/examples/leaders.rq --db $(DB)
	@$(BIN)/kg export --format ttl --output $(DB)/graph.ttl --db $(DB)
	@$(BIN)/kg graph --output $(DB)/graph.html --db $(DB)
	@printf '\n%s\n' '== What was made'
	@printf '  %-26s%s\n' $(DB)/store/ 'the graph, an Oxigraph store (RDF, one named graph a document)' \
	  $(DB)/graph.ttl 'the same as Turtle' \
	  $(DB)/records.jsonl 'one JSON object a document' \
	  $(DB)/report.json 'what was read, repaired, skipped' \
	  $(DB)/graph.html 'the picture: open it in a browser' \
	  '.venv/bin/kg serve' 'the web page: http://127.0.0.1:8000'

test: $(VENV)/.dev ## run the whole test suite
	$(BIN)/python -m pytest -q -n 3 --dist worksteal

explore: $(VENV)/.dev ## run the property tests on thousands of cases drawn by chance
	$(BIN)/python -m pytest -q -n 2 --dist worksteal -m hypothesis --hypothesis-profile explore

lint: $(VENV)/.dev ## ruff, format check, mypy --strict
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy --strict kg

format: $(VENV)/.dev ## let ruff format the code
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

scores: $(VENV)/.dev ## measure against the annotations and renew the score tables (ELSEWHERE="TEXTS GOLD": others too)
	$(BIN)/python -m tools.quality $(if $(ELSEWHERE),--elsewhere $(ELSEWHERE))

train: $(VENV)/.dev ## train the recogniser of agencies anew and measure it (MEASURE=1: only measure)
	OMP_NUM_THREADS=1 $(BIN)/python -m tools.training $(if $(MEASURE),--measure)

bench: $(VENV)/.dev ## run the benchmarks
	$(BIN)/python -m benchmarks

lock: $(VENV)/.dev ## resolve the lock files anew (needs a package index)
	$(BIN)/uv pip compile pyproject.toml --extra build $(RESOLVE) -o requirements.lock
	$(BIN)/uv pip compile pyproject.toml --extra build --extra dev -c requirements.lock $(RESOLVE) -o requirements-dev.lock

RESOLVE := --universal --python-version 3.11 --upgrade --generate-hashes --no-annotate --no-emit-index-url \
  --no-emit-find-links --custom-compile-command 'make lock' --quiet

vendor: $(VENV)/.dev ## make the vendored files of the site anew from npm (CHECK=1: only compare)
	$(BIN)/python -m tools.vendor $(if $(CHECK),--check)

clean: ## remove .venv and everything that was built
	rm -rf $(VENV) $(DB) dist .mypy_cache .ruff_cache .pytest_cache .hypothesis
	find . -name __pycache__ -type d -prune -exec rm -rf {} +

$(BIN)/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
	  { echo 'gongwen-kg needs Python 3.11 or newer: make … PYTHON=/path/to/python3.11' >&2; exit 2; }
	@$(PYTHON) -c 'import ensurepip' 2>/dev/null || { \
	  if [ "$$(id -u)" = 0 ] && command -v apt-get >/dev/null; then \
	    apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq python3-venv >/dev/null; \
	  else \
	    echo 'this Python cannot make virtual environments: sudo apt-get install python3-venv' >&2; exit 2; \
	  fi; }
	$(PYTHON) -m venv $(VENV)

$(VENV)/.run: requirements.lock pyproject.toml | $(BIN)/python
	$(PIP) --require-hashes -r requirements.lock
	$(PIP) --no-deps --no-build-isolation -e .
	@touch $@

$(VENV)/.dev: requirements-dev.lock pyproject.toml | $(BIN)/python
	$(PIP) --require-hashes -r requirements-dev.lock
	$(PIP) --no-deps --no-build-isolation -e .
	@touch $@ $(VENV)/.run
