package gavel.cli.rejudge;

import static gavel.cli.rejudge.Records.NOW;
import static gavel.cli.rejudge.Records.at;
import static gavel.cli.rejudge.Records.submission;
import static gavel.cli.rejudge.Records.verdict;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import gavel.cli.rejudge.SubmissionIndex.Chosen;
import gavel.model.Status;
import gavel.model.topic.SubmissionRecord;
import gavel.worker.topic.Topics;
import java.time.Instant;
import java.util.Set;
import org.junit.jupiter.api.Test;

class SubmissionIndexTest {
  private static final Criteria SUM = new Criteria(Set.of(), "sum", null, null, null, null, null);

  private final SubmissionIndex index = new SubmissionIndex(SUM);

  @Test
  void theNextGenerationOfTheContentThatHasTheVerdict() {
    SubmissionRecord first = submission("a", "x");
    index.submission(at(0, submission("a", "another")));
    index.submission(at(1, first));
    index.verdict(at(0, verdict(first, 0, Status.WRONG_ANSWER)));
    index.verdict(at(1, verdict(first, 2, Status.SUCCESS)));
    index.verdict(at(2, verdict(first, 2, Status.TIMEOUT)));
    index.verdict(at(3, verdict(first, 1, Status.TIMEOUT)));
    assertThat(index.chosen())
        .singleElement()
        .returns(1L, chosen -> chosen.source().offset())
        .returns(3, chosen -> chosen.row().generation())
        .returns(Status.SUCCESS, chosen -> chosen.row().before().orElseThrow().status());
  }

  @Test
  void whatIsQueuedCountsAsAGenerationAndATrialDoesNot() {
    SubmissionRecord first = submission("a", "x");
    index.submission(at(0, first));
    SubmissionRecord third = first.again(2, "rejudge-1", NOW);
    index.submission(at(1, third));
    index.verdict(at(0, verdict(first, 0, Status.SUCCESS)));
    assertThat(index.chosen()).extracting(each -> each.row().generation()).containsExactly(1);
    SubmissionRecord queued =
        new SubmissionRecord(1, "a", 4, "sum", "c", "x", null, "main.c", null, NOW, null, null);
    index.submission(at(2, queued));
    assertThat(index.chosen()).extracting(each -> each.row().generation()).containsExactly(5);
  }

  @Test
  void aTrialHasTheSourceWhenTheFirstSubmissionIsGone() {
    SubmissionRecord again = submission("a", "x").again(1, "rejudge-1", NOW);
    index.submission(at(7, again));
    index.verdict(at(0, verdict(again, 0, Status.SUCCESS)));
    index.verdict(at(1, verdict(again, 1, Status.WRONG_ANSWER)));
    assertThat(index.chosen())
        .singleElement()
        .returns(7L, chosen -> chosen.source().offset())
        .returns(2, chosen -> chosen.row().generation());
  }

  @Test
  void whatHasNoVerdictIsCountedOnly() {
    index.submission(at(0, submission("a", "x")));
    index.submission(at(Topics.SUBMISSIONS, 1, "b", "garbage".getBytes(UTF_8)));
    index.submission(at(Topics.SUBMISSIONS, 2, "c", "{\"schema\":9}".getBytes(UTF_8)));
    assertThat(index.chosen()).isEmpty();
    assertThat(index.withoutVerdict()).isEqualTo(1);
    assertThat(index.earliest()).contains(NOW);
  }

  @Test
  void everythingThatIsGivenMustBeMet() {
    assertThat(chosenBy(SUM)).isTrue();
    assertThat(chosenBy(new Criteria(Set.of("a", "b"), null, null, null, "c", null, "anna")))
        .isTrue();
    assertThat(chosenBy(new Criteria(Set.of("b"), null, null, null, null, null, null))).isFalse();
    assertThat(chosenBy(new Criteria(Set.of(), "other", null, null, null, null, null))).isFalse();
    assertThat(chosenBy(new Criteria(Set.of(), "sum", null, null, "cpp", null, null))).isFalse();
    assertThat(chosenBy(new Criteria(Set.of(), "sum", null, null, null, null, "bob"))).isFalse();
    assertThat(chosenBy(new Criteria(Set.of(), null, null, null, null, Status.SUCCESS, null)))
        .isTrue();
    assertThat(chosenBy(new Criteria(Set.of(), null, null, null, null, Status.TIMEOUT, null)))
        .isFalse();
    Instant later = NOW.plusMillis(1);
    assertThat(chosenBy(new Criteria(Set.of(), null, NOW, later, null, null, null))).isTrue();
    assertThat(chosenBy(new Criteria(Set.of(), null, later, null, null, null, null))).isFalse();
    assertThat(chosenBy(new Criteria(Set.of(), null, null, NOW, null, null, null))).isFalse();
  }

  private static boolean chosenBy(Criteria criteria) {
    SubmissionIndex index = new SubmissionIndex(criteria);
    SubmissionRecord submission = submission("a", "x");
    index.submission(at(0, submission));
    index.verdict(at(0, verdict(submission, 0, Status.SUCCESS)));
    return index.chosen().stream().map(Chosen::row).map(Row::id).toList().contains("a");
  }
}
