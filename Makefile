# Every command of the project. It needs Python 3.11 or newer and make, nothing else.

python = .venv/bin/python
lock_with = uv pip compile --quiet --universal --python-version 3.11 --generate-hashes \
  --no-header --no-annotate --no-emit-index-url --no-emit-find-links
pythons = python3.13 python3.12 python3.11 python3 python

.PHONY: help install run test check bench bench-scale bench-spam audit lock messages fonts card-font icons second-engine
.SILENT:

help:
	echo "make run     the site, with its database, on http://127.0.0.1:8000 (PORT=… for another)"
	echo "make test    all tests, on a throw-away database"
	echo "make check   lint, types, templates, floors, migrations, deployment settings"
	echo "make bench   what a request costs, against its ceiling"
	echo "make bench-scale  what 100,000 posts cost beside 1,000; some minutes"
	echo "make bench-spam  an attack on the comments, and what readers notice of it; four minutes"
	echo "make audit   Lighthouse and the Nu HTML checker on the demo's pages (needs npm and java)"
	echo "make lock    requirements/ again from pyproject.toml (needs uv)"
	echo "make messages  the translations: collect new texts, compile the catalogues"
	echo "make fonts FONT=latinmodern-math.otf  the mathematics font, cut into slices"
	echo "make card-font FONT=NotoSerifCJK-Bold.ttc  the font of link previews, cut to titles"
	echo "make icons   the favicon in the sizes of home screens"

# The environment keeps a copy of the lock file it was made from.
install:
	cmp -s requirements/dev.txt .venv/locked.txt || $(MAKE) --no-print-directory .venv/locked.txt
	cmp -s package-lock.json node_modules/locked.json || $(MAKE) --no-print-directory second-engine

.venv/locked.txt: FORCE
	for candidate in $(pythons); do \
	  if $$candidate -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; \
	  then found=$$candidate; break; fi; \
	done; \
	if [ -z "$$found" ]; then echo "Lemma needs Python 3.11 or newer." >&2; exit 1; fi; \
	echo "Making .venv with $$($$found --version)"; $$found -m venv .venv
	$(python) -m pip install --quiet --no-input --no-compile --disable-pip-version-check \
	  --require-hashes -r requirements/dev.txt
	cp requirements/dev.txt $@

# Chemistry and physics in formulas need npm; everything else does without.
second-engine:
	if ! command -v npm >/dev/null; then exit 0; fi; \
	if npm ci --silent; then cp package-lock.json node_modules/locked.json; \
	else echo "npm could not install the second formula engine; going on without it." >&2; fi

FORCE:

run: install
	$(python) -m site_config.run

test: install
	$(python) -m tests.browser.equipment
	$(python) -m site_config.throw_away_postgres $(python) -m pytest -n auto

check: install
	$(python) -m ruff check
	$(python) -m ruff format --check --quiet
	find templates -name '*.html' -print0 | xargs -0r .venv/bin/djade --check
	.venv/bin/lint-imports --no-logo
	$(python) -m mypy
	$(python) -m site_config.throw_away_postgres \
	  $(python) manage.py makemigrations --check --dry-run
	SITE_URL=https://blog.example TRUSTED_PROXIES=1 \
	  SECRET_KEY=$$($(python) -c 'import secrets; print(secrets.token_urlsafe(60))') \
	  $(python) manage.py check --deploy --fail-level WARNING

bench: install
	$(python) -m tests.bench

bench-scale: install
	$(python) -m tests.bench --scale

bench-spam: install
	$(python) -m tests.bench --spam

audit: install
	for program in npm java; do \
	  command -v $$program >/dev/null || { echo "make audit needs $$program." >&2; exit 1; }; done
	$(python) -m tests.browser.equipment
	cd tests/audit; cmp -s package-lock.json node_modules/locked.json || \
	  { npm ci --silent && cp package-lock.json node_modules/locked.json; }
	$(python) -m tests.audit

lock:
	command -v uv >/dev/null || { echo "make lock needs uv: pip install uv" >&2; exit 1; }
	$(lock_with) pyproject.toml -o requirements/base.txt
	$(lock_with) --extra dev pyproject.toml -o requirements/dev.txt

messages: install
	$(python) manage.py makemessages --locale zh_Hans --locale en --no-location --no-obsolete \
	  --ignore .venv --ignore var --ignore node_modules --ignore tests
	$(python) manage.py compilemessages --ignore .venv --ignore var --ignore node_modules

fonts: install
	$(python) -m site_config.math_font "$(FONT)"

card-font: install
	$(python) -m site_config.card_font "$(FONT)"

icons: install
	$(python) -m site_config.icons
