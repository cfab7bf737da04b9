package gavel.executor.prepare;

import gavel.executor.compile.CompileJob;
import gavel.executor.compile.Shortcut;
import gavel.executor.compile.SourceFile;
import gavel.model.language.LanguageDefinition;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * {@code bits/stdc++.h} precompiled by g++, for programs that begin with it. It is found by {@code
 * CPLUS_INCLUDE_PATH}, whose directories come after those of the command line and before the
 * system's; g++ itself looks whether it is of the same version and flags.
 *
 * <p>It does not hold what the headers say about warnings ({@code #pragma GCC diagnostic}), and
 * what stands before it in a source might be lost: so it is only for sources in which nothing does,
 * and only where the compiler has nothing to say.
 */
record GccHeader(LanguageDefinition language, List<String> options) implements Recipe {
  private static final String VARIABLE = "CPLUS_INCLUDE_PATH";
  private static final int BEGINNING = 64 << 10;

  /** The header is compiled under its own name, so that errors name the same files as ever. */
  private static final String SCRIPT =
      """
      set -e
      header=$("$@" -M -x c++ probe.cpp | tr ' \\\\' '\\n\\n' | grep '/bits/stdc++\\.h$')
      mkdir bits
      "$@" -x c++-header -o bits/stdc++.h.gch "$header"
      rm probe.cpp
      """;

  GccHeader {
    options = List.copyOf(options);
  }

  /** For what calls g++ with an output file and its sources, and plain words beside. */
  static Optional<Recipe> of(LanguageDefinition language) {
    List<String> compile = language.compile();
    if (compile.isEmpty()
        || !compile.getFirst().endsWith("/g++")
        || !compile.contains("{sources}")
        || language.environment().containsKey(VARIABLE)) {
      return Optional.empty();
    }
    List<String> options = new ArrayList<>(compile);
    options.removeIf(word -> word.startsWith("{") || word.startsWith("-l"));
    int output = options.indexOf("-o");
    if (output >= 0 && output + 1 < options.size()) {
      options.subList(output, output + 2).clear();
    }
    boolean plain =
        options.stream().skip(1).allMatch(word -> word.startsWith("-") && !word.startsWith("-I"));
    return plain ? Optional.of(new GccHeader(language, options)) : Optional.empty();
  }

  @Override
  public List<String> argv() {
    List<String> argv = new ArrayList<>(List.of("/bin/sh", "-c", SCRIPT, "prepare"));
    argv.addAll(options);
    return argv;
  }

  @Override
  public Map<String, String> files() {
    return Map.of("probe.cpp", "#include <bits/stdc++.h>\n");
  }

  @Override
  public boolean suits(CompileJob job) throws IOException {
    if (!job.flags().isEmpty()) {
      return false;
    }
    for (SourceFile file : job.files()) {
      if (job.language().claims(file.name())) {
        try (InputStream content = file.content().open()) {
          byte[] beginning = content.readNBytes(BEGINNING);
          if (!FirstInclude.isWholeLibrary(new String(beginning, StandardCharsets.ISO_8859_1))) {
            return false;
          }
        }
      }
    }
    return true;
  }

  @Override
  public Shortcut shortcut(String directory) {
    return new Shortcut(List.of(), Map.of(VARIABLE, directory), false);
  }
}
