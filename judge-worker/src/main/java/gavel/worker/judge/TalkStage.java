package gavel.worker.judge;

import gavel.model.ByteSize;
import gavel.model.Status;
import gavel.model.VerdictRules;
import gavel.model.protocol.GuestMessage.Ran;
import gavel.model.protocol.Side;
import gavel.testcases.problem.PackageProgram;
import gavel.testcases.problem.TestCase;
import gavel.testcases.problem.Validation;
import gavel.worker.JudgeFault;
import gavel.worker.guest.GuestTalk;
import gavel.worker.jury.Feedback;
import gavel.worker.jury.Interactor.Talked;
import gavel.worker.jury.Jury;
import gavel.worker.jury.JuryAnswer;
import gavel.worker.jury.JuryCase;
import java.util.Optional;

/** A test in which the submission talks with the package's validator, in its guest. */
record TalkStage(ContestantRuns runs, Jury jury, Optional<ByteSize> transcript) {

  JudgedTest judge(Submitted program, TestCase test, Validation.Custom validation)
      throws JudgeFault, InterruptedException {
    JudgedTest.Maker judged = new JudgedTest.Maker(test.name());
    PackageProgram interactor = Passes.validators(program).getFirst();
    Answers answers =
        new Answers(
            judged, test.shown(), interactor, Passes.needScore(program.problem(), validation));
    int most = Passes.most(program.problem(), validation);
    JuryCase pass = Passes.first(program.problem(), test, validation);
    for (int done = 0; done < most; done++) {
      try (Talked talked =
          jury.interactor().talk(interactor, pass, runs.talker(program, test), transcript)) {
        if (talked.talk().isEmpty()) {
          return answers.end(talked.answer()).orElseThrow();
        }
        GuestTalk talk = talked.talk().get();
        judged.ran(talk.contestant());
        if (talk.transcript().isPresent()) {
          judged.said(TranscriptText.of(talk.transcript().get()));
        }
        Optional<JudgedTest> end = end(answers, talked.answer(), talk);
        if (end.isPresent()) {
          return end.get();
        }
        if (!validation.multiPass()
            || !(talked.answer() instanceof JuryAnswer.Accepted(Feedback feedback))
            || feedback.nextPass().isEmpty()) {
          return answers.accepted(talked.answer());
        }
        pass = jury.validator().next(pass, feedback);
      }
    }
    return answers.faulty(Passes.tooMany(interactor, most));
  }

  /** The end of the test, where it is one: by the rules for conversations. */
  private static Optional<JudgedTest> end(Answers answers, JuryAnswer answer, GuestTalk talk) {
    Ran contestant = talk.contestant().result();
    boolean overItsLimits =
        answer instanceof JuryAnswer.Faulty && isOverLimits(talk.interactor().result());
    Status status =
        overItsLimits
            ? Status.INTERNAL_ERROR
            : VerdictRules.talked(
                contestant.status(), talk.first() == Side.INTERACTOR, word(answer));
    if (talk.first() == Side.INTERACTOR && word(answer) != Status.SUCCESS) {
      answers.judged().decided();
    }
    return status == contestant.status() && status != Status.SUCCESS
        ? Optional.of(
            answers.judged().make(status, Optional.ofNullable(contestant.reason()), said(answer)))
        : answers.end(answer);
  }

  /** An interactor that cannot end by itself is at fault, whatever the submission did. */
  private static boolean isOverLimits(Ran interactor) {
    return switch (interactor.status()) {
      case TIMEOUT, MEMORY_EXCEEDED, OUTPUT_EXCEEDED, SECURITY_VIOLATION -> true;
      case SUCCESS, RUNTIME_ERROR, WRONG_ANSWER, COMPILATION_ERROR, INTERNAL_ERROR -> false;
    };
  }

  private static Status word(JuryAnswer answer) {
    return switch (answer) {
      case JuryAnswer.Accepted _ -> Status.SUCCESS;
      case JuryAnswer.Rejected _ -> Status.WRONG_ANSWER;
      case JuryAnswer.Faulty _ -> Status.INTERNAL_ERROR;
    };
  }

  private static Optional<String> said(JuryAnswer answer) {
    return switch (answer) {
      case JuryAnswer.Accepted(Feedback feedback) -> feedback.judgeMessage();
      case JuryAnswer.Rejected(Feedback feedback) -> feedback.judgeMessage();
      case JuryAnswer.Faulty(String why) -> Optional.of(why);
    };
  }
}
