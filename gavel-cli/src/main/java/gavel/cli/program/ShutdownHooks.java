package gavel.cli.program;

/** Takes back what was to be done at the end of the JVM. */
public final class ShutdownHooks {
  private ShutdownHooks() {}

  /** Removes the hook; where the JVM is ending already, it runs, which must do no harm. */
  public static void remove(Thread hook) {
    try {
      Runtime.getRuntime().removeShutdownHook(hook);
    } catch (IllegalStateException ending) {
      System.Logger log = System.getLogger(ShutdownHooks.class.getName());
      log.log(System.Logger.Level.DEBUG, "{0} runs, the JVM is ending", hook.getName());
    }
  }
}
