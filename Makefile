# Balie. `make` alone tells what there is. Every command installs what it needs itself, once, under .tools/ and node_modules/; it takes only
# Rust, Node 20, Python 3 and make to begin with.

SHELL := bash
.SHELLFLAGS := -eu -o pipefail -c
.DEFAULT_GOAL := help
.DELETE_ON_ERROR:
.NOTPARALLEL:
MAKEFLAGS += --no-builtin-rules --no-print-directory

# What a command may be told.
STAGE ?= dev
ARCH ?= arm64
PROFILE ?= release
PORT ?= 8080
FRESH ?=

export SAM_CLI_TELEMETRY := 0
# Linters of templates want a region; deploying takes it from samconfig.toml.
LINT_REGION := AWS_DEFAULT_REGION=eu-central-1

TOOLS := .tools
# The authority under which samples are sealed: believed in a rehearsal, never on a stage (docs/operating.md).
TEST_TRUST := shared/extract/samples-src/authority/trust-list.json
SAM := $(TOOLS)/sam/bin/sam
CFN_LINT := $(TOOLS)/sam/bin/cfn-lint
STANDIN_PYTHON := $(TOOLS)/rehearsal/bin/python
ZIG := $(TOOLS)/build
DENY := $(TOOLS)/deny/bin/cargo-deny
SPECTRAL := infra/tools/node_modules/.bin/spectral
BALIE := target/debug/balie
TARGET := $(if $(filter arm64,$(ARCH)),aarch64,x86_64)-unknown-linux-gnu

say = @printf '\n== %s\n'

.PHONY: help run test test-rust test-web test-rehearsed test-browser rehearse generate check check-format check-clippy check-generated \
	check-templates check-api check-deny check-web build bench deploy clean distclean

help: ## What there is
	@printf 'Balie. First time here: make run\n\n'
	@grep -hE '^[a-z][a-z-]*:.*## ' $(MAKEFILE_LIST) | sed -E 's/^([a-z-]+):.*## (.*)/  make \1|\2/' | column -t -s '|'
	@printf '\nSTAGE=dev|staging|production  ARCH=arm64|x86_64  PROFILE=release|dev  PORT=8080  FRESH=1\n'

# --- On this machine -----------------------------------------------------------------------------------------------------------------

run: web/dist/index.html ## Run everything in one process: pages, API, workers, mailbox
	$(say) 'Building balie (the first time takes some minutes)'
	cargo build --workspace --bin balie
	@exec $(BALIE) serve --port $(PORT) $(if $(FRESH),--fresh)

# --- Tests ---------------------------------------------------------------------------------------------------------------------------

test: test-rust test-web test-rehearsed test-browser ## Every test: Rust, black box, pages, rehearsed deployment, browser
	@printf '\nAll tests passed.\n'

# The functions' own programs are not linked here: tests ask functions in one process, and a rehearsed stage runs `balie function <name>`.
# That each program serves what it is named after is checked by its text (`balie check`).
target/debug/.built: FORCE
	$(say) 'Building the tool, with every function in it, and the tests (the first time takes some minutes)'
	cargo build --workspace --bin balie --test '*'
	@touch $@

test-rust: target/debug/.built $(TOOLS)/broker.stamp $(TOOLS)/sepa.stamp ## The rules, the table, the letters, and Balie as a black box on one machine
	$(say) 'Rust tests'
	cargo test --workspace --lib --bin balie --test '*'

test-web: $(TOOLS)/web.stamp ## The pages' own tests
	$(say) 'Tests of the web client'
	cd web && npm test

test-rehearsed: target/debug/.built $(TOOLS)/sam.stamp $(TOOLS)/sepa.stamp $(TOOLS)/rehearsal.stamp web/dist/index.html ## The same black-box tests against a rehearsed deployment
	$(say) 'Packing the functions for the rehearsal'
	$(BALIE) package --itself --to build/rehearsal --trust-list $(TEST_TRUST)
	$(say) 'Deploying to a stand-in for AWS on this machine, and the black-box tests against it'
	$(STANDIN_PYTHON) infra/rehearsal/rehearse.py -- cargo test --workspace --test behaviour

test-browser: target/debug/.built web/dist/index.html ## The whole journey in a real browser
	$(say) 'The journey in a browser'
	browser="$$(infra/tools/chromium.sh)" && cd web && CHROMIUM="$$browser" npm run e2e

rehearse: target/debug/.built $(TOOLS)/sam.stamp $(TOOLS)/rehearsal.stamp web/dist/index.html ## A rehearsed deployment to look at; ends with Ctrl-C
	$(BALIE) package --itself --to build/rehearsal --trust-list $(TEST_TRUST)
	$(STANDIN_PYTHON) infra/rehearsal/rehearse.py

# --- What is printed from the routes -------------------------------------------------------------------------------------------------

generate: ## Print the templates and the API's document from the routes
	cargo build --workspace --bin balie
	$(BALIE) template
	$(BALIE) openapi

# --- Checks --------------------------------------------------------------------------------------------------------------------------

check: check-format check-clippy check-generated check-templates check-api check-web check-deny ## Format, lints, licences, advisories, freshness, templates
	@printf '\nAll checks passed.\n'

check-format:
	$(say) 'Format'
	cargo fmt --all --check

check-clippy:
	$(say) 'Clippy'
	cargo clippy --workspace --all-targets -- -D warnings

check-generated:
	$(say) 'Generated files are fresh, and within the cloud'"'"'s limits'
	cargo build --workspace --bin balie
	$(BALIE) check

check-templates: $(TOOLS)/sam.stamp
	$(say) 'Templates'
	for template in infra/template.yaml infra/stacks/*.yaml; do $(LINT_REGION) $(SAM) validate --lint --template "$$template"; done
	$(LINT_REGION) $(CFN_LINT) infra/template.yaml infra/stacks/*.yaml

check-api: $(TOOLS)/spectral.stamp
	$(say) 'The API document'
	$(SPECTRAL) lint --ruleset infra/openapi.rules.yaml --fail-severity hint infra/openapi.json

check-web: $(TOOLS)/web.stamp
	$(say) 'Web client: its words of the contract are fresh, lint and types'
	before="$$(cat web/src/api/schema.d.ts)"; cd web && npm run --silent api >/dev/null; \
	[ "$$before" = "$$(cat src/api/schema.d.ts)" ] || { echo 'web/src/api/schema.d.ts was stale and has been renewed: commit it.'; exit 1; }
	cd web && npm run --silent lint && npm run --silent typecheck

# Advisories are looked up over the network; without it the rest still holds.
check-deny: $(TOOLS)/deny.stamp
	$(say) 'Licences, bans and sources of dependencies'
	$(DENY) check bans licenses sources
	$(say) 'Advisories'
	if $(DENY) fetch db > $(TOOLS)/advisories.log 2>&1; then $(DENY) check --disable-fetch advisories; \
	else echo 'SKIPPED: the advisory database cannot be reached ($(TOOLS)/advisories.log).'; fi

# --- To AWS --------------------------------------------------------------------------------------------------------------------------

build: $(TOOLS)/build.stamp ## One zip per function for Lambda, in build/functions
	$(say) 'Building every function for $(ARCH), profile $(PROFILE) (release takes a while: whole-program optimisation, each by itself)'
	rustup target list --installed | grep -qx $(TARGET) || rustup target add $(TARGET)
	PATH="$(CURDIR)/$(ZIG)/bin:$$PATH" cargo zigbuild --workspace --exclude balie --exclude black-box --exclude bench --exclude embedded --bins \
		--profile $(PROFILE) --target $(TARGET).2.34
	cargo build --workspace --bin balie
	$(BALIE) package --from target/$(TARGET)/$(if $(filter dev,$(PROFILE)),debug,$(PROFILE)) --to build/functions
	@echo $(ARCH) > build/functions/architecture

deploy: build web/dist/index.html $(TOOLS)/sam.stamp ## Deploy a stage: make deploy STAGE=dev
	$(say) 'Deploying $(STAGE)'
	$(SAM) deploy --config-env $(STAGE)
	$(say) 'Publishing the web client and making the first keys'
	$(TOOLS)/sam/bin/python infra/tools/after_deploy.py --stage $(STAGE) --web web/dist

bench: $(TOOLS)/bench.stamp ## What functions and overviews cost, against a bare one and what others would take
	$(say) 'Building what is measured, in the profile that goes to AWS (some minutes the first time)'
	cargo build --workspace --release --bin hello --bin accounts-log-in --bin accounts-get-me --bin upgrades-submit-upgrade --bin balie --bin bench --bin judge --bin lines
	$(say) 'Measuring'
	BALIE_BIN=target/release/balie target/release/bench $(PART)

# --- What these need -----------------------------------------------------------------------------------------------------------------

$(TOOLS)/%.stamp: infra/tools/%.txt
	$(say) 'Installing $*: $(shell grep -v "^#" infra/tools/$*.txt 2>/dev/null | tr "\n" " ")'
	python3 -m venv $(TOOLS)/$*
	$(TOOLS)/$*/bin/pip install --quiet --disable-pip-version-check --requirement $<
	@touch $@

$(TOOLS)/spectral.stamp: infra/tools/package-lock.json
	$(say) 'Installing the linter of the API document'
	@mkdir -p $(TOOLS)
	cd infra/tools && npm ci --no-audit --no-fund --ignore-scripts --loglevel=error
	@touch $@

$(TOOLS)/broker.stamp: tests/broker/package-lock.json
	$(say) 'Installing the certified provider that tests log in at'
	@mkdir -p $(TOOLS)
	cd tests/broker && npm ci --no-audit --no-fund --ignore-scripts --loglevel=error
	@touch $@

$(TOOLS)/web.stamp: web/package-lock.json
	$(say) 'Installing what the web client is made with'
	@mkdir -p $(TOOLS)
	cd web && npm ci --no-audit --no-fund --ignore-scripts --loglevel=error
	@touch $@

$(TOOLS)/deny.stamp:
	$(say) 'Installing cargo-deny (some minutes, once)'
	cargo install --quiet --locked --root $(TOOLS)/deny --target-dir $(TOOLS)/deny-target cargo-deny@0.20.2
	@rm -rf $(TOOLS)/deny-target
	@touch $@

web/dist/index.html: $(TOOLS)/web.stamp infra/openapi.json $(shell find web/src web/public web/index.html web/vite.config.ts shared/terms -type f ! -name schema.d.ts 2>/dev/null)
	$(say) 'Building the web client'
	cd web && npm run build
	@touch $@

clean: ## Remove what was built, and the local stage
	rm -rf target build web/dist .balie

distclean: clean ## Remove the installed tools too
	rm -rf $(TOOLS) web/node_modules infra/tools/node_modules tests/broker/node_modules

FORCE:
