package gavel.cli.view;

import gavel.model.topic.VerdictRecord.CompileReport;
import gavel.model.topic.VerdictRecord.TestReport;
import gavel.worker.judge.ProgressListener;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;

/** A progress bar on standard error; nothing where that is no terminal. */
public final class ProgressLine implements AutoCloseable {
  private static final int MILLIS = 200;
  private final ProgressBar bar;

  private ProgressLine(ProgressBar bar) {
    this.bar = bar;
  }

  /** Shows a bar where somebody can see it. */
  public static ProgressLine onTerminal(String task) {
    boolean terminal = Terminal.showsErrors();
    PrintStream out =
        terminal
            ? System.err
            : new PrintStream(PrintStream.nullOutputStream(), false, StandardCharsets.UTF_8);
    return new ProgressLine(
        new ProgressBarBuilder()
            .setTaskName(task)
            .setInitialMax(0)
            .setStyle(ProgressBarStyle.ASCII)
            .setUpdateIntervalMillis(MILLIS)
            .setConsumer(new me.tongfei.progressbar.ConsoleProgressBarConsumer(out))
            .clearDisplayOnFinish()
            .build());
  }

  /** So many steps there are. */
  public void steps(int count) {
    bar.maxHint(count);
  }

  /** One more step is done, and this is what to say about it. */
  public void step(String what) {
    bar.step();
    bar.setExtraMessage(what);
  }

  /** Where things stand, before there is a step; without a terminal, as a line of its own. */
  public void say(String what) {
    if (Terminal.showsErrors()) {
      bar.setExtraMessage(what);
    } else {
      System.err.println(what);
    }
  }

  /** Follows a judgement. */
  public ProgressListener listener() {
    return new ProgressListener() {
      @Override
      public void started(int tests) {
        steps(tests);
      }

      @Override
      public void compiled(CompileReport report) {
        bar.setExtraMessage("compiled");
      }

      @Override
      public void tested(int position, int tests, TestReport report) {
        step(report.name() + " " + report.verdict());
      }
    };
  }

  /** Takes the bar away, so that results can be printed; nothing is shown from then on. */
  public void clear() {
    bar.close();
  }

  @Override
  public void close() {
    clear();
  }
}
