package gavel.cli.view;

import java.util.List;

/** Tells a person, once and plainly, what a sandbox without root does not make sure of. */
public final class UnenforcedNotice {
  private UnenforcedNotice() {}

  /** Prints nothing where everything is enforced. */
  public static void print(List<String> unenforced) {
    if (!unenforced.isEmpty()) {
      System.err.println(
          "gavel: without root not everything is enforced; see docs/rootless.md. "
              + String.join("; ", unenforced)
              + ".");
    }
  }
}
