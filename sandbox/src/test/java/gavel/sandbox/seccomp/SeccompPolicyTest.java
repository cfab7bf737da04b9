package gavel.sandbox.seccomp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class SeccompPolicyTest {
  private static final Action EPERM = Action.errno(1);
  private static final Action ENOSYS = Action.errno(38);
  private static final Action EOPNOTSUPP = Action.errno(95);
  private static final Action EAFNOSUPPORT = Action.errno(97);

  private final Syscalls syscalls = Syscalls.x86x64();
  private final BpfProgram program = SeccompPolicy.standardForX86x64().assemble();
  private final BpfInterpreter filter = new BpfInterpreter(program);

  private Action run(String name, long... arguments) {
    return filter.run(syscalls.number(name), arguments);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "read",
        "write",
        "execve",
        "mmap",
        "futex",
        "exit_group",
        "membarrier",
        "prlimit64",
        "memfd_create",
        "fcntl",
        "rseq",
        "vfork",
        "kill",
        "pidfd_open",
        "close_range"
      })
  void allowsWhatProgramsNeed(String name) {
    assertThat(run(name)).isEqualTo(Action.ALLOW);
  }

  @Test
  void locksAndWatchesNothingThatIsShared() {
    assertThat(run("flock", 3, 2)).isEqualTo(Action.errno(0));
    assertThat(run("fadvise64", 3, 0, 0, 4)).isEqualTo(Action.errno(0));
    for (int set : new int[] {6, 7, 37, 38}) {
      assertThat(run("fcntl", 3, set)).isEqualTo(Action.errno(0));
    }
    for (int tell : new int[] {5, 36, 1024, 1025, 1026}) {
      assertThat(run("fcntl", 3, tell)).isEqualTo(Action.errno(22));
    }
    assertThat(run("fcntl", 3, 4)).isEqualTo(Action.ALLOW);
    assertThat(run("inotify_init1", 0)).isEqualTo(ENOSYS);
    assertThat(run("inotify_init")).isEqualTo(ENOSYS);
  }

  @Test
  void givesNoHugePages() {
    assertThat(run("mmap", 0, 1 << 21, 3, 0x40022, -1, 0)).isEqualTo(Action.errno(12));
    assertThat(run("mmap", 0, 1 << 21, 3, 0x22, -1, 0)).isEqualTo(Action.ALLOW);
    assertThat(run("memfd_create", 0, 5)).isEqualTo(Action.errno(12));
    assertThat(run("shmget", 0, 1 << 21, 04600)).isEqualTo(Action.errno(12));
  }

  @Test
  void opensNoFilesWithoutANameForTheirInodesWouldCount() {
    int nameless = 020200000;
    assertThat(run("openat", -100, 0, nameless | 2, 0600)).isEqualTo(EOPNOTSUPP);
    assertThat(run("open", 0, nameless | 2, 0600)).isEqualTo(EOPNOTSUPP);
    assertThat(run("openat", -100, 0, 0200000)).isEqualTo(Action.ALLOW);
    assertThat(run("open", 0, 01102, 0600)).isEqualTo(Action.ALLOW);
    assertThat(run("openat2", -100, 0, 0, 24)).isEqualTo(ENOSYS);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "ptrace",
        "process_vm_readv",
        "process_vm_writev",
        "mount",
        "umount2",
        "pivot_root",
        "chroot",
        "setns",
        "open_tree",
        "move_mount",
        "fsopen",
        "fsconfig",
        "fsmount",
        "fspick",
        "mount_setattr",
        "bpf",
        "perf_event_open",
        "kexec_load",
        "kexec_file_load",
        "init_module",
        "finit_module",
        "delete_module",
        "reboot",
        "swapon",
        "swapoff",
        "iopl",
        "ioperm",
        "open_by_handle_at",
        "userfaultfd",
        "add_key",
        "request_key",
        "keyctl",
        "acct",
        "settimeofday",
        "clock_settime",
        "sethostname",
        "setdomainname"
      })
  void tellsTheSupervisorOfAttacks(String name) {
    assertThat(run(name)).isEqualTo(Action.NOTIFY);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "io_uring_setup",
        "io_uring_enter",
        "io_uring_register",
        "seccomp",
        "name_to_handle_at",
        "adjtimex",
        "clock_adjtime",
        "quotactl",
        "syslog",
        "vhangup",
        "pidfd_getfd",
        "memfd_secret",
        "fanotify_init",
        "landlock_create_ruleset",
        "mq_open",
        "kcmp",
        "io_setup"
      })
  void refusesWhatIsKnownAndNotNeeded(String name) {
    assertThat(run(name)).isEqualTo(EPERM);
  }

  @ParameterizedTest
  @ValueSource(ints = {471, 500, 1000, 0x3fffffff, 0x40000000, 0x40000001, 0x400001ff, -1, -200})
  void doesNotKnowOtherNumbers(int number) {
    assertThat(filter.run(number)).isEqualTo(ENOSYS);
  }

  @Test
  void leavesNoHoleInTheTable() {
    for (int number = 0; number <= 334; number++) {
      assertThat(syscalls.name(number)).as("system call %d", number).isPresent();
    }
    for (int number = 424; number <= 470; number++) {
      assertThat(syscalls.name(number)).as("system call %d", number).isPresent();
    }
  }

  @Test
  void killsThe32BitEntry() {
    assertThat(filter.runFrom32Bit(1)).isEqualTo(Action.KILL_PROCESS);
    assertThat(filter.runFrom32Bit(0x40000001)).isEqualTo(Action.KILL_PROCESS);
  }

  @ParameterizedTest
  @CsvSource({"1,true", "0,false", "2,false", "10,false", "16,false", "38,false", "40,false"})
  void opensOnlyUnixSockets(long family, boolean allowed) {
    Action expected = allowed ? Action.ALLOW : EAFNOSUPPORT;
    assertThat(run("socket", family)).isEqualTo(expected);
    assertThat(run("socketpair", family)).isEqualTo(expected);
    assertThat(run("socket", family | 0xdead_0000_0000L)).isEqualTo(expected);
  }

  @ParameterizedTest
  @ValueSource(
      longs = {0x20000, 0x2000000, 0x4000000, 0x8000000, 0x10000000, 0x20000000, 0x40000000, 0x80})
  void makesNoNamespaces(long flag) {
    assertThat(run("clone", flag)).isEqualTo(Action.NOTIFY);
    assertThat(run("clone", flag | 17 | 0xffff_ffff_0000_0000L)).isEqualTo(Action.NOTIFY);
    assertThat(run("unshare", flag)).isEqualTo(Action.NOTIFY);
    assertThat(run("clone3", flag)).isEqualTo(ENOSYS);
  }

  @Test
  void letsThreadsAndChildrenBegin() {
    assertThat(run("clone", 0x3d0f00)).as("pthread_create").isEqualTo(Action.ALLOW);
    assertThat(run("clone", 0x1200011)).as("fork").isEqualTo(Action.ALLOW);
    assertThat(run("clone", 0x4111)).as("posix_spawn").isEqualTo(Action.ALLOW);
    assertThat(run("unshare", 0x400)).as("CLONE_FILES").isEqualTo(EPERM);
  }

  @Test
  void typesIntoNoTerminal() {
    assertThat(run("ioctl", 0, 0x5401)).as("TCGETS").isEqualTo(Action.ALLOW);
    assertThat(run("ioctl", 0, 0x5412)).as("TIOCSTI").isEqualTo(EPERM);
    assertThat(run("ioctl", 0, 0x1_0000_5412L)).as("TIOCSTI, high bits").isEqualTo(EPERM);
    assertThat(run("ioctl", 0, 0x541c)).as("TIOCLINUX").isEqualTo(EPERM);
  }

  @Test
  void keepsItselfInForce() {
    assertThat(run("prctl", 22)).as("PR_SET_SECCOMP").isEqualTo(EPERM);
    assertThat(run("prctl", 0x7_0000_0016L)).as("PR_SET_SECCOMP, high bits").isEqualTo(EPERM);
    assertThat(run("prctl", 15)).as("PR_SET_NAME").isEqualTo(Action.ALLOW);
    assertThat(run("seccomp", 1)).isEqualTo(EPERM);
  }

  @Test
  void tellsThePersonalityAndKeepsIt() {
    assertThat(run("personality", 0xffffffffL)).isEqualTo(Action.ALLOW);
    assertThat(run("personality", 0)).isEqualTo(Action.ALLOW);
    assertThat(run("personality", 0x0040000)).as("ADDR_NO_RANDOMIZE").isEqualTo(EPERM);
  }

  @Test
  void flushesNothing() {
    assertThat(run("sync")).isEqualTo(Action.errno(0));
    assertThat(run("syncfs")).isEqualTo(Action.errno(0));
  }

  @Test
  void hasNoExtendedAttributesToSet() {
    assertThat(run("setxattr")).isEqualTo(Action.errno(95));
    assertThat(run("fremovexattr")).isEqualTo(Action.errno(95));
    assertThat(run("getxattr")).isEqualTo(Action.ALLOW);
  }

  @Test
  void isQuick() {
    for (int number : syscalls.byNumber().keySet()) {
      filter.run(number);
      assertThat(filter.steps()).as("steps for %d", number).isLessThan(24);
    }
    assertThat(program.instructions()).hasSizeLessThan(400);
  }

  @Test
  void namesCalls() {
    SeccompPolicy policy = SeccompPolicy.standardForX86x64();
    assertThat(policy.nameOf(101)).contains("ptrace");
    assertThat(policy.nameOf(9999)).isEmpty();
  }

  @Test
  void knowsOneArchitecture() {
    SeccompPolicy.requireX86x64("amd64");
    assertThatThrownBy(() -> SeccompPolicy.requireX86x64("aarch64"))
        .isInstanceOf(UnsupportedOperationException.class)
        .hasMessageContaining("this machine is aarch64");
    assertThatThrownBy(() -> Syscalls.x86x64().number("nonsense")).hasMessageContaining("nonsense");
  }
}
