package gavel.cli.view;

import gavel.model.ByteSize;
import java.util.Locale;

/** Sizes as people read them. */
public final class Sizes {
  private static final double MIB = 1024.0 * 1024;

  private Sizes() {}

  /** With one digit after the point: {@code 3.4 MiB}. */
  public static String mebibytes(ByteSize size) {
    return String.format(Locale.ROOT, "%.1f MiB", size.bytes() / MIB);
  }
}
