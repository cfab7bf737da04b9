package gavel.executor.run;

import gavel.model.ByteSize;
import gavel.model.language.LanguageDefinition;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** A command of {@code languages.yaml} with the places filled in. */
public record CommandLine(
    List<String> template,
    List<String> sources,
    List<String> flags,
    String entry,
    ByteSize memory) {

  /** A command in which nothing is filled in yet. */
  public static CommandLine of(List<String> template) {
    return new CommandLine(template, List.of(), List.of(), "", ByteSize.ZERO);
  }

  /** An argument that is exactly <code>{sources}</code> becomes these. */
  public CommandLine sources(List<String> names) {
    return new CommandLine(
        template, names.stream().map(CommandLine::plain).toList(), flags, entry, memory);
  }

  /** An argument that is exactly <code>{flags}</code> becomes these. */
  public CommandLine flags(List<String> words) {
    return new CommandLine(template, sources, words, entry, memory);
  }

  /** <code>{entry}</code> becomes this, and <code>{entry_stem}</code> without its extension. */
  public CommandLine entry(String name) {
    return new CommandLine(template, sources, flags, name, memory);
  }

  /** <code>{memory_mib}</code> becomes this. */
  public CommandLine memory(ByteSize limit) {
    return new CommandLine(template, sources, flags, entry, limit);
  }

  /** The program and its arguments. */
  public List<String> argv() {
    List<String> argv = new ArrayList<>();
    for (String argument : template) {
      if (argument.equals("{sources}")) {
        argv.addAll(sources);
      } else if (argument.equals(LanguageDefinition.FLAGS)) {
        argv.addAll(flags);
      } else {
        argv.add(
            argument
                .replace("{memory_mib}", Long.toString(memory.toMiB()))
                .replace(LanguageDefinition.ENTRY, entry)
                .replace("{entry_stem}", stem(entry)));
      }
    }
    return argv;
  }

  /** A file's name without its extension. */
  private static String stem(String name) {
    int dot = name.lastIndexOf('.');
    return dot > name.lastIndexOf('/') + 1 ? name.substring(0, dot) : name;
  }

  /** So that no compiler takes a file's name for an option, or for a list of options. */
  private static String plain(String name) {
    return name.startsWith("-") || name.startsWith("@") ? "./" + name : name;
  }

  /** What every program finds in its environment, and what its language adds. */
  public static Map<String, String> environment(LanguageDefinition language) {
    Map<String, String> environment = new TreeMap<>();
    environment.put("PATH", "/usr/local/bin:/usr/bin:/bin");
    environment.put("HOME", "/tmp");
    environment.put("TMPDIR", "/tmp");
    environment.put("LANG", "C.UTF-8");
    environment.putAll(language.environment());
    return environment;
  }
}
