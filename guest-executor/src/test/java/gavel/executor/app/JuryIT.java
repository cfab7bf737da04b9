package gavel.executor.app;

import static org.assertj.core.api.Assertions.assertThat;

import gavel.model.ByteSize;
import gavel.model.Status;
import gavel.model.protocol.CollectFile;
import gavel.model.protocol.ErrorCode;
import gavel.model.protocol.GuestMessage;
import gavel.model.protocol.GuestMessage.Done;
import gavel.model.protocol.GuestMessage.Failure;
import gavel.model.protocol.GuestMessage.Ran;
import gavel.model.protocol.GuestMessage.StatusReport;
import gavel.model.protocol.GuestRequest.Cancel;
import gavel.model.protocol.GuestRequest.ReportStatus;
import gavel.model.protocol.GuestRequest.Run;
import gavel.model.protocol.LimitsOverride;
import gavel.model.protocol.Role;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Programs of the jury and contestants' in the same slot. */
@Tag("sandbox")
class JuryIT {
  private static final String WHO =
      """
      #include <stdio.h>
      #include <unistd.h>
      int main(void) { return printf("%u", getuid()) < 0; }
      """;

  @TempDir Path temporary;
  private ExecutorFixture executor;

  @BeforeEach
  void start() throws Exception {
    executor = ExecutorFixture.start(temporary, 1);
  }

  @AfterEach
  void stop() throws Exception {
    executor.assertIdle();
    executor.close();
  }

  private static Run run(String artifact, @Nullable Role role, @Nullable LimitsOverride limits) {
    return new Run("1", artifact, null, null, limits, null, null, null, null, null, role);
  }

  @Test
  void theyAreAnotherUsers() throws Exception {
    try (TestPeer peer = executor.connect()) {
      String who = Programs.c(peer, WHO);
      peer.run(run(who, null, null));
      int contestant = Integer.parseInt(peer.body("stdout"));
      for (int i = 0; i < 2; i++) {
        peer.run(run(who, Role.JURY, null));
        assertThat(Integer.parseInt(peer.body("stdout"))).isEqualTo(contestant + 1);
        peer.run(run(who, Role.CONTESTANT, null));
        assertThat(Integer.parseInt(peer.body("stdout"))).isEqualTo(contestant);
      }
    }
  }

  @Test
  void nothingOfTheJurysIsLeftForContestants() throws Exception {
    String writes =
        """
        #include <stdio.h>
        #include <sys/shm.h>
        int main(void) {
          const char *const places[] = {"/box/secret", "/tmp/secret", "/dev/shm/secret"};
          for (int i = 0; i < 3; i++) {
            FILE *file = fopen(places[i], "w");
            if (file == NULL || fputs("answer", file) < 0 || fclose(file) != 0) return 1;
          }
          return shmget(4711, 4096, IPC_CREAT | 0666) < 0 ? 2 : 42;
        }
        """;
    String looks =
        """
        #include <stdio.h>
        #include <stdlib.h>
        #include <sys/shm.h>
        int main(void) {
          system("ls /box /tmp /dev/shm");
          return shmget(4711, 4096, 0) >= 0;
        }
        """;
    try (TestPeer peer = executor.connect()) {
      List<CollectFile> secret = List.of(new CollectFile("secret", ByteSize.ofKiB(1)));
      Run jury =
          new Run(
              "1",
              Programs.c(peer, writes),
              null,
              null,
              null,
              null,
              null,
              null,
              secret,
              true,
              Role.JURY);
      String looking = Programs.c(peer, looks);
      Ran wrote = peer.run(jury);
      assertThat(wrote.exitCode()).isEqualTo(42);
      assertThat(wrote.status()).isEqualTo(Status.RUNTIME_ERROR);
      assertThat(peer.body("collected/secret")).isEqualTo("answer");
      for (Role role : Role.values()) {
        assertThat(peer.run(run(looking, role, null)).exitCode()).isZero();
        assertThat(peer.body("stdout")).contains("program").doesNotContain("secret");
      }
    }
  }

  @Test
  void theyEndAtTheirLimitsAndWhenTheyAreCancelled() throws Exception {
    String forks = "#include <unistd.h>\nint main(void) { for (;;) fork(); }";
    try (TestPeer peer = executor.connect();
        TestPeer other = executor.connect()) {
      String bomb = Programs.c(peer, forks);
      LimitsOverride second =
          LimitsOverride.builder().cpuTime(Duration.ofSeconds(1)).processes(16).build();
      assertThat(peer.run(run(bomb, Role.JURY, second)).status()).isEqualTo(Status.TIMEOUT);
      peer.begin(run(bomb, Role.JURY, LimitsOverride.builder().processes(16).build()));
      Awaitility.await()
          .until(() -> ((StatusReport) other.ask(new ReportStatus("s"))).slotsBusy() == 1);
      assertThat(other.refused(run(bomb, null, null)).code()).isEqualTo(ErrorCode.BUSY);
      peer.send(new Cancel("2", "1"));
      List<GuestMessage> answers = List.of(peer.next(), peer.next());
      assertThat(answers).contains(new Done("2"));
      assertThat(answers)
          .filteredOn(Failure.class::isInstance)
          .singleElement()
          .satisfies(
              failure -> assertThat(((Failure) failure).code()).isEqualTo(ErrorCode.CANCELLED));
    }
  }
}
