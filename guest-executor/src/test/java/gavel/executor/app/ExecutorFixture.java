package gavel.executor.app;

import static org.assertj.core.api.Assertions.assertThat;

import gavel.executor.app.Arguments.Flag;
import gavel.executor.app.Arguments.Serve;
import gavel.executor.listen.Endpoint.UnixSocket;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.awaitility.Awaitility;

/** A real executor in this JVM, and the proof that nothing of it is left afterwards. */
final class ExecutorFixture implements AutoCloseable {
  /** Not that of another build on this machine, whose programs are none of ours. */
  private static final int FIRST_UID =
      Math.toIntExact(100_000 + 16 * ProcessHandle.current().pid());

  private static final Path CGROUPS = Path.of("/sys/fs/cgroup");
  final Path directory;
  final int slots;
  private final ExecutorProgram program;
  private final List<String> mountsBefore;

  private ExecutorFixture(Path directory, int slots, Optional<Path> languages) throws Exception {
    this.directory = directory;
    this.slots = slots;
    this.mountsBefore = mounts();
    this.program =
        Wiring.start(
            new Serve(
                List.of(new UnixSocket(socket(directory), Optional.empty())),
                directory.resolve("state"),
                slots,
                FIRST_UID,
                languages,
                Set.of(Flag.ALLOW_EXEC)));
  }

  static ExecutorFixture start(Path directory, int slots) throws Exception {
    return new ExecutorFixture(directory, slots, Optional.empty());
  }

  static ExecutorFixture start(Path directory, int slots, Path languages) throws Exception {
    return new ExecutorFixture(directory, slots, Optional.of(languages));
  }

  static Path socket(Path directory) {
    return directory.resolve("guest.sock");
  }

  TestPeer connect() throws IOException {
    return TestPeer.lengthPrefixed(channel(), directory);
  }

  TestPeer connectByLines() throws IOException {
    return TestPeer.byLines(channel(), directory);
  }

  SocketChannel channel() throws IOException {
    return SocketChannel.open(UnixDomainSocketAddress.of(socket(directory)));
  }

  Path stateDir() {
    return directory.resolve("state");
  }

  /** Waits until no program runs, and nothing of one is left while the executor goes on. */
  void assertIdle() {
    Awaitility.await()
        .atMost(Duration.ofSeconds(60))
        .untilAsserted(() -> {
          assertThat(processesOfPrograms(2 * slots)).isEmpty();
          for (String place : List.of("scratch", "bodies", "output")) {
            assertThat(stateDir().resolve(place)).isEmptyDirectory();
          }
        });
  }

  private static List<String> mounts() throws IOException {
    return Files.readAllLines(Path.of("/proc/self/mountinfo"));
  }

  private static List<Path> processesOfPrograms(int users) throws IOException {
    try (Stream<Path> processes = Files.list(Path.of("/proc"))) {
      return processes.filter(process -> isProgram(process, users)).toList();
    }
  }

  private static boolean isProgram(Path process, int users) {
    if (!process.getFileName().toString().chars().allMatch(Character::isDigit)) {
      return false;
    }
    try {
      int uid = (int) Files.getAttribute(process, "unix:uid");
      return uid >= FIRST_UID && uid < FIRST_UID + users;
    } catch (NoSuchFileException gone) {
      return false;
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  private static List<Path> cgroups() throws IOException {
    String mine = "gavel-" + ProcessHandle.current().pid() + "-";
    try (Stream<Path> all = Files.walk(CGROUPS, 2)) {
      return all.filter(path -> path.getFileName().toString().startsWith(mine)).toList();
    }
  }

  @Override
  public void close() throws IOException {
    program.close();
    // And of what was just being prepared for compilers.
    assertThat(processesOfPrograms(2 * slots + 1)).isEmpty();
    assertThat(cgroups()).isEmpty();
    assertThat(mounts()).isEqualTo(mountsBefore);
    assertThat(socket(directory)).doesNotExist();
    try (Stream<Path> left = Files.list(stateDir())) {
      assertThat(left.map(path -> path.getFileName().toString()))
          .containsExactlyInAnyOrder("lock", "cache");
    }
    Awaitility.await()
        .atMost(Duration.ofSeconds(60))
        .untilAsserted(() -> assertThat(ProcessHandle.current().children()).isEmpty());
  }
}
