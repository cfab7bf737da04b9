package gavel.sandbox.launcher;

import java.io.IOException;

/** The launcher ended while something was expected of it. */
public final class LauncherGone extends IOException {
  private static final long serialVersionUID = 1;

  LauncherGone(IOException cause) {
    super("The launcher has ended: " + cause.getMessage(), cause);
  }
}
