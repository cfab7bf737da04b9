package gavel.sandbox.seccomp;

import static org.assertj.core.api.Assertions.assertThat;

import gavel.sandbox.seccomp.FilteredRun.Ended;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Compilers and runtimes work under the filter, threads, children and pipes included. */
@Tag("sandbox")
final class SeccompRuntimesIT {
  @TempDir private static Path directory;

  @SuppressWarnings("NullAway.Init") // set before all tests
  private static FilteredRun filtered;

  @BeforeAll
  static void compileTheRunner() throws IOException, InterruptedException {
    filtered = new FilteredRun(directory);
  }

  private static void says(String expected, String... command)
      throws IOException, InterruptedException {
    Ended ended = filtered.run(command);
    assertThat(ended).isEqualTo(new Ended(0, expected, ended.errors()));
    assertThat(ended.errors()).doesNotContain("notified");
  }

  @Test
  void runsC() throws Exception {
    filtered.source(
        "hello.c",
        """
        #include <stdio.h>
        #include <stdlib.h>
        #include <sys/wait.h>
        #include <unistd.h>
        int main(void) {
          fflush(stdout);
          if (fork() == 0) { puts("child"); fflush(stdout); _exit(0); }
          wait(NULL);
          return system("echo from a shell") || puts("parent") < 0;
        }
        """);

    says("", "/usr/bin/gcc", "-O2", "-o", "hello-c", "hello.c", "-lm");
    says("child\nfrom a shell\nparent\n", directory.resolve("hello-c").toString());
  }

  @Test
  void runsCpp() throws Exception {
    filtered.source(
        "hello.cpp",
        """
        #include <atomic>
        #include <chrono>
        #include <condition_variable>
        #include <filesystem>
        #include <fstream>
        #include <future>
        #include <iostream>
        #include <memory_resource>
        #include <random>
        #include <thread>
        int main() {
          std::atomic<int> sum = 0;
          { std::jthread a([&] { sum += 20; }); std::jthread b([&] { sum += 22; }); }
          std::this_thread::sleep_for(std::chrono::milliseconds(1));
          std::random_device seed;
          auto later = std::async(std::launch::async, [&] { return seed() >= 0; });
          std::ofstream("written.txt") << "x";
          auto size = std::filesystem::file_size("written.txt");
          std::cout << sum << later.get() << size << std::endl;
        }
        """);

    says("", "/usr/bin/g++", "-std=c++20", "-O1", "-pthread", "-o", "hello-cpp", "hello.cpp");
    says("4211\n", directory.resolve("hello-cpp").toString());
  }

  static List<Path> jdks() throws IOException {
    try (Stream<Path> homes = Files.list(Path.of("/usr/lib/jvm"))) {
      return homes
          .filter(home -> Files.isExecutable(home.resolve("bin/javac")))
          .filter(home -> !Files.isSymbolicLink(home))
          .toList();
    }
  }

  @ParameterizedTest
  @MethodSource("jdks")
  void runsJava(Path jdk) throws Exception {
    String classes = jdk.getFileName() + "-classes";
    filtered.source(
        "Hello.java",
        """
        import java.util.concurrent.*;
        import java.util.stream.*;
        public class Hello {
          public static void main(String[] args) throws Exception {
            ExecutorService pool = Executors.newFixedThreadPool(3);
            int sum = pool.submit(() -> IntStream.range(0, 1000).parallel().sum()).get();
            pool.shutdown();
            Process child = new ProcessBuilder("/bin/echo", "child").inheritIO().start();
            child.waitFor();
            System.out.println(sum + " " + java.nio.file.Files.exists(java.nio.file.Path.of("/")));
          }
        }
        """);

    says("", jdk + "/bin/javac", "-d", classes, "Hello.java");
    says("child\n499500 true\n", jdk + "/bin/java", "-Xmx128m", "-cp", classes, "Hello");
    says(
        "child\n499500 true\n",
        jdk + "/bin/java",
        "-XX:+UseSerialGC",
        "-Xss64m",
        "-cp",
        classes,
        "Hello");
  }

  @Test
  void runsPython() throws Exception {
    filtered.source(
        "hello.py",
        """
        import asyncio, mmap, multiprocessing, os, random, shutil, socket, subprocess, tempfile
        import threading, time
        async def later():
            process = await asyncio.create_subprocess_exec("true")
            return await process.wait()
        def square(x): return x * x
        if __name__ == "__main__":
            with multiprocessing.Pool(2) as pool: print(pool.map(square, [1, 2, 3]))
            print(subprocess.run(["echo", "child"], capture_output=True, text=True).stdout.strip())
            thread = threading.Thread(target=lambda: print("thread")); thread.start(); thread.join()
            print(asyncio.run(later()))
            with tempfile.TemporaryDirectory() as d:
                open(d + "/a", "w").write("x"); shutil.copy2(d + "/a", d + "/b")
                print(os.path.getsize(d + "/b"))
            try: socket.socket(socket.AF_INET)
            except OSError as e: print(e.errno)
        """);

    says("[1, 4, 9]\nchild\nthread\n0\n1\n97\n", "/usr/bin/python3", "hello.py");
  }

  @Test
  void runsBash() throws Exception {
    String script =
        """
        set -eu
        echo one | tr a-z A-Z
        seq 3 | sort -r | paste -sd,
        mkdir -p d && cp -p hello.sh d/ && ls d && rm -r d
        (sleep 0; exit 3) || echo $?
        cat <(echo substituted) <<< ignored
        awk 'BEGIN { print 6 * 7 }'
        sync
        """;
    filtered.source("hello.sh", script);

    says("ONE\n3,2,1\nhello.sh\n3\nsubstituted\n42\n", "/bin/bash", "hello.sh");
  }

  @Test
  void runsOtherToolsThatAreHere() throws Exception {
    for (String command : List.of("/usr/bin/perl -e print(42)", "/usr/bin/node -p 6*7")) {
      String[] argv = command.split(" ", -1);
      if (Files.isExecutable(Path.of(argv[0]))) {
        assertThat(filtered.run(argv).output().strip()).isEqualTo("42");
      }
    }
  }
}
