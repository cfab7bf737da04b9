package gavel.worker.app;

import gavel.model.ByteSize;
import gavel.worker.app.ConfigValues.Value;
import gavel.worker.http.ListenAddress;
import gavel.worker.judge.JudgePolicy;
import gavel.worker.topic.Topics;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Makes a configuration of a file, the environment and flags, or says all that is wrong. */
final class WorkerConfigReader {
  /** Read by logback.xml. */
  static final String LOG_FORMAT = "GAVEL_LOG";

  private static final String TEXT = "text";
  private static final int MOST_RERUNS = 10;
  private static final int MOST_SLOTS = 256;
  private static final int MOST_TIME_FACTOR = 100;
  private static final Duration PATIENCE = Duration.ofSeconds(20);
  private static final Duration GRACE = Duration.ofSeconds(20);
  private static final Duration SELF_TEST = Duration.ofMinutes(10);
  private static final Pattern DURATION = Pattern.compile("(\\d{1,9})(ms|s|m|h)");
  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9._:-]{1,128}");

  private final List<String> problems = new ArrayList<>();
  private final ConfigValues values;
  private final Map<String, String> environment;

  private WorkerConfigReader(Map<String, String> environment) {
    this.environment = environment;
    this.values = new ConfigValues(problems, environment);
  }

  /**
   * What was read.
   *
   * @param settings everything that was set, as it may be shown
   */
  record Read(WorkerConfig config, List<Setting> settings) {}

  /** Flags go over the environment, and that over the file. */
  static WorkerConfig read(
      Optional<Path> file, Map<String, String> environment, Map<String, String> flags)
      throws ConfigProblems {
    return readAll(file, environment, flags).config();
  }

  /** The same, with what can be shown of it. */
  static Read readAll(
      Optional<Path> file, Map<String, String> environment, Map<String, String> flags)
      throws ConfigProblems {
    WorkerConfigReader reader = new WorkerConfigReader(environment);
    file.ifPresent(reader.values::addFile);
    reader.values.addEnvironment(environment);
    reader.values.addFlags(flags);
    WorkerConfig config = reader.config();
    if (!reader.problems.isEmpty()) {
      throw new ConfigProblems(reader.problems);
    }
    return new Read(config, List.copyOf(reader.values.settings().values()));
  }

  private WorkerConfig config() {
    return new WorkerConfig(
        client(),
        text(ConfigKey.KAFKA_GROUP).orElse(Topics.WORKERS),
        time(ConfigKey.KAFKA_PATIENCE, PATIENCE),
        problemDirectories(),
        new StoreChoiceReader(this, values).read(),
        guest(),
        flag(ConfigKey.GUEST_ALLOW_ROOTLESS, false),
        name(),
        slots(),
        time(ConfigKey.WORKER_GRACE, GRACE),
        text(ConfigKey.WORKER_POLICY).map(this::policy).orElse(JudgePolicy.STOP_AT_FIRST_FAILURE),
        number(ConfigKey.WORKER_RERUN, 0, 0, MOST_RERUNS),
        path(ConfigKey.WORKER_SCRATCH)
            .orElseGet(() -> Path.of(System.getProperty("java.io.tmpdir"))),
        text(ConfigKey.WORKER_TIME_FACTOR).isEmpty()
            ? OptionalInt.empty()
            : OptionalInt.of(number(ConfigKey.WORKER_TIME_FACTOR, 1, 1, MOST_TIME_FACTOR)),
        selfTest(),
        path(ConfigKey.WORKER_LANGUAGES),
        flag(ConfigKey.WORKER_MATERIALISER, true),
        listen(),
        logFormat(),
        new TraceChoiceReader(this, values).read());
  }

  private Optional<ListenAddress> listen() {
    Optional<String> text = unlessOff(ConfigKey.HTTP_LISTEN);
    Optional<ListenAddress> address = text.flatMap(ListenAddress::parse);
    if (text.isPresent() && address.isEmpty()) {
      wrong(ConfigKey.HTTP_LISTEN, "is neither HOST:PORT nor off");
    }
    return address;
  }

  /** What GAVEL_LOG says is for who sets it for all programs. */
  private String logFormat() {
    String format =
        text(ConfigKey.WORKER_LOG_FORMAT).orElse(environment.getOrDefault(LOG_FORMAT, TEXT));
    if (!format.equals(TEXT) && !format.equals("json")) {
      wrong(ConfigKey.WORKER_LOG_FORMAT, "is not text or json");
      return TEXT;
    }
    return format;
  }

  /** The text that a key has, unless it is off. */
  Optional<String> unlessOff(ConfigKey key) {
    return text(key).filter(text -> !isOff(text));
  }

  /** What says off without quotes is false in YAML. */
  private static boolean isOff(String text) {
    return text.equals("off") || text.equals("false");
  }

  private Optional<Duration> selfTest() {
    if (text(ConfigKey.WORKER_SELF_TEST).filter(WorkerConfigReader::isOff).isPresent()) {
      return Optional.empty();
    }
    Duration every = time(ConfigKey.WORKER_SELF_TEST, SELF_TEST);
    if (!every.isPositive()) {
      wrong(ConfigKey.WORKER_SELF_TEST, "is 0; off turns it off");
    }
    return Optional.of(every);
  }

  private Map<String, String> client() {
    Map<String, String> client = new HashMap<>(values.client());
    Optional<String> bootstrap = text(ConfigKey.KAFKA_BOOTSTRAP);
    if (bootstrap.isEmpty()) {
      missing(ConfigKey.KAFKA_BOOTSTRAP);
    } else if (!bootstrap.get().contains(":")) {
      wrong(ConfigKey.KAFKA_BOOTSTRAP, "is not of the form HOST:PORT");
    }
    client.put("bootstrap.servers", bootstrap.orElse(""));
    return client;
  }

  private List<Path> problemDirectories() {
    List<Path> directories = new ArrayList<>();
    Optional<Value> value = values.get(ConfigKey.PROBLEMS_DIRS);
    if (value.isEmpty() || value.get().texts().isEmpty()) {
      if (values.get(ConfigKey.PROBLEMS_STORE_URL).isEmpty()) {
        missing(ConfigKey.PROBLEMS_DIRS);
      }
      return directories;
    }
    for (String text : value.get().texts()) {
      Optional<Path> directory = path(ConfigKey.PROBLEMS_DIRS, text);
      if (directory.isPresent() && !Files.isDirectory(directory.get())) {
        wrong(ConfigKey.PROBLEMS_DIRS, text + " is not a directory");
      }
      directory.ifPresent(directories::add);
    }
    return directories;
  }

  private GuestChoice guest() {
    return new GuestChoiceReader(this, values).read();
  }

  /** Whether a key says true, or the usual one where it says nothing. */
  boolean flag(ConfigKey key, boolean usual) {
    String text = text(key).orElse(Boolean.toString(usual));
    if (!text.equals("true") && !text.equals("false")) {
      wrong(key, "is not true or false");
    }
    return text.equals("true");
  }

  private String name() {
    String name =
        text(ConfigKey.WORKER_NAME)
            .orElseGet(() ->
                String.format(
                    Locale.ROOT,
                    "worker-%s-%d",
                    environment.getOrDefault("HOSTNAME", "local"),
                    ProcessHandle.current().pid()));
    if (!NAME.matcher(name).matches()) {
      wrong(ConfigKey.WORKER_NAME, "must match " + NAME);
    }
    return name;
  }

  private int slots() {
    int usual = Math.min(Runtime.getRuntime().availableProcessors(), MOST_SLOTS);
    return number(ConfigKey.WORKER_SLOTS, usual, 1, MOST_SLOTS);
  }

  /** The number that a key has, or the usual one. */
  int number(ConfigKey key, int usual, int least, int most) {
    String text = text(key).orElse(Integer.toString(usual));
    int number = text.matches("\\d{1,6}") ? Integer.parseInt(text) : -1;
    if (number < least || number > most) {
      wrong(key, "is not a number from " + least + " to " + most);
      return usual;
    }
    return number;
  }

  /** The size that a key has, or the usual one. */
  ByteSize size(ConfigKey key, ByteSize usual, ByteSize least) {
    try {
      ByteSize size = text(key).map(ByteSize::parse).orElse(usual);
      if (size.compareTo(least) >= 0) {
        return size;
      }
    } catch (IllegalArgumentException unreadable) {
      // the same is wrong with it
    }
    wrong(key, "is not a size like 2GiB, from " + least + " on");
    return usual;
  }

  /** The time that a key has, or the usual one. */
  Duration time(ConfigKey key, Duration usual) {
    Optional<String> text = text(key);
    if (text.isEmpty()) {
      return usual;
    }
    Matcher matcher = DURATION.matcher(text.get());
    if (!matcher.matches()) {
      wrong(key, "is not a time like 500ms, 20s, 2m or 1h");
      return usual;
    }
    long count = Long.parseLong(matcher.group(1));
    return switch (matcher.group(2)) {
      case "ms" -> Duration.ofMillis(count);
      case "s" -> Duration.ofSeconds(count);
      case "m" -> Duration.ofMinutes(count);
      default -> Duration.ofHours(count);
    };
  }

  private JudgePolicy policy(String text) {
    for (JudgePolicy policy : JudgePolicy.values()) {
      if (policy.name().toLowerCase(Locale.ROOT).equals(text)) {
        return policy;
      }
    }
    wrong(ConfigKey.WORKER_POLICY, "is not stop_at_first_failure or run_all");
    return JudgePolicy.STOP_AT_FIRST_FAILURE;
  }

  /** The one text that a key has. */
  Optional<String> text(ConfigKey key) {
    Optional<Value> value = values.get(key);
    if (value.isPresent() && value.get().texts().size() != 1) {
      wrong(key, "is a list where one value is due");
    }
    return value.flatMap(present -> present.texts().stream().findFirst());
  }

  /** The path that a key has. */
  Optional<Path> path(ConfigKey key) {
    return text(key).flatMap(text -> path(key, text));
  }

  private Optional<Path> path(ConfigKey key, String text) {
    try {
      return Optional.of(Path.of(text));
    } catch (InvalidPathException invalid) {
      wrong(key, "is not a path: " + invalid.getReason());
      return Optional.empty();
    }
  }

  void missing(ConfigKey key) {
    problems.add(
        String.format(
            Locale.ROOT,
            "%s is missing: set it in the file, as %s or as --%s",
            key.key(),
            key.variable(),
            key.key()));
  }

  void wrong(ConfigKey key, String what) {
    String origin = values.get(key).map(value -> value.origin() + ": ").orElse("");
    problems.add(origin + key.key() + " " + what);
  }
}
