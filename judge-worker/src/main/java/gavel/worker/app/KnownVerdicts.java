package gavel.worker.app;

import gavel.model.ByteSize;
import gavel.model.Status;
import gavel.model.protocol.Body;
import gavel.model.protocol.GuestMessage.StatusReport;
import gavel.model.protocol.LimitsOverride;
import gavel.worker.JudgeFault;
import gavel.worker.guest.CompileJob;
import gavel.worker.guest.CompiledArtifact;
import gavel.worker.guest.Guest;
import gavel.worker.guest.GuestRun;
import gavel.worker.guest.RunJob;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs a program that ends as it is told, and sees whether the sandbox says so: in order, over its
 * time, over its memory, with an error. A sandbox that does not, and does not again when every slot
 * has had another turn, must not judge anybody: once may be a host that stood still.
 *
 * @param timeFactor that time limits are multiplied by
 */
record KnownVerdicts(Guest guest, int timeFactor) {
  private static final Logger LOG = LoggerFactory.getLogger(KnownVerdicts.class);
  private static final String SPIN = "s";
  private static final Duration TO_COMPILE = Duration.ofSeconds(60);

  /** Little, since the program that spins spends all of it in every test of the guest. */
  private static final Duration TO_SPIN = Duration.ofMillis(300);

  /** More than programs that end by themselves need on any machine. */
  private static final Duration TO_RUN = Duration.ofSeconds(5);

  /**
   * None of these programs waits for anything, and on a busy host all of them get a turn by then.
   */
  private static final Duration WALL = Duration.ofSeconds(30);

  private static final ByteSize MEMORY = ByteSize.ofMiB(64);

  private static final String C =
      """
      #include <stdio.h>
      #include <stdlib.h>
      #include <string.h>
      int main(void) {
        int how = getchar();
        if (how == 'o') return 0;
        for (volatile unsigned turn = 0; how == 's';) turn = turn + 1;
        while (how == 'g') {
          char *more = malloc(1 << 20);
          if (!more) return 2;
          memset(more, 1, 1 << 20);
        }
        abort();
      }
      """;

  private static final String PYTHON =
      """
      how = input()
      while how == "s":
          pass
      kept = []
      while how == "g":
          kept.append(bytearray(b"x") * (1 << 20))
      if how != "o":
          raise SystemExit(1)
      """;

  /** The first of these that is installed. */
  private static final Map<String, Body> PROGRAMS = new LinkedHashMap<>();

  static {
    PROGRAMS.put("c", source("main.c", C));
    PROGRAMS.put("cpp", source("main.cpp", C));
    PROGRAMS.put("python", source("main.py", PYTHON));
  }

  private static final Map<String, Status> EXPECTED = new LinkedHashMap<>();

  static {
    EXPECTED.put("o", Status.SUCCESS);
    EXPECTED.put(SPIN, Status.TIMEOUT);
    EXPECTED.put("g", Status.MEMORY_EXCEEDED);
    EXPECTED.put("a", Status.RUNTIME_ERROR);
  }

  private static Body source(String name, String text) {
    return Body.ofBytes(name, text.getBytes(StandardCharsets.UTF_8));
  }

  /** What the program is told, one after the other. */
  static List<String> words() {
    return List.copyOf(EXPECTED.keySet());
  }

  /** What is wrong, in words for people; nothing where all is as it should be. */
  List<String> failures(Collection<String> languages)
      throws SelfTest.Failed, JudgeFault, InterruptedException, IOException {
    String artifact = compile(languages);
    List<String> failures = new ArrayList<>();
    for (String how : words()) {
      failure(artifact, how).ifPresent(failures::add);
    }
    return failures;
  }

  /** The program, in the first language that is there. */
  String compile(Collection<String> languages)
      throws SelfTest.Failed, JudgeFault, InterruptedException {
    Optional<String> language = PROGRAMS.keySet().stream().filter(languages::contains).findFirst();
    if (language.isEmpty()) {
      throw new SelfTest.Failed(
          "None of " + PROGRAMS.keySet() + " is there to try the limits with");
    }
    CompiledArtifact compiled = guest.compile(compileJob(language.get()));
    return compiled
        .artifact()
        .orElseThrow(() ->
            new SelfTest.Failed(
                language.get() + " does not compile: " + compiled.report().output().strip()));
  }

  /** What is wrong with how it ends that is told this; nothing where it is as it should be. */
  Optional<String> failure(String artifact, String how)
      throws JudgeFault, InterruptedException, IOException {
    Status expected = Objects.requireNonNull(EXPECTED.get(how));
    Status status = run(artifact, how);
    if (status == expected) {
      return Optional.empty();
    }
    LOG.warn(
        "A program that should end with {} ended with {}; it is run again in each slot",
        expected.json(),
        status.json());
    // slots are used in turn, so the one that was wrong comes last
    for (int left = slots(); left > 0; left--) {
      status = run(artifact, how);
      if (status != expected) {
        return Optional.of(
            "a program that should end with " + expected.json() + " ended with " + status.json());
      }
    }
    return Optional.empty();
  }

  /** At least one. */
  int slots() throws JudgeFault, InterruptedException {
    StatusReport report = guest.status();
    return Math.max(1, report.slotsBusy() + report.slotsFree());
  }

  private CompileJob compileJob(String language) {
    Body source = Objects.requireNonNull(PROGRAMS.get(language));
    return new CompileJob(
        language,
        List.of(source),
        Optional.empty(),
        LimitsOverride.builder().cpuTime(TO_COMPILE.multipliedBy(timeFactor)).build());
  }

  private Status run(String artifact, String how)
      throws JudgeFault, InterruptedException, IOException {
    Duration cpuTime = how.equals(SPIN) ? TO_SPIN : TO_RUN;
    LimitsOverride limits =
        LimitsOverride.builder()
            .cpuTime(cpuTime.multipliedBy(timeFactor))
            .wallTime(WALL.multipliedBy(timeFactor))
            .memory(MEMORY)
            .build();
    try (GuestRun run = guest.run(new RunJob(artifact, Inputs.provide(guest, how), limits))) {
      return run.result().status();
    }
  }
}
