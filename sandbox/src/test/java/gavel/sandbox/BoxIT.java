package gavel.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import gavel.model.ByteSize;
import gavel.model.RunLimits;
import gavel.model.Termination.Exited;
import gavel.sandbox.libc.RelativePath;
import gavel.sandbox.tree.BeneathDirectory;
import gavel.sandbox.tree.FileSearch;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A fresh /box: filled, bounded, collected, gone. */
@Tag("sandbox")
final class BoxIT {
  private static final RunLimits LIMITS =
      Slot.LIMITS.toBuilder().boxSize(ByteSize.ofMiB(1)).boxInodes(16).build();
  private static final ByteSize CAP = ByteSize.ofKiB(64);

  @TempDir Path stateDir;
  private Slot slot;

  @BeforeEach
  void open() throws Exception {
    slot = Slot.open(stateDir);
  }

  @AfterEach
  void close() throws Exception {
    slot.close();
  }

  private Slot.Ran run(String script, Box.Filler filler, Box.Collector collector) throws Exception {
    return slot.run(
        new RunSpec(
            List.of("/bin/sh", "-c", script),
            Slot.ENVIRONMENT,
            new Box.Fresh(filler, collector),
            Optional.empty(),
            new MemorySink(),
            new MemorySink(),
            LIMITS));
  }

  private static void nothing(Path box) {
    assertThat(box).isNotNull();
  }

  private static void nothing(Path box, RunReport report) {
    assertThat(box).isNotNull();
    assertThat(report).isNotNull();
  }

  private FileSearch find(Path box, String path) throws IOException {
    try (BeneathDirectory root = BeneathDirectory.open(box)) {
      return root.find(RelativePath.of(path), slot.config.uid());
    }
  }

  @Test
  void isFilledUsedAndCollected() throws Exception {
    List<String> collected = new ArrayList<>();
    Slot.Ran ran =
        run(
            "mkdir out && tr a-z A-Z < in > out/up && echo $PWD",
            box -> Files.writeString(box.resolve("in"), "hello"),
            (box, report) -> {
              assertThat(report.termination()).isEqualTo(new Exited(0));
              if (find(box, "out/up") instanceof FileSearch.Found(var file)) {
                try (file;
                    var content = file.content(CAP)) {
                  collected.add(new String(content.readAllBytes(), StandardCharsets.UTF_8));
                }
              }
            });

    assertThat(ran.stdout()).isEqualTo("/box\n");
    assertThat(collected).containsExactly("HELLO");
  }

  @Test
  void leadsNowhereElse() throws Exception {
    List<FileSearch> found = new ArrayList<>();
    run(
        "ln -s /etc/passwd file; ln -s / root; mkfifo pipe; mkdir d && ln -s ../.. d/up",
        BoxIT::nothing,
        (box, report) -> {
          for (String path : List.of("file", "root/etc/passwd", "pipe", "d/up/etc/passwd", "no")) {
            found.add(find(box, path));
          }
        });

    assertThat(found).hasSize(5).noneMatch(FileSearch.Found.class::isInstance);
  }

  @Test
  void nothingOfItIsLeftForTheNextRun() throws Exception {
    run("echo secret > secret; touch /tmp/secret", BoxIT::nothing, BoxIT::nothing);

    assertThat(run("ls -A /box /tmp", BoxIT::nothing, BoxIT::nothing).stdout())
        .isEqualTo("/box:\n\n/tmp:\n");
    assertThat(slot.shell("ls -A /box /tmp; touch /box/x 2>&1").stdout())
        .startsWith("/box:\n\n/tmp:\n")
        .contains("Read-only file system");
  }

  @ParameterizedTest
  @CsvSource({
    "head -c 1048576 /dev/zero > x, 0",
    "head -c 1048577 /dev/zero > x, 1",
    "for i in 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15; do : > $i || exit 1; done, 0",
    "for i in 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16; do : > $i || exit 1; done, 1"
  })
  void holdsAsMuchAsItsLimitsSay(String script, int exitCode) throws Exception {
    Slot.Ran ran = run(script, BoxIT::nothing, BoxIT::nothing);

    assertThat(ran.report().termination()).as("%s", ran).isInstanceOf(Exited.class);
    assertThat(((Exited) ran.report().termination()).code() == 0).isEqualTo(exitCode == 0);
  }

  @Test
  void whatCannotBeFilledOrCollectedIsAFaultAndTheNextRunIsSound() throws Exception {
    IOException broken = new IOException("The disk is full");
    assertThatThrownBy(() ->
            run(
                "true",
                box -> {
                  throw broken;
                },
                BoxIT::nothing))
        .isInstanceOf(SandboxFault.class)
        .hasRootCause(broken);
    assertThatThrownBy(() ->
            run(
                "true",
                BoxIT::nothing,
                (box, report) -> {
                  throw broken;
                }))
        .isInstanceOf(SandboxFault.class)
        .hasRootCause(broken);
    assertThat(slot.shell("exit 3").report().termination()).isEqualTo(new Exited(3));
  }
}
