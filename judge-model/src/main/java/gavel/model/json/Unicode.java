package gavel.model.json;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What is text and what only looks like it. The JSON parser takes bytes that are no UTF-8, such as
 * two for a character of one, and escapes that are half a character, which nobody could say back.
 */
public final class Unicode {
  private static final int CHUNK = 1 << 12;
  private static final int LONGEST_PATH = 200;

  private Unicode() {}

  /** Whether every surrogate has its other half. */
  public static boolean isSound(String text) {
    int length = text.length();
    for (int i = 0; i < length; i++) {
      char c = text.charAt(i);
      if (Character.isSurrogate(c)) {
        boolean paired =
            Character.isHighSurrogate(c)
                && i + 1 < length
                && Character.isLowSurrogate(text.charAt(i + 1));
        if (!paired) {
          return false;
        }
        i++;
      }
    }
    return true;
  }

  /** Refuses a tree with a name or a text that is not sound. */
  public static void requireSound(JsonNode tree) {
    requireSound("", tree);
  }

  /** The same of a part, which is at that path. */
  public static void requireSound(String path, JsonNode node) {
    @Nullable Flaw flaw = flaw(node);
    if (flaw != null) {
      String at = path + flaw.at();
      throw new InvalidField(at.startsWith(".") ? at.substring(1) : at, flaw.what());
    }
  }

  /** Where, from the node looked at on; put together only where there is one, as names are long. */
  private record Flaw(String at, String what) {
    Flaw below(String step) {
      return at.length() > LONGEST_PATH ? this : new Flaw(step + at, what);
    }
  }

  private static @Nullable Flaw flaw(JsonNode node) {
    if (node.isTextual()) {
      return isSound(node.textValue())
          ? null
          : new Flaw("", "has half a surrogate pair, which is no character");
    }
    if (node.isArray()) {
      for (int i = 0; i < node.size(); i++) {
        @Nullable Flaw inside = flaw(node.get(i));
        if (inside != null) {
          return inside.below("[" + i + "]");
        }
      }
      return null;
    }
    for (Map.Entry<String, JsonNode> field : node.properties()) {
      if (!isSound(field.getKey())) {
        return new Flaw("", "has a name with half a surrogate pair");
      }
      @Nullable Flaw inside = flaw(field.getValue());
      if (inside != null) {
        String name = field.getKey();
        return inside.below("." + name.substring(0, Math.min(name.length(), LONGEST_PATH)));
      }
    }
    return null;
  }

  /**
   * Refuses bytes that are not the shortest UTF-8 of characters, or hold a zero, as UTF-16 does.
   */
  static void requireUtf8(byte[] bytes, int length) {
    int plain = 0;
    while (plain < length && bytes[plain] > 0) {
      plain++;
    }
    if (plain == length) {
      return;
    }
    ByteBuffer in = ByteBuffer.wrap(bytes, plain, length - plain);
    CharBuffer out = CharBuffer.allocate(CHUNK);
    CharsetDecoder decoder = StandardCharsets.UTF_8.newDecoder();
    CoderResult result = CoderResult.OVERFLOW;
    while (result.isOverflow()) {
      result = decoder.decode(in, out.clear(), true);
      if (out.flip().chars().anyMatch(c -> c == 0)) {
        throw new InvalidField("", "is not JSON in UTF-8: it has a zero byte");
      }
    }
    if (result.isError()) {
      throw new InvalidField("", "is not UTF-8 at byte " + in.position());
    }
  }
}
