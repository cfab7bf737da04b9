package gavel.executor.app;

import static org.assertj.core.api.Assertions.assertThat;

import gavel.model.RunLimits;
import gavel.model.Status;
import gavel.model.protocol.Body;
import gavel.model.protocol.GuestMessage.Compiled;
import gavel.model.protocol.GuestMessage.Ran;
import gavel.model.protocol.GuestRequest.Compile;
import gavel.model.protocol.LimitsOverride;
import gavel.sandbox.tree.TreeRemover;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What outlives an executor: that it is used, and that no submission can put anything there. */
@Tag("sandbox")
class CacheIT {
  private static final String WHOLE =
      """
      #include <bits/stdc++.h>
      using namespace std;
      int main() {
        map<int, string> m{{1, "one"}};
        vector<long long> v{3, 1, 2};
        sort(v.begin(), v.end());
        cout << m[1] << accumulate(v.begin(), v.end(), 0LL) << endl;
      }
      """;

  private static final String JAVA =
      """
      public class Main {
        public static void main(String[] args) { System.out.println("clean"); }
      }
      """;

  private static final String GO =
      """
      package main

      import "fmt"

      func main() { fmt.Println("clean") }
      """;

  /** Prints how much of what it tries succeeds, and whether it sees anything of what is there. */
  private static final String PLANTER =
      """
      #include <cerrno>
      #include <cstdio>
      #include <dirent.h>
      #include <string>
      #include <sys/stat.h>
      #include <unistd.h>
      int planted = 0;
      void plant(const std::string &place) {
        for (const char *name : {"new", "bits", "compiler.jsa", "x.packed1"}) {
          planted += mkdir((place + "/" + name).c_str(), 0777) == 0;
          planted += symlink("/box", (place + "/" + name).c_str()) == 0;
          FILE *file = fopen((place + "/" + name).c_str(), "w");
          planted += file != nullptr;
        }
        planted += chmod(place.c_str(), 0777) == 0;
        planted += rmdir(place.c_str()) == 0;
      }
      int main() {
        std::string root = "PATH";
        plant(root);
        DIR *all = opendir(root.c_str());
        int seen = 0;
        while (dirent *entry = all ? readdir(all) : nullptr) {
          std::string name = entry->d_name;
          if (name.size() == 64) {
            seen = 1;
            plant(root + "/" + name);
            plant(root + "/" + name + "/bits");
            plant(root + "/" + name + "/cache");
            planted += truncate((root + "/" + name + "/bits/stdc++.h.gch").c_str(), 0) == 0;
            planted += unlink((root + "/" + name + "/compiler.jsa").c_str()) == 0;
          }
        }
        printf("%d %d", planted, seen);
      }
      """;

  @TempDir Path temporary;

  private static Compile request(String language, Map<String, String> files, String... flags) {
    List<String> names = List.copyOf(files.keySet());
    return new Compile(
        "compile",
        language,
        names,
        null,
        null,
        null,
        null,
        flags.length == 0 ? null : List.of(flags));
  }

  private static Compiled compile(
      TestPeer peer, String language, Map<String, String> files, String... flags)
      throws IOException {
    Body[] bodies =
        files.entrySet().stream()
            .map(file ->
                Body.ofBytes(file.getKey(), file.getValue().getBytes(StandardCharsets.UTF_8)))
            .toArray(Body[]::new);
    return peer.compile(request(language, files, flags), bodies);
  }

  private static Compiled compile(TestPeer peer, String language, String name, String text)
      throws IOException {
    return compile(peer, language, Map.of(name, text));
  }

  private static String run(TestPeer peer, Compiled compiled) throws IOException {
    assertThat(compiled.status()).as("%s", compiled).isEqualTo(Status.SUCCESS);
    String artifact = Objects.requireNonNull(compiled.artifact());
    RunLimits limits = RunLimits.contestant(Duration.ofSeconds(10));
    Ran ran = peer.run(Programs.run("run", artifact, LimitsOverride.all(limits)));
    assertThat(ran.status()).as("%s", ran).isEqualTo(Status.SUCCESS);
    return peer.body("stdout");
  }

  private Path cache() {
    return temporary.resolve("state/cache");
  }

  private static List<Path> list(Path directory) throws IOException {
    try (Stream<Path> all = Files.list(directory)) {
      return all.toList();
    }
  }

  /** All that was prepared, with its bytes' hash: who wrote there would change something. */
  private Map<String, Integer> prepared() throws IOException {
    Map<String, Integer> contents = new TreeMap<>();
    try (Stream<Path> all = Files.walk(cache().resolve("prepared"))) {
      for (Path path : all.toList()) {
        boolean file = Files.isRegularFile(path);
        int hash = file ? Arrays.hashCode(Files.readAllBytes(path)) : 0;
        String permissions = PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
        contents.put(path + " " + permissions, hash);
      }
    }
    return contents;
  }

  /** Something that has this file. */
  private void awaitPrepared(String file) {
    Awaitility.await()
        .atMost(Duration.ofSeconds(150))
        .untilAsserted(() ->
            assertThat(list(cache().resolve("prepared")))
                .anyMatch(path ->
                    path.getFileName().toString().length() == 64
                        && Files.exists(path.resolve(file))));
  }

  @Test
  void aCompiledProgramOutlivesTheExecutor() throws Exception {
    try (ExecutorFixture executor = ExecutorFixture.start(temporary, 1);
        TestPeer peer = executor.connect()) {
      assertThat(compile(peer, "c", "a.c", "int main(void) { return 0; }").cached()).isFalse();
      assertThat(compile(peer, "c", "b.c", "int main(void) { return").cached()).isFalse();
    }
    try (ExecutorFixture executor = ExecutorFixture.start(temporary, 1);
        TestPeer peer = executor.connect()) {
      Compiled again = compile(peer, "c", "a.c", "int main(void) { return 0; }");
      assertThat(again.cached()).isTrue();
      assertThat(again.cpuTime()).isPositive();
      assertThat(run(peer, again)).isEmpty();
      assertThat(compile(peer, "c", "b.c", "int main(void) { return").cached()).isFalse();
    }
    List<Path> kept = list(cache().resolve("artifacts"));
    assertThat(kept).hasSize(1);
    byte[] bytes = Files.readAllBytes(kept.getFirst());
    bytes[bytes.length / 2] ^= 1;
    Files.write(kept.getFirst(), bytes);
    try (ExecutorFixture executor = ExecutorFixture.start(temporary, 1);
        TestPeer peer = executor.connect()) {
      Compiled anew = compile(peer, "c", "a.c", "int main(void) { return 0; }");
      assertThat(anew.cached()).isFalse();
      assertThat(run(peer, anew)).isEmpty();
    }
  }

  @Test
  void withoutAUsableDirectoryItJudgesAllTheSame() throws Exception {
    Files.createDirectories(temporary.resolve("state"));
    Files.writeString(cache(), "a file");
    try (ExecutorFixture executor = ExecutorFixture.start(temporary, 1);
        TestPeer peer = executor.connect()) {
      assertThat(run(peer, compile(peer, "c", "a.c", "int main(void) { return 0; }"))).isEmpty();
    }
  }

  /** A sandbox that has to be made anew, as its launcher has died, shows an empty directory. */
  @Test
  void aCacheThatIsRemovedMeanwhileFailsNobody() throws Exception {
    try (ExecutorFixture executor = ExecutorFixture.start(temporary, 1);
        TestPeer peer = executor.connect()) {
      compile(peer, "c", "a.c", "int main(void) { return 0; }");
      TreeRemover.remove(cache());
      assertThat(run(peer, compile(peer, "c", "b.c", "int main(void) { return 0 ; }"))).isEmpty();
      assertThat(list(cache().resolve("artifacts"))).hasSize(1);
      TreeRemover.remove(cache());
      for (ProcessHandle launcher : ProcessHandle.current().children().toList()) {
        launcher.destroyForcibly();
        launcher.onExit().join();
      }
      assertThat(run(peer, compile(peer, "cpp", "a.cpp", WHOLE))).isEqualTo("one6\n");
    }
  }

  /** On a tmpfs files can have times that no library knows; nobody's executor ends of that. */
  @Test
  void timesOfFilesThatNoClockGetsToHarmNobody() throws Exception {
    String build =
        """
        #!/bin/sh
        printf '#!/bin/sh\\necho fine\\n' > run
        touch -d @9223372036854775807 run
        touch -d @-9223372036854775808 first
        """;
    for (int executors = 0; executors < 2; executors++) {
      try (ExecutorFixture executor = ExecutorFixture.start(temporary, 1);
          TestPeer peer = executor.connect()) {
        Compiled made = compile(peer, "script", "build", build);
        assertThat(made.cached()).isEqualTo(executors > 0);
        assertThat(run(peer, made)).isEqualTo("fine\n");
      }
    }
  }

  /** The flag of the first changes nothing, but keeps the header from being used. */
  @Test
  void theWholeLibraryIsCompiledOnceAndChangesNoProgram() throws Exception {
    try (ExecutorFixture executor = ExecutorFixture.start(temporary, 1);
        TestPeer peer = executor.connect()) {
      Compiled plain = compile(peer, "cpp", Map.of("a.cpp", WHOLE), "-O2");
      byte[] program = newestProgram(executor);
      compile(peer, "cpp", "a.cpp", WHOLE + "// to be prepared for\n");
      awaitPrepared("bits/stdc++.h.gch");
      Compiled quick = compile(peer, "cpp", "a.cpp", WHOLE);
      assertThat(newestProgram(executor)).isEqualTo(program);
      assertThat(run(peer, quick)).isEqualTo("one6\n");
      assertThat(quick.output()).isEqualTo(plain.output()).isEmpty();
      assertThat(quick.cpuTime()).isLessThan(plain.cpuTime());
      for (String before : List.of("#define _GLIBCXX_DEBUG\n", "#pragma GCC optimize(\"O3\")\n")) {
        assertThat(run(peer, compile(peer, "cpp", "a.cpp", before + WHOLE))).isEqualTo("one6\n");
      }
      Compiled wrong = compile(peer, "cpp", "a.cpp", WHOLE + "int f() { return x; }");
      assertThat(wrong.status()).isEqualTo(Status.COMPILATION_ERROR);
      assertThat(wrong.output())
          .startsWith("a.cpp: In function ‘int f()’:\na.cpp:9:18: error: ‘x’ was not declared");
    }
  }

  /** That which was put there last. */
  private static byte[] newestProgram(ExecutorFixture executor) throws IOException {
    Path newest =
        list(executor.stateDir().resolve("artifacts")).stream()
            .max(Comparator.comparing(path -> Integer.valueOf(path.getFileName().toString())))
            .orElseThrow();
    return Files.readAllBytes(newest.resolve("program"));
  }

  private static Map<String, String> hostile() {
    Map<String, String> files = new LinkedHashMap<>();
    files.put(
        "a.cpp",
        """
        #include <bits/stdc++.h>
        int main() { puts("hostile"); }
        """);
    return files;
  }

  @Test
  void noSubmissionCanPlantAnything() throws Exception {
    try (ExecutorFixture executor = ExecutorFixture.start(temporary, 1);
        TestPeer peer = executor.connect()) {
      compile(peer, "cpp", "a.cpp", WHOLE);
      compile(peer, "go", "a.go", GO);
      compile(peer, "java", "Main.java", JAVA);
      awaitPrepared("bits/stdc++.h.gch");
      awaitPrepared("compiler.jsa");
      Map<String, Integer> before = prepared();
      Map<String, String> files = hostile();
      files.put("bits/stdc++.h", "#include <cstdio>\n");
      files.put("bits/stdc++.h.gch", "gpch.013");
      files.put("compiler.jsa", "no archive");
      files.put("new", "not complete");
      compile(peer, "cpp", files);
      for (String path : List.of("/prepared", "/prepared/..", "/proc/self/root/prepared")) {
        String writer = PLANTER.replace("PATH", path);
        assertThat(run(peer, compile(peer, "cpp", "a.cpp", writer)))
            .isEqualTo(path.endsWith("..") ? "0 0" : "0 1");
      }
      assertThat(prepared()).isEqualTo(before);
      assertThat(run(peer, compile(peer, "cpp", "b.cpp", WHOLE))).isEqualTo("one6\n");
      assertThat(run(peer, compile(peer, "go", "b.go", GO + "// mine\n"))).isEqualTo("clean\n");
      assertThat(run(peer, compile(peer, "java", "Main.java", JAVA + "// mine\n")))
          .isEqualTo("clean\n");
    }
  }
}
