package gavel.testcases.problem;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What input validators get on their command lines.
 *
 * @param forAll given to each of them
 * @param byName given to the one of that name; where it is not empty, the others get nothing
 */
public record ValidatorArguments(List<String> forAll, Map<String, List<String>> byName) {
  /** No arguments. */
  public static final ValidatorArguments NONE = new ValidatorArguments(List.of(), Map.of());

  /** Copies the collections. */
  public ValidatorArguments {
    forAll = List.copyOf(forAll);
    Map<String, List<String>> copied = new LinkedHashMap<>();
    byName.forEach((name, arguments) -> copied.put(name, List.copyOf(arguments)));
    byName = Map.copyOf(copied);
  }

  /** What the validator of that name gets; it may be named without its extension. */
  public List<String> of(String validator) {
    if (byName.isEmpty()) {
      return forAll;
    }
    int dot = validator.lastIndexOf('.');
    String base = dot > 0 ? validator.substring(0, dot) : validator;
    return byName.getOrDefault(validator, byName.getOrDefault(base, List.of()));
  }
}
