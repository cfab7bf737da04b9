package gavel.worker.app;

import gavel.model.Status;
import gavel.model.language.LanguageDefinition;
import gavel.model.language.Languages;
import gavel.model.protocol.Body;
import gavel.model.protocol.GuestMessage.Health;
import gavel.model.protocol.GuestMessage.RuntimeVersion;
import gavel.model.protocol.LimitsOverride;
import gavel.worker.JudgeFault;
import gavel.worker.guest.CompileJob;
import gavel.worker.guest.CompiledArtifact;
import gavel.worker.guest.Guest;
import gavel.worker.guest.GuestRun;
import gavel.worker.guest.RunJob;
import java.io.IOException;
import java.io.InputStream;
import java.io.Serial;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs the probe program of every essential language that the guest has, before anything is judged,
 * and sees whether the limits are enforced. The other languages, of which there are many with slow
 * compilers, are the doctor's to try.
 *
 * @param timeFactor that time limits are multiplied by
 */
public record SelfTest(Guest guest, Languages languages, int timeFactor) {
  private static final Logger LOG = LoggerFactory.getLogger(SelfTest.class);
  private static final String LINE = "gavel-probe-42\n";
  private static final int LONGEST = 4096;
  private static final Duration TO_COMPILE = Duration.ofSeconds(60);
  private static final Duration TO_RUN = Duration.ofSeconds(20);

  /** Some language does not work; the message names each with what happened. */
  public static final class Failed extends Exception {
    @Serial private static final long serialVersionUID = 1;

    Failed(String message) {
      super(message);
    }
  }

  /**
   * The ids of the languages that work, in a guest that ends all that it runs as it must.
   *
   * @throws Failed when one that is installed does not, or none is installed
   */
  public List<String> run() throws Failed, JudgeFault, InterruptedException, IOException {
    List<String> working = languagesThatWork();
    require(new KnownVerdicts(guest, timeFactor).failures(working));
    passed(working);
    return working;
  }

  /** Says what {@link #run} says. */
  static void passed(List<String> working) {
    LOG.info("The self-test passed: {}", String.join(", ", working));
  }

  /** The same without looking at what limits do. */
  List<String> languagesThatWork() throws Failed, JudgeFault, InterruptedException, IOException {
    requireFit(guest);
    List<String> working = new ArrayList<>();
    List<String> failures = new ArrayList<>();
    String stdin = Inputs.provide(guest, LINE);
    for (RuntimeVersion runtime : guest.status().runtimes()) {
      Optional<LanguageDefinition> language = languages.byId(runtime.language());
      if (runtime.version() == null
          || language.filter(LanguageDefinition::mustBeInstalled).isEmpty()) {
        continue;
      }
      Optional<String> failure = probe(language.get(), stdin);
      failure.ifPresent(why -> failures.add(runtime.language() + " " + why));
      working.add(runtime.language());
    }
    if (working.isEmpty()) {
      throw new Failed("The guest has none of the essential languages of " + languages.ids());
    }
    require(failures);
    return working;
  }

  /** Fails where the doctor of the guest finds something missing. */
  static void requireFit(Guest guest) throws Failed, JudgeFault, InterruptedException {
    Health health = guest.health();
    if (health.isUnfit()) {
      throw new Failed(
          "The guest cannot isolate programs: it is "
              + health.status()
              + "; gavel doctor says more");
    }
  }

  /** Fails with what went wrong, where something did. */
  static void require(List<String> failures) throws Failed {
    if (!failures.isEmpty()) {
      throw new Failed("The self-test failed: " + String.join("; ", failures));
    }
  }

  private Optional<String> probe(LanguageDefinition language, String stdin)
      throws JudgeFault, InterruptedException, IOException {
    Body source =
        Body.ofBytes(language.source(), language.probe().getBytes(StandardCharsets.UTF_8));
    CompiledArtifact compiled =
        guest.compile(
            new CompileJob(language.id(), List.of(source), Optional.empty(), within(TO_COMPILE)));
    if (compiled.artifact().isEmpty()) {
      return Optional.of("does not compile its probe: " + compiled.report().output().strip());
    }
    try (GuestRun run = guest.run(new RunJob(compiled.artifact().get(), stdin, within(TO_RUN)));
        InputStream stdout = run.stdout().open()) {
      if (run.result().status() != Status.SUCCESS) {
        String reason = run.result().reason() == null ? "" : ": " + run.result().reason();
        return Optional.of("ran its probe with " + run.result().status().json() + reason);
      }
      String written = new String(stdout.readNBytes(LONGEST), StandardCharsets.UTF_8);
      return written.equals(LINE) ? Optional.empty() : Optional.of("printed another line");
    }
  }

  private LimitsOverride within(Duration cpuTime) {
    return LimitsOverride.builder().cpuTime(cpuTime.multipliedBy(timeFactor)).build();
  }
}
