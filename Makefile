# What a newcomer does with this repository, and what continuous integration does: `make help`.

SWIFT ?= swift
# Added to every build and test command, as in `make test SWIFT_FLAGS="--jobs 1"`.
SWIFT_FLAGS ?=
# Which tests `make test-sanitized` runs, as in FILTER=FlipWalksTests; all without it.
FILTER ?=
INSTANCE ?= instances/team-z-17x17x12.json
# Where `make install` puts what it installs, as in PREFIX=$HOME/.local.
PREFIX ?= /usr/local

TEMPER := .build/release/temper
BENCH_PROGRAM := Benchmarks/.build/release/bench
BENCH_TUNING := Benchmarks/.build/release/bench-tuning
# What `make bench` measures, full or quick, and options, as in BENCH_FLAGS='--peers dwave-sa'.
BENCH ?= full
BENCH_FLAGS ?=
# Options of `make bench-tuning`, as in BENCH_TUNING_FLAGS='--seeds 5'.
BENCH_TUNING_FLAGS ?=
# The instances whose penalty weights `make bench-tuning` tunes, with their optima.json.
BENCH_TUNING_FOLDER ?= instances
# How long `make fuzz` runs, over all readers or those in READERS='osrm-json qubo-coo'.
HOURS ?= 1
READERS ?=
FUZZ_PROGRAM := Fuzzing/.build/release/fuzz
# SwiftPM lets an undeclared import pass unless told not to; with this the layers hold.
STRICT := --explicit-target-dependency-import-check error $(SWIFT_FLAGS)

.DEFAULT_GOAL := help
.NOTPARALLEL:
.PHONY: setup build install snippets demo test test-exports test-calendars test-roundtrips test-edits test-zones test-contradictions test-mutations test-qubos test-networks test-signals test-studies test-trainings test-policies test-sanitized soak torture lint bench \
  bench-peers bench-tuning bench-render bench-test serve install-server test-server test-workbench test-interface test-planners fuzz fuzz-smoke fuzz-build fuzz-independent fuzz-large doc-pages clean help

setup: ## Install what is missing (Debian packages, HiGHS); instant if nothing is
	@sh scripts/setup.sh

build: setup ## Build temper for use, in release
	$(SWIFT) build -c release --product temper $(STRICT)

install: setup ## Install temper below PREFIX (/usr/local), with HiGHS beside it
	$(SWIFT) build -c release --product temper --static-swift-stdlib \
	  --scratch-path .build-install $(STRICT)
	install -d '$(DESTDIR)$(PREFIX)/bin' '$(DESTDIR)$(PREFIX)/lib/temper'
	install -m 755 .build-install/release/temper '$(DESTDIR)$(PREFIX)/bin/temper'
	[ ! -f .deps/highs/lib/libhighs.so ] || \
	  install -m 644 .deps/highs/lib/libhighs.so '$(DESTDIR)$(PREFIX)/lib/temper/libhighs.so'

demo: build ## Plan a shift (INSTANCE=FILE for another one) and report on it, in reports/demo
	@mkdir -p reports/demo
	$(TEMPER) solve $(INSTANCE) -o reports/demo/schedule.csv --report reports/demo/report.html \
	  --seed 1 --time-limit 10
	@echo 'The report, for a browser: reports/demo/report.html'
	@echo 'The schedule, a line per car and step: reports/demo/schedule.csv'

test: setup lint ## Lint, build strictly in debug and release, and run all tests
	@sh scripts/wrong_arrow.sh $(SWIFT)
	$(SWIFT) build --product temper $(STRICT)
	$(SWIFT) build -c release --product temper $(STRICT)
	@sh scripts/snippets.sh $(SWIFT) -c release $(STRICT)
	@sh scripts/test.sh $(SWIFT) test -c release --disable-xctest $(STRICT)

test-sanitized: setup ## Run all tests under address and thread sanitizers (FILTER=FlipWalksTests)
	@sh scripts/sanitized.sh $(SWIFT) $(if $(FILTER),--filter '$(FILTER)') $(STRICT)

soak: setup ## Solve, tune and minimise in one process for HOURS=1, and want its memory to stay
	$(SWIFT) build -c release --product SoakFixture $(STRICT)
	nice -n 19 "$$($(SWIFT) build -c release --show-bin-path)/SoakFixture" instances/team-x-9x9x6.json \
	  $$(( $(HOURS) * 3600 ))

torture: setup ## Fail every call of the system in each command that writes: minutes
	@sh scripts/torture.sh $(SWIFT) test -c release --disable-xctest $(STRICT)

snippets: setup ## Build and run the programs in Snippets
	@sh scripts/snippets.sh $(SWIFT) -c release $(STRICT)

lint: ## Check format and style; prints nothing when all is well
	$(SWIFT) format lint --strict --recursive Sources Tests Snippets Package.swift \
	  Benchmarks/Sources Benchmarks/Tests Benchmarks/Package.swift \
	  Fuzzing/Sources Fuzzing/Package.swift

test-exports: build Tests/Acceptance/.venv/installed ## Open exports with LibreOffice and Python packages
	Tests/Acceptance/.venv/bin/python Tests/Acceptance/exports.py $(TEMPER)

test-calendars: build Tests/Acceptance/.venv/installed ## Send replans to calendar programs
	Tests/Acceptance/.venv/bin/python Tests/Acceptance/calendars.py $(TEMPER)

test-zones: build ## Hold the times of calendars against Python's zoneinfo
	python3 Tests/Acceptance/zones.py $(TEMPER)

test-roundtrips: build Tests/Acceptance/.venv/installed ## Send plans through every form and back
	Tests/Acceptance/.venv/bin/python Tests/Acceptance/roundtrips.py $(TEMPER)

test-edits: build ## Edit workbooks in LibreOffice as by hand: needs libreoffice-calc and python3-uno
	/usr/bin/python3 Tests/Acceptance/edits.py $(TEMPER)

test-contradictions: build ## Make shifts impossible in twenty ways, and want each named at once
	python3 Tests/Acceptance/contradictions.py $(TEMPER) instances/presence-13x11x12.json \
	  instances/presence-20x20x16.json instances/max-stay-17x17x12.json

test-mutations: build Tests/Acceptance/.venv/installed ## Damage planners' files, 10,000 for each reader: half an hour
	nice Tests/Acceptance/.venv/bin/python Tests/Acceptance/mutations.py $(TEMPER)

test-qubos: build Tests/Acceptance/.venv-qubo/installed ## Read QUBOs with dimod, pyqplib and qubovert
	Tests/Acceptance/.venv-qubo/bin/python Tests/Acceptance/qubos.py $(TEMPER)

test-networks: setup Tests/Acceptance/.venv-networks/installed ## Hold networks against PyTorch, which is 3 GB to install
	$(SWIFT) build -c release --product NetworkFixture $(STRICT)
	Tests/Acceptance/.venv-networks/bin/python Tests/Acceptance/networks.py \
	  "$$($(SWIFT) build -c release --show-bin-path)/NetworkFixture"

test-signals: build ## Interrupt commands at 300 moments, and want them to end at once: a quarter of an hour
	python3 Tests/Acceptance/signals.py $(TEMPER) instances $(if $(VERIFIER),--verifier $(VERIFIER))

test-studies: build ## Begin, kill and resume tuning at once in one folder: 200 rounds, minutes
	python3 Tests/Acceptance/studies.py $(TEMPER) instances/presence-13x11x12.json

test-trainings: build ## Kill the training of networks at any moment, and want the same bytes: minutes
	python3 Tests/Acceptance/trainings.py $(TEMPER)

test-policies: build ## Kill the training and comparison of policies at 20 moments, and want the same bytes: minutes
	python3 Tests/Acceptance/policies.py $(TEMPER)

Tests/Acceptance/.venv-networks/installed: Tests/Acceptance/requirements-networks.txt
	python3 -m venv --clear Tests/Acceptance/.venv-networks
	Tests/Acceptance/.venv-networks/bin/pip install --quiet --disable-pip-version-check -r $<
	touch $@

Tests/Acceptance/.venv-qubo/installed: Tests/Acceptance/requirements-qubo.txt
	python3 -m venv --clear Tests/Acceptance/.venv-qubo
	Tests/Acceptance/.venv-qubo/bin/pip install --quiet --disable-pip-version-check -r $<
	touch $@

Tests/Acceptance/.venv/installed: Tests/Acceptance/requirements.txt
	python3 -m venv --clear Tests/Acceptance/.venv
	Tests/Acceptance/.venv/bin/pip install --quiet --disable-pip-version-check -r $<
	touch $@

bench: build bench-peers ## Measure Temper beside its peers: hours; BENCH=quick: two minutes
	@sh scripts/bench.sh $(BENCH_PROGRAM) $(BENCH) $(BENCH_FLAGS)

bench-tuning: Benchmarks/.venv-tuning/installed $(BENCH_TUNING) ## Compare the tuners with Optuna and Hyperopt: minutes
	$(BENCH_TUNING) compare --version "$$(git describe --always --dirty=.changed)" $(BENCH_TUNING_FLAGS)
	$(BENCH_TUNING) schedules --version "$$(git describe --always --dirty=.changed)" $(BENCH_TUNING_FLAGS) \
	  --folder $(BENCH_TUNING_FOLDER)

bench-render: $(BENCH_PROGRAM) ## Make the pages in reports/benchmarks again from their tables
	$(BENCH_PROGRAM) render

bench-test: setup ## Test the benchmarks' own statistics and tables
	@sh scripts/test.sh $(SWIFT) test --package-path Benchmarks -c release --disable-xctest $(STRICT)

bench-peers: Benchmarks/.venv/installed $(BENCH_PROGRAM)

Benchmarks/.venv/installed: Benchmarks/Peers/requirements.txt
	python3 -m venv --clear Benchmarks/.venv
	Benchmarks/.venv/bin/pip install --quiet --disable-pip-version-check -r $<
	touch $@

Benchmarks/.venv-tuning/installed: Benchmarks/Peers/tuning-requirements.txt
	python3 -m venv --clear Benchmarks/.venv-tuning
	Benchmarks/.venv-tuning/bin/pip install --quiet --disable-pip-version-check -r $<
	touch $@

$(BENCH_PROGRAM): $(shell find Benchmarks/Sources -name '*.swift') Benchmarks/Package.swift
	$(SWIFT) build --package-path Benchmarks -c release --product bench $(STRICT)
	@touch $@

$(BENCH_TUNING): $(shell find Benchmarks/Sources Sources -name '*.swift')
	$(SWIFT) build --package-path Benchmarks -c release --product bench-tuning $(STRICT)
	@touch $@

fuzz-smoke: fuzz-build ## Feed each reader of files with random input for ten seconds
	@sh scripts/fuzz.sh $(FUZZ_PROGRAM) 10 $(READERS)

fuzz: fuzz-build ## Feed the readers with random input, HOURS=1 in all
	@sh scripts/fuzz.sh $(FUZZ_PROGRAM) \
	  $$(( $(HOURS) * 3600 / $$( [ -z '$(READERS)' ] && $(FUZZ_PROGRAM) | wc -l || echo $(words $(READERS)) ) )) \
	  $(READERS)

fuzz-independent: fuzz-build ## Read again, in Python, what `make fuzz` kept, and a sample of the rest
	@sh scripts/fuzz_samples.sh $(FUZZ_PROGRAM)
	python3 Fuzzing/independent.py Fuzzing/.samples

fuzz-large: fuzz-build ## Read inputs of a megabyte made of the seeds, and want none to take long
	python3 Fuzzing/large.py $(FUZZ_PROGRAM)

SERVER_PYTHON := Server/Tests/Acceptance/.venv/bin/python
SERVER_PIP := Server/Tests/Acceptance/.venv/bin/pip install --quiet --disable-pip-version-check
SERVER := Server/.build/release/temper-serve
# Options of `make serve`, as in SERVE_FLAGS='--port 9000 --file plans.sqlite'.
SERVE_FLAGS ?=
# A program that judges INSTANCE CSV beside `temper check` in `make test-workbench`, if there is one.
VERIFIER ?=

serve: build $(SERVER) ## Build the planner's workbench and open it in a browser
	$(SERVER) --temper $(TEMPER) --open $(SERVE_FLAGS)

$(SERVER): $(shell find Server/Sources -type f) Server/Package.swift
	$(SWIFT) build --package-path Server -c release --product temper-serve $(STRICT)
	@touch $@

install-server: setup ## Install the workbench beside temper, for `temper serve`
	$(SWIFT) build --package-path Server -c release --product temper-serve --static-swift-stdlib \
	  --scratch-path Server/.build-install $(STRICT)
	install -d '$(DESTDIR)$(PREFIX)/bin'
	install -m 755 Server/.build-install/release/temper-serve '$(DESTDIR)$(PREFIX)/bin/temper-serve'

test-server: setup ## Build the workbench, lint and test it
	$(SWIFT) format lint --strict --recursive Server/Sources Server/Tests Server/Package.swift
	@sh scripts/test.sh $(SWIFT) test --package-path Server -c release --disable-xctest --disable-testable-imports $(STRICT)

test-workbench: build $(SERVER) Server/Tests/Acceptance/.venv/installed ## Use the workbench in Chromium, by mouse and keys, and kill it
	$(SERVER_PYTHON) Server/Tests/Acceptance/workbench.py $(SERVER) $(TEMPER) \
	  instances --large $(if $(VERIFIER),--verifier $(VERIFIER))
	python3 Server/Tests/Acceptance/kills.py $(SERVER) $(TEMPER) instances/presence-13x11x12.json
	python3 Server/Tests/Acceptance/limits.py $(SERVER) $(TEMPER) instances/city-172x172x48.json
	python3 Server/Tests/Acceptance/attacks.py $(SERVER) $(TEMPER) instances/presence-13x11x12.json
	python3 Server/Tests/Acceptance/uploads.py $(SERVER) $(TEMPER)
	$(SERVER_PYTHON) Server/Tests/Acceptance/recovery.py $(SERVER) $(TEMPER) instances/presence-13x11x12.json
	$(SERVER_PYTHON) Server/Tests/Acceptance/scripts.py $(SERVER) $(TEMPER)
	$(SERVER_PYTHON) Server/Tests/Acceptance/screens.py $(SERVER) $(TEMPER) instances

test-interface: build $(SERVER) Server/Tests/Acceptance/.venv/installed ## Hold the workbench against its description, by schemathesis
	$(SERVER_PYTHON) Server/Tests/Acceptance/interface.py $(SERVER) $(TEMPER) instances/tiny-3x3x3.json

test-planners: build $(SERVER) ## Twenty planners at work on the workbench for half an hour
	python3 Server/Tests/Acceptance/planners.py $(SERVER) $(TEMPER) instances/presence-13x11x12.json

# axe-playwright-python carries axe-core, which is all that is wanted of it: not the browsers it would fetch.
Server/Tests/Acceptance/.venv/installed: $(wildcard Server/Tests/Acceptance/requirements*.txt)
	python3 -m venv --clear Server/Tests/Acceptance/.venv
	$(SERVER_PIP) -r Server/Tests/Acceptance/requirements.txt -r Server/Tests/Acceptance/requirements-schemathesis.txt
	$(SERVER_PIP) --no-deps -r Server/Tests/Acceptance/requirements-axe.txt
	touch $@

# libFuzzer has no part in a plain build: its own folder, and flags for every target.
fuzz-build:
	TEMPER_FUZZING=1 $(SWIFT) build --package-path Fuzzing -c release --product fuzz \
	  -Xswiftc -sanitize=fuzzer,address -Xswiftc -parse-as-library -Xswiftc -use-ld=lld $(STRICT)

doc-pages: build ## Make the pages in docs/pages again, and check them: needs Chromium; ten minutes
	sh scripts/doc_pages.sh $(TEMPER) $(NIGHT)

clean: ## Remove everything that was built
	$(SWIFT) package clean
	rm -rf Benchmarks/.build Benchmarks/.venv Benchmarks/.venv-tuning Benchmarks/.cache
	rm -rf Tests/Acceptance/.venv Tests/Acceptance/.venv-qubo
	rm -rf Server/.build Server/.build-install Server/Tests/Acceptance/.venv
	rm -rf Fuzzing/.build Fuzzing/.corpus Fuzzing/.crashes Fuzzing/.samples Fuzzing/.runs.csv
	rm -rf reports/demo .build-address .build-thread

help: ## Print this list
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "make %-14s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)
