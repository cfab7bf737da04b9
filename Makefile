# make test   the whole gate: formatter, linters, unit, property, fuzz regression and integration tests
# make fmt    formats the Java sources
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
BENCHES ?= micro sandbox soak guest
TEST_PACKAGES = python3 socat nodejs openjdk-17-jdk-headless util-linux shellcheck
# For the guest that tests of the sandbox run in, see docs/testing.md.
GUEST_PACKAGES = qemu-system-x86 cpio kmod lz4 coreutils

.PHONY: test fmt bench packages
test: packages
	$(MVN) clean verify
	@touch target/gavel/built
	@config/test-summary

packages:
	@config/install-packages $(BUILD_PACKAGES) $(TEST_PACKAGES) $(GUEST_PACKAGES)
	@shellcheck gavel .ci/run config/find-jdk config/install-packages config/aot-cache config/measure-start docker/guest-image/build

fmt:
	$(MVN) -q spotless:apply

bench:
	@config/install-packages $(BUILD_PACKAGES) $(BENCH_PACKAGES)
	@for each in $(BENCHES); do ./gavel bench $$each || exit; done
