package gavel.worker.judge;

import gavel.model.Status;
import gavel.model.VerdictRules;
import gavel.testcases.problem.PackageProgram;
import gavel.worker.jury.Feedback;
import gavel.worker.jury.JuryAnswer;
import java.util.Optional;

/**
 * What follows from the word of a validator.
 *
 * @param judged the measures so far
 * @param shown whether contestants may see what was expected
 * @param scoreNeeded whether one that accepts has to give a score
 */
record Answers(
    JudgedTest.Maker judged, boolean shown, PackageProgram validator, boolean scoreNeeded) {

  /** The end of the test, where it is one. */
  Optional<JudgedTest> end(JuryAnswer answer) {
    return switch (answer) {
      case JuryAnswer.Accepted _ -> Optional.empty();
      case JuryAnswer.Rejected(Feedback feedback) when feedback.nextPass().isPresent() ->
          Optional.of(faulty(validator.name() + " rejected and left a nextpass.in"));
      case JuryAnswer.Rejected(Feedback feedback) -> Optional.of(rejected(feedback));
      case JuryAnswer.Faulty(String why) -> Optional.of(faulty(why));
    };
  }

  /** The test is over, and accepted as far as the validator goes. */
  JudgedTest accepted(JuryAnswer answer) {
    if (!(answer instanceof JuryAnswer.Accepted(Feedback feedback))) {
      throw new IllegalArgumentException("Not accepted: " + answer);
    }
    if (scoreNeeded && feedback.score().isEmpty() && feedback.multiplier().isEmpty()) {
      return faulty(validator.name() + " accepted without a score.txt");
    }
    judged.scored(feedback.score(), feedback.multiplier());
    return judged.make(Status.SUCCESS, feedback.teamMessage(), feedback.judgeMessage());
  }

  private JudgedTest rejected(Feedback feedback) {
    judged.scored(feedback.score(), feedback.multiplier());
    Optional<String> message =
        feedback
            .teamMessage()
            .or(() -> feedback.judgeMessage().flatMap(why -> TestStage.shown(shown, why)));
    return judged.make(
        VerdictRules.judged(Status.SUCCESS, false), message, feedback.judgeMessage());
  }

  JudgedTest faulty(String why) {
    return judged.make(
        Status.INTERNAL_ERROR,
        Optional.of("the jury's program " + validator.name() + " is at fault"),
        Optional.of(why));
  }
}
