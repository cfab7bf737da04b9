package gavel.worker.app;

import static org.assertj.core.api.Assertions.assertThat;

import gavel.worker.KafkaFixture.RunningBroker;
import gavel.worker.judge.PackageOnDisk;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A machine that stops being fit to judge while a worker runs. */
@Tag("kafka")
@Tag("sandbox")
@Timeout(value = 300, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class TrustIT {
  private static final int UNFIT = 3;

  /** Where processes are counted; of either version. */
  private static String controlGroups() throws IOException {
    return Files.readAllLines(Path.of("/proc/self/mounts")).stream()
        .map(line -> List.of(line.split(" ", -1)))
        .filter(mount ->
            mount.get(2).equals("cgroup") && List.of(mount.get(3).split(",", -1)).contains("pids"))
        .map(mount -> mount.get(1))
        .findFirst()
        .orElse("/sys/fs/cgroup");
  }

  /** For that process and its children alone. */
  private static void remount(long pid, String how) throws Exception {
    Process mount =
        new ProcessBuilder(
                "nsenter",
                "--mount",
                "--target",
                Long.toString(pid),
                "mount",
                "-o",
                "remount,bind," + how,
                controlGroups())
            .inheritIO()
            .start();
    assertThat(mount.waitFor()).isZero();
  }

  @Test
  void aWorkerWhoseDoctorFindsSomethingMissingEnds(@TempDir Path directory) throws Exception {
    Path problems = Files.createDirectories(directory.resolve("problems"));
    PackageOnDisk.twice(problems, "twice");
    Path log = directory.resolve("worker.log");
    List<String> ownMounts = List.of("unshare", "--mount", "--propagation", "private");
    try (RunningBroker broker = RunningBroker.start();
        Executor executor = new Executor(directory, ownMounts)) {
      String bootstrap = broker.client().getOrDefault("bootstrap.servers", "");
      try (WorkerProcess worker =
          WorkerProcess.start(
              "watchful",
              bootstrap,
              problems,
              executor,
              Redirect.to(log.toFile()),
              List.of("--worker.self_test=1s"))) {
        assertThat(worker.ready).contains("watchful");
        remount(executor.pid(), "ro");
        assertThat(worker.awaitEnd()).isEqualTo(UNFIT);
      } finally {
        remount(executor.pid(), "rw");
      }
    }
    assertThat(log)
        .content()
        .contains("The self-test passed")
        .contains("it is unfit: controller pids: ")
        .contains("is read-only");
  }
}
