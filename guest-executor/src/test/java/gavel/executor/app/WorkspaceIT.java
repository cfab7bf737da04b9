package gavel.executor.app;

import static gavel.executor.app.Programs.body;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import gavel.model.ByteSize;
import gavel.model.Status;
import gavel.model.protocol.Body;
import gavel.model.protocol.CollectFile;
import gavel.model.protocol.CollectedFile;
import gavel.model.protocol.CollectedFile.Found;
import gavel.model.protocol.ErrorCode;
import gavel.model.protocol.GuestMessage.Ran;
import gavel.model.protocol.GuestRequest.PutBlob;
import gavel.model.protocol.GuestRequest.Run;
import gavel.model.protocol.LimitsOverride;
import gavel.model.protocol.RunFile;
import java.io.IOException;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Files beside an artifact, directories that can be written, and what is taken out of them. */
@Tag("sandbox")
class WorkspaceIT {
  private static final String HEAD =
      """
      #define _GNU_SOURCE
      #include <errno.h>
      #include <fcntl.h>
      #include <stdio.h>
      #include <stdlib.h>
      #include <string.h>
      #include <sys/socket.h>
      #include <sys/stat.h>
      #include <sys/un.h>
      #include <unistd.h>
      static void put(const char *name, const char *text) {
        FILE *file = fopen(name, "w");
        if (file == NULL || fputs(text, file) < 0 || fclose(file) != 0) exit(9);
      }
      int main(int count, char **words) {
        (void)count; (void)words;
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

  private static String c(TestPeer peer, String code) throws IOException {
    return Programs.c(peer, HEAD + code + "\n}\n");
  }

  private static String sha256(String content) {
    try {
      return HexFormat.of()
          .formatHex(MessageDigest.getInstance("SHA-256").digest(content.getBytes(UTF_8)));
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  private static RunFile file(TestPeer peer, String path, String content, boolean executable)
      throws IOException {
    peer.ask(new PutBlob("blob", sha256(content)), body("blob", content));
    return new RunFile(path, sha256(content), executable ? Boolean.TRUE : null);
  }

  private static Run run(
      String artifact,
      List<RunFile> files,
      List<CollectFile> collect,
      boolean writable,
      @Nullable LimitsOverride limits) {
    return new Run(
        "1",
        artifact,
        null,
        null,
        limits,
        null,
        null,
        files,
        collect,
        writable ? true : null,
        null);
  }

  private static List<CollectFile> collect(String... paths) {
    return Stream.of(paths).map(path -> new CollectFile(path, ByteSize.ofKiB(1))).toList();
  }

  private static List<CollectedFile> collected(Ran ran) {
    List<CollectedFile> files = ran.collected();
    return files == null ? List.of() : files;
  }

  private static List<Found> found(Ran ran) {
    return collected(ran).stream().map(CollectedFile::found).toList();
  }

  @Test
  void filesLieBesideTheArtifactAndStayAsTheyAre() throws Exception {
    try (TestPeer peer = executor.connect()) {
      String artifact =
          c(
              peer,
              """
              char line[64] = "";
              FILE *file = fopen("data/word.txt", "r");
              if (file == NULL || fgets(line, sizeof line, file) == NULL) return 1;
              if (system("./say") != 0 || access("data/word.txt", X_OK) == 0) return 2;
              if (fopen("data/word.txt", "a") != NULL) return 3;
              if (unlink("say") == 0 || mkdir("x", 0755) == 0 || chmod(".", 0777) == 0) return 4;
              if (fopen("program", "a") != NULL) return 5;
              return puts(line) < 0;
              """);
      List<RunFile> files =
          List.of(
              file(peer, "data/word.txt", "a word", false),
              file(peer, "say", "#!/bin/sh\necho said\n", true));
      Ran ran = peer.run(run(artifact, files, List.of(), false, null));
      assertThat(ran.exitCode()).isZero();
      assertThat(ran.collected()).isNull();
      assertThat(peer.body("stdout")).isEqualTo("said\na word\n");
      assertThat(peer.run(run(artifact, List.of(), List.of(), false, null)).exitCode())
          .isEqualTo(1);
    }
  }

  @Test
  void whatAProgramWritesIsCollectedAndGoneAfterwards() throws Exception {
    try (TestPeer peer = executor.connectByLines()) {
      String artifact =
          c(
              peer,
              """
              if (access("out.txt", F_OK) == 0 || access("stdout", F_OK) == 0) return 1;
              put("out.txt", "made here"); put("stdout", "no output");
              if (mkdir("d", 0700) != 0) return 2;
              put("d/deep", "deep"); put("given", "changed");
              if (chmod("d/deep", 0) != 0 || chmod("d", 0) != 0) return 3;
              if (unlink("program") != 0) return 4;
              put("program", "no program");
              """);
      List<RunFile> files = List.of(file(peer, "given", "as it was", false));
      List<CollectFile> wanted = collect("out.txt", "stdout", "d/deep", "given", "program", "none");
      for (int i = 0; i < 2; i++) {
        Ran ran = peer.run(run(artifact, files, wanted, true, null));
        assertThat(ran.exitCode()).isZero();
        assertThat(found(ran))
            .containsExactly(
                Found.FILE, Found.FILE, Found.FILE, Found.FILE, Found.FILE, Found.ABSENT);
        assertThat(peer.body("collected/out.txt")).isEqualTo("made here");
        assertThat(peer.body("collected/stdout")).isEqualTo("no output");
        assertThat(peer.body("collected/d/deep")).isEqualTo("deep");
        assertThat(peer.body("collected/given")).isEqualTo("changed");
        assertThat(peer.body("stdout")).isEmpty();
      }
    }
  }

  @Test
  void nothingButFilesIsTakenAndNothingIsFollowed() throws Exception {
    try (TestPeer peer = executor.connect()) {
      String artifact =
          c(
              peer,
              """
              struct sockaddr_un address = {.sun_family = AF_UNIX, .sun_path = "socket"};
              int listening = socket(AF_UNIX, SOCK_STREAM, 0);
              if (bind(listening, (struct sockaddr *)&address, sizeof address) != 0) return 1;
              if (symlink("/etc/passwd", "link") || symlink("/etc", "etc") || symlink("loop", "loop") ||
                  symlink("dir", "way") || mkfifo("fifo", 0666) || mkdir("dir", 0755)) return 2;
              put("dir/file", "x"); put("file", "x");
              int big = open("big", O_WRONLY | O_CREAT, 0644);
              return ftruncate(big, 200 << 20) || write(big, "begin", 5) != 5;
              """);
      List<CollectFile> wanted =
          collect(
              "link",
              "etc/passwd",
              "loop",
              "way/file",
              "fifo",
              "dir",
              "socket",
              "file/under",
              "big");
      Ran ran = peer.run(run(artifact, List.of(), wanted, true, null));
      assertThat(ran.exitCode()).isZero();
      assertThat(found(ran))
          .containsExactly(
              Found.LINK,
              Found.LINK,
              Found.LINK,
              Found.LINK,
              Found.FIFO,
              Found.DIRECTORY,
              Found.SOCKET,
              Found.ABSENT,
              Found.FILE);
      assertThat(collected(ran).getLast())
          .isEqualTo(new CollectedFile("big", Found.FILE, ByteSize.ofMiB(200), true));
      assertThat(peer.body("collected/big")).startsWith("begin\0").hasSize(1024);
    }
  }

  @Test
  void aFullDirectoryIsTheProgramsMatter() throws Exception {
    try (TestPeer peer = executor.connect()) {
      String artifact =
          c(
              peer,
              """
              static char page[1 << 16];
              int file = open("fill", O_WRONLY | O_CREAT, 0644);
              while (write(file, page, sizeof page) > 0) continue;
              if (errno != ENOSPC) return 1;
              for (int i = 0;; i++) {
                char name[16];
                sprintf(name, "%d", i);
                if (mkdir(name, 0755) != 0 && errno == ENOSPC) return i < 2 || i > 64;
              }
              """);
      LimitsOverride small =
          LimitsOverride.builder().boxSize(ByteSize.ofMiB(4)).boxInodes(64).build();
      Ran ran = peer.run(run(artifact, List.of(), collect("fill"), true, small));
      assertThat(ran.exitCode()).isZero();
      assertThat(found(ran)).containsExactly(Found.FILE);
    }
  }

  @Test
  void howeverARunEndsItsFilesAreLookedAt() throws Exception {
    try (TestPeer peer = executor.connect()) {
      String artifact =
          c(
              peer,
              """
              put("before", "the end");
              for (;;) if (memset(malloc(1 << 20), 1, 1 << 20) == NULL) return 1;
              """);
      LimitsOverride little = LimitsOverride.builder().memory(ByteSize.ofMiB(64)).build();
      Ran ran = peer.run(run(artifact, List.of(), collect("before"), true, little));
      assertThat(ran.status()).isEqualTo(Status.MEMORY_EXCEEDED);
      assertThat(peer.body("collected/before")).isEqualTo("the end");
      String waits = c(peer, "put(\"before\", \"waiting\"); pause();");
      LimitsOverride soon = LimitsOverride.builder().wallTime(Duration.ofSeconds(5)).build();
      Ran late = peer.run(run(waits, List.of(), collect("before"), true, soon));
      assertThat(late.status()).isEqualTo(Status.TIMEOUT);
      assertThat(peer.body("collected/before")).isEqualTo("waiting");
    }
  }

  @ParameterizedTest
  @CsvSource({"program,files", "program/x,files", "a,"})
  void filesLieWhereTheArtifactHasNone(String path, @Nullable String field) throws Exception {
    try (TestPeer peer = executor.connect()) {
      String artifact = c(peer, "return 0;");
      List<RunFile> files = List.of(file(peer, path, "x", false));
      Run run = run(artifact, files, List.of(), false, null);
      if (field == null) {
        assertThat(peer.run(run).status()).isEqualTo(Status.SUCCESS);
      } else {
        assertThat(peer.refused(run).field()).isEqualTo(field);
      }
    }
  }

  @Test
  void whatCannotBePlacedIsRefusedByName() throws Exception {
    try (TestPeer peer = executor.connect()) {
      String artifact = c(peer, "return 0;");
      String hash = "0".repeat(64);
      RunFile unknown = new RunFile("a", hash, null);
      assertThat(peer.refused(run(artifact, List.of(unknown), List.of(), false, null)).code())
          .isEqualTo(ErrorCode.NOT_FOUND);
      LimitsOverride tiny = LimitsOverride.builder().boxSize(ByteSize.ofKiB(16)).build();
      assertThat(peer.refused(run(artifact, List.of(), List.of(), true, tiny)).field())
          .isEqualTo("writable");
      List<RunFile> many =
          List.of(file(peer, "a/b/c/d/e", "x", false), file(peer, "f", "x", false));
      LimitsOverride few = LimitsOverride.builder().boxInodes(8).build();
      assertThat(peer.refused(run(artifact, many, List.of(), false, few)).field())
          .isEqualTo("files");
      LimitsOverride enough = LimitsOverride.builder().boxInodes(9).build();
      assertThat(peer.run(run(artifact, many, List.of(), false, enough)).status())
          .isEqualTo(Status.SUCCESS);
      String longName = "ä".repeat(200);
      RunFile unusable = new RunFile(longName, hash, null);
      assertThat(peer.refused(run(artifact, List.of(unusable), List.of(), false, null)).field())
          .isEqualTo("files");
    }
  }

  @Test
  void interpretersFindTheirSourcesAmongTheFiles() throws Exception {
    try (TestPeer peer = executor.connect()) {
      Body main = body("main.py", "import extra\nopen('n', 'w').write(extra.word)");
      String artifact =
          String.valueOf(peer.compile(Programs.compile("c", "python", "main.py"), main).artifact());
      List<RunFile> files = List.of(file(peer, "extra.py", "word = 'imported'", false));
      Ran ran = peer.run(run(artifact, files, collect("n"), true, null));
      assertThat(ran.status()).isEqualTo(Status.SUCCESS);
      assertThat(peer.body("collected/n")).isEqualTo("imported");
    }
  }
}
