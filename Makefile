# make test   the whole gate: formatter, linters, unit, property, fuzz regression and integration tests
# make fmt    formats the Java sources
# make images  gavel/worker and gavel/executor; IMAGE_OPTIONS="-- --build-arg ..." as docker/build has them
# make bench  all benches; results as JSON under target/bench. BENCHES=sandbox picks some
SHELL := /bin/bash
export JAVA_HOME := $(shell config/find-jdk)
export PATH := $(JAVA_HOME)/bin:$(PATH)
ifeq ($(JAVA_HOME),)
$(error no JDK 25: see the line above)
endif
# Real contest data for the tests that judge with it; not part of the project.
GAVEL_CONTEST ?= $(wildcard ../shared/problems)
MVN = mvn -B -ntp -Dstyle.color=never $(if $(GAVEL_CONTEST),-Dgavel.contest=$(abspath $(GAVEL_CONTEST))) $(MVNFLAGS)

# What the build needs, then what the tests judge with.
BUILD_PACKAGES = maven gcc g++ libc6-dev make
# What is measured beside Gavel; isolate and nsjail are not in every Debian.
BENCH_PACKAGES = bubblewrap crun util-linux
BENCHES ?= micro sandbox soak guest checker compile interact pipeline chaos
TEST_PACKAGES = python3 socat nodejs default-jdk-headless openjdk-17-jdk-headless util-linux shellcheck
# For promtool, which tests the alerts.
WATCH_PACKAGES = prometheus
# The languages that the tests judge in, Kotlin 2 beside them; about 3 GB.
LANGUAGE_PACKAGES = pypy3 node-typescript golang-go rustc mono-mcs mono-runtime libmono-system-core4.0-cil \
	libmono-system-numerics4.0-cil kotlin scala default-jre-headless ruby php-cli perl swi-prolog-nox ocaml \
	fp-compiler fp-units-rtl fp-units-fcl fp-units-base ghc bash lua5.4 gfortran gnat r-base-core sbcl gawk
# For the images and their tests, see docs/deployment.md.
DOCKER_PACKAGES = docker.io debootstrap
# For the guest that tests of the sandbox run in, see docs/testing.md.
GUEST_PACKAGES = qemu-system-x86 cpio kmod lz4 coreutils

.PHONY: test fmt bench packages images
test: packages
	$(MVN) clean verify
	@touch target/gavel/built
	@config/test-summary

packages:
	@config/install-packages $(BUILD_PACKAGES) $(TEST_PACKAGES) $(WATCH_PACKAGES) $(LANGUAGE_PACKAGES) $(GUEST_PACKAGES) $(DOCKER_PACKAGES)
	@config/install-kotlin $(MVNFLAGS)
	@shellcheck gavel .ci/run config/find-jdk config/install-packages config/install-kotlin config/aot-cache config/measure-start docker/guest-image/build \
		docker/build docker/image/*

fmt:
	$(MVN) -q spotless:apply

images:
	@./gavel --help >/dev/null
	@docker/build $(IMAGE_OPTIONS)

bench:
	@config/install-packages $(BUILD_PACKAGES) $(BENCH_PACKAGES)
	@for each in $(BENCHES); do ./gavel bench $$each || exit; done
