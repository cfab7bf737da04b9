package gavel.worker.judge;

import gavel.model.protocol.Body;
import gavel.model.topic.DeadLetterRecord.Reason;
import gavel.testcases.text.Excerpt;
import gavel.worker.JudgeFault.Rejected;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/**
 * Which test a file answers: the one that it is called after, below {@code data/} or {@code
 * data/secret/}, whatever directories stand in front of that; else the only one whose base name it
 * has. Names that say more come before those that say less.
 */
final class AnswerNames {
  private static final String SECRET = "secret/";
  private static final Set<String> EXTENSIONS = Set.of("out", "ans", "txt");

  private final List<String> tests;
  private final Set<String> known;

  /** With the names of all tests. */
  AnswerNames(List<String> tests) {
    this.tests = tests;
    this.known = Set.copyOf(tests);
  }

  /** Gives every test the file that answers it. */
  AnswerFiles assign(List<Body> files) throws Rejected {
    List<String> secret = tests.stream().filter(test -> test.startsWith(SECRET)).toList();
    if (files.size() == 1 && secret.size() == 1 && !namesSample(files.getFirst().name())) {
      return new AnswerFiles(Map.of(secret.getFirst(), files.getFirst()), List.of());
    }
    Map<String, Body> answers = new LinkedHashMap<>();
    List<Body> left = files;
    int parts = files.stream().mapToInt(file -> parts(file.name())).max().orElse(0);
    for (int i = 0; i < parts; i++) {
      int dropped = i;
      left = assign(left, answers, name -> tail(name, dropped).flatMap(this::named));
    }
    left = assign(left, answers, this::byBase);
    return new AnswerFiles(answers, left.stream().map(Body::name).toList());
  }

  /** Gives tests that have no answer one; what is left over is returned. */
  private static List<Body> assign(
      List<Body> files, Map<String, Body> answers, Function<String, Optional<String>> rule)
      throws Rejected {
    Set<String> before = new HashSet<>(answers.keySet());
    List<Body> left = new ArrayList<>();
    for (Body file : files) {
      Optional<String> test = rule.apply(file.name()).filter(name -> !before.contains(name));
      if (test.isEmpty()) {
        left.add(file);
      } else {
        Body other = answers.putIfAbsent(test.get(), file);
        if (other != null) {
          throw new Rejected(
              Reason.INVALID_SUBMISSION,
              "filename",
              "is ambiguous: "
                  + Excerpt.quote(other.name())
                  + " and "
                  + Excerpt.quote(file.name())
                  + " both answer "
                  + test.get());
        }
      }
    }
    return left;
  }

  /** Whatever directories stand in front of that. */
  private boolean namesSample(String name) {
    for (int dropped = 0; dropped < parts(name); dropped++) {
      Optional<String> test = tail(name, dropped).flatMap(this::named);
      if (test.isPresent()) {
        return !test.get().startsWith(SECRET);
      }
    }
    return false;
  }

  private Optional<String> named(String name) {
    for (String each : List.of(name, bare(name))) {
      for (String test : List.of(each, SECRET + each)) {
        if (known.contains(test)) {
          return Optional.of(test);
        }
      }
    }
    return Optional.empty();
  }

  /** Secret tests come before samples of the same base name. */
  private Optional<String> byBase(String name) {
    String last = last(name);
    for (boolean secret : new boolean[] {true, false}) {
      List<String> found =
          tests.stream()
              .filter(test -> test.startsWith(SECRET) == secret)
              .filter(test -> last(test).equals(last) || last(test).equals(bare(last)))
              .toList();
      if (!found.isEmpty()) {
        return found.size() == 1 ? Optional.of(found.getFirst()) : Optional.empty();
      }
    }
    return Optional.empty();
  }

  private static String bare(String name) {
    int dot = name.lastIndexOf('.');
    boolean extended = EXTENSIONS.contains(name.substring(dot + 1).toLowerCase(Locale.ROOT));
    return dot > 0 && extended ? name.substring(0, dot) : name;
  }

  private static String last(String name) {
    return name.substring(name.lastIndexOf('/') + 1);
  }

  private static int parts(String name) {
    return name.split("/", -1).length;
  }

  /** Without that many directories; nothing where it has no more. */
  private static Optional<String> tail(String name, int dropped) {
    String[] parts = name.split("/", dropped + 1);
    return parts.length > dropped ? Optional.of(parts[dropped]) : Optional.empty();
  }
}
