package gavel.worker.app;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** The keys of a worker's configuration, the same in the file, the environment and as flags. */
enum ConfigKey {
  KAFKA_BOOTSTRAP("kafka.bootstrap", "HOST:PORT of one broker or more, with commas between"),
  KAFKA_GROUP("kafka.group", "share group of the workers [gavel-workers]"),
  KAFKA_PATIENCE("kafka.patience", "for the brokers to answer when the worker starts [20s]"),
  PROBLEMS_DIRS("problems.dirs", "directories of problem packages, searched in order"),
  PROBLEMS_STORE_URL("problems.store.url", "http(s) address of a store of problem packages"),
  PROBLEMS_STORE_CACHE(
      "problems.store.cache", "store: directory for its packages [/var/lib/gavel/store]"),
  PROBLEMS_STORE_CACHE_SIZE(
      "problems.store.cache_size", "store: what unused packages on disk may take [10GiB]"),
  PROBLEMS_STORE_AUTHORIZATION(
      "problems.store.authorization", "store: the header of that name, such as Bearer TOKEN"),
  PROBLEMS_STORE_ACCESS_KEY(
      "problems.store.access_key", "store: id of a key of AWS S3 or the like; signs requests"),
  PROBLEMS_STORE_SECRET_KEY("problems.store.secret_key", "store: the secret of that key"),
  PROBLEMS_STORE_SESSION_TOKEN(
      "problems.store.session_token", "store: the token of that key, where it is temporary"),
  PROBLEMS_STORE_REGION("problems.store.region", "store: of the bucket, for signing [us-east-1]"),
  PROBLEMS_STORE_PATIENCE("problems.store.patience", "store: for an answer [20s]"),
  PROBLEMS_STORE_REFRESH(
      "problems.store.refresh", "store: before it is asked again for a new revision [2s]"),
  GUEST_SOCKET("guest.socket", "socket of a running executor [/run/gavel/guest.sock]"),
  GUEST_COMMAND("guest.command", "starts an executor of the worker's own, instead"),
  GUEST_ALLOW_ROOTLESS("guest.allow_rootless", "true: also an executor without root [false]"),
  GUEST_KIND("guest.kind", "local, qemu, firecracker or cloud-hypervisor [local]"),
  GUEST_IMAGE("guest.image", "machines: directory with vmlinuz and initramfs"),
  GUEST_VMM(
      "guest.vmm", "machines: the program [qemu-system-x86_64, firecracker, cloud-hypervisor]"),
  GUEST_MEMORY("guest.memory", "machines: memory of each [2GiB]"),
  GUEST_CPUS("guest.cpus", "machines: CPUs of each, 1 to 32 [1]"),
  GUEST_RESTORE(
      "guest.restore", "machines: whether they are restored from a snapshot, not booted [true]"),
  GUEST_REUSE("guest.reuse", "machines: submissions before one is replaced [1]"),
  GUEST_POOL("guest.pool", "machines: kept ready beside those in use, 0 to 64 [1]"),
  GUEST_PATIENCE("guest.patience", "machines: for one to come up [5m]"),
  HTTP_LISTEN(
      "http.listen", "HOST:PORT of /metrics, /health and /ready, such as 127.0.0.1:9464 [off]"),
  OTEL_ENDPOINT(
      "otel.endpoint",
      "URL of a collector for traces, OTLP over HTTP: http://127.0.0.1:4318 [off]"),
  OTEL_HEADERS(
      "otel.headers", "of requests to it: NAME=VALUE, with commas between, values percent-encoded"),
  WORKER_NAME("worker.name", "in verdicts [worker-HOST-PID]"),
  WORKER_SLOTS(
      "worker.slots",
      "judgements at a time, 1 to 256; no more than the guest executor has slots [one a CPU]"),
  WORKER_GRACE("worker.grace", "for judgements in hand at the end [20s]"),
  WORKER_POLICY("worker.policy", "stop_at_first_failure or run_all [stop_at_first_failure]"),
  WORKER_RERUN(
      "worker.rerun",
      "how often a test that ends just over its time limit runs again, 0 to 10 [0]"),
  WORKER_SCRATCH("worker.scratch", "directory for outputs while they are checked [temporary]"),
  WORKER_TIME_FACTOR(
      "worker.time_factor",
      "multiplies time limits, 1 to 100 [10 where guests are emulated, else 1]"),
  WORKER_SELF_TEST(
      "worker.self_test", "how often the sandbox is tested while judging, or off [10m]"),
  WORKER_LANGUAGES(
      "worker.languages", "a languages.yaml that adds to the bundled one and changes it"),
  WORKER_MATERIALISER(
      "worker.materialiser", "true: takes part in writing gavel.verdicts.latest [true]"),
  WORKER_LOG_FORMAT("worker.log_format", "text, or json: an object for each line [text]");

  private static final String VARIABLE = "GAVEL_";
  private final String key;
  private final String meaning;

  ConfigKey(String key, String meaning) {
    this.key = key;
    this.meaning = meaning;
  }

  /** As it stands in the file, with dots between its parts. */
  String key() {
    return key;
  }

  /** For people. */
  String meaning() {
    return meaning;
  }

  /** What holds where it is not set: the end of the meaning, in brackets. */
  Optional<String> usual() {
    int from = meaning.lastIndexOf('[');
    return meaning.endsWith("]")
        ? Optional.of(meaning.substring(from + 1, meaning.length() - 1))
        : Optional.empty();
  }

  /** The meaning without what holds where it is not set. */
  String explained() {
    return usual().isEmpty() ? meaning : meaning.substring(0, meaning.lastIndexOf('[')).strip();
  }

  /** The environment variable that sets it. */
  String variable() {
    return VARIABLE + key.replace('.', '_').toUpperCase(Locale.ROOT);
  }

  static Optional<ConfigKey> of(String key) {
    return Arrays.stream(values()).filter(each -> each.key.equals(key)).findFirst();
  }

  /** Whether the variable begins like ours, so that a misspelt one is noticed. */
  static boolean claims(String variable) {
    return Arrays.stream(values())
        .map(each -> each.variable())
        .map(name -> name.substring(0, name.indexOf('_', VARIABLE.length()) + 1))
        .anyMatch(variable::startsWith);
  }
}
