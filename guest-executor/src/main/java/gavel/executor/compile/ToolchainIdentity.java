package gavel.executor.compile;

import gavel.model.language.LanguageDefinition;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.StringTokenizer;
import java.util.TreeMap;

/**
 * Which installation a language's programs are: they may be upgraded between two submissions, and
 * what the old ones made is not what the new ones would.
 */
public final class ToolchainIdentity {
  /**
   * Changes with every package that is installed, upgraded or removed: a compiler is more than the
   * program that is called, headers and libraries included.
   */
  private static final Path PACKAGES = Path.of("/var/lib/dpkg/status");

  /** What may stand beside a path in a command: a shell's marks, and those of a class path. */
  private static final String BETWEEN = " \t\r\n:;,='\"`()<>|&{}$";

  private ToolchainIdentity() {}

  /**
   * Text that is the same as long as the files that the language's commands name are the same, and
   * this machine's packages. Takes no more than a look at each.
   */
  public static String of(LanguageDefinition language) {
    Map<String, String> files = new TreeMap<>();
    for (List<String> command : List.of(language.compile(), language.run(), language.version())) {
      for (String word : command) {
        StringTokenizer tokens = new StringTokenizer(word, BETWEEN);
        while (tokens.hasMoreTokens()) {
          String token = tokens.nextToken();
          if (token.startsWith("/") && !token.startsWith("/box") && !token.startsWith("/tmp")) {
            files.computeIfAbsent(token, ToolchainIdentity::of);
          }
        }
      }
    }
    files.put("", of(PACKAGES.toString()));
    return files.toString();
  }

  private static String of(String path) {
    try {
      Path file = Path.of(path).toRealPath();
      if (Files.isDirectory(file)) {
        return file.toString();
      }
      Map<String, Object> status = Files.readAttributes(file, "unix:ino,size,lastModifiedTime");
      return file + " " + new TreeMap<>(status);
    } catch (IOException | InvalidPathException absent) {
      return "none";
    }
  }
}
