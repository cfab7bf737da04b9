package gavel.executor.compile;

import gavel.model.language.LanguageDefinition.EntryRule;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * The name that a Java source must have: that of its public class (JLS 7.6). Code often comes
 * without a name, or under one that a website gave it. A class whose name no file can have keeps
 * the given one, and the compiler says what is wrong.
 */
public final class JavaSourceName {
  private static final String EXTENSION = ".java";
  private static final long LARGEST = 4 << 20;
  private static final int LONGEST_NAME = 250;

  private JavaSourceName() {}

  /** The job with its source renamed, where it is the only one and has another name. */
  static CompileJob applyTo(CompileJob job) throws IOException {
    if (job.language().entry() != EntryRule.MAIN_CLASS || job.files().size() != 1) {
      return job;
    }
    SourceFile only = job.files().getFirst();
    if (!only.name().endsWith(EXTENSION) || only.content().size() > LARGEST) {
      return job;
    }
    String text;
    try (InputStream content = only.content().open()) {
      text = new String(content.readAllBytes(), StandardCharsets.UTF_8);
    }
    String name =
        publicType(text)
            .map(type -> type + EXTENSION)
            .filter(JavaSourceName::isFileName)
            .orElse(only.name());
    String baseName = only.name().substring(only.name().lastIndexOf('/') + 1);
    return baseName.equals(name)
        ? job
        : new CompileJob(
            job.language(),
            List.of(new SourceFile(name, only.content())),
            job.entrypoint(),
            job.limits(),
            job.flags());
  }

  /** The name of the first public type that is declared outside of any other. */
  static Optional<String> publicType(String source) {
    JavaTokens tokens = new JavaTokens(source);
    int depth = 0;
    boolean isPublic = false;
    for (String token = tokens.next(); !token.isEmpty(); token = tokens.next()) {
      switch (token) {
        case "{", "(", "[" -> depth++;
        case "}", ")", "]" -> depth--;
        default -> {
          if (depth == 0 && isPublic && declaresType(token)) {
            return Optional.of(tokens.next()).filter(JavaSourceName::isIdentifier);
          }
        }
      }
      if (depth == 0) {
        isPublic = token.equals("public") || (isPublic && !endsDeclaration(token));
      }
    }
    return Optional.empty();
  }

  private static boolean declaresType(String token) {
    return switch (token) {
      case "class", "interface", "enum", "record" -> true;
      default -> false;
    };
  }

  private static boolean endsDeclaration(String token) {
    return token.equals(";") || token.equals("}");
  }

  private static boolean isIdentifier(String token) {
    return !token.isEmpty()
        && token.length() <= 200
        && Character.isJavaIdentifierStart(token.codePointAt(0));
  }

  /** Identifiers may hold characters that are ignored, NUL among them. */
  private static boolean isFileName(String name) {
    if (name.codePoints().anyMatch(JavaSourceName::isInvisible)
        || name.getBytes(StandardCharsets.UTF_8).length > LONGEST_NAME) {
      return false;
    }
    try {
      return Path.of(name).getNameCount() == 1;
    } catch (InvalidPathException unusable) {
      return false;
    }
  }

  private static boolean isInvisible(int character) {
    return Character.isIdentifierIgnorable(character) || Character.isISOControl(character);
  }
}
