package gavel.worker.app;

import gavel.model.json.InvalidField;
import gavel.model.language.Languages;
import gavel.worker.flow.JudgingRules;
import gavel.worker.judge.JudgeSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The rules of judgements as the files of a worker have them now. A file that was changed is read
 * again; where anything is wrong with what it says, everything stays as it was.
 */
final class LiveRules implements Supplier<JudgingRules>, AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(LiveRules.class);
  private static final Duration EVERY = Duration.ofSeconds(2);

  /** What is taken from a configuration while the worker runs. */
  private static final Set<String> RELOADED =
      Set.of(
          ConfigKey.WORKER_LANGUAGES.key(),
          ConfigKey.WORKER_POLICY.key(),
          ConfigKey.WORKER_RERUN.key(),
          ConfigKey.WORKER_TIME_FACTOR.key());

  private final Source source;
  private final TimeFactor factor;
  private final LongAdder reloads = new LongAdder();
  private final LongAdder refusals = new LongAdder();
  private final Watch watch;
  private volatile JudgingRules rules;
  private List<Setting> settings;
  private Optional<Path> languages;

  /**
   * Where the configuration comes from, and how to read it again. What a file looks like is noted
   * before it is read: a change in between is one that was not read. For one thread at a time.
   */
  static final class Source {
    private final Optional<Path> file;
    private final Reader reader;
    private Optional<Stamp> configuration = Optional.empty();
    private Optional<Stamp> languages = Optional.empty();

    Source(Optional<Path> file, Reader reader) {
      this.file = file;
      this.reader = reader;
    }

    WorkerConfigReader.Read read() throws ConfigProblems {
      configuration = file.map(Stamp::of);
      return reader.read();
    }

    /** The languages that a configuration names. */
    Languages languages(WorkerConfig config) throws IOException {
      languages = config.languages().map(Stamp::of);
      return config.languages().isPresent()
          ? Languages.read(config.languages().get())
          : Languages.bundled();
    }

    private boolean isChanged() {
      return Stream.concat(configuration.stream(), languages.stream())
          .anyMatch(before -> !Stamp.of(before.file()).equals(before));
    }
  }

  /** Reads a configuration. */
  @FunctionalInterface
  interface Reader {
    /** All of it, or what is wrong with it. */
    WorkerConfigReader.Read read() throws ConfigProblems;
  }

  /** What changes with a file, as far as can be told without reading it. */
  private record Stamp(Path file, Optional<String> state) {
    static Stamp of(Path file) {
      try {
        BasicFileAttributes now = Files.readAttributes(file, BasicFileAttributes.class);
        return new Stamp(
            file, Optional.of(now.lastModifiedTime() + " " + now.size() + " " + now.fileKey()));
      } catch (IOException missing) {
        LOG.debug("{} cannot be looked at", file, missing);
        return new Stamp(file, Optional.empty());
      }
    }
  }

  private LiveRules(
      Source source, WorkerConfigReader.Read read, Languages languages, TimeFactor factor) {
    this.source = source;
    this.factor = factor;
    this.settings = read.settings();
    this.languages = read.config().languages();
    this.rules = rules(read.config(), languages);
    this.watch = Watch.start("rules-watch", EVERY, this::look);
  }

  /** Begins with what the worker was started with, and looks every two seconds for changes. */
  static LiveRules start(
      Source source, WorkerConfigReader.Read read, Languages languages, TimeFactor factor) {
    return new LiveRules(source, read, languages, factor);
  }

  private JudgingRules rules(WorkerConfig config, Languages known) {
    return new JudgingRules(
        known,
        config.policy(),
        Optional.of(
            JudgeSettings.of(known)
                .withTimeFactor(factor.over(config.timeFactor()))
                .withReruns(config.reruns())));
  }

  @Override
  public JudgingRules get() {
    return rules;
  }

  /** Rules that were taken since the start. */
  long reloads() {
    return reloads.sum();
  }

  /** Files that were refused since the start. */
  long refusals() {
    return refusals.sum();
  }

  private synchronized void look() {
    if (source.isChanged()) {
      reload();
    }
  }

  /** Reads everything again, changed or not. */
  synchronized void reload() {
    try {
      WorkerConfigReader.Read read = source.read();
      languages = read.config().languages();
      rules = rules(read.config(), source.languages(read.config()));
      reloads.increment();
      LOG.info("Languages and limits are those of the files as they are now");
      sayWhatWaits(read.settings());
    } catch (ConfigProblems wrong) {
      refuse(String.valueOf(wrong.getMessage()));
    } catch (IOException | InvalidField wrong) {
      refuse(languages.map(Path::toString).orElse("languages") + ": " + wrong.getMessage());
    }
  }

  private void refuse(String why) {
    refusals.increment();
    LOG.error("The changed configuration is refused, and the one before holds: {}", why);
  }

  private void sayWhatWaits(List<Setting> now) {
    List<String> waiting = new ArrayList<>();
    Stream.concat(now.stream(), settings.stream())
        .filter(each -> !RELOADED.contains(each.key()))
        .filter(each -> !Objects.equals(value(now, each.key()), value(settings, each.key())))
        .map(Setting::key)
        .distinct()
        .forEach(waiting::add);
    if (!waiting.isEmpty()) {
      LOG.warn("Changes that hold when the worker is started again: {}", waiting);
    }
  }

  private static Optional<String> value(List<Setting> settings, String key) {
    return settings.stream().filter(each -> each.key().equals(key)).map(Setting::value).findFirst();
  }

  /** Nothing is looked at any more. */
  @Override
  public void close() {
    watch.close();
  }
}
