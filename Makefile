# Every target makes .venv first where it is missing or out of date: a machine with Python 3.11, pip and make is enough.
PYTHON ?= $(shell command -v python3.11 || command -v python3)
BIN = .venv/bin
NEXT = .venv/next/bin
PORT ?= 8001

.PHONY: demo test check format lint types evaluate audit bench docs samples lock clean

demo: .venv/ready ## read the sample papers, serve the catalogue
	$(BIN)/minuted demo --port $(PORT)

test: .venv/ready .venv/next/ready browser ## the whole suite; the site's part of it on the newest Datasette 1.0 too
	$(BIN)/python -m pytest -n auto -m "not browser" tests minuted
	$(BIN)/python -m pytest -m browser tests/browser
	$(NEXT)/python -m pytest -p no:cacheprovider tests/catalogue tests/browser

check: .venv/ready ## format, lint, types and the fast tests
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/python -m pytest -m "not slow and not browser" tests minuted

format: .venv/ready
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix .

evaluate: .venv/ready ## scores on the project's own gold passages, against their floors
	$(BIN)/minuted evaluate tests/gold/*.jsonl --floors tests/gold/floors.json
	$(BIN)/minuted evaluate tests/gold/written/*.jsonl --floors tests/gold/written/floors.json

audit: .venv/ready ## known holes in what is locked; needs the advisories of PyPI or OSV from the network
	$(BIN)/python -m pip install -q --disable-pip-version-check pip-audit
	$(BIN)/pip-audit --require-hashes -r requirements-dev.lock

bench: .venv/ready ## speed as a ratio to named peers, in one run
	$(BIN)/python -m bench

docs: .venv/ready ## write what is generated: the command line's page
	$(BIN)/python docs/generate.py

samples: .venv/ready ## build the sample papers anew
	$(BIN)/python samples/build.py

lock: .venv/ready ## choose and lock the versions used for development
	$(BIN)/pip install -q pip-tools
	$(BIN)/pip-compile -q --generate-hashes --strip-extras --no-header --no-emit-index-url --no-emit-trusted-host --no-emit-find-links \
		--allow-unsafe --extra dev --extra ocr --extra reviewers --extra dask -o requirements-dev.lock pyproject.toml
	echo "datasette>=1.0a41,<2" | $(BIN)/pip-compile -q --upgrade --generate-hashes --strip-extras --no-header --no-annotate \
		--no-emit-index-url --no-emit-trusted-host --no-emit-find-links --allow-unsafe -o requirements-next.lock -

.venv/ready: requirements-dev.lock pyproject.toml
	$(PYTHON) -m venv .venv
	$(BIN)/python -m pip install -q --disable-pip-version-check --require-hashes -r requirements-dev.lock
	$(BIN)/python -m pip install -q --disable-pip-version-check --no-deps -e .
	touch .venv/ready

# The newest Datasette 1.0 with what it needs, and behind it all that .venv has: what both have comes from here.
.venv/next/ready: requirements-next.lock .venv/ready
	$(BIN)/python -m venv --clear .venv/next
	$(NEXT)/python -m pip install -q --disable-pip-version-check --require-hashes -r requirements-next.lock
	$(BIN)/python -c "import sysconfig; print('import site; site.addsitedir(%r)' % sysconfig.get_path('purelib'))" > .venv/next/behind.pth
	mv .venv/next/behind.pth "$$($(NEXT)/python -c "import sysconfig; print(sysconfig.get_path('purelib'))")/zz-behind.pth"
	$(NEXT)/python -c "import datasette, minuted; assert datasette.__version_info__[0] == '1', datasette.__version__"
	touch .venv/next/ready

# The browser tests drive the system's Chromium; where there is none and this user may install it, it is installed.
browser:
	@command -v chromium >/dev/null || command -v chromium-browser >/dev/null || command -v google-chrome >/dev/null \
		|| { [ "$$(id -u)" = 0 ] && command -v apt-get >/dev/null && apt-get update -qq \
		&& DEBIAN_FRONTEND=noninteractive apt-get install -y -qq chromium >/dev/null; } \
		|| echo "no Chromium: the browser tests will be skipped"
.PHONY: browser

clean:
	rm -rf .venv .mypy_cache .ruff_cache .pytest_cache
