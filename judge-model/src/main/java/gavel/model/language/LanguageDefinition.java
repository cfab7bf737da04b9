package gavel.model.language;

import static gavel.model.json.InvalidField.required;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * One language of {@code languages.yaml}.
 *
 * <p>Commands are argument vectors; an argument that is exactly <code>{sources}</code> becomes one
 * for each source of the language, and one that is exactly <code>{flags}</code> one for each word
 * that the asker adds. Within an argument, <code>{entry}</code> becomes the entry point, <code>
 * {entry_stem}</code> the same without its extension, and <code>{memory_mib}</code> the memory
 * limit of the run.
 *
 * @param id what submissions call it, such as {@code cpp}
 * @param variantOf the language whose files it also takes, though none is found to be in it
 * @param inPackages the variant that its sources are in where they are judged with a problem
 *     package, are not named to be in this one, and the variant is installed; or nothing
 * @param name for people, such as {@code C++20}
 * @param essential whether a machine without it is not fit, and {@code gavel demo} installs it
 * @param extensions of its sources, without the dot; none where any file is one, once the language
 *     is named
 * @param marks what is found in its sources and not in those of a language that shares an extension
 * @param source what a source is called that came without a name
 * @param entry how the program to start is found
 * @param compile run in the directory of the sources, or nothing when there is nothing to do
 * @param run started in the directory of the artifact
 * @param environment beside what every program gets
 * @param version the command whose first line of output is the version
 * @param packages of Debian that bring the toolchain; none where Debian has none
 * @param install what else brings it, as one line for people, or nothing
 * @param processes the program may have, threads included, or nothing for the usual number
 * @param timeMultiplier what the time limits of problems are multiplied by; nothing means 1
 * @param probe a program that reads a line and prints it, to try the toolchain with
 */
public record LanguageDefinition(
    String id,
    @Nullable String variantOf,
    @Nullable String inPackages,
    String name,
    @Nullable Boolean essential,
    List<String> extensions,
    @Nullable String marks,
    String source,
    EntryRule entry,
    @Nullable List<String> compile,
    List<String> run,
    @Nullable Map<String, String> environment,
    List<String> version,
    List<String> packages,
    @Nullable String install,
    @Nullable Integer processes,
    @Nullable BigDecimal timeMultiplier,
    String probe) {

  /** Where the asker's own words for the compiler go. */
  public static final String FLAGS = "{flags}";

  /** Where the entry point goes, within an argument. */
  public static final String ENTRY = "{entry}";

  private static final String BOX = "/box/";

  /** How the program to start is found. */
  public enum EntryRule {
    /** {@code main.*} or {@code __main__.*}, else the first source by name. */
    @JsonProperty("main_file")
    MAIN_FILE,
    /** The source that begins with {@code program}, as in Pascal; else as a main file. */
    @JsonProperty("program")
    PROGRAM,
    /** The class file with a main method. */
    @JsonProperty("main_class")
    MAIN_CLASS,
    /** The command does not need one. */
    @JsonProperty("none")
    NONE
  }

  /** Refuses a definition that could not be used; all that is wrong with it is named. */
  public LanguageDefinition {
    DefinitionCheck check = new DefinitionCheck();
    check.id("id", id);
    check.text("name", name);
    check.extensions(extensions);
    check.marks(marks);
    check.source(source, extensions);
    check.that(entry != null, "entry", "is missing");
    if (compile != null && !compile.isEmpty()) {
      check.command("compile", compile);
    }
    check.command("run", run);
    check.command("version", version);
    check.that(packages != null, "packages", "is missing; [] where there is none");
    check.line("install", install);
    check.that(processes == null || processes > 0, "processes", "must be over 0");
    check.multiplier(timeMultiplier);
    check.text("probe", probe);
    check.throwIfFlawed();
    extensions = List.copyOf(extensions);
    compile = compile == null ? List.of() : List.copyOf(compile);
    run = List.copyOf(run);
    environment = environment == null ? Map.of() : Map.copyOf(environment);
    version = List.copyOf(version);
    packages = List.copyOf(required("packages", packages));
  }

  /** The compile command; empty when there is nothing to do. */
  @Override
  public List<String> compile() {
    return compile == null ? List.of() : compile;
  }

  /** Environment variables beside what every program gets. */
  @Override
  public Map<String, String> environment() {
    return environment == null ? Map.of() : environment;
  }

  /** Whether a machine without it is not fit to judge. */
  public boolean mustBeInstalled() {
    return Boolean.TRUE.equals(essential);
  }

  /** Whether it only takes files that are named to be in it. */
  public boolean isOnlyTakenByName() {
    return variantOf != null || takesAnyFile();
  }

  /** Whether every file is a source of it, whatever it is called. */
  public boolean takesAnyFile() {
    return extensions.isEmpty();
  }

  /** A time limit of a problem, as it is for programs in this language. */
  public Duration timeLimit(Duration ofProblem) {
    return timeMultiplier == null
        ? ofProblem
        : Duration.ofNanos(
            timeMultiplier.multiply(BigDecimal.valueOf(ofProblem.toNanos())).longValue());
  }

  /** Whether there is a place for words of the asker's own in the compile command. */
  public boolean takesFlags() {
    return compile().contains(FLAGS);
  }

  /** The program of its commands that is not on this machine, where there is such a one. */
  public Optional<Path> missingProgram() {
    return Stream.of(version, compile(), run)
        .flatMap(command -> command.stream().limit(1))
        .filter(program -> !program.startsWith(BOX))
        .map(Path::of)
        .filter(program -> !Files.isExecutable(program))
        .findFirst();
  }

  /** What installs it, with apt or otherwise; nothing where nothing is known. */
  public Optional<String> installCommand() {
    return packages.isEmpty()
        ? Optional.ofNullable(install)
        : Optional.of("apt-get install --no-install-recommends " + String.join(" ", packages));
  }

  /** Whether the file can be a source of this language, by its extension. */
  public boolean claims(String file) {
    if (takesAnyFile()) {
      return true;
    }
    String name = file.substring(file.lastIndexOf('/') + 1);
    int dot = name.lastIndexOf('.');
    return dot >= 0 && extensions.contains(name.substring(dot + 1));
  }

  /** Whether its marks are in the text. */
  boolean marks(CharSequence text) {
    return marks != null && Pattern.compile(marks).matcher(text).find();
  }
}
