package gavel.cli.view;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Whether somebody sees what is printed; the two ways out are looked at one by one. */
public final class Terminal {
  private static final Path OUTPUT = Path.of("/proc/self/fd/1");
  private static final Path ERRORS = Path.of("/proc/self/fd/2");

  private Terminal() {}

  /** Colours are for people that look at standard output and have not said no. */
  public static boolean showsColours() {
    return is(OUTPUT) && System.getenv("NO_COLOR") == null;
  }

  public static boolean showsErrors() {
    return is(ERRORS);
  }

  private static boolean is(Path stream) {
    try {
      String device = Files.readSymbolicLink(stream).toString();
      return device.startsWith("/dev/pts/") || device.startsWith("/dev/tty");
    } catch (IOException unknown) {
      return false;
    }
  }
}
