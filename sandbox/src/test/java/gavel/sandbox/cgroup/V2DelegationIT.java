package gavel.sandbox.cgroup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import gavel.model.ByteSize;
import gavel.model.CpuSet;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * What is seen where only a part of the hierarchy is, as in a container: a process lives in a
 * cgroup namespace whose root is a group with some of the controllers, and these tests look through
 * its {@code /proc} directory. They run in a guest, see {@link gavel.sandbox.guest.V2GuestIT}.
 */
@Tag("guest")
final class V2DelegationIT {
  private static final Path ROOT = Path.of("/sys/fs/cgroup");
  private static final Path ABOVE = ROOT.resolve("above");
  private static final Path PART = ABOVE.resolve("part");
  private static final CgroupFiles FILES = new KernelCgroupFiles();
  private static final ProcessKiller KILLER = new ProcessKiller(ProcessKiller.OF_THIS_MACHINE);

  /** Makes its group the root of what is seen. */
  private static final String CONTAINED =
      "umount /sys/fs/cgroup && mount -t cgroup2 cgroup2 /sys/fs/cgroup && echo in && exec cat";

  private JoinedChild container;

  @BeforeEach
  void create() throws IOException {
    Files.writeString(ROOT.resolve("cgroup.subtree_control"), "+memory +pids +cpuset");
    Files.createDirectories(PART);
    container =
        JoinedChild.start(
            new CgroupJoin.CloneInto(PART),
            "unshare",
            "--cgroup",
            "--mount",
            "sh",
            "-c",
            CONTAINED);
    container.awaitLine("in");
  }

  @AfterEach
  void remove() throws CgroupFault {
    container.close();
    new GroupRemover(KILLER).removeTree(new CgroupDirectory(FILES, ABOVE));
    assertThat(ABOVE).doesNotExist();
  }

  /** The root of the hierarchy as the container has it. */
  private Path root() {
    return Path.of("/proc/" + container.pid() + "/root/sys/fs/cgroup");
  }

  private CgroupLayout detectWith(String controllers) throws CgroupFault, IOException {
    Files.writeString(ABOVE.resolve("cgroup.subtree_control"), controllers);
    ProcFiles proc = ProcFiles.OF_THIS_MACHINE;
    String offered = FILES.read(root().resolve("cgroup.controllers"));
    return new LayoutFinder(
            CgroupMount.parse(proc.read(container.pid() + "/mountinfo")),
            KernelController.parse(proc.read("cgroups")),
            Map.of(ROOT, Set.of(offered.split(" ", -1))))
        .find();
  }

  private CgroupSystem systemOf(CgroupLayout layout) throws CgroupFault {
    Path root = root();
    CgroupLayout seenFromHere =
        new CgroupLayout(
            layout.version(),
            Map.of(Controller.MEMORY, root, Controller.PIDS, root, Controller.CPUSET, root));
    return new CgroupSystem(seenFromHere, FILES, ProcFiles.OF_THIS_MACHINE, KILLER);
  }

  @Test
  void aMissingControllerIsRefusedByNameWithHowToEnableIt() {
    assertThatThrownBy(() -> detectWith("+pids +cpuset"))
        .isInstanceOf(CgroupFault.class)
        .hasMessageContaining("'memory' is not offered in [/sys/fs/cgroup]")
        .hasMessageContainingAll("cgroup.subtree_control", "Delegate=yes")
        .message()
        .doesNotContain("'pids'", "'cpuset'");
  }

  @Test
  void allThatIsMissingIsNamedAtOnce() {
    assertThatThrownBy(() -> detectWith("+memory"))
        .isInstanceOf(CgroupFault.class)
        .hasMessageContainingAll("'pids' is not offered", "'cpuset' is not offered")
        .message()
        .doesNotContain("'memory'");
  }

  /** Version 2 hands controllers down only from groups without processes, the real root aside. */
  @Test
  void aRootWithProcessesIsRefusedUntilTheyAreBelow() throws Exception {
    try (CgroupSystem system = systemOf(detectWith("+memory +pids +cpuset"))) {
      assertThatThrownBy(() -> system.open(0))
          .isInstanceOf(CgroupFault.class)
          .hasMessageContaining("has processes of its own, [" + container.pid() + "]")
          .hasMessageContainingAll("mkdir", "main/cgroup.procs");

      Path main = Files.createDirectory(root().resolve("main"));
      Files.writeString(main.resolve("cgroup.procs"), Long.toString(container.pid()));
      try (RunCgroup group = system.open(0)) {
        group.prepare(new CgroupLimits(ByteSize.ofMiB(64), 32, CpuSet.of(0)));
        assertThat(group.isEmpty()).isTrue();
      }
    }
  }
}
