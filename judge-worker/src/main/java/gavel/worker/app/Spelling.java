package gavel.worker.app;

import java.util.Collection;
import java.util.Optional;

/** Finds what somebody may have meant who wrote something that nobody knows. */
final class Spelling {
  private static final int MOST = 3;

  private Spelling() {}

  /** The nearest of the known words, where it is at most three changes of a letter away. */
  static Optional<String> nearest(String word, Collection<String> known) {
    String best = "";
    int least = Math.min(MOST, word.length() / 3) + 1;
    for (String each : known) {
      int changes = changes(word, each);
      if (changes < least) {
        least = changes;
        best = each;
      }
    }
    return best.isEmpty() ? Optional.empty() : Optional.of(best);
  }

  /** Letters to add, remove or replace, after Levenshtein. */
  private static int changes(String a, String b) {
    int[] row = new int[b.length() + 1];
    for (int j = 0; j <= b.length(); j++) {
      row[j] = j;
    }
    for (int i = 1; i <= a.length(); i++) {
      int diagonal = row[0];
      row[0] = i;
      for (int j = 1; j <= b.length(); j++) {
        int replaced = diagonal + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
        diagonal = row[j];
        row[j] = Math.min(replaced, Math.min(row[j], row[j - 1]) + 1);
      }
    }
    return row[b.length()];
  }
}
