package gavel.cli.command;

import gavel.cli.program.ShutdownHooks;
import gavel.cli.view.Terminal;

/** Says something on standard error when the program is interrupted before this is closed. */
final class LastWords implements AutoCloseable {
  private final Thread hook;

  private LastWords(Thread hook) {
    this.hook = hook;
  }

  static LastWords of(String words) {
    Thread hook = new Thread(() -> say(words), "last-words");
    Runtime.getRuntime().addShutdownHook(hook);
    return new LastWords(hook);
  }

  private static void say(String words) {
    if (Terminal.showsErrors()) {
      // a bar may stand there
      System.err.println();
    }
    System.err.println("gavel: " + words);
  }

  @Override
  public void close() {
    ShutdownHooks.remove(hook);
  }
}
