package gavel.worker.jury;

import gavel.model.RunLimits;
import gavel.model.language.LanguageDefinition;
import gavel.model.language.Languages;
import gavel.model.language.SourceNames;
import gavel.model.protocol.Body;
import gavel.model.protocol.LimitsOverride;
import gavel.testcases.problem.Constants;
import gavel.testcases.problem.PackageFile;
import gavel.testcases.problem.PackageProgram;
import gavel.worker.JudgeFault;
import gavel.worker.JudgeFault.StorageFault;
import gavel.worker.guest.CompileJob;
import gavel.worker.guest.CompiledArtifact;
import gavel.worker.guest.Guest;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongSupplier;

/** Compiles programs of a jury at a guest, each once; for one thread at a time. */
public final class JuryPrograms {
  /** What programs with scripts of their own are built and started by. */
  private static final String SCRIPTED = "script";

  private static final int MOST_KNOWN = 1000;

  /** After that what did not compile is tried again. */
  private static final Duration BROKEN_FOR = Duration.ofMinutes(1);

  /** As much of a file as is looked at to find out how it wants to be called. */
  private static final int MARKED = 1 << 20;

  /** No constant is looked for in longer files. */
  private static final long LARGEST = 16 << 20;

  private final Guest guest;
  private final Languages languages;
  private final int timeFactor;
  private final LongSupplier clock;
  private final Map<Key, Known> known = new LinkedHashMap<>();

  /** What came of it, and when, by the clock. */
  private record Known(Compilation compilation, long at) {}

  private record Key(PackageProgram program, Constants constants, String below) {}

  /** Programs at that guest, with all times multiplied by the factor. */
  public JuryPrograms(Guest guest, Languages languages, int timeFactor) {
    this(guest, languages, timeFactor, System::nanoTime);
  }

  JuryPrograms(Guest guest, Languages languages, int timeFactor, LongSupplier nanoTime) {
    this.guest = guest;
    this.clock = nanoTime;
    this.languages = languages;
    this.timeFactor = timeFactor;
  }

  /** What came of compiling. */
  sealed interface Compilation {
    /** It can be run. */
    record Ready(JuryProgram program) implements Compilation {}

    /** It cannot; the text says why. */
    record Broken(String why) implements Compilation {}
  }

  /**
   * Compiles the program, or knows what came of it before.
   *
   * @param constants that are replaced in its sources
   */
  Compilation compile(PackageProgram program, Constants constants)
      throws JudgeFault, InterruptedException {
    return compile(program, constants, "");
  }

  /**
   * The same with its sources in a directory below the one where it starts, which then is free for
   * other files. Programs with scripts of their own stay where they are.
   *
   * @param below empty, or a path that ends with a slash
   */
  Compilation compile(PackageProgram program, Constants constants, String below)
      throws JudgeFault, InterruptedException {
    Key key = new Key(program, constants, below);
    Known before = known.get(key);
    if (before != null && isOfUse(before)) {
      return before.compilation();
    }
    Compilation compilation = compileNow(program, constants, below);
    if (known.size() == MOST_KNOWN) {
      known.clear();
    }
    known.put(key, new Known(compilation, clock.getAsLong()));
    return compilation;
  }

  /** A compiler may have failed for want of time or room, which others took. */
  private boolean isOfUse(Known before) {
    return before.compilation() instanceof Compilation.Ready
        || clock.getAsLong() - before.at() < BROKEN_FOR.toNanos();
  }

  /** The guest may have lost everything: it will be asked again. */
  public void forget() {
    known.clear();
  }

  /** The language of the program; nothing where its tool is not one of Gavel's languages. */
  private Optional<LanguageDefinition> language(PackageProgram program, List<Body> sources)
      throws StorageFault {
    return switch (program.kind()) {
      case CHECKTESTDATA, VIVA -> Optional.empty();
      case SCRIPTED -> languages.byId(SCRIPTED);
      case SOURCE -> {
        Map<String, byte[]> beginnings = new LinkedHashMap<>();
        for (Body source : sources) {
          beginnings.put(source.name(), beginning(source));
        }
        yield languages.ofMost(beginnings);
      }
    };
  }

  private Compilation compileNow(PackageProgram program, Constants constants, String below)
      throws JudgeFault, InterruptedException {
    List<Body> sources = new ArrayList<>();
    for (Body source : sources(program, constants)) {
      sources.add(
          program.kind() == PackageProgram.Kind.SOURCE
              ? source.named(below + source.name())
              : source);
    }
    Optional<LanguageDefinition> language = language(program, sources);
    if (language.isEmpty()) {
      return new Compilation.Broken("is in no language that is known here");
    }
    try {
      CompiledArtifact compiled =
          guest.compile(
              new CompileJob(
                  language.get().id(),
                  SourceNames.fitting(language.get(), sources),
                  Optional.empty(),
                  limits()));
      return compiled.artifact().isEmpty()
          ? new Compilation.Broken("does not compile: " + firstLines(compiled.report().output()))
          : new Compilation.Ready(
              new JuryProgram(program.name(), compiled.artifact().get(), dialect(sources)));
    } catch (JudgeFault.GuestRefused refused) {
      return new Compilation.Broken("cannot be compiled: " + refused.getMessage());
    }
  }

  private LimitsOverride limits() {
    return LimitsOverride.builder()
        .cpuTime(RunLimits.compiler().cpuTime().multipliedBy(timeFactor))
        .build();
  }

  private static String firstLines(String output) {
    return output
        .lines()
        .limit(10)
        .reduce("", (all, line) -> all.isEmpty() ? line : all + "\n" + line);
  }

  private static Dialect dialect(List<Body> sources) throws StorageFault {
    List<Dialect.Source> looked = new ArrayList<>();
    for (Body source : sources) {
      looked.add(Dialect.Source.of(source.name(), beginning(source)));
    }
    return Dialect.of(looked);
  }

  private static byte[] beginning(Body source) throws StorageFault {
    try (InputStream in = source.open()) {
      return in.readNBytes(MARKED);
    } catch (IOException unreadable) {
      throw fault(unreadable);
    }
  }

  /** Its files, by their names below it; links have the names that they have there. */
  private static List<Body> sources(PackageProgram program, Constants constants)
      throws StorageFault {
    List<Body> bodies = new ArrayList<>();
    String place = program.place();
    int above = (program.single() ? place.lastIndexOf('/') : place.length()) + 1;
    try {
      for (PackageFile file : program.files()) {
        file.requireUnchanged();
        bodies.add(source(file.name().substring(above), file.path(), constants));
      }
      return bodies;
    } catch (IOException unreadable) {
      throw fault(unreadable);
    }
  }

  private static Body source(String name, Path file, Constants constants) throws IOException {
    return constants.values().isEmpty() || Files.size(file) > LARGEST
        ? Body.ofFile(name, file)
        : Body.ofBytes(name, constants.apply(Files.readAllBytes(file)));
  }

  private static StorageFault fault(IOException cause) {
    return new StorageFault("Tried to read a program of a package: " + cause.getMessage(), cause);
  }
}
