package gavel.worker.app;

import gavel.model.language.Languages;
import gavel.testcases.library.ProblemDirectory;
import gavel.testcases.library.ProblemLibrary;
import gavel.testcases.library.ProblemLookup;
import gavel.testcases.problem.ProblemId;
import gavel.testcases.store.StoredProblems;
import gavel.worker.JudgeFault.QueueFault;
import gavel.worker.guest.UnixSocketTransport;
import gavel.worker.topic.ClusterAccess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * Looks at everything that a configuration names without taking a submission: languages, packages,
 * directories, the guest and, where it is asked to, the cluster. Changes nothing.
 */
final class ConfigCheck {
  private final WorkerConfig config;
  private final List<String> mistakes = new ArrayList<>();
  private final List<String> lacking = new ArrayList<>();
  private final List<String> warnings = new ArrayList<>();

  private ConfigCheck(WorkerConfig config) {
    this.config = config;
  }

  /**
   * What was found.
   *
   * @param mistakes in the configuration
   * @param lacking of the machine or the cluster
   * @param warnings about what a worker can live with
   */
  record Found(List<String> mistakes, List<String> lacking, List<String> warnings) {
    boolean ok() {
      return mistakes.isEmpty() && lacking.isEmpty();
    }

    /** Both, in order. */
    List<String> problems() {
      return Stream.concat(mistakes.stream(), lacking.stream()).toList();
    }
  }

  static Found look(WorkerConfig config, boolean connect) throws InterruptedException {
    ConfigCheck check = new ConfigCheck(config);
    check.languages();
    check.problems();
    check.writable(ConfigKey.WORKER_SCRATCH, config.scratch());
    config
        .store()
        .ifPresent(store -> check.writable(ConfigKey.PROBLEMS_STORE_CACHE, store.cache()));
    check.guest();
    if (connect) {
      check.cluster();
      check.store();
    }
    return new Found(
        List.copyOf(check.mistakes), List.copyOf(check.lacking), List.copyOf(check.warnings));
  }

  private void languages() {
    config
        .languages()
        .ifPresent(file -> {
          try {
            Languages.read(file);
          } catch (IOException | IllegalArgumentException wrong) {
            mistakes.add(ConfigKey.WORKER_LANGUAGES.key() + " " + file + ": " + said(wrong));
          }
        });
  }

  private void problems() {
    ProblemLibrary library =
        new ProblemLibrary(config.problems().stream().map(ProblemDirectory::new).toList());
    String key = ConfigKey.PROBLEMS_DIRS.key();
    try {
      List<ProblemId> ids = library.ids();
      if (ids.isEmpty() && !config.problems().isEmpty()) {
        warnings.add(key + " has no problem package");
      }
      for (ProblemId id : ids) {
        problem(library.find(id.value()), id);
      }
    } catch (IOException unreadable) {
      lacking.add(key + " cannot be read: " + said(unreadable));
    }
  }

  private void problem(ProblemLookup lookup, ProblemId id) {
    switch (lookup) {
      case ProblemLookup.Found(var problem) -> {
        if (!problem.publishable()) {
          warnings.add(
              "problem "
                  + id
                  + " has errors and is not published, the first: "
                  + problem.errors().getFirst());
        }
      }
      case ProblemLookup.NotFound(String reason) -> warnings.add(reason);
    }
  }

  private void writable(ConfigKey key, Path directory) {
    Path nearest = directory.toAbsolutePath();
    while (!Files.exists(nearest) && nearest.getParent() != null) {
      nearest = nearest.getParent();
    }
    if (!Files.isDirectory(nearest) || !Files.isWritable(nearest)) {
      lacking.add(
          key.key()
              + " "
              + directory
              + " cannot be written: "
              + nearest
              + " is no directory that this user may write to");
    }
  }

  private void guest() {
    switch (config.guest()) {
      case GuestChoice.Connect(Path socket) -> {
        try (var _ = new UnixSocketTransport(socket).connect()) {
          // that it answers is enough; it is not spoken to
        } catch (IOException unreachable) {
          lacking.add(
              ConfigKey.GUEST_SOCKET.key()
                  + ": no executor answers at "
                  + socket
                  + ", or not to this user: start gavel-executor, or set guest.command");
        }
      }
      case GuestChoice.Spawn(List<String> command) ->
          program(ConfigKey.GUEST_COMMAND, command.getFirst());
      case GuestChoice.Machines machines ->
          program(ConfigKey.GUEST_VMM, machines.program().orElse(machines.kind().program()));
    }
  }

  private void program(ConfigKey key, String name) {
    boolean found =
        name.contains("/")
            ? Files.isExecutable(Path.of(name))
            : Stream.of(String.valueOf(System.getenv("PATH")).split(":", -1))
                .anyMatch(directory -> Files.isExecutable(Path.of(directory, name)));
    if (!found) {
      lacking.add(key.key() + ": there is no program " + name + " that this user may start");
    }
  }

  private void cluster() throws InterruptedException {
    try (KafkaLog _ = KafkaLog.silenced()) {
      ClusterAccess.look(config.client(), config.patience(), config.group(), config.materialiser())
          .forEach(right -> lacking.add("kafka: " + right));
    } catch (QueueFault fault) {
      lacking.add("kafka: " + fault.getMessage());
    }
  }

  private void store() {
    config
        .store()
        .flatMap(StoredProblems::obstacle)
        .ifPresent(why -> lacking.add("problems.store: " + why));
  }

  private static String said(Exception wrong) {
    return String.valueOf(wrong.getMessage()).replaceAll("\\s+", " ");
  }
}
