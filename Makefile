# thaiplan: `make` lists the commands. Every command sets up what it needs.
.DEFAULT_GOAL := help
SHELL := /bin/bash
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
READY := $(VENV)/.ready
BENCH ?= born_digital scans reconcile
RIVALS := .cache/rivals/.ready

help: ## list the commands
	@grep -hE '^[a-z]+:.*## ' $(MAKEFILE_LIST) | awk -F':.*## ' '{printf "  make %-9s %s\n", $$1, $$2}'

$(READY): requirements.lock pyproject.toml .ci/venv
	.ci/venv $(VENV) $(PYTHON)
	@touch $@

setup: $(READY) ## make .venv with the locked dependencies

convert: $(READY) ## convert the samples to outputs/demo
	$(BIN)/thaiplan convert samples/ --out outputs/demo
	@echo
	@echo "ผลลัพธ์อยู่ใน / the results lie in: $(CURDIR)/outputs/demo"
	@echo "ตรวจสอบความสอดคล้อง / to reconcile: $(BIN)/thaiplan reconcile outputs/demo"

test: $(READY) ## run every test (typesets plans with LibreOffice and Chromium, computes workbooks)
	.ci/packages chromium libreoffice-writer-nogui libreoffice-calc-nogui fonts-thai-tlwg \
		tesseract-ocr-tha tesseract-ocr-eng
	$(BIN)/pytest -n auto

bench: $(READY) $(RIVALS) ## measure reading and reconciling (BENCH=scans, ARGS="--quick", --seed N, --help)
	.ci/packages chromium libreoffice-writer-nogui libreoffice-calc-nogui fonts-thai-tlwg fonts-dejavu-core
	for bench in $(BENCH); do $(BIN)/python -m bench.$$bench $(ARGS) || exit; done

$(RIVALS): bench/scans/requirements.txt
	-.ci/packages tesseract-ocr tesseract-ocr-tha tesseract-ocr-eng  # the bench names what is not there
	-$(PYTHON) -m venv $(@D) && $(@D)/bin/python -m pip install -q --disable-pip-version-check -r $< && touch $@

check: $(READY) ## style, types, floors, current schemas; changes nothing
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy pipeline bench docs/generate
	$(BIN)/lint-imports
	$(BIN)/pytest -q tests/write -k current

fix: $(READY) ## format and mend what can be mended
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

schema: $(READY) ## generate schemas/ from the models
	$(BIN)/thaiplan schema --out schemas

docs: $(READY) ## build the documentation site into outputs/site; needs no network
	NO_MKDOCS_2_WARNING=1 $(BIN)/python -m mkdocs build --strict
	@echo
	@echo "เปิดด้วยเบราว์เซอร์ / open in a browser: $(CURDIR)/outputs/site/index.html"

notebooks: $(READY) ## run the notebooks of docs/ and keep what they say
	.ci/packages fonts-thai-tlwg
	PATH="$(CURDIR)/$(BIN):$$PATH" $(BIN)/python -m docs.generate.notebooks

samples: $(READY) ## typeset the sample plan again
	.ci/packages chromium libreoffice-writer-nogui fonts-thai-tlwg
	$(BIN)/python -m bench.typeset

lock: $(READY) ## resolve the dependencies anew
	$(BIN)/pip install -q uv
	$(BIN)/uv pip compile pyproject.toml --extra all --group dev --universal --python-version 3.11 \
		--generate-hashes --no-emit-index-url --no-header -q -o requirements.lock

.PHONY: help setup convert test bench check fix schema docs notebooks samples lock
