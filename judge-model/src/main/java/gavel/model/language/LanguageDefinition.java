package gavel.model.language;

import static gavel.model.json.InvalidField.require;
import static gavel.model.json.InvalidField.required;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * One language of {@code languages.yaml}.
 *
 * <p>Commands are argument vectors; an argument that is exactly <code>{sources}</code> becomes one
 * for each source of the language, and one that is exactly <code>{flags}</code> one for each word
 * that the asker adds. Within an argument, <code>{entry}</code> becomes the entry point and <code>
 * {memory_mib}</code> the memory limit of the run.
 *
 * @param id what submissions call it, such as {@code cpp}
 * @param name for people, such as {@code C++20}
 * @param extensions of its sources, without the dot
 * @param source what a source is called that came without a name
 * @param entry how the program to start is found
 * @param compile run in the directory of the sources, or nothing when there is nothing to do
 * @param run started in the directory of the artifact
 * @param environment beside what every program gets
 * @param version the command whose first line of output is the version
 * @param packages of Debian that bring the toolchain
 * @param processes the program may have, threads included, or nothing for the usual number
 * @param probe a program that reads a line and prints it, to try the toolchain with
 */
public record LanguageDefinition(
    String id,
    String name,
    List<String> extensions,
    String source,
    EntryRule entry,
    @Nullable List<String> compile,
    List<String> run,
    @Nullable Map<String, String> environment,
    List<String> version,
    List<String> packages,
    @Nullable Integer processes,
    String probe) {

  /** Where the asker's own words for the compiler go. */
  public static final String FLAGS = "{flags}";

  private static final Pattern ID = Pattern.compile("[a-z][a-z0-9+_-]{0,31}");

  /** How the program to start is found. */
  public enum EntryRule {
    /** {@code main.*}, else the first source by name. */
    @JsonProperty("main_file")
    MAIN_FILE,
    /** The class file with a main method. */
    @JsonProperty("main_class")
    MAIN_CLASS,
    /** The command does not need one. */
    @JsonProperty("none")
    NONE
  }

  /** Refuses a definition that could not be used. */
  public LanguageDefinition {
    require(ID.matcher(required("id", id)).matches(), "id", "must match " + ID);
    required("name", name);
    extensions = nonEmpty("extensions", extensions);
    required("source", source);
    required("entry", entry);
    compile = compile == null ? List.of() : List.copyOf(compile);
    run = nonEmpty("run", run);
    environment = environment == null ? Map.of() : Map.copyOf(environment);
    version = nonEmpty("version", version);
    packages = List.copyOf(required("packages", packages));
    require(processes == null || processes > 0, "processes", "must be over 0");
    required("probe", probe);
  }

  private static List<String> nonEmpty(String field, List<String> values) {
    require(!required(field, values).isEmpty(), field, "is empty");
    return List.copyOf(values);
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

  /** Whether there is a place for words of the asker's own in the compile command. */
  public boolean takesFlags() {
    return compile().contains(FLAGS);
  }

  /** Whether the file is a source of this language, by its extension. */
  public boolean claims(String file) {
    String name = file.substring(file.lastIndexOf('/') + 1);
    int dot = name.lastIndexOf('.');
    return dot >= 0 && extensions.contains(name.substring(dot + 1));
  }
}
