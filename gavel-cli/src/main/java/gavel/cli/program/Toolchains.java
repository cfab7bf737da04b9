package gavel.cli.program;

import gavel.model.language.LanguageDefinition;
import gavel.model.language.Languages;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/** Installs the compilers that are missing, with apt and after saying so. */
public final class Toolchains {
  private static final String APT = "/usr/bin/apt-get";

  private Toolchains() {}

  /**
   * Installs what the languages need. Those for which there is no package stay as they are.
   *
   * @throws EnvironmentProblem when apt fails, or only root may use it; it names the command then
   */
  public static void ensure(Languages languages) throws EnvironmentProblem, InterruptedException {
    TreeSet<String> packages = new TreeSet<>();
    for (LanguageDefinition language : languages.all()) {
      if (!isInstalled(language)) {
        packages.addAll(language.packages());
      }
    }
    if (packages.isEmpty()) {
      return;
    }
    if (!Files.isExecutable(Path.of(APT)) || !ServiceUser.isRoot()) {
      throw new EnvironmentProblem(
          "some languages are not installed; run as root: apt-get install --no-install-recommends "
              + String.join(" ", packages));
    }
    System.err.println("gavel: installing with apt: " + String.join(" ", packages));
    apt(List.of("update", "-qq"));
    List<String> install =
        new ArrayList<>(List.of("install", "-y", "-qq", "--no-install-recommends"));
    install.addAll(packages);
    apt(install);
  }

  /** Whether the language can be used on this machine. */
  public static boolean isInstalled(LanguageDefinition language) {
    return language.missingProgram().isEmpty();
  }

  private static void apt(List<String> arguments) throws EnvironmentProblem, InterruptedException {
    List<String> command = new ArrayList<>(List.of(APT));
    command.addAll(arguments);
    ProcessBuilder builder = new ProcessBuilder(command);
    builder.environment().putAll(Map.of("DEBIAN_FRONTEND", "noninteractive"));
    builder.redirectErrorStream(true);
    try {
      Process process = builder.start();
      process.getOutputStream().close();
      process.getInputStream().transferTo(System.err);
      int code = process.waitFor();
      if (code != 0) {
        throw new EnvironmentProblem(
            "apt-get " + arguments.getFirst() + " failed with exit code " + code + ", see above");
      }
    } catch (IOException refused) {
      throw new EnvironmentProblem("apt-get cannot be run: " + refused.getMessage(), refused);
    }
  }
}
