# Two commands for everyone: `make demo` and `make test`. The rest is for developers.
DATA ?= $(if $(DRAGOMAN_DATA),$(DRAGOMAN_DATA),../shared/data)
BIN := build/release/dragoman

.PHONY: demo test evaluate bench format lint models build setup fuzz

setup:
	@scripts/setup

build/%/build.ninja: CMakeLists.txt CMakePresets.json
	cmake --preset $* >/dev/null

build: setup build/release/build.ninja
	@cmake --build --preset release

demo: build
	@$(BIN) code --format table examples

test: build build/dev/build.ninja
	cmake --build --preset dev
	ctest --test-dir build/release --output-on-failure
	ctest --test-dir build/dev --output-on-failure

evaluate: build
	@$(BIN) eval --data $(DATA)

bench: build
	@$(BIN) bench --data $(DATA)

models: build
	build/release/dragoman-train --data $(DATA) --out models/en-fast.drg

format:
	clang-format -i $$(git ls-files '*.cc' '*.h')

lint: setup build/release/build.ninja
	clang-format --dry-run -Werror $$(git ls-files '*.cc' '*.h')
	scripts/check_layers
	scripts/lint_data

fuzz: setup build/fuzz/build.ninja
	cmake --build --preset fuzz --target fuzzers
	scripts/fuzz $(or $(SECONDS_EACH),60)
