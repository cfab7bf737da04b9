package gavel.testcases.reader;

import gavel.testcases.problem.Credits;
import gavel.testcases.problem.Person;
import gavel.testcases.reader.YamlNode.Mapping;
import gavel.testcases.reader.YamlNode.Nothing;
import gavel.testcases.reader.YamlNode.Scalar;
import gavel.testcases.reader.YamlNode.Sequence;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads the people of {@code author}, {@code credits} and {@code authors}. */
final class PeopleReader {
  private static final String SEPARATOR = ",\\s*|\\s+and\\s+|\\s+&\\s+";

  private PeopleReader() {}

  /** Of the legacy key {@code author}: names separated by commas or "and". */
  static List<Person> ofText(String text) {
    return Arrays.stream(text.split(SEPARATOR))
        .map(String::strip)
        .filter(name -> !name.isEmpty())
        .map(Person::of)
        .toList();
  }

  /** Of the key {@code credits}: 2025-09, section "Credits". */
  static Credits credits(Keys keys, boolean strict) {
    Optional<YamlNode> value = keys.value("credits");
    if (value.isEmpty()) {
      return Credits.NONE;
    }
    if (value.get() instanceof Scalar author) {
      return Credits.ofAuthors(List.of(Person.of(author.text())));
    }
    if (!(value.get() instanceof Mapping mapping)) {
      keys.error("credits", "has to be a person or a list of keys with persons");
      return Credits.NONE;
    }
    Keys roles = keys.inner("credits", mapping);
    Credits credits =
        new Credits(
            people(roles, "authors", strict),
            people(roles, "contributors", strict),
            people(roles, "testers", strict),
            translators(roles, strict),
            people(roles, "packagers", strict),
            people(roles, "acknowledgements", strict));
    roles.reportUnknown(strict);
    return credits;
  }

  private static Map<String, List<Person>> translators(Keys roles, boolean strict) {
    Map<String, List<Person>> translators = new LinkedHashMap<>();
    Optional<Mapping> mapping = roles.mapping("translators");
    if (mapping.isPresent()) {
      Keys languages = roles.inner("translators", mapping.get());
      for (String language : languages.names()) {
        if (!MetadataReader.isLanguage(language)) {
          languages.lapse(strict, language, "is not the code of a language");
        }
        translators.put(language, people(languages, language, strict));
      }
    }
    return translators;
  }

  /** A person or a sequence of them. */
  static List<Person> people(Keys keys, String key, boolean strict) {
    Optional<YamlNode> value = keys.value(key);
    if (value.isEmpty()) {
      return List.of();
    }
    List<YamlNode> nodes =
        value.get() instanceof Sequence sequence ? sequence.items() : List.of(value.get());
    if (nodes.isEmpty()) {
      keys.lapse(strict, key, "names nobody");
    }
    List<Person> people = new ArrayList<>();
    for (YamlNode node : nodes) {
      switch (node) {
        case Scalar text -> people.add(Person.of(text.text()));
        case Mapping mapping -> person(keys.inner(key, mapping), strict).ifPresent(people::add);
        case Sequence _, Nothing _ -> keys.error(key, "has to be a person or a sequence of them");
      }
    }
    return people;
  }

  private static Optional<Person> person(Keys keys, boolean strict) {
    Optional<String> name = keys.text("name");
    Person person =
        new Person(name.orElse(""), keys.text("email"), keys.text("orcid"), keys.text("kattis"));
    keys.reportUnknown(strict);
    if (name.isEmpty()) {
      keys.error("name", "is missing");
      return Optional.empty();
    }
    return Optional.of(person);
  }
}
