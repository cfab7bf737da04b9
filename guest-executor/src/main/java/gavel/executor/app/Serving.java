package gavel.executor.app;

import gavel.executor.app.Arguments.Flag;
import gavel.executor.app.Arguments.Serve;
import gavel.executor.listen.GuestListener;
import gavel.sandbox.LinuxSandbox;
import java.io.IOException;
import java.io.PrintStream;
import java.util.function.Consumer;

/** The program while it serves. */
final class Serving {
  private Serving() {}

  /**
   * Serves until there is a reason to end.
   *
   * @param onReady is told once peers can connect
   * @return the exit code
   */
  static int run(Serve serve, PrintStream out, PrintStream err, Consumer<ExecutorProgram> onReady)
      throws InterruptedException {
    Thread.ofPlatform().daemon().name("load-ahead").start(Serving::load);
    try (ExecutorProgram program = Wiring.start(serve)) {
      Runtime.getRuntime().addShutdownHook(new Thread(program::close, "end"));
      UnenforcedNotice.print(Wiring.privileges(serve).unenforced(), err);
      PrintStream talk = serve.ownsStandardStreams() ? err : out;
      talk.println(program.ready());
      talk.flush();
      onReady.accept(program);
      if (serve.has(Flag.UNTIL_STDIN_ENDS)) {
        StandardInput.onEnd(() -> program.ending().with(Main.OK));
      }
      return program.ending().await();
    } catch (UnfitEnvironment unfit) {
      err.println("gavel-executor: " + unfit.getMessage());
      return Main.ENVIRONMENT;
    } catch (IOException failed) {
      err.println("gavel-executor: " + Sentence.of("start", "", failed));
      return Main.ENVIRONMENT;
    }
  }

  /** What takes a while to come to be there, in the order in which it is needed. */
  private static void load() {
    LinuxSandbox.load();
    GuestListener.load();
  }
}
