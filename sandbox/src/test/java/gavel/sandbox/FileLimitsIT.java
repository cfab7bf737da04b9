package gavel.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import gavel.model.ByteSize;
import gavel.model.Limit;
import gavel.model.RunLimits;
import gavel.model.Termination.Exited;
import gavel.model.Termination.Signaled;
import gavel.model.VerdictRules;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a program may write: each file, all of them together, how many, and how many open. */
@Tag("sandbox")
final class FileLimitsIT {
  private static final int SIGXFSZ = 25;
  private static final int EMFILE = 24;
  private static final int EFBIG = 27;
  private static final int ENOSPC = 28;
  private static final int MIB = 1 << 20;
  private static final int INODES = 20;

  private static final RunLimits LIMITS =
      Slot.LIMITS.toBuilder()
          .fileSize(ByteSize.ofMiB(1))
          .tmpSize(ByteSize.ofMiB(2))
          .tmpInodes(INODES)
          .openFiles(10)
          .build();

  @TempDir Path stateDir;
  private Slot slot;
  private String files;

  @BeforeEach
  void open() throws Exception {
    slot = Slot.open(stateDir);
    files = slot.compileC(CPrograms.source("files"));
  }

  @AfterEach
  void close() throws Exception {
    slot.close();
  }

  private RunReport write(String directory, int count, int bytes, String... more) throws Exception {
    String[] argv = {files, directory, Integer.toString(count), Integer.toString(bytes)};
    String[] all =
        java.util.stream.Stream.of(argv, more)
            .flatMap(java.util.Arrays::stream)
            .toArray(String[]::new);
    return slot.run(LIMITS, all).report();
  }

  @ParameterizedTest
  @ValueSource(strings = {"/tmp", "/dev/shm"})
  void sizeOfEachFile(String directory) throws Exception {
    RunReport within = write(directory, 1, MIB);
    RunReport over = write(directory, 1, MIB + 1);
    RunReport ignored = write(directory, 1, MIB + 1, "ignore");

    assertThat(within.termination()).isEqualTo(new Exited(0));
    assertThat(over.termination()).isEqualTo(new Signaled(SIGXFSZ));
    assertThat(VerdictRules.classify(over.facts(), LIMITS).limit()).contains(Limit.FILE_SIZE);
    assertThat(ignored.termination()).isEqualTo(new Exited(EFBIG));
  }

  @ParameterizedTest
  @ValueSource(strings = {"/tmp", "/dev/shm"})
  void sizeOfAllFiles(String directory) throws Exception {
    assertThat(write(directory, 4, MIB / 2).termination()).isEqualTo(new Exited(0));
    assertThat(write(directory, 5, MIB / 2).termination()).isEqualTo(new Exited(ENOSPC));
    assertThat(write(directory, 4, MIB / 2 + 4096).termination()).isEqualTo(new Exited(ENOSPC));
  }

  @ParameterizedTest
  @ValueSource(strings = {"/tmp", "/dev/shm"})
  void numberOfFiles(String directory) throws Exception {
    assertThat(write(directory, INODES - 1, 0).termination()).isEqualTo(new Exited(0));
    assertThat(write(directory, INODES, 0).termination()).isEqualTo(new Exited(ENOSPC));
  }

  @Test
  void eachOfTheTwoPlacesHasItsOwn() throws Exception {
    String both = files + " /tmp 2 " + MIB + " && " + files + " /dev/shm 2 " + MIB;

    assertThat(slot.run(LIMITS, "/bin/sh", "-c", both).report().termination())
        .isEqualTo(new Exited(0));
  }

  @Test
  void openFiles() throws Exception {
    String open = slot.compileC(CPrograms.source("open"));

    assertThat(slot.run(LIMITS, open, "7").report().termination()).isEqualTo(new Exited(0));
    assertThat(slot.run(LIMITS, open, "8").report().termination()).isEqualTo(new Exited(EMFILE));
    assertThat(slot.run(LIMITS, "/bin/sh", "-c", "ulimit -n; ulimit -Hn").stdout())
        .isEqualTo("10\n10\n");
  }

  @Test
  void coreFilesAreNeverWritten() throws Exception {
    assertThat(slot.shell("ulimit -s; ulimit -c").stdout()).isEqualTo("unlimited\n0\n");
  }
}
