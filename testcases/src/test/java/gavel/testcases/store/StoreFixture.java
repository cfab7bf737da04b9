package gavel.testcases.store;

import static org.assertj.core.api.Assertions.assertThat;

import gavel.model.ByteSize;
import gavel.testcases.library.ProblemLookup;
import gavel.testcases.problem.ProblemPackage;
import gavel.testcases.reader.ProblemPackageReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** A store on a real server on loopback, and those who read it. */
abstract class StoreFixture {
  @TempDir Path directory;

  StoreServer server;
  final List<StoredProblems> opened = new ArrayList<>();

  @BeforeEach
  void serve() throws IOException {
    server = new StoreServer(Files.createDirectory(directory.resolve("store")));
  }

  @AfterEach
  void end() throws IOException {
    for (StoredProblems each : opened) {
      each.close();
    }
    server.close();
  }

  StoreSettings settings() {
    return new StoreSettings(
        server.url(),
        directory.resolve("cache"),
        ByteSize.ofMiB(64),
        new StoreCredentials.Anonymous(),
        Duration.ofSeconds(30),
        Duration.ZERO);
  }

  StoreSettings within(Duration patience) {
    StoreSettings all = settings();
    return new StoreSettings(
        all.url(), all.cache(), all.size(), all.credentials(), patience, all.refresh());
  }

  StoredProblems open(StoreSettings settings) throws IOException {
    StoredProblems problems = StoredProblems.open(settings, Clock.systemUTC());
    opened.add(problems);
    return problems;
  }

  StoredProblems open() throws IOException {
    return open(settings());
  }

  /** As a worker that was started anew. */
  StoredProblems reopen() throws IOException {
    for (StoredProblems each : opened) {
      each.close();
    }
    opened.clear();
    return open();
  }

  StoreWriter.Written publish(String id, String answer) throws IOException {
    Path path = directory.resolve("packages").resolve(id);
    Files.createDirectories(path.resolve("data/secret"));
    Files.createDirectories(path.resolve("submissions/accepted"));
    Files.writeString(path.resolve("problem.yaml"), "name: " + id + "\n");
    Files.writeString(path.resolve("data/secret/1.in"), "1\n");
    Files.writeString(path.resolve("data/secret/1.ans"), answer);
    Path script = Files.writeString(path.resolve("submissions/accepted/run.sh"), "#!/bin/sh\n");
    assertThat(script.toFile().setExecutable(true)).isTrue();
    return new StoreWriter(directory.resolve("store")).write(ProblemPackageReader.read(path));
  }

  static ProblemPackage found(StoredProblems problems, String id) throws IOException {
    return switch (problems.find(id)) {
      case ProblemLookup.Found(ProblemPackage problem) -> problem;
      case ProblemLookup.NotFound(String reason) -> throw new AssertionError(reason);
    };
  }

  static String reason(StoredProblems problems, String id) throws IOException {
    return switch (problems.find(id)) {
      case ProblemLookup.Found(ProblemPackage problem) -> throw new AssertionError(problem);
      case ProblemLookup.NotFound(String reason) -> reason;
    };
  }

  static String answer(ProblemPackage problem) throws IOException {
    return Files.readString(problem.tests().getFirst().answer().path());
  }

  List<Path> cached() throws IOException {
    try (Stream<Path> all = Files.list(directory.resolve("cache"))) {
      return all.filter(Files::isDirectory).sorted().toList();
    }
  }
}
