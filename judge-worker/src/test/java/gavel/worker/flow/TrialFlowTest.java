package gavel.worker.flow;

import static org.assertj.core.api.Assertions.assertThat;

import gavel.model.Status;
import gavel.model.topic.SubmissionRecord;
import gavel.model.topic.TrialVerdictRecord;
import gavel.worker.intake.Disposition.Accept;
import org.junit.jupiter.api.Test;

/** What is judged for a rejudge is no verdict, and tells nobody of its steps. */
class TrialFlowTest extends FlowFixture {
  private static final SubmissionRecord PART = submission("x").again(1, "rejudge-1", NOW);

  @Test
  void whatItSaysGoesToTheTopicOfTrials() throws Exception {
    assertThat(deliver(record(PART, 1))).isEqualTo(new Accept());
    assertThat(order).containsExactly("judge s-1", "ran", "trial");
    assertThat(trials)
        .singleElement()
        .returns("rejudge-1", TrialVerdictRecord::trial)
        .returns("AC", trial -> trial.verdict().verdict())
        .returns(1, trial -> trial.verdict().generation());
    assertThat(verdicts).isEmpty();
    assertThat(progress).isEmpty();
  }

  @Test
  void whatCannotBeJudgedIsNoVerdictEither() throws Exception {
    assertThat(deliver(record(PART, LIMIT))).isEqualTo(new Accept());
    assertThat(trials)
        .singleElement()
        .returns(Status.INTERNAL_ERROR, trial -> trial.verdict().status());
    assertThat(verdicts).isEmpty();
    assertThat(letters).hasSize(1);
  }
}
