package gavel.testcases.problem;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Who made the problem and its package.
 *
 * @param translators by the language they translated into
 */
public record Credits(
    List<Person> authors,
    List<Person> contributors,
    List<Person> testers,
    Map<String, List<Person>> translators,
    List<Person> packagers,
    List<Person> acknowledgements) {
  /** Nobody. */
  public static final Credits NONE = ofAuthors(List.of());

  /** Copies the collections. */
  public Credits {
    authors = List.copyOf(authors);
    contributors = List.copyOf(contributors);
    testers = List.copyOf(testers);
    Map<String, List<Person>> copied = new LinkedHashMap<>();
    translators.forEach((language, people) -> copied.put(language, List.copyOf(people)));
    translators = Collections.unmodifiableMap(copied);
    packagers = List.copyOf(packagers);
    acknowledgements = List.copyOf(acknowledgements);
  }

  /** Authors and nobody else. */
  public static Credits ofAuthors(List<Person> authors) {
    return new Credits(authors, List.of(), List.of(), Map.of(), List.of(), List.of());
  }
}
