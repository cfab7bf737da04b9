package gavel.sandbox;

import static java.nio.file.StandardCopyOption.COPY_ATTRIBUTES;
import static org.assertj.core.api.Assertions.assertThat;

import gavel.model.ByteSize;
import gavel.model.RunLimits;
import gavel.model.Termination.Exited;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The installed toolchains compile and run inside. */
@Tag("sandbox")
final class LanguagesIT {
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

  private void compile(String file, String source, String... command) throws Exception {
    RunSpec spec =
        new RunSpec(
            List.of(command),
            Slot.ENVIRONMENT,
            new Box.Fresh(box -> Files.writeString(box.resolve(file), source), this::takeOut),
            Optional.empty(),
            new MemorySink(),
            new MemorySink(),
            RunLimits.compiler());
    Slot.Ran ran = slot.run(spec);
    assertThat(ran.report().termination()).as("%s", ran).isEqualTo(new Exited(0));
  }

  /** The compilers here are friends: their files can be copied by their paths. */
  private void takeOut(Path box, RunReport report) throws IOException {
    try (DirectoryStream<Path> files = Files.newDirectoryStream(box)) {
      for (Path file : files) {
        Path copy = slot.work.resolve(file.getFileName().toString());
        Files.copy(file, copy, StandardCopyOption.REPLACE_EXISTING, COPY_ATTRIBUTES);
      }
    }
  }

  private void runs(String... command) throws Exception {
    Slot.Ran ran = slot.run(Slot.LIMITS.withMemory(ByteSize.ofMiB(1024)), command);
    assertThat(ran.report().termination()).as("%s", ran).isEqualTo(new Exited(0));
    assertThat(ran.stdout()).isEqualTo("42\n");
  }

  @Test
  void cWithThreads() throws Exception {
    compile(
        "a.c",
        """
        #include <pthread.h>
        #include <stdio.h>
        static void *half(void *to) { *(int *)to = 21; return to; }
        int main(void) {
          int a, b;
          pthread_t x, y;
          pthread_create(&x, 0, half, &a);
          pthread_create(&y, 0, half, &b);
          pthread_join(x, 0);
          pthread_join(y, 0);
          printf("%d\\n", a + b);
          return 0;
        }
        """,
        "/usr/bin/gcc",
        "-O2",
        "-static",
        "-pthread",
        "a.c",
        "-o",
        "a");
    runs("/box/a");
  }

  @Test
  void cpp() throws Exception {
    compile(
        "a.cpp",
        """
        #include <bits/stdc++.h>
        int main() { std::map<int, std::string> m{{1, "42"}}; std::cout << m[1] << std::endl; }
        """,
        "/usr/bin/g++",
        "-std=c++20",
        "-O2",
        "a.cpp",
        "-o",
        "a");
    runs("/box/a");
  }

  @Test
  void java() throws Exception {
    String home = Path.of(System.getProperty("java.home")).toRealPath().toString();
    compile(
        "Main.java",
        "public class Main { public static void main(String[] a) throws Exception {"
            + " Thread t = new Thread(() -> System.out.println(42)); t.start(); t.join(); } }",
        home + "/bin/javac",
        "-J-Xmx512m",
        "Main.java");
    runs(home + "/bin/java", "-Xmx256m", "-Xss64m", "-XX:+UseSerialGC", "-cp", "/box", "Main");
  }

  @Test
  void python() throws Exception {
    compile(
        "main.py",
        "import sys, os, json, threading, subprocess, tempfile\nprint(6 * 7)\n",
        "/usr/bin/python3",
        "-m",
        "py_compile",
        "main.py");
    runs("/usr/bin/python3", "/box/main.py");
  }

  @Test
  void aReadOnlyWorkDirectoryCannotBeWrittenEvenByItsOwner() throws Exception {
    Files.setAttribute(slot.work, "unix:uid", slot.config.uid());

    Slot.Ran ran = slot.shell("echo x > /box/file");

    assertThat(ran.stderr()).contains("Read-only file system");
    assertThat(slot.work).isEmptyDirectory();
  }
}
