package gavel.cli.program;

import gavel.worker.topic.BrokerCommand;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * Who runs what from where: the directories of the programs of a {@link LocalStack}, and their
 * command lines.
 *
 * <pre>
 * DATA/broker/     the broker's log, of the service user
 * DATA/worker/     configuration and scratch space, of the service user
 * DATA/executor/   artifacts, inputs and slots, of root
 * DATA/run/        the executor's socket
 * DATA/programs/   copies of jars and packages that the service user cannot read where they are
 * </pre>
 */
public final class StackLayout {
  private final GavelHome home;
  private final Path data;
  private final ServiceUser user;
  private final int slots;
  private final List<Path> problems;
  private final Path brokerLib;
  private final Path workerLib;
  private final LogLevel log;
  private final boolean rootless;
  private final Optional<VmGuests> machines;
  private final Optional<Path> languages;

  private StackLayout(
      GavelHome home,
      Path data,
      ServiceUser user,
      int slots,
      List<Path> problems,
      Path brokerLib,
      Path workerLib,
      LogLevel log,
      boolean rootless,
      Optional<VmGuests> machines,
      Optional<Path> languages) {
    this.home = home;
    this.data = data;
    this.user = user;
    this.slots = slots;
    this.problems = List.copyOf(problems);
    this.brokerLib = brokerLib;
    this.workerLib = workerLib;
    this.log = log;
    this.rootless = rootless;
    this.machines = machines;
    this.languages = languages;
  }

  /**
   * Makes the directories, and copies what the service user cannot read.
   *
   * @param allowRootless for anybody but root, that not every limit is enforced
   * @param machines in the place of an executor on this machine
   * @param languages a file that is laid over the bundled languages
   */
  public static StackLayout prepare(
      GavelHome home,
      Path data,
      List<Path> problems,
      int slots,
      LogLevel log,
      boolean allowRootless,
      Optional<VmGuests> machines,
      Optional<Path> languages)
      throws EnvironmentProblem, InterruptedException {
    requireRights(allowRootless || machines.isPresent());
    ServiceUser user = ServiceUser.ensure();
    Path java = GavelHome.javaHome().resolve("bin/java");
    if (!user.canRead(java)) {
      throw new EnvironmentProblem(
          "the user "
              + ServiceUser.NAME
              + " cannot read "
              + java
              + "; use a JDK that everybody can read, such as one below /usr/lib/jvm");
    }
    try {
      Files.createDirectories(data.resolve("run"));
      lock(data);
      Staging staging = new Staging(data.resolve("programs"), user);
      user.directory(data.resolve("broker"));
      user.directory(data.resolve("worker"));
      List<Path> readable = new ArrayList<>();
      for (Path directory : problems) {
        readable.add(staging.readable(directory));
      }
      Optional<VmGuests> readableMachines = Optional.empty();
      if (machines.isPresent()) {
        VmGuests given = machines.get();
        Path image = staging.readable(given.image());
        readableMachines = Optional.of(new VmGuests(given.kind(), image, given.timeFactor()));
      }
      Optional<Path> readableLanguages = Optional.empty();
      if (languages.isPresent()) {
        readableLanguages = Optional.of(staging.readable(languages.get()));
      }
      return new StackLayout(
          home,
          data,
          user,
          slots,
          readable,
          staging.readable(home.lib("broker")),
          staging.readable(home.lib("worker")),
          log,
          allowRootless && !ServiceUser.isRoot(),
          readableMachines,
          readableLanguages);
    } catch (IOException refused) {
      throw new EnvironmentProblem(
          "cannot make " + data + " ready: " + refused.getMessage(), refused);
    }
  }

  /** Said here, for nobody who reads that the executor needs root learns of the flag. */
  private static void requireRights(boolean allowRootless) throws EnvironmentProblem {
    if (!ServiceUser.isRoot() && !allowRootless) {
      throw new EnvironmentProblem(
          "without root not every limit can be enforced (docs/rootless.md says which): start this as"
              + " root, or accept that with --allow-rootless");
    }
  }

  /** Held until this command ends; nothing below the directory is touched without it. */
  private static void lock(Path data) throws EnvironmentProblem, IOException {
    FileChannel channel =
        FileChannel.open(data.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    if (channel.tryLock() == null) {
      channel.close();
      throw new EnvironmentProblem(
          "another gavel works in " + data + "; end it, or name another with --data-dir");
    }
  }

  /** Starts the broker as the service user. */
  List<String> brokerCommand() {
    BrokerCommand command =
        new BrokerCommand(
            GavelHome.javaHome(), brokerLib, data.resolve("broker"), OptionalInt.empty());
    return user.wrap(command.argv());
  }

  /** Whether programs run in an executor on this machine. */
  boolean hasExecutor() {
    return machines.isEmpty();
  }

  /** Starts the executor as whoever runs this. */
  LocalExecutor startExecutor() throws EnvironmentProblem, InterruptedException {
    return LocalExecutor.start(
        home,
        data.resolve("executor"),
        socket(),
        slots,
        log,
        rootless,
        languages,
        Optional.empty());
  }

  /** Starts the worker as the service user. */
  List<String> workerCommand(String bootstrap) throws EnvironmentProblem {
    List<String> command =
        GavelHome.command(
            workerLib,
            "gavel.worker.app.Main",
            List.of("-XX:+UseSerialGC", "-Xmx512m", log.jvmOption()),
            workerFlags(bootstrap));
    return machines.isPresent() ? user.wrapWithMachines(command) : user.wrap(command);
  }

  private List<String> workerFlags(String bootstrap) {
    List<String> guest =
        machines.isPresent()
            ? machines.get().flags()
            : List.of(
                "--guest.socket",
                socket().toString(),
                "--guest.allow_rootless",
                Boolean.toString(rootless));
    List<String> flags = new ArrayList<>(guest);
    languages.ifPresent(file -> flags.addAll(List.of("--worker.languages", file.toString())));
    return WorkerFlags.of(bootstrap, flags, slots, problems, data.resolve("worker"));
  }

  private Path socket() {
    return data.resolve("run").resolve("guest.sock");
  }
}
