# The commands of the project; each is one or two lines, so that it can be read and typed by hand.
.PHONY: help deps test-deps bench-deps lint-deps dev release report test fmt lint bench vscode e2e-vscode gallery clean

help:
	@echo "make report   install what building needs, build, write out/report.svg from an example"
	@echo "make test     install what testing needs, build, run all tests"
	@echo "make dev | release | bench | fmt | lint | vscode | e2e-vscode | gallery | clean"

deps:
	@cmake/install_deps.sh cmake/deps-build.txt

test-deps:
	@cmake/install_deps.sh cmake/deps-build.txt cmake/deps-test.txt
	@cmake/install_node.sh tests/foreign editors/vscode

bench-deps:
	@cmake/install_deps.sh cmake/deps-build.txt cmake/deps-bench.txt

lint-deps:
	@cmake/install_deps.sh cmake/deps-build.txt cmake/deps-test.txt cmake/deps-lint.txt

dev:
	cmake --preset dev
	cmake --build --preset dev

release:
	cmake --preset release
	cmake --build --preset release --target aixc

report: deps
	$(MAKE) release
	mkdir -p out
	build/release/aixc examples/01_support_assistant.aisys -o out/report.svg

test: test-deps
	$(MAKE) dev release
	ctest --preset release
	ctest --preset dev

SOURCES = $$(git ls-files --cached --others --exclude-standard '*.h' '*.cpp')

fmt: lint-deps
	clang-format -i $(SOURCES)

lint: lint-deps
	clang-format --dry-run -Werror $(SOURCES)
	cmake --preset tidy
	cmake --build --preset tidy

bench: bench-deps
	cmake --preset bench
	cmake --build --preset bench --target aixc aixc_bench
	AIXC_BINARY=build/bench/aixc build/bench/aixc_bench
	AIXC_BINARY=build/bench/aixc python3 -B tests/bench/lsp_latency.py

# The extension of Visual Studio Code, as a file to install.
vscode:
	@cmake/install_node.sh editors/vscode
	mkdir -p out
	npm run --silent --prefix editors/vscode package -- -o ../../out/aisys.vsix

# The packaged extension in a real Visual Studio Code, which a browser shows; pictures of it in out/vscode.
e2e-vscode: release vscode
	tests/vscode-e2e/install.sh
	timeout --kill-after=30 900 node --test --test-concurrency=1 tests/vscode-e2e/*.test.mjs

# The contact sheets in docs/gallery, to look at.
gallery: test-deps release
	python3 docs/gallery/make_gallery.py build/release/aixc

clean:
	rm -rf build out
