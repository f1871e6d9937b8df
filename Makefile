# Makefile - the commands of daily life; what they do is in meson.build and in the scripts that they name
# SPDX-License-Identifier: GPL-3.0-or-later

.PHONY: help run test test-asan test-tsan test-lab fuzz kill soak build install bench clean

help:       ## List these targets
	@sed -n 's/^\([a-z-]*\):.*## /\1\t/p' Makefile | expand -t 12

run:        ## Install what is missing, build, open the panel on a simulated organisation
	@data/packages/ensure.sh build run
	@data/packages/ensure.sh webkit || true
	@$(MAKE) --no-print-directory build
	@data/run-demo.sh build

test:       ## Install what the tests need, build, run all tests
	@data/packages/ensure.sh build run test
	@$(MAKE) --no-print-directory build
	@tests/run.sh build --no-suite fuzz

test-asan:  ## The tests again under AddressSanitizer and UBSan (in build-asan)
	@data/packages/ensure.sh build run test
	@test -f build-asan/build.ninja || meson setup build-asan -Db_sanitize=address,undefined -Db_lundef=false
	@ninja -C build-asan
	@tests/run-asan.sh build-asan

test-tsan:  ## What has threads, under ThreadSanitizer (in build-tsan)
	@data/packages/ensure.sh build run test
	@test -f build-tsan/build.ninja || meson setup build-tsan -Db_sanitize=thread -Db_lundef=false
	@ninja -C build-tsan
	@tests/run-tsan.sh build-tsan

test-lab:   ## The tests against a real Active Directory (Samba in a network of its own; needs root)
	@data/packages/ensure.sh build run test lab
	@$(MAKE) --no-print-directory build
	@tests/run.sh build --suite lab

fuzz:       ## Damaged input for every reader of bytes from outside, ten minutes each (SECONDS=N)
	@data/packages/ensure.sh build run
	@$(MAKE) --no-print-directory build
	@tests/fuzz/run.sh build $(SECONDS)

kill:       ## Months of absences with the engine killed again and again, on every kind of server (ROUNDS=N)
	@data/packages/ensure.sh build run test
	@$(MAKE) --no-print-directory build
	@for kind in on-premises online hybrid; do \
	  BUILD=build tests/keyring/with-keyring.sh unlocked /usr/bin/python3 -B tests/flow/kills.py --rounds $(or $(ROUNDS),150) --kind $$kind || exit; \
	done

soak:       ## Engines for half an hour under edits, faults and throttling; what they hold is measured (MINUTES=N)
	@data/packages/ensure.sh build run test
	@$(MAKE) --no-print-directory build
	@BUILD=build tests/keyring/with-keyring.sh unlocked /usr/bin/python3 -B tests/flow/soak.py --minutes $(or $(MINUTES),30)

build:      ## Build into build/
	@test -f build/build.ninja || meson setup build
	@ninja -C build

install: build ## Install, below DESTDIR when that is set
	@meson install -C build --no-rebuild

bench:      ## Measure, and print what has a goal as one table (no verdict)
	@data/packages/ensure.sh build run test bench
	@$(MAKE) --no-print-directory build
	@tests/bench/run.sh build

clean:      ## Remove what was built
	@rm -rf build build-asan build-tsan
