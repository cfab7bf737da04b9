package gavel.cli.verify;

import gavel.cli.verify.Skip.Reason;
import gavel.model.language.LanguageDefinition;
import gavel.model.language.Languages;
import gavel.model.protocol.Body;
import gavel.testcases.problem.Constants;
import gavel.testcases.problem.JurySubmission;
import gavel.testcases.problem.PackageFile;
import gavel.worker.judge.LanguageCodes;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystemException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Finds the language of a submission and gets its sources. */
public final class JurySources {
  private static final String FOLDER = "submissions/";
  private static final String PYTHON = "python";

  /** No source that anybody takes is longer, and no constant is looked for in one that is. */
  private static final long LARGEST = 4 << 20;

  private final Languages languages;
  private final Predicate<LanguageDefinition> installed;
  private final Constants constants;

  /**
   * For the submissions of one package.
   *
   * @param installed whether programs in a language can run here
   * @param constants that are replaced in sources
   */
  public JurySources(
      Languages languages, Predicate<LanguageDefinition> installed, Constants constants) {
    this.languages = languages;
    this.installed = installed;
    this.constants = constants;
  }

  /** The submission as it is handed in; an {@link IOException} only when the disk fails. */
  public Prepared prepare(JurySubmission submission) throws IOException {
    Map<PackageFile, byte[]> contents = new LinkedHashMap<>();
    for (PackageFile file : submission.files()) {
      if (file.size().bytes() <= LARGEST) {
        try (InputStream in = file.open()) {
          contents.put(file, in.readNBytes((int) LARGEST));
        } catch (FileSystemException unreadable) {
          return new Skip(Reason.REFUSED, file.name() + " cannot be read");
        }
      }
    }
    Optional<LanguageDefinition> language =
        submission.language().isPresent()
            ? named(submission.language().get())
            : mostlyIn(submission, contents);
    if (language.isEmpty()) {
      return new Skip(
          Reason.LANGUAGE,
          submission
              .language()
              .map(code -> "no language is called '" + code + "'")
              .orElse("no language claims its extension"));
    }
    if (language.get().id().equals(PYTHON)
        && contents.values().stream().anyMatch(JurySources::isPython2)) {
      return new Skip(Reason.LANGUAGE, "it says that it is in Python 2, which is no language here");
    }
    LanguageDefinition chosen = languages.inPackages(language.get(), installed);
    if (!installed.test(chosen)) {
      return new Skip(
          Reason.LANGUAGE,
          language.get().name()
              + " is not installed"
              + language.get().installCommand().map(command -> ": " + command).orElse(""));
    }
    return new Candidate(
        submission,
        Optional.of(chosen),
        language.filter(own -> !own.equals(chosen)).filter(installed),
        bodies(submission, contents, chosen));
  }

  /** As Kattis tells it from Python 3. */
  private static boolean isPython2(byte[] source) {
    String text = new String(source, 0, Math.min(source.length, 200), StandardCharsets.ISO_8859_1);
    String first = text.lines().findFirst().orElse("");
    return first.startsWith("#!") && first.contains("python2");
  }

  /** By its id, or as package formats call it. */
  private Optional<LanguageDefinition> named(String code) {
    return languages
        .byId(code)
        .or(() ->
            languages.all().stream()
                .filter(language -> LanguageCodes.of(language).contains(code))
                .findFirst());
  }

  private Optional<LanguageDefinition> mostlyIn(
      JurySubmission submission, Map<PackageFile, byte[]> contents) {
    Map<String, byte[]> beginnings = new LinkedHashMap<>();
    for (PackageFile file : submission.files()) {
      beginnings.put(file.name(), contents.getOrDefault(file, new byte[0]));
    }
    return languages.ofMost(beginnings);
  }

  private List<Body> bodies(
      JurySubmission submission, Map<PackageFile, byte[]> contents, LanguageDefinition language)
      throws IOException {
    List<Body> bodies = new ArrayList<>();
    for (PackageFile file : submission.files()) {
      String name = name(submission, file, language);
      byte @Nullable [] content = contents.get(file);
      bodies.add(
          content == null
              ? Body.ofFile(name, file.path())
              : Body.ofBytes(name, constants.apply(content)));
    }
    return bodies;
  }

  /** Its own, below the submission; where that can be nobody's, the language's own. */
  private static String name(
      JurySubmission submission, PackageFile file, LanguageDefinition language) {
    if (!submission.single()) {
      return file.name().substring(FOLDER.length() + submission.name().length() + 1);
    }
    String own = file.name().substring(file.name().lastIndexOf('/') + 1);
    return own.chars().anyMatch(Character::isISOControl) ? language.source() : own;
  }
}
