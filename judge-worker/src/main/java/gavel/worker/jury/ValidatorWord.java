package gavel.worker.jury;

import gavel.model.Status;
import gavel.model.protocol.Body;
import gavel.model.protocol.GuestMessage.Ran;
import gavel.worker.JudgeFault.StorageFault;
import gavel.worker.guest.RanProgram;
import gavel.worker.jury.FeedbackFiles.NoNumber;
import gavel.worker.jury.JuryAnswer.Accepted;
import gavel.worker.jury.JuryAnswer.Faulty;
import gavel.worker.jury.JuryAnswer.Rejected;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/** Reads what a validator says out of how it ended and what it left. */
final class ValidatorWord {
  private static final int ACCEPTED = 42;
  private static final int REJECTED = 43;

  /** How the line begins that quitp ends with; before it is what the checker itself printed. */
  private static final String POINTS = "points ";

  /** What testlib.h puts before messages that are too long for it. */
  private static final String TRUNCATED = "the message is truncated:";

  /** How the message of {@code quitf(_pc(N), ...)} begins, which ends with the exit code N. */
  private static final String PARTIALLY = "partially correct (";

  /** What comes out of testlib.h's enum TResult. */
  private static final int OK = 0;

  private static final int WRONG_ANSWER = 1;
  private static final int PRESENTATION_ERROR = 2;
  private static final int FAIL = 3;
  private static final int DIRT = 4;
  private static final int OLD_POINTS = 5;
  private static final int POINTED = 7;
  private static final int UNEXPECTED_EOF = 8;

  private final JuryProgram program;
  private final RanProgram ran;

  ValidatorWord(JuryProgram program, RanProgram ran) {
    this.program = program;
    this.ran = ran;
  }

  /** Its word; {@link Faulty} unless it ended by itself with a code that means something. */
  JuryAnswer answer() throws StorageFault {
    Ran result = ran.result();
    Integer code = result.exitCode();
    boolean byItself = result.status() == Status.SUCCESS || result.status() == Status.RUNTIME_ERROR;
    if (code == null || !byItself || result.stdoutTruncated()) {
      return faulty(result.stdoutTruncated() ? "printed too much" : ended(result));
    }
    try {
      return switch (program.dialect()) {
        case ICPC -> icpc(code);
        case TESTLIB -> testlib(code);
      };
    } catch (NoNumber wrong) {
      return faulty(String.valueOf(wrong.getMessage()));
    }
  }

  private JuryAnswer icpc(int code) throws NoNumber, StorageFault {
    return switch (code) {
      case ACCEPTED -> new Accepted(feedback());
      case REJECTED -> new Rejected(feedback());
      default -> faulty("ended with exit code " + code + "; 42 accepts and 43 rejects");
    };
  }

  private JuryAnswer testlib(int code) throws NoNumber, StorageFault {
    if (lastLine(PARTIALLY + code + ")").isPresent()) {
      return code == 0 ? new Rejected(feedback()) : new Accepted(feedback(code));
    }
    return switch (code) {
      case OK -> new Accepted(feedback());
      case WRONG_ANSWER, PRESENTATION_ERROR, DIRT, UNEXPECTED_EOF -> new Rejected(feedback());
      case OLD_POINTS, POINTED -> new Accepted(pointed());
      case FAIL -> faulty("failed");
      default -> faulty("ended with exit code " + code + ", which testlib.h does not know");
    };
  }

  private Feedback feedback() throws NoNumber, StorageFault {
    return FeedbackFiles.read(ran.collected(), said());
  }

  /** What {@code quitp} prints: points, how many, and a message. */
  private Feedback pointed() throws NoNumber, StorageFault {
    Optional<String> line = lastLine(POINTS);
    String said =
        line.isPresent()
            ? line.get().substring(POINTS.length())
            : FeedbackFiles.text(ran.stderr()).strip();
    int cut = said.indexOf(TRUNCATED);
    String rest = said.substring(cut < 0 ? 0 : cut + TRUNCATED.length()).strip();
    return feedback(FeedbackFiles.number("the number of points", rest.split("\\s", 2)[0]));
  }

  private Feedback feedback(double points) throws NoNumber, StorageFault {
    Feedback feedback = feedback();
    return new Feedback(
        feedback.judgeMessage(),
        feedback.teamMessage(),
        OptionalDouble.of(points),
        OptionalDouble.empty(),
        feedback.nextPass(),
        feedback.kept());
  }

  /** Whatever the checker itself printed is before what testlib.h prints at its end. */
  private Optional<String> lastLine(String beginning) throws StorageFault {
    return FeedbackFiles.all(ran.stderr())
        .lines()
        .filter(line -> line.startsWith(beginning))
        .reduce((_, last) -> last);
  }

  private Optional<String> said() throws StorageFault {
    for (Body body : List.of(ran.stderr(), ran.stdout())) {
      String text = FeedbackFiles.text(body).strip();
      if (!text.isEmpty()) {
        return Optional.of(text);
      }
    }
    return Optional.empty();
  }

  private Faulty faulty(String how) throws StorageFault {
    String said = said().map(text -> "; it said: " + text).orElse("");
    return new Faulty(program.name() + " " + how + said);
  }

  private static String ended(Ran result) {
    String reason = result.reason() == null ? "" : " (" + result.reason() + ")";
    return "did not end by itself: " + result.status().json() + reason;
  }
}
