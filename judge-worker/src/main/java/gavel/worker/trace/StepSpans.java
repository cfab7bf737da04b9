package gavel.worker.trace;

import gavel.model.topic.VerdictRecord.CompileReport;
import gavel.model.topic.VerdictRecord.TestReport;
import gavel.worker.judge.ProgressListener;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.context.Context;
import java.time.Instant;

/**
 * Makes spans of what is heard of a judgement: {@code compile}, then for each test {@code test} and
 * in it {@code run}, as long as the program ran by the wall clock, and {@code check}, which is all
 * behind that. Each begins where the one before ended.
 */
final class StepSpans implements ProgressListener {
  private final ProgressListener listener;
  private final Tracing tracing;
  private Instant begun;

  StepSpans(ProgressListener listener, Tracing tracing) {
    this.listener = listener;
    this.tracing = tracing;
    this.begun = tracing.clock().instant();
  }

  @Override
  public void started(int tests) {
    listener.started(tests);
    begun = tracing.clock().instant();
  }

  @Override
  public void compiled(CompileReport report) {
    Instant now = tracing.clock().instant();
    step("compile", Context.current(), begun)
        .setAttribute("gavel.status", report.status().json())
        .end(now);
    begun = now;
    listener.compiled(report);
  }

  @Override
  public void tested(int position, int tests, TestReport report) {
    Instant now = tracing.clock().instant();
    Span test =
        step("test", Context.current(), begun)
            .setAttribute("gavel.test", report.name())
            .setAttribute("gavel.verdict", report.verdict())
            .setAttribute("gavel.cpu_time_ms", report.cpuTime().toMillis())
            .setAttribute("gavel.memory_bytes", report.memory().bytes());
    Context within = Context.current().with(test);
    Instant ran = begun.plus(report.wallTime());
    Instant checked = ran.isBefore(now) ? ran : now;
    step("run", within, begun).end(checked);
    step("check", within, checked).end(now);
    test.end(now);
    begun = now;
    listener.tested(position, tests, report);
  }

  private Span step(String name, Context parent, Instant start) {
    return tracing
        .tracer()
        .spanBuilder(name)
        .setParent(parent)
        .setStartTimestamp(start)
        .startSpan();
  }
}
