package gavel.worker.trace;

import gavel.model.language.LanguageDefinition;
import gavel.worker.JudgeFault;
import gavel.worker.flow.Judging;
import gavel.worker.judge.JudgeRequest;
import gavel.worker.judge.JudgedSubmission;
import gavel.worker.judge.ProgressListener;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.context.Scope;

/** The span {@code judge} of an attempt, and in it those of its steps. */
record TracedJudging(Judging judging, Tracing tracing) implements Judging {
  @Override
  public JudgedSubmission judge(JudgeRequest request, ProgressListener listener)
      throws JudgeFault, InterruptedException {
    Span span =
        tracing
            .tracer()
            .spanBuilder("judge")
            .setAttribute("gavel.submission", request.id())
            .setAttribute("gavel.generation", request.generation())
            .setAttribute("gavel.problem", request.problem().id().value())
            .setAttribute(
                "gavel.language", request.language().map(LanguageDefinition::id).orElse("none"))
            .startSpan();
    try (Scope _ = span.makeCurrent()) {
      JudgedSubmission judged = judging.judge(request, new StepSpans(listener, tracing));
      span.setAttribute("gavel.verdict", judged.verdict());
      return judged;
    } catch (JudgeFault fault) {
      span.setStatus(StatusCode.ERROR, String.valueOf(fault.getMessage()));
      throw fault;
    } finally {
      span.end();
    }
  }
}
