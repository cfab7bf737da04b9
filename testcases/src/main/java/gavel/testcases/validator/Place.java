package gavel.testcases.validator;

import gavel.testcases.text.Excerpt;
import java.io.IOException;

/** Where a side stands, and the token it stands before, remembered for a message. */
record Place(long line, long column, String token) {
  /** The place ahead of a window; a token at the end of the stream is shown as empty. */
  static Place of(ByteWindow window) throws IOException {
    int length = Math.min(window.tokenLength(), Excerpt.MAX_BYTES);
    int from = window.position();
    String token = Excerpt.quote(window.array(), from, from + length);
    return new Place(window.line(), window.column(), token);
  }
}
