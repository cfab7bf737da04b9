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
  private final Shortcuts shortcuts;
  private final Compiler compiler = new Compiler();

  /** Compiles below the state directory into the store, with nothing made beforehand. */
  public CompileStage(StateDir state, ArtifactStore artifacts) {
    this(state, artifacts, Shortcuts.NONE);
  }

  /** Compiles below the state directory into the store. */
  public CompileStage(StateDir state, ArtifactStore artifacts, Shortcuts shortcuts) {
    this.state = state;
    this.artifacts = artifacts;
    this.shortcuts = shortcuts;
  }

  /** The artifact from the store, or from the compiler; one key is compiled once at a time. */
  public CompileOutcome compile(CompileJob submitted, Ticket ticket)
      throws RequestRefused, SandboxFault, IOException, InterruptedException {
    CompileJob job = JavaSourceName.applyTo(ByteOrderMark.removeFrom(submitted));
    if (job.sources().isEmpty()) {
      return new Failed("no source", noSource(job.language()));
    }
    String key = job.key();
    while (true) {
      Optional<CompletableFuture<Void>> other = artifacts.begin(key);
      if (other.isEmpty()) {
        try {
          Optional<Lease<Artifact>> known = artifacts.find(key, job.language());
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
    EntryPoint entry = EntryPoint.amongSources(job);
    if (entry instanceof EntryPoint.Missing(String why)) {
      return new Failed(why, Artifact.Facts.NONE.withOutput(why + "\n"));
    }
    SlotLease slot = ticket.slot();
    Optional<Shortcut> shortcut = shortcuts.find(job);
    try (WorkTree tree = WorkTree.open(state, places, slot.uid())) {
      Compiler.Outcome outcome = compiler.run(job, entry.name(), tree, slot, shortcut);
      if (shortcut.isEmpty()) {
        shortcuts.missed(job);
      }
      if (outcome.failure().isPresent()) {
        return new Failed(outcome.failure().get(), outcome.facts());
      }
      return switch (tree.product()) {
        case Refused(String why) -> new Failed(why, outcome.facts());
        case Copied copied -> store(job, entry, key, tree.directory(), outcome.facts(), copied);
      };
    }
  }

  private CompileOutcome store(
      CompileJob job,
      EntryPoint source,
      String key,
      Path product,
      Artifact.Facts facts,
      Copied copied)
      throws IOException {
    return switch (source.afterCompiling(job, product)) {
      case EntryPoint.Missing(String why) ->
          new Failed(why, facts.withOutput(facts.output() + why + "\n"));
      case EntryPoint.Found(String entry) -> {
        Artifact made = new Artifact(key, product, job.language(), entry, facts);
        yield new Compiled(artifacts.add(made, copied.size()), false);
      }
    };
  }

  private static Artifact.Facts noSource(LanguageDefinition language) {
    String text =
        language.takesAnyFile()
            ? "There is no file\n"
            : "None of the files is a source in "
                + language.name()
                + ": such a name ends in ."
                + String.join(" or .", language.extensions())
                + "\n";
    return Artifact.Facts.NONE.withOutput(text);
  }
}
