package gavel.model.protocol;

import static gavel.model.json.InvalidField.require;
import static gavel.model.json.InvalidField.required;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Checks words that become arguments of a command. */
final class WordFields {
  private static final int MOST = 1024;
  private static final int MOST_BYTES = 128 << 10;

  /** What execve(2) takes of a word, MAX_ARG_STRLEN, without the NUL behind it. */
  static final int LONGEST = (128 << 10) - 1;

  private WordFields() {}

  /** The words, copied; absent: none. */
  static List<String> check(String field, @Nullable List<String> words) {
    if (words == null) {
      return List.of();
    }
    require(words.size() <= MOST, field, "has over " + MOST);
    long bytes = 0;
    for (String word : words) {
      require(required(field, word).indexOf(0) < 0, field, "has a NUL character in a word");
      int length = word.getBytes(StandardCharsets.UTF_8).length;
      require(length <= LONGEST, field, "has a word of over " + LONGEST + " bytes");
      bytes += length;
    }
    require(bytes <= MOST_BYTES, field, "has over " + MOST_BYTES + " bytes");
    return List.copyOf(words);
  }
}
