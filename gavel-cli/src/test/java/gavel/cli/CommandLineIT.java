package gavel.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Tag("sandbox")
class CommandLineIT {
  private static final Path SAMPLES = Path.of(System.getProperty("gavel.home"), "share", "samples");

  @TempDir Path dir;

  private String source(String name, String text) throws IOException {
    return Files.writeString(dir.resolve(name), text).toString();
  }

  @Test
  void runPrintsWhatTheProgramPrinted() throws IOException, InterruptedException {
    String file = source("hello.py", "print('hello', input())\n");
    String input = source("input", "world\n");
    Gavel.Outcome outcome = Gavel.run("run", file, "--stdin", input);
    assertThat(outcome.stdout()).isEqualTo("hello world\n");
    assertThat(outcome.stderr()).contains("success", "cpu ms", "wall ms", "memory", "processes");
    assertThat(outcome.exitCode()).isZero();
  }

  @Test
  void aFileOfLanguagesIsForTheExecutorToo() throws IOException, InterruptedException {
    String languages =
        source(
            "languages.yaml",
            """
            python:
              environment: {PYTHONIOENCODING: utf-8, WORD: changed}
            shouting:
              name: Shouting
              extensions: [shout]
              source: main.shout
              entry: main_file
              compile: []
              run: [/usr/bin/tr, a-z, A-Z]
              version: [/usr/bin/tr, --version]
              packages: []
              probe: x
            """);
    String python = source("word.py", "import os\nprint(os.environ['WORD'])\n");
    assertThat(Gavel.run("run", "--languages", languages, python).stdout()).isEqualTo("changed\n");
    String input = source("input", "loud\n");
    String shout = source("a.shout", "");
    Gavel.Outcome loud = Gavel.run("run", shout, "--languages", languages, "--stdin", input);
    assertThat(loud.stdout()).isEqualTo("LOUD\n");
    assertThat(Gavel.run("run", shout).stderr()).contains("No language has this extension");
    String wrong = source("wrong.yaml", "python: {colour: red}\n");
    for (String command : new String[] {"run", "submit --problem sum"}) {
      List<String> words = new ArrayList<>(List.of(command.split(" ", -1)));
      words.addAll(List.of(python, "--languages", wrong));
      assertThat(Gavel.run(words.toArray(String[]::new)).stderr())
          .contains("wrong.yaml: python.colour is not known here");
    }
  }

  @Test
  void runAsJsonHasTheDocumentedFields() throws IOException, InterruptedException {
    String file = source("three.c", "int main(void) { return 3; }\n");
    JsonNode json = Gavel.run("run", "--language", "c", file, "--json").json();
    assertThat(json.path("status").asText()).isEqualTo("runtime_error");
    assertThat(json.path("exit_code").asInt()).isEqualTo(3);
    assertThat(json.path("signal").isNull()).isTrue();
    assertThat(json.path("compile").path("status").asText()).isEqualTo("success");
    for (String field :
        new String[] {
          "cpu_time_ms",
          "user_time_ms",
          "system_time_ms",
          "wall_time_ms",
          "memory_bytes",
          "max_rss_bytes",
          "processes_peak",
          "stdout",
          "stderr",
          "reason",
          "limit",
          "signal_name"
        }) {
      assertThat(json.has(field)).as(field).isTrue();
    }
  }

  @Test
  void everyLimitHasAnOption() throws IOException, InterruptedException {
    String file =
        source(
            "limits.py",
            """
            import os, resource, sys
            for name in ("NOFILE", "FSIZE", "STACK"):
              print(resource.getrlimit(getattr(resource, "RLIMIT_" + name))[1])
            files = os.statvfs("/dev/shm")
            print(files.f_blocks * files.f_frsize, files.f_files, len(os.sched_getaffinity(0)))
            sys.stderr.write("x" * 100)
            try:
              for _ in range(5):
                if os.fork() == 0: os.read(os.pipe()[0], 1)
            except BlockingIOError:
              print("no more")
            """);
    String options =
        "--time-limit 5s --wall-limit 20s --memory-limit 64MiB --stack-limit 8MiB --processes 4"
            + " --open-files 20 --file-size-limit 1MiB --disk-limit 2MiB --inode-limit 50"
            + " --stdout-limit 1KiB --stderr-limit 10 --cpus 0-1 --json";
    JsonNode json = Gavel.run(("run " + file + " " + options).split(" ")).json();
    assertThat(json.path("stdout").asText())
        .isEqualTo("20\n1048576\n8388608\n2097152 50 2\nno more\n");
    assertThat(json.path("stderr").asText()).isEqualTo("x".repeat(10));
    assertThat(json.path("stderr_truncated").asBoolean()).isTrue();
    assertThat(json.path("status").asText()).isEqualTo("success");
  }

  @Test
  void theLimitAndTheSignalAreNamed() throws IOException, InterruptedException {
    String large =
        source(
            "large.c",
            "#include <fcntl.h>\n#include <unistd.h>\nint main(void) {"
                + " return ftruncate(creat(\"/tmp/a\", 0600), 2 << 20); }\n");
    JsonNode json = Gavel.run("run", large, "--file-size-limit", "1MiB", "--json").json();
    assertThat(json.path("status").asText()).isEqualTo("output_exceeded");
    assertThat(json.path("reason").asText()).isEqualTo("file size");
    assertThat(json.path("limit").asText()).isEqualTo("file_size");
    assertThat(json.path("signal").asInt()).isEqualTo(25);
    assertThat(json.path("signal_name").asText()).isEqualTo("SIGXFSZ");
  }

  @Test
  void cpusThatAreNotThereAreExplained() throws IOException, InterruptedException {
    String file = source("ok.py", "print()\n");
    Gavel.Outcome outcome = Gavel.run("run", file, "--cpus", "8000");
    assertThat(outcome.exitCode()).isEqualTo(ExitCode.ENVIRONMENT);
    assertThat(outcome.stderr()).contains("limits.cpus", "may use").doesNotContain("at gavel.");
  }

  @Test
  void bytesThatAreNoTextComeAsBase64() throws IOException, InterruptedException {
    String file = source("bytes.py", "import sys\nsys.stdout.buffer.write(bytes([255, 0, 1]))\n");
    JsonNode json = Gavel.run("run", file, "--json").json();
    assertThat(Base64.getDecoder().decode(json.path("stdout_base64").asText()))
        .containsExactly(255, 0, 1);
    assertThat(json.has("stdout")).isFalse();
  }

  @Test
  void aSpinnerIsStoppedWithinATenthOfASecondOfItsLimit() throws IOException, InterruptedException {
    String file = source("spin.c", "int main(void) { for (volatile int i = 0;; i++) {} }\n");
    int least = Integer.MAX_VALUE;
    // whoever stops it may itself have to wait for a CPU, but not every time
    for (int attempt = 0; attempt < 3 && least > 1100; attempt++) {
      JsonNode json =
          Gavel.run("run", file, "--time-limit", "1s", "--wall-limit", "60s", "--json").json();
      assertThat(json.path("status").asText()).isEqualTo("timeout");
      assertThat(json.path("reason").asText()).isEqualTo("cpu");
      least = Math.min(least, json.path("cpu_time_ms").asInt());
    }
    assertThat(least).isBetween(1000, 1100);
  }

  @Test
  void aSleeperIsStoppedByTheWallLimit() throws IOException, InterruptedException {
    String file = source("sleep.py", "import time\ntime.sleep(60)\n");
    JsonNode json = Gavel.run("run", file, "--time-limit", "500ms", "--json").json();
    assertThat(json.path("status").asText()).isEqualTo("timeout");
    assertThat(json.path("reason").asText()).isEqualTo("wall");
  }

  @Test
  void anAllocatorIsStoppedByTheMemoryLimit() throws IOException, InterruptedException {
    String file =
        source(
            "hoard.c",
            "#include <stdlib.h>\n#include <string.h>\n"
                + "int main(void) { for (;;) { char *p = malloc(1 << 20); if (!p) return 1;"
                + " memset(p, 1, 1 << 20); } }\n");
    JsonNode json = Gavel.run("run", file, "--memory-limit", "64MiB", "--json").json();
    assertThat(json.path("status").asText()).isEqualTo("memory_exceeded");
    assertThat(json.path("memory_bytes").asLong()).isBetween(60L << 20, 64L << 20);
  }

  @Test
  void aCompilationErrorIsShownWithWhatTheCompilerSaid() throws IOException, InterruptedException {
    String file = source("broken.cpp", "int main() { return x; }\n");
    JsonNode json = Gavel.run("run", file, "--json").json();
    assertThat(json.path("status").asText()).isEqualTo("compilation_error");
    assertThat(json.path("compile").path("output").asText()).contains("broken.cpp:1:21: error:");
  }

  @Test
  void judgeShowsEachTest() throws IOException, InterruptedException {
    Path problem = SAMPLES.resolve("sum");
    Path wrong = problem.resolve("submissions/wrong_answer/skips_last.cpp");
    Gavel.Outcome outcome =
        Gavel.run("judge", "--problem", problem.toString(), wrong.toString(), "--all", "--json");
    JsonNode json = outcome.json();
    assertThat(json.path("problem").asText()).isEqualTo("sum");
    assertThat(json.path("language").asText()).isEqualTo("cpp");
    assertThat(json.path("status").asText()).isEqualTo("wrong_answer");
    assertThat(json.path("verdict").asText()).isEqualTo("WA");
    assertThat(json.path("tests").size()).isGreaterThan(2);
    assertThat(json.path("tests").get(0).path("name").asText()).startsWith("sample");
    assertThat(outcome.exitCode()).isZero();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "run|Missing required parameter",
        "run nowhere.py|there is no such file",
        "run nowhere.xyz|name one with --language",
        "run nowhere.py --language cobol|There is no language 'cobol'",
        "run nowhere.py --time-limit soon|is not a time",
        "run nowhere.py --memory-limit lots|is not a size",
        "run nowhere.py --cpus 1-|is not a set of CPUs",
        "run nowhere.py --processes some|--processes",
        "serve --problems /nonexistent|is not a directory of problem packages",
        "serve --problems . --slots 0|is not between 1 and 256",
        "judge nowhere.py|--problem",
        "judge --problem . nowhere.py|there is no such file",
        "bench sandbox --runs few|is not between 1 and 9999999",
        "frobnicate|Unmatched argument",
        "''|gavel --help"
      })
  void whatCannotBeUsedIsExplained(String line, String message)
      throws IOException, InterruptedException {
    Gavel.Outcome outcome = Gavel.run(line.isEmpty() ? new String[0] : line.split(" "));
    assertThat(outcome.exitCode()).isEqualTo(ExitCode.USAGE);
    assertThat(outcome.stderr()).contains(message).doesNotContain("at gavel.");
  }

  @Test
  void aLimitThatNothingCouldRunUnderIsAMisuse() throws IOException, InterruptedException {
    String file = source("ok.py", "print()\n");
    Gavel.Outcome outcome = Gavel.run("run", file, "--memory-limit", "100KiB");
    assertThat(outcome.exitCode()).isEqualTo(ExitCode.USAGE);
    assertThat(outcome.stderr()).contains("memory limit").doesNotContain("at gavel.");
  }

  @Test
  void anEmptySourceIsAMisuse() throws IOException, InterruptedException {
    String file = source("empty.py", "");
    Gavel.Outcome outcome =
        Gavel.run("judge", "--problem", SAMPLES.resolve("sum").toString(), file);
    assertThat(outcome.exitCode()).isEqualTo(ExitCode.USAGE);
    assertThat(outcome.stderr()).contains("source is empty");
  }

  @Test
  void everyCommandHasHelp() throws IOException, InterruptedException {
    for (String command :
        new String[] {"demo", "run", "judge", "submit", "cancel", "serve", "doctor", "bench"}) {
      Gavel.Outcome outcome = Gavel.run(command, "--help");
      assertThat(outcome.exitCode()).as(command).isZero();
      assertThat(outcome.stdout()).contains("Usage: gavel " + command);
    }
  }

  @Test
  void doctorFindsThisMachineFit() throws IOException, InterruptedException {
    Gavel.Outcome outcome = Gavel.run("doctor", "--json");
    assertThat(outcome.json().path("ok").asBoolean()).as(outcome.stdout()).isTrue();
    assertThat(outcome.json().path("checks").size()).isGreaterThan(8);
    assertThat(outcome.exitCode()).isZero();
  }

  @Test
  void doctorGroupsWhatItFindsAndHasNoColoursInAPipe() throws IOException, InterruptedException {
    Gavel.Outcome outcome = Gavel.run("doctor");
    assertThat(outcome.stdout())
        .contains(
            "kernel", "control groups", "sandbox", "languages", "noise", "This machine can judge")
        .doesNotContain("\033");
  }

  @Test
  void stdinMayComeFromThePipe() throws IOException, InterruptedException {
    String file = source("cat.py", "print(input())\n");
    Path stderr = dir.resolve("stderr");
    Process process = Gavel.start(stderr, "run", file, "--stdin", "-");
    process.getOutputStream().write("piped\n".getBytes(StandardCharsets.UTF_8));
    process.getOutputStream().close();
    assertThat(process.getInputStream().readAllBytes())
        .isEqualTo("piped\n".getBytes(StandardCharsets.UTF_8));
    assertThat(process.waitFor()).isZero();
  }
}
