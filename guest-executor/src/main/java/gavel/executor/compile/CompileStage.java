package gavel.executor.compile;

import gavel.executor.compile.CompileOutcome.Compiled;
import gavel.executor.compile.CompileOutcome.Failed;
import gavel.executor.slot.RequestRefused;
import gavel.executor.slot.SlotLease;
import gavel.executor.slot.Ticket;
import gavel.executor.store.Artifact;
import gavel.executor.store.ArtifactStore;
import gavel.executor.store.Lease;
import gavel.executor.store.StateDir;
import gavel.model.language.LanguageDefinition;
import gavel.sandbox.SandboxFault;
import gavel.sandbox.tree.CopyResult.Copied;
import gavel.sandbox.tree.CopyResult.Refused;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/** Compiles what is not compiled yet. */
public final class CompileStage {
  private final StateDir state;
  private final ArtifactStore artifacts;
  private final Compiler compiler = new Compiler();

  /** Compiles below the state directory into the store. */
  public CompileStage(StateDir state, ArtifactStore artifacts) {
    this.state = state;
    this.artifacts = artifacts;
  }

  /** The artifact from the store, or from the compiler; one key is compiled once at a time. */
  public CompileOutcome compile(CompileJob submitted, Ticket ticket)
      throws RequestRefused, SandboxFault, IOException, InterruptedException {
    CompileJob job = JavaSourceName.applyTo(submitted);
    if (job.sources().isEmpty()) {
      return new Failed("no source", noSource(job.language()));
    }
    String key = job.key();
    while (true) {
      Optional<CompletableFuture<Void>> other = artifacts.begin(key);
      if (other.isEmpty()) {
        try {
          Optional<Lease<Artifact>> known = artifacts.acquire(key);
          return known.isPresent() ? new Compiled(known.get(), true) : compileNow(job, key, ticket);
        } finally {
          artifacts.end(key);
        }
      }
      CompletableFuture.anyOf(other.get(), ticket.cancellation()).join();
      ticket.requireWanted();
    }
  }

  private CompileOutcome compileNow(CompileJob job, String key, Ticket ticket)
      throws RequestRefused, SandboxFault, IOException, InterruptedException {
    SourcePlaces places = SourcePlaces.of(job.files(), job.limits());
    SlotLease slot = ticket.slot();
    try (WorkTree tree = WorkTree.open(state, places, slot.uid())) {
      Compiler.Outcome outcome = compiler.run(job, tree, slot);
      if (outcome.failure().isPresent()) {
        return new Failed(outcome.failure().get(), outcome.facts());
      }
      return switch (tree.product()) {
        case Refused(String why) -> new Failed(why, outcome.facts());
        case Copied copied -> store(job, key, tree.directory(), outcome.facts(), copied);
      };
    }
  }

  private CompileOutcome store(
      CompileJob job, String key, Path product, Artifact.Facts facts, Copied copied)
      throws IOException {
    return switch (EntryPoint.of(job, product)) {
      case EntryPoint.Missing(String why) ->
          new Failed(
              why,
              new Artifact.Facts(
                  facts.output() + why + "\n", facts.cpuTime(), facts.wallTime(), facts.memory()));
      case EntryPoint.Found(String entry) -> {
        Artifact made = new Artifact(key, product, job.language(), entry, facts);
        yield new Compiled(artifacts.add(made, copied.size()), false);
      }
    };
  }

  private static Artifact.Facts noSource(LanguageDefinition language) {
    String text =
        "None of the files is a source in "
            + language.name()
            + ": such a name ends in ."
            + String.join(" or .", language.extensions())
            + "\n";
    return new Artifact.Facts(
        text,
        Artifact.Facts.NONE.cpuTime(),
        Artifact.Facts.NONE.wallTime(),
        Artifact.Facts.NONE.memory());
  }
}
