package gavel.worker.trace;

import gavel.model.topic.DeadLetterRecord;
import gavel.model.topic.ProgressRecord;
import gavel.model.topic.TrialVerdictRecord;
import gavel.model.topic.VerdictRecord;
import gavel.worker.JudgeFault.QueueFault;
import gavel.worker.flow.Outlet;
import gavel.worker.intake.IntakeRecord;
import gavel.worker.publish.Position;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.context.Scope;

/** The span {@code publish} of a verdict or a dead letter; it is what the record's header names. */
record TracedOutlet(Outlet outlet, Tracing tracing) implements Outlet {
  @Override
  public Position verdict(VerdictRecord verdict) throws QueueFault, InterruptedException {
    return published(verdict, () -> outlet.verdict(verdict));
  }

  @Override
  public Position trial(TrialVerdictRecord trial) throws QueueFault, InterruptedException {
    return published(trial.verdict(), () -> outlet.trial(trial));
  }

  private interface Publication {
    Position publish() throws QueueFault, InterruptedException;
  }

  private Position published(VerdictRecord verdict, Publication publication)
      throws QueueFault, InterruptedException {
    Span span = span().setAttribute("gavel.verdict", verdict.verdict());
    try (Scope _ = span.makeCurrent()) {
      return publication.publish();
    } catch (QueueFault fault) {
      span.setStatus(StatusCode.ERROR, String.valueOf(fault.getMessage()));
      throw fault;
    } finally {
      span.end();
    }
  }

  @Override
  public void deadLetter(DeadLetterRecord letter) throws QueueFault, InterruptedException {
    Span span = span().setAttribute("gavel.dead_letter", letter.reason().name());
    try (Scope _ = span.makeCurrent()) {
      outlet.deadLetter(letter);
    } catch (QueueFault fault) {
      span.setStatus(StatusCode.ERROR, String.valueOf(fault.getMessage()));
      throw fault;
    } finally {
      span.end();
    }
  }

  private Span span() {
    return tracing.tracer().spanBuilder("publish").setSpanKind(SpanKind.PRODUCER).startSpan();
  }

  @Override
  public void putOff(IntakeRecord record, String topic) throws QueueFault, InterruptedException {
    outlet.putOff(record, topic);
  }

  @Override
  public void progress(ProgressRecord progress) {
    outlet.progress(progress);
  }
}
