package gavel.bench.report;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import me.tongfei.progressbar.ConsoleProgressBarConsumer;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;

/** A progress bar on standard error; nothing where that is no terminal. */
public final class Progress implements AutoCloseable {
  private static final Path STDERR = Path.of("/proc/self/fd/2");
  private static final int MILLIS = 500;
  private final ProgressBar bar;

  private Progress(PrintStream out, String task) {
    this.bar =
        new ProgressBarBuilder()
            .setTaskName(task)
            .setInitialMax(0)
            .setStyle(ProgressBarStyle.ASCII)
            .setUpdateIntervalMillis(MILLIS)
            .setConsumer(new ConsoleProgressBarConsumer(out))
            .clearDisplayOnFinish()
            .build();
  }

  /** Shows a bar where somebody can see it. */
  public static Progress onStandardError(String task) {
    return isTerminal() ? new Progress(System.err, task) : silent();
  }

  /** Shows nothing. */
  public static Progress silent() {
    return new Progress(
        new PrintStream(PrintStream.nullOutputStream(), false, StandardCharsets.UTF_8), "");
  }

  private static boolean isTerminal() {
    try {
      String device = Files.readSymbolicLink(STDERR).toString();
      return device.startsWith("/dev/pts/") || device.startsWith("/dev/tty");
    } catch (IOException unknown) {
      return false;
    }
  }

  /** So many steps there are. */
  public void steps(long count) {
    bar.maxHint(count);
  }

  /** So many steps more are done, and this is what is being done. */
  public void step(long count, String what) {
    bar.stepBy(count);
    bar.setExtraMessage(what);
  }

  /** Takes the bar away, so that results can be printed. */
  public void clear() {
    bar.close();
  }

  @Override
  public void close() {
    clear();
  }
}
