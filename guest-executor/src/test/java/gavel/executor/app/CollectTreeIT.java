package gavel.executor.app;

import static gavel.executor.app.Programs.body;
import static org.assertj.core.api.Assertions.assertThat;

import gavel.model.ByteSize;
import gavel.model.protocol.CollectFile;
import gavel.model.protocol.CollectedFile;
import gavel.model.protocol.CollectedFile.Found;
import gavel.model.protocol.GuestMessage.Interacted;
import gavel.model.protocol.GuestMessage.Ran;
import gavel.model.protocol.GuestRequest.Interact;
import gavel.model.protocol.GuestRequest.PutBlob;
import gavel.model.protocol.GuestRequest.Run;
import gavel.model.protocol.InteractSide;
import gavel.model.protocol.LimitsOverride;
import gavel.model.protocol.Role;
import gavel.model.protocol.RunFile;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Whole directories of what programs wrote, and directories that are there before they start. */
@Tag("sandbox")
@Timeout(value = 3, unit = TimeUnit.MINUTES)
class CollectTreeIT {
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
        if (chdir("feedback") != 0) return 8;
      """;

  private static final CollectFile TREE = CollectFile.tree("feedback", ByteSize.ofMiB(1));
  private static final RunFile FEEDBACK = RunFile.directory("feedback");

  @TempDir Path temporary;
  private ExecutorFixture executor;
  private TestPeer peer;

  @BeforeEach
  void start() throws Exception {
    executor = ExecutorFixture.start(temporary, 1);
    peer = executor.connect();
  }

  @AfterEach
  void stop() throws Exception {
    peer.close();
    executor.assertIdle();
    executor.close();
  }

  private String c(String code) throws IOException {
    return Programs.c(peer, HEAD + code + "\n}\n");
  }

  private static Run request(
      String artifact,
      List<RunFile> files,
      @Nullable LimitsOverride limits,
      CollectFile... collect) {
    List<CollectFile> wanted = collect.length == 0 ? null : List.of(collect);
    Boolean writable = wanted == null ? null : Boolean.TRUE;
    return new Run(
        "1", artifact, null, null, limits, null, null, files, wanted, writable, Role.JURY);
  }

  private List<CollectedFile> run(
      String code, @Nullable LimitsOverride limits, CollectFile... collect) throws IOException {
    Ran ran = peer.run(request(c(code), List.of(FEEDBACK), limits, collect));
    assertThat(ran.exitCode()).as("%s", ran).isZero();
    return collected(ran);
  }

  private static List<CollectedFile> collected(Ran ran) {
    List<CollectedFile> files = ran.collected();
    return files == null ? List.of() : files;
  }

  private static List<String> shown(List<CollectedFile> files) {
    return files.stream()
        .map(file ->
            file.path()
                + " "
                + file.found()
                + (file.size() == null ? "" : " " + file.size().bytes())
                + (file.truncated() == null ? "" : " cut"))
        .toList();
  }

  @Test
  void allFilesBelowAreCollectedWhateverTheyAreCalled() throws Exception {
    List<CollectedFile> files =
        run(
            """
            if (mkdir("a", 0755) || mkdir("a/b", 0700) || mkdir("none", 0755)) return 1;
            put("score.txt", "7"); put("a.b", "x"); put("a/b/c", "deep"); put("a b \\"&", "odd");
            put("\\xc3\\xa4", "umlaut"); put(".hidden", ""); put("\\x7f", "delete");
            put("../beside", "no feedback");
            return chmod("a/b/c", 0) != 0 || chmod("a/b", 0) != 0 || chmod("a", 0400) != 0;
            """,
            null,
            TREE);
    assertThat(shown(files))
        .containsExactly(
            "feedback DIRECTORY",
            "feedback/.hidden FILE 0",
            "feedback/a b \"& FILE 3",
            "feedback/a.b FILE 1",
            "feedback/a/b/c FILE 4",
            "feedback/none DIRECTORY",
            "feedback/score.txt FILE 1",
            "feedback/\u007f FILE 6",
            "feedback/ä FILE 6");
    assertThat(peer.body("collected/feedback/a/b/c")).isEqualTo("deep");
    assertThat(peer.body("collected/feedback/ä")).isEqualTo("umlaut");
    assertThat(peer.body("collected/feedback/.hidden")).isEmpty();
  }

  @Test
  void whatIsNoFileIsNamedAndNotTouched() throws Exception {
    List<CollectedFile> files =
        run(
            """
            struct sockaddr_un address = {.sun_family = AF_UNIX, .sun_path = "socket"};
            int listening = socket(AF_UNIX, SOCK_STREAM, 0);
            if (bind(listening, (struct sockaddr *)&address, sizeof address) != 0) return 1;
            put("file", "x");
            if (symlink("/etc/shadow", "shadow") || symlink("/", "root") || symlink("..", "up") ||
                symlink("file", "alias") || symlink("loop", "loop") || link("file", "hard") ||
                mkfifo("fifo", 0666)) return 2;
            put("not \\xff utf-8", "x"); put("line\\nfeed", "x"); put("tab\\t", "x");
            return 0;
            """,
            null,
            TREE);
    assertThat(shown(files))
        .containsExactly(
            "feedback DIRECTORY cut",
            "feedback/alias LINK",
            "feedback/fifo FIFO",
            "feedback/file FILE 1",
            "feedback/hard FILE 1",
            "feedback/loop LINK",
            "feedback/root LINK",
            "feedback/shadow LINK",
            "feedback/socket SOCKET",
            "feedback/up LINK");
  }

  @Test
  void whatTakesTheDirectorysPlaceIsSaid() throws Exception {
    String replaces = "if (chdir(\"..\") || rmdir(\"feedback\")) return 1;";
    assertThat(shown(run(replaces, null, TREE))).containsExactly("feedback ABSENT");
    assertThat(shown(run(replaces + "return symlink(\"/etc\", \"feedback\");", null, TREE)))
        .containsExactly("feedback LINK");
    assertThat(shown(run(replaces + "return mkfifo(\"feedback\", 0666);", null, TREE)))
        .containsExactly("feedback FIFO");
    assertThat(shown(run(replaces + "put(\"feedback\", \"a file\");", null, TREE)))
        .containsExactly("feedback FILE 6");
    assertThat(peer.body("collected/feedback")).isEqualTo("a file");
  }

  @Test
  void aTreeHasItsBytesTogetherAndAFileOfItsOwnHasItsOwn() throws Exception {
    List<CollectedFile> files =
        run(
            """
            put("a", "aaaa"); put("b", "bbbb"); put("c", "cccc"); put("d", "");
            put("nextpass.in", "the next pass");
            return 0;
            """,
            null,
            CollectFile.tree("feedback", ByteSize.ofBytes(6)),
            new CollectFile("feedback/nextpass.in", ByteSize.ofKiB(1)));
    assertThat(shown(files))
        .containsExactly(
            "feedback DIRECTORY",
            "feedback/a FILE 4",
            "feedback/b FILE 4 cut",
            "feedback/c FILE 4 cut",
            "feedback/d FILE 0",
            "feedback/nextpass.in FILE 13");
    assertThat(peer.body("collected/feedback/b")).isEqualTo("bb");
    assertThat(peer.body("collected/feedback/c")).isEmpty();
    assertThat(peer.body("collected/feedback/nextpass.in")).isEqualTo("the next pass");
  }

  @Test
  void aTerabyteOfNothingIsCut() throws Exception {
    LimitsOverride large = LimitsOverride.builder().fileSize(ByteSize.ofMiB(1 << 20)).build();
    List<CollectedFile> files =
        run(
            """
            for (int i = 0; i < 20; i++) {
              char name[8];
              sprintf(name, "%02d", i);
              int file = open(name, O_WRONLY | O_CREAT, 0644);
              if (file < 0 || ftruncate(file, 1LL << 40) != 0) return 1;
            }
            return 0;
            """,
            large, CollectFile.tree("feedback", ByteSize.ofMiB(3)));
    assertThat(files).hasSize(21);
    assertThat(files.subList(1, 21))
        .allSatisfy(file -> assertThat(file.size()).isEqualTo(ByteSize.ofMiB(1 << 20)))
        .allSatisfy(file -> assertThat(file.truncated()).isTrue());
    assertThat(peer.body("collected/feedback/00")).hasSize(3 << 20);
    assertThat(peer.body("collected/feedback/01")).isEmpty();
  }

  @Test
  void aMillionNamesAndAThousandLevelsAreBounded() throws Exception {
    LimitsOverride many =
        LimitsOverride.builder()
            .boxInodes(2_000_000)
            .memory(ByteSize.ofMiB(8192))
            .cpuTime(Duration.ofSeconds(60))
            .build();
    List<CollectedFile> files =
        run(
            """
            char name[32];
            put("first", "");
            for (int i = 0; i < 1000000; i++) {
              sprintf(name, "%07d", i);
              if ((i & 1 ? mkdir(name, 0755) : link("first", name)) != 0) return 1;
            }
            return 0;
            """,
            many, TREE);
    assertThat(files).hasSize(1025);
    assertThat(files.getFirst().truncated()).isTrue();
    List<CollectedFile> deep =
        run(
            """
            for (int i = 0; i < 1000; i++) {
              put("f", "x");
              if (mkdir("d", 0755) != 0 || chdir("d") != 0) return 1;
            }
            return 0;
            """,
            null,
            TREE);
    assertThat(deep).hasSize(16);
    assertThat(deep.getFirst().truncated()).isTrue();
    assertThat(deep.stream().map(CollectedFile::path))
        .contains("feedback/" + "d/".repeat(14) + "f");
  }

  @Test
  void theFirstOfTooManyAreTaken() throws Exception {
    List<CollectedFile> files =
        run(
            """
            char name[32];
            for (int i = 2000; i-- > 0;) { sprintf(name, "f%04d", i); put(name, name); }
            return 0;
            """,
            null, TREE, CollectFile.tree("other", ByteSize.ofKiB(1)));
    assertThat(files.stream().map(CollectedFile::path))
        .containsExactlyElementsOf(
            Stream.of(
                    Stream.of("feedback"),
                    IntStream.range(0, 1024).mapToObj("feedback/f%04d"::formatted),
                    Stream.of("other"))
                .flatMap(each -> each)
                .toList());
    assertThat(peer.body("collected/feedback/f1023")).isEqualTo("f1023");
  }

  @Test
  void whatWasCollectedIsThereInTheNextPass() throws Exception {
    String artifact =
        c(
            """
            FILE *last = fopen("deep/er/number", "r");
            int pass = 0;
            if (last != NULL && fscanf(last, "%d", &pass) != 1) return 1;
            if (last != NULL && (fclose(last) != 0 || access("kept", X_OK) != 0)) return 2;
            if (pass == 0 && (mkdir("deep", 0755) || mkdir("deep/er", 0755) || mkdir("kept", 0755)))
              return 3;
            char text[8];
            sprintf(text, "%d", pass + 1);
            put("deep/er/number", text);
            return 0;
            """);
    List<RunFile> files = List.of(FEEDBACK);
    for (int pass = 1; pass <= 3; pass++) {
      Ran ran = peer.run(request(artifact, files, null, TREE));
      assertThat(ran.exitCode()).isZero();
      assertThat(peer.body("collected/feedback/deep/er/number")).isEqualTo("" + pass);
      files = again(collected(ran));
    }
  }

  private List<RunFile> again(List<CollectedFile> collected) throws Exception {
    List<String> contents = new ArrayList<>();
    for (CollectedFile file : collected) {
      boolean isFile = file.found() == Found.FILE;
      contents.add(isFile ? peer.body("collected/" + file.path()) : "");
    }
    List<RunFile> files = new ArrayList<>();
    for (int i = 0; i < contents.size(); i++) {
      CollectedFile file = collected.get(i);
      if (file.found() == Found.DIRECTORY) {
        files.add(RunFile.directory(file.path()));
      } else {
        byte[] content = contents.get(i).getBytes(StandardCharsets.UTF_8);
        String hash =
            HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(content));
        peer.ask(new PutBlob("blob", hash), body("blob", contents.get(i)));
        files.add(new RunFile(file.path(), hash, null));
      }
    }
    return files;
  }

  @Test
  void directoriesAreThereBeforeTheProgramStarts() throws Exception {
    List<RunFile> both = List.of(FEEDBACK, RunFile.directory("feedback/in/side"));
    String readOnly = c("return chdir(\"in/side\") != 0 || open(\"x\", O_CREAT, 0644) >= 0;");
    assertThat(peer.run(request(readOnly, both, null)).exitCode()).isZero();
    assertThat(peer.run(request(readOnly, both, null, TREE)).exitCode()).isEqualTo(1);
    assertThat(peer.refused(request(readOnly, List.of(RunFile.directory("program")), null)).field())
        .isEqualTo("files");
    LimitsOverride few = LimitsOverride.builder().boxInodes(5).build();
    assertThat(peer.refused(request(readOnly, both, few)).field()).isEqualTo("files");
    LimitsOverride enough = LimitsOverride.builder().boxInodes(6).build();
    assertThat(peer.run(request(readOnly, both, enough)).exitCode()).isZero();
  }

  @Test
  void bothSidesOfAConversationHaveTrees() throws Exception {
    LimitsOverride soon = LimitsOverride.builder().wallTime(Duration.ofSeconds(30)).build();
    InteractSide contestant = side("put(\"mine\", \"contestant\"); return 0;", soon);
    InteractSide interactor = side("put(\"mine\", \"interactor\"); return 42;", soon);
    if (peer.ask(new Interact("1", contestant, interactor, ByteSize.ofKiB(1)))
        instanceof Interacted talk) {
      assertThat(shown(collected(talk.contestant())))
          .containsExactly("feedback DIRECTORY", "feedback/mine FILE 10");
      assertThat(shown(collected(talk.interactor())))
          .containsExactly("feedback DIRECTORY", "feedback/mine FILE 10");
    }
    assertThat(peer.body("contestant/collected/feedback/mine")).isEqualTo("contestant");
    assertThat(peer.body("interactor/collected/feedback/mine")).isEqualTo("interactor");
  }

  @Test
  void bothSidesMayFillTheirs() throws Exception {
    String fills =
        "char name[8]; for (int i = 0; i < 1100; i++) { sprintf(name, \"%d\", i); put(name, name); }";
    InteractSide side = side(fills + "return 42;", null);
    assertThat(peer.ask(new Interact("1", side, side, null))).isInstanceOf(Interacted.class);
    assertThat(peer.body("interactor/collected/feedback/1000")).isEqualTo("1000");
  }

  private InteractSide side(String code, @Nullable LimitsOverride limits) throws IOException {
    return new InteractSide(c(code), null, limits, List.of(FEEDBACK), List.of(TREE), true);
  }
}
