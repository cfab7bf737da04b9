package gavel.sandbox.cgroup;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * A process that sees only a part of the hierarchy, as in a container: a cgroup namespace whose
 * root is a group that has some of the controllers. Runs in a guest, see {@link
 * gavel.sandbox.guest.V2GuestIT}.
 */
@Tag("guest")
final class V2DelegationIT {
  private static final Path ROOT = Path.of("/sys/fs/cgroup");
  private static final Path ABOVE = ROOT.resolve("above");
  private static final Path PART = ABOVE.resolve("part");

  /** Enters the group, makes it the root of what is seen, and becomes the program. */
  private static final String ENTER =
      """
      echo 0 > "$1/cgroup.procs" && shift
      exec unshare --cgroup --mount sh -c '
        umount /sys/fs/cgroup && mount -t cgroup2 cgroup2 /sys/fs/cgroup && exec "$@"' sh "$@"
      """;

  @BeforeEach
  void create() throws IOException {
    Files.writeString(ROOT.resolve("cgroup.subtree_control"), "+memory +pids +cpuset");
    Files.createDirectories(PART);
  }

  @AfterEach
  void remove() throws CgroupFault {
    new GroupRemover(new ProcessKiller(ProcessKiller.OF_THIS_MACHINE))
        .removeTree(new CgroupDirectory(new KernelCgroupFiles(), ABOVE));
    assertThat(ABOVE).doesNotExist();
  }

  private static String openSlotWith(String controllers) throws IOException, InterruptedException {
    Files.writeString(ABOVE.resolve("cgroup.subtree_control"), controllers);
    Process process =
        new ProcessBuilder(
                "/bin/sh",
                "-c",
                ENTER,
                "enter",
                PART.toString(),
                Path.of(System.getProperty("java.home"), "bin/java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-cp",
                System.getProperty("java.class.path"),
                OpenedSlot.class.getName())
            .redirectErrorStream(true)
            .start();
    String said = process.inputReader().readAllAsString();
    assertThat(process.waitFor()).as(said).isZero();
    return said;
  }

  @Test
  void aMissingControllerIsRefusedByNameWithHowToEnableIt() throws Exception {
    String said = openSlotWith("+pids +cpuset");

    assertThat(said)
        .startsWith("refused")
        .contains("'memory' is not offered in [/sys/fs/cgroup]")
        .contains("cgroup.subtree_control", "Delegate=yes")
        .doesNotContain("'pids'", "'cpuset'");
  }

  @Test
  void allThatIsMissingIsNamedAtOnce() throws Exception {
    String said = openSlotWith("+memory");

    assertThat(said)
        .startsWith("refused")
        .contains("'pids' is not offered", "'cpuset' is not offered")
        .doesNotContain("'memory'");
  }

  /** Version 2 hands controllers down only from groups without processes, the real root aside. */
  @Test
  void aRootWithProcessesIsRefusedWithWhatToDo() throws Exception {
    String said = openSlotWith("+memory +pids +cpuset");

    assertThat(said)
        .startsWith("refused")
        .contains("/sys/fs/cgroup has processes of its own")
        .contains("cgroup.procs");
  }
}
