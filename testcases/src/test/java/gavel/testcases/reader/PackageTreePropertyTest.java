package gavel.testcases.reader;

import static org.assertj.core.api.Assertions.assertThat;

import gavel.testcases.problem.ProblemPackage;
import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

/** Whatever tree of files a package is, reading it gives a package with its problems. */
class PackageTreePropertyTest {
  private static final List<String> DIRECTORIES =
      List.of(
          "data",
          "sample",
          "secret",
          "g1",
          "1.files",
          "invalid_input",
          "valid_output",
          "submissions",
          "accepted",
          "strange",
          "input_validators",
          "output_validator",
          "output_validators",
          "graders",
          "include",
          "default",
          "statement",
          "attachments",
          "-x",
          ".git",
          "caf\u00e9 au lait");
  private static final List<String> FILES =
      List.of(
          "problem.yaml",
          "domjudge-problem.ini",
          ".timelimit",
          "testdata.yaml",
          "test_group.yaml",
          "submissions.yaml",
          "1.in",
          "1.ans",
          "1.out",
          "1.yaml",
          "1.args",
          "1.interaction",
          "2.in",
          "2.ans",
          ".in",
          "a.py",
          "b.cpp",
          "build",
          "run",
          "grammar.ctd",
          "x.disabled",
          "problem.en.tex",
          "no extension");
  private static final List<String> CONTENTS =
      List.of(
          "",
          "1\n",
          "problem_format_version: 2025-09\ntype: scoring\n",
          "type: scoring\nvalidation: custom\n",
          "accepted/*: {permitted: [WA]}\n",
          "max_score: 5\nrequire_pass: [secret/g1]\n",
          "on_reject: continue\ngrading: custom\n",
          "\ufeff# @EXPECTED_RESULTS@: CORRECT, MAYBE\r\n",
          "args: [{a: b}]\n");

  private static <T> T any(Random random, List<T> of) {
    return of.get(random.nextInt(of.size()));
  }

  @Property(tries = 150)
  void everyTreeIsRead(@ForAll long seed) throws IOException {
    Random random = new Random(seed);
    Path parent = Files.createTempDirectory("gavel-tree");
    Path root = Files.createDirectories(parent.resolve("p"));
    int entries = 5 + random.nextInt(60);
    for (int i = 0; i < entries; i++) {
      Path place = root;
      for (int depth = random.nextInt(5); depth > 0; depth--) {
        place = place.resolve(any(random, DIRECTORIES));
      }
      make(random, place);
    }
    ProblemPackage problem = ProblemPackageReader.read(root);
    assertThat(problem.problems())
        .allSatisfy(found -> assertThat(found.toString()).doesNotContain("\n"));
    assertThat(problem.tests()).allSatisfy(test -> assertThat(test.input().path()).exists());
    try (Stream<Path> files = Files.walk(parent)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }

  /** What is in the way of something else is not made. */
  private static void make(Random random, Path place) throws IOException {
    try {
      Files.createDirectories(place);
      Path file = place.resolve(any(random, FILES));
      if (random.nextInt(8) == 0) {
        Files.createSymbolicLink(
            file, Path.of(any(random, List.of("..", "1.in", "/etc", "../secret", "."))));
      } else {
        Files.writeString(file, any(random, CONTENTS));
      }
    } catch (FileSystemException inTheWay) {
      assertThat(inTheWay.getFile()).isNotNull();
    }
  }
}
