package gavel.executor.init;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * gavel-init as the first process of namespaces of its own, in a root that has nothing but it and
 * one program. There, to power off is to end.
 */
@Tag("sandbox")
class InitIT {
  /** How unshare(1) ends after its child's power-off, see reboot(2) about namespaces. */
  private static final int POWERED_OFF = 128 + 2;

  @TempDir Path root;
  private final List<Process> machines = new ArrayList<>();

  @BeforeEach
  void makeRoot() throws IOException, InterruptedException {
    Files.copy(
        Path.of(System.getProperty("gavel.home"), "libexec/gavel-init"), root.resolve("init"));
    StaticPrograms.compile("orphans", root.resolve("program"));
    Files.createDirectories(root.resolve("etc/gavel"));
  }

  @AfterEach
  void end() throws InterruptedException {
    for (Process machine : machines) {
      machine.destroyForcibly().waitFor();
    }
  }

  private Path console() {
    return root.resolve("console");
  }

  private String said() throws IOException {
    return Files.readString(console());
  }

  private void boot(String command, String... words) throws IOException {
    Files.writeString(root.resolve("etc/gavel/executor.command"), command);
    List<String> line = new ArrayList<>(List.of("unshare", "--pid", "--mount", "--net"));
    line.addAll(List.of("--uts", "--fork", "--kill-child", "chroot", root.toString(), "/init"));
    line.addAll(List.of(words));
    machines.add(
        new ProcessBuilder(line)
            .redirectErrorStream(true)
            .redirectOutput(console().toFile())
            .start());
  }

  private void awaitLine(String text) {
    Awaitility.await()
        .atMost(Duration.ofSeconds(60))
        .untilAsserted(() -> assertThat(said()).contains(text));
  }

  private void awaitPowerOff() throws InterruptedException {
    assertThat(machines.getFirst().waitFor(60, TimeUnit.SECONDS)).isTrue();
    assertThat(machines.getFirst().exitValue()).isEqualTo(POWERED_OFF);
  }

  /** Pid 1 of the namespaces, as it is known out here. */
  private ProcessHandle init() {
    return machines.getFirst().toHandle().children().findFirst().orElseThrow();
  }

  private Path inside(String path) {
    return Path.of("/proc/" + init().pid() + "/root", path);
  }

  @Test
  void itMakesASystemStartsTheCommandAndReaps() throws Exception {
    boot("# a comment\n/program\nwait\n", "two", "words");
    awaitLine("on gavel-guest: wait two words\n");
    String mounts = Files.readString(Path.of("/proc/" + init().pid() + "/mounts"));
    assertThat(mounts)
        .contains(" /proc proc ", " /sys sysfs ", " /dev devtmpfs ", " /dev/pts devpts ")
        .contains(" /dev/shm tmpfs ", " /run tmpfs ", " /tmp tmpfs ")
        .contains(" /sys/fs/cgroup cgroup2 ");
    Awaitility.await()
        .atMost(Duration.ofSeconds(60))
        .untilAsserted(() -> assertThat(init().children()).hasSize(1));
  }

  @Test
  void itPowersOffWhenAskedTo() throws Exception {
    boot("/program\nwait\n");
    awaitLine("on gavel-guest: wait\n");
    InitProcess.at(inside("run/gavel/init.sock")).powerOff();
    awaitPowerOff();
    assertThat(said())
        .contains("powering off: as requested", "the executor was ended by signal 15");
  }

  @Test
  void itPowersOffWhenItIsSignalled() throws Exception {
    boot("/program\nwait\n");
    awaitLine("on gavel-guest: wait\n");
    init().destroy();
    awaitPowerOff();
    assertThat(said()).contains("powering off: SIGTERM");
  }

  @Test
  void whatCrashesIsStartedAgainButNotForever() throws Exception {
    boot("/program\ncrash\n");
    awaitPowerOff();
    assertThat(said().lines().filter(line -> line.endsWith("on gavel-guest: crash"))).hasSize(3);
    assertThat(said())
        .contains("the executor was ended by signal 6", "starting it again")
        .contains("powering off: the executor crashes again and again");
  }

  @Test
  void whatIsOfNoUseIsNotStartedAgain() throws Exception {
    boot("/program\nexit\n2\n");
    awaitPowerOff();
    assertThat(said())
        .contains("ended with exit code 2", "powering off: the executor is not meant to go on");
  }

  @Test
  void whatCannotBeStartedIsSaid() throws Exception {
    boot("/nothing\n");
    awaitPowerOff();
    assertThat(said()).contains("tried to start /nothing: No such file or directory");
  }

  @Test
  void nothingToStartIsSaid() throws Exception {
    boot("# nothing\n");
    awaitPowerOff();
    assertThat(said()).contains("powering off: there is nothing to start");
  }

  @Test
  void itIsForTheFirstProcessAlone() throws Exception {
    Process process =
        new ProcessBuilder(root.resolve("init").toString()).redirectErrorStream(true).start();
    assertThat(new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8))
        .startsWith("gavel-init: is for the first process of a machine");
    assertThat(process.waitFor()).isEqualTo(2);
  }

  /** Where this machine lets nobody be protected, it says so. */
  @Test
  void theExecutorIsProtectedFromTheOomKiller() throws Exception {
    boot("/program\nwait\n");
    awaitLine("on gavel-guest: wait\n");
    ProcessHandle executor = init().children().findFirst().orElseThrow();
    String score = Files.readString(Path.of("/proc/" + executor.pid() + "/oom_score_adj")).strip();
    if (said().contains("the executor is not protected from the OOM killer")) {
      assertThat(said()).contains("OOM killer: Permission denied");
    } else {
      assertThat(score).isEqualTo("-1000");
    }
  }
}
