package gavel.executor.report;

import gavel.model.language.LanguageDefinition;
import gavel.model.language.Languages;
import gavel.model.protocol.GuestMessage.RuntimeVersion;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The versions of the toolchains that are installed here, asked once. */
public final class RuntimeProbe {
  private static final Logger LOG = LoggerFactory.getLogger(RuntimeProbe.class);
  private static final int MOST_OUTPUT = 4096;
  private static final long PATIENCE_SECONDS = 20;
  private final Supplier<List<RuntimeVersion>> ask;
  private final Supplier<List<RuntimeVersion>> none;
  private final CompletableFuture<List<RuntimeVersion>> answer = new CompletableFuture<>();

  /** Asks the version commands of these languages, when {@link #begin} is called. */
  public RuntimeProbe(Supplier<Languages> languages) {
    this.ask = () -> languages.get().all().stream().map(RuntimeProbe::ask).toList();
    this.none =
        () ->
            languages.get().all().stream()
                .map(each -> new RuntimeVersion(each.id(), null))
                .toList();
  }

  /** Begins to ask, in the background. */
  public void begin() {
    Thread.ofPlatform()
        .daemon()
        .name("runtime-probe")
        .uncaughtExceptionHandler((_, failure) -> giveUp(failure))
        .start(() -> answer.complete(ask.get()));
  }

  /** Whoever waits for the versions must not wait for ever. */
  private void giveUp(Throwable failure) {
    LOG.error("Tried to ask for the versions of the toolchains; none is reported", failure);
    answer.complete(none.get());
  }

  /** The versions, once they are known; no version means that it is not installed. */
  public List<RuntimeVersion> versions() {
    return answer.join();
  }

  private static RuntimeVersion ask(LanguageDefinition language) {
    return new RuntimeVersion(language.id(), version(language).orElse(null));
  }

  /** The first line that the version command prints; nothing where it cannot be run. */
  public static Optional<String> version(LanguageDefinition language) {
    if (language.missingProgram().isPresent()) {
      return Optional.empty();
    }
    try {
      Process process =
          new ProcessBuilder(language.version())
              .redirectErrorStream(true)
              .redirectInput(Path.of("/dev/null").toFile())
              .start();
      return firstLine(process);
    } catch (IOException broken) {
      LOG.warn("Tried to ask {} for its version", language.version(), broken);
      return Optional.empty();
    }
  }

  private static Optional<String> firstLine(Process process) throws IOException {
    Thread deadline = Thread.ofVirtual().name("version-deadline").start(() -> endLate(process));
    try (InputStream output = process.getInputStream()) {
      byte[] bytes = output.readNBytes(MOST_OUTPUT);
      String text = new String(bytes, StandardCharsets.UTF_8);
      return text.lines().map(String::strip).filter(line -> !line.isEmpty()).findFirst();
    } finally {
      deadline.interrupt();
    }
  }

  /** Ends the process when its answer takes too long. */
  private static void endLate(Process process) {
    try {
      if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
        LOG.warn("A version command took over {} s", PATIENCE_SECONDS);
        process.destroyForcibly();
      }
    } catch (InterruptedException answered) {
      Thread.currentThread().interrupt();
    }
  }
}
