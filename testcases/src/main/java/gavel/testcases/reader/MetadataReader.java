package gavel.testcases.reader;

import gavel.testcases.problem.ProblemMetadata;
import gavel.testcases.reader.YamlNode.Mapping;
import gavel.testcases.reader.YamlNode.Nothing;
import gavel.testcases.reader.YamlNode.Scalar;
import gavel.testcases.reader.YamlNode.Sequence;
import gavel.testcases.text.Excerpt;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** Reads who made a problem and what it is called. */
final class MetadataReader {
  static final String NO_LICENSE = "unknown";

  private static final String PUBLIC_DOMAIN = "public domain";
  private static final List<String> LICENSES =
      List.of(NO_LICENSE, PUBLIC_DOMAIN, "cc0", "cc by", "cc by-sa", "educational", "permission");
  private static final Pattern UUID =
      Pattern.compile("[0-9a-fA-F]{8}-?([0-9a-fA-F]{4}-?){3}[0-9a-fA-F]{12}");

  private final Keys keys;

  private MetadataReader(Keys keys) {
    this.keys = keys;
  }

  static ProblemMetadata read(Keys keys, String fallbackName) {
    return new MetadataReader(keys).read(fallbackName);
  }

  private ProblemMetadata read(String fallbackName) {
    ProblemMetadata metadata =
        new ProblemMetadata(
            name().orElse(fallbackName),
            keys.text("author"),
            keys.text("source"),
            keys.text("source_url"),
            license(),
            keys.text("rights_owner"),
            uuid(),
            keywords());
    checkRights(metadata);
    if (metadata.sourceUrl().isPresent() && metadata.source().isEmpty()) {
      keys.error("source_url", "needs a source beside it");
    }
    return metadata;
  }

  /** A text, or a map from languages to texts: then English, or else the first. */
  private Optional<String> name() {
    Optional<YamlNode> value = keys.value("name");
    if (value.isEmpty() || !(value.get() instanceof Mapping languages)) {
      return keys.text("name");
    }
    Optional<String> first = Optional.empty();
    for (var language : languages.entries().entrySet()) {
      if (!(language.getValue().value() instanceof Scalar name)) {
        keys.error("name", "has to be a text in each language");
      } else if (first.isEmpty() || language.getKey().equals("en")) {
        first = Optional.of(name.text());
      }
    }
    return first;
  }

  private String license() {
    String license = keys.text("license").orElse(NO_LICENSE);
    if (LICENSES.contains(license)) {
      return license;
    }
    keys.error(
        "license",
        "has to be one of " + String.join(", ", LICENSES) + ", not " + Excerpt.quote(license));
    return NO_LICENSE;
  }

  private void checkRights(ProblemMetadata metadata) {
    if (metadata.license().equals(PUBLIC_DOMAIN)) {
      if (metadata.rightsOwner().isPresent()) {
        keys.error("rights_owner", "cannot be given with the license public domain");
      }
    } else if (!metadata.license().equals(NO_LICENSE)
        && metadata.rightsOwner().or(metadata::author).or(metadata::source).isEmpty()) {
      keys.error("license", "needs a rights_owner, author or source beside it");
    }
  }

  private Optional<String> uuid() {
    Optional<String> uuid = keys.text("uuid");
    if (uuid.isPresent() && !UUID.matcher(uuid.get()).matches()) {
      keys.error("uuid", "has to be a UUID, not " + Excerpt.quote(uuid.get()));
      return Optional.empty();
    }
    return uuid;
  }

  /** Words separated by spaces; a sequence of them, as newer formats write it, is taken as well. */
  private List<String> keywords() {
    Optional<YamlNode> value = keys.value("keywords");
    if (value.isPresent() && value.get() instanceof Sequence words) {
      return words.items().stream().flatMap(word -> keyword(word).stream()).toList();
    }
    return keys.text("keywords").stream()
        .flatMap(text -> Arrays.stream(text.strip().split("\\s+")))
        .filter(word -> !word.isEmpty())
        .toList();
  }

  private Optional<String> keyword(YamlNode node) {
    return switch (node) {
      case Scalar word -> Optional.of(word.text());
      case Nothing _ -> Optional.empty();
      case Mapping _, Sequence _ -> {
        keys.error("keywords", "have to be texts");
        yield Optional.empty();
      }
    };
  }
}
