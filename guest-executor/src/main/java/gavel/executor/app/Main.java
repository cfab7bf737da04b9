package gavel.executor.app;

import gavel.executor.app.Arguments.Check;
import gavel.executor.app.Arguments.Help;
import gavel.executor.app.Arguments.Rehearse;
import gavel.executor.app.Arguments.Serve;
import gavel.executor.app.Arguments.Wrong;
import gavel.executor.check.CheckReport;
import gavel.model.json.StrictJson;
import java.io.IOException;
import java.io.PrintStream;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The program {@code gavel-executor}. Exit codes: 0 ended, 1 a bug, 2 wrong usage, 3 unfit
 * environment.
 */
public final class Main {
  private static final Logger LOG = LoggerFactory.getLogger(Main.class);
  static final int OK = 0;
  static final int BUG = 1;
  private static final int USAGE = 2;
  static final int ENVIRONMENT = 3;

  private Main() {}

  /** Runs until it is told to end. */
  public static void main(String[] words) throws InterruptedException {
    Thread.setDefaultUncaughtExceptionHandler(
        (thread, bug) -> LOG.error("A bug ended the thread {}", thread.getName(), bug));
    int code = run(Arguments.parse(List.of(words)), System.out, System.err);
    System.out.flush();
    Runtime.getRuntime().halt(code);
  }

  private static int run(Arguments arguments, PrintStream out, PrintStream err)
      throws InterruptedException {
    // Before the switch: to link one takes longer than much of what has to be done until it
    // listens.
    if (arguments instanceof Serve serve) {
      return Serving.run(serve, out, err, _ -> {});
    }
    return switch (arguments) {
      case Help _ -> {
        out.print(Arguments.USAGE);
        yield OK;
      }
      case Wrong(String why) -> {
        err.println("gavel-executor: " + why + "; see gavel-executor --help");
        yield USAGE;
      }
      case Check check -> check(check, out, err);
      case Rehearse(boolean rootless) -> rehearse(rootless, err);
      case Serve serve -> Serving.run(serve, out, err, _ -> {});
    };
  }

  private static int check(Check check, PrintStream out, PrintStream err)
      throws InterruptedException {
    try {
      CheckReport report = Wiring.check(check.languages());
      out.print(check.json() ? StrictJson.writePretty(report) + "\n" : report.text());
      return report.ok() ? OK : ENVIRONMENT;
    } catch (UnfitEnvironment unfit) {
      err.println("gavel-executor: " + unfit.getMessage());
      return ENVIRONMENT;
    } catch (IOException failed) {
      err.println("gavel-executor: " + Sentence.of("check this machine", "", failed));
      return ENVIRONMENT;
    }
  }

  private static int rehearse(boolean rootless, PrintStream err) throws InterruptedException {
    try {
      return Rehearsal.run(rootless, err);
    } catch (IOException failed) {
      err.println("gavel-executor: " + Sentence.of("rehearse", "", failed));
      return ENVIRONMENT;
    }
  }
}
