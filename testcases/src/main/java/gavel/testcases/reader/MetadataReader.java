package gavel.testcases.reader;

import gavel.testcases.problem.Credits;
import gavel.testcases.problem.FormatVersion;
import gavel.testcases.problem.Person;
import gavel.testcases.problem.ProblemMetadata;
import gavel.testcases.problem.ProblemMetadata.Source;
import gavel.testcases.reader.YamlNode.Mapping;
import gavel.testcases.reader.YamlNode.Nothing;
import gavel.testcases.reader.YamlNode.Scalar;
import gavel.testcases.reader.YamlNode.Sequence;
import gavel.testcases.text.Excerpt;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** Reads who made a problem and what it is called. */
final class MetadataReader {
  private static final String PUBLIC_DOMAIN = "public domain";
  private static final List<String> LICENSES =
      List.of(
          ProblemMetadata.UNKNOWN_LICENSE,
          PUBLIC_DOMAIN,
          "cc0",
          "cc by",
          "cc by-sa",
          "educational",
          "permission");
  private static final Pattern UUID =
      Pattern.compile("[0-9a-fA-F]{8}-?([0-9a-fA-F]{4}-?){3}[0-9a-fA-F]{12}");
  private static final Pattern LANGUAGE = Pattern.compile("[a-z]{2,3}(-[A-Z]{2})?");
  private static final Pattern DATE =
      Pattern.compile(
          "\\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\\d|3[01])([T ][0-2]\\d:[0-5]\\d:[0-6]\\dZ)?");

  private final Keys keys;
  private final FormatVersion format;

  private MetadataReader(Keys keys, FormatVersion format) {
    this.keys = keys;
    this.format = format;
  }

  /** Whether it is a language in the sense of section "General requirements". */
  static boolean isLanguage(String code) {
    return LANGUAGE.matcher(code).matches();
  }

  static ProblemMetadata read(Keys keys, FormatVersion format, String fallbackName) {
    return new MetadataReader(keys, format).read(fallbackName);
  }

  private ProblemMetadata read(String fallbackName) {
    Map<String, String> names = names();
    Optional<String> first = names.values().stream().findFirst();
    ProblemMetadata metadata =
        new ProblemMetadata(
            Optional.ofNullable(names.get("en")).or(() -> first).orElse(fallbackName),
            names,
            credits(),
            format.legacy() ? legacySource() : sources(),
            license(),
            keys.text("rights_owner"),
            uuid(),
            format.legacy() ? Optional.empty() : keys.text("version"),
            format.legacy() ? Optional.empty() : embargo(),
            keywords());
    checkRights(metadata);
    return metadata;
  }

  /** A text, which is English, or a map from languages to texts. */
  private Map<String, String> names() {
    Optional<YamlNode> value = keys.value("name");
    Map<String, String> names = new LinkedHashMap<>();
    if (value.isPresent() && value.get() instanceof Mapping languages) {
      for (var language : languages.entries().entrySet()) {
        if (!(language.getValue().value() instanceof Scalar name)) {
          keys.error("name", "has to be a text in each language");
        } else {
          names.put(language.getKey(), name.text());
        }
        if (!isLanguage(language.getKey())) {
          String code = Excerpt.quote(language.getKey());
          keys.lapse(format.strict(), "name", "has the language " + code + ", which is no code");
        }
      }
    } else {
      keys.text("name").ifPresent(name -> names.put("en", name));
      if (value.isEmpty() && !format.legacy()) {
        keys.lapse(format.strict(), "name", "is missing");
      }
    }
    return names;
  }

  private Credits credits() {
    return format.legacy()
        ? Credits.ofAuthors(authors())
        : PeopleReader.credits(keys, format.strict());
  }

  /** Names in a text; a sequence of such texts is odd, but plain enough. */
  private List<Person> authors() {
    Optional<YamlNode> value = keys.value("author");
    if (value.isPresent() && value.get() instanceof Sequence texts) {
      keys.warning("author", "has to be a text in this format; the sequence counts all the same");
      return keys.texts("author", texts).stream()
          .flatMap(text -> PeopleReader.ofText(text).stream())
          .toList();
    }
    return keys.text("author").map(PeopleReader::ofText).orElse(List.of());
  }

  private List<Source> legacySource() {
    Optional<String> name = keys.text("source");
    Optional<String> url = keys.text("source_url");
    if (url.isPresent() && name.isEmpty()) {
      keys.error("source_url", "needs a source beside it");
    }
    return name.stream().map(source -> new Source(source, url)).toList();
  }

  private List<Source> sources() {
    Optional<YamlNode> value = keys.value("source");
    if (value.isEmpty()) {
      return List.of();
    }
    List<YamlNode> nodes =
        value.get() instanceof Sequence sequence ? sequence.items() : List.of(value.get());
    List<Source> sources = new ArrayList<>();
    for (YamlNode node : nodes) {
      switch (node) {
        case Scalar name -> sources.add(new Source(name.text(), Optional.empty()));
        case Mapping mapping -> source(mapping).ifPresent(sources::add);
        case Sequence _, Nothing _ -> keys.error("source", "has to be a name, or name and url");
      }
    }
    return sources;
  }

  private Optional<Source> source(Mapping mapping) {
    Keys inner = keys.inner("source", mapping);
    Optional<String> name = inner.text("name");
    Optional<String> url = inner.text("url");
    inner.reportUnknown(format.strict());
    if (name.isEmpty()) {
      inner.lapse(format.strict(), "name", "is missing");
    }
    return name.map(given -> new Source(given, url));
  }

  private String license() {
    String written = keys.text("license").orElse(ProblemMetadata.UNKNOWN_LICENSE);
    String license = format.legacy() ? written.toLowerCase(Locale.ROOT) : written;
    if (LICENSES.contains(license)) {
      return license;
    }
    keys.error(
        "license",
        "has to be one of " + String.join(", ", LICENSES) + ", not " + Excerpt.quote(written));
    return ProblemMetadata.UNKNOWN_LICENSE;
  }

  private void checkRights(ProblemMetadata metadata) {
    if (metadata.license().equals(PUBLIC_DOMAIN)) {
      if (metadata.rightsOwner().isPresent()) {
        keys.error("rights_owner", "cannot be given with the license public domain");
      }
    } else if (!metadata.license().equals(ProblemMetadata.UNKNOWN_LICENSE)
        && metadata.rightsOwner().isEmpty()
        && metadata.credits().authors().isEmpty()
        && metadata.sources().isEmpty()) {
      keys.error("license", "needs a rights_owner, author or source beside it");
    }
  }

  private Optional<String> uuid() {
    Optional<String> uuid = keys.text("uuid");
    if (uuid.isEmpty() && !format.legacy()) {
      keys.lapse(format.strict(), "uuid", "is missing");
    }
    if (uuid.isPresent() && !UUID.matcher(uuid.get()).matches()) {
      keys.error("uuid", "has to be a UUID, not " + Excerpt.quote(uuid.get()));
      return Optional.empty();
    }
    return uuid;
  }

  private Optional<String> embargo() {
    Optional<String> date = keys.text("embargo_until");
    if (date.isPresent() && !DATE.matcher(date.get()).matches()) {
      keys.error(
          "embargo_until",
          "has to be YYYY-MM-DD or YYYY-MM-DDThh:mm:ssZ, not " + Excerpt.quote(date.get()));
      return Optional.empty();
    }
    return date;
  }

  /** A sequence of texts; in legacy formats, and tolerated in drafts, words of a text. */
  private List<String> keywords() {
    Optional<YamlNode> value = keys.value("keywords");
    if (value.isPresent() && value.get() instanceof Sequence words) {
      return keys.texts("keywords", words);
    }
    if (format.strict()) {
      value.ifPresent(other -> keys.error("keywords", "has to be a sequence of texts"));
      return List.of();
    }
    return keys.text("keywords").stream()
        .flatMap(text -> Arrays.stream(text.strip().split("\\s+")))
        .filter(word -> !word.isEmpty())
        .toList();
  }
}
