package gavel.worker.guest;

import gavel.model.protocol.Body;
import gavel.model.protocol.GuestMessage.Interacted;
import gavel.model.protocol.GuestMessage.Ran;
import gavel.model.protocol.Side;
import gavel.worker.guest.GuestLink.Answer;
import gavel.worker.guest.TalkJob.Talker;
import java.util.Map;
import java.util.Optional;

/** Whether what a guest says of a conversation can be true. */
final class TalkCheck {
  private static final String TRANSCRIPT = "transcript";

  private TalkCheck() {}

  static GuestTalk talk(TalkJob job, Answer answer) throws ImpossibleAnswer {
    if (!(answer.message() instanceof Interacted talk)) {
      throw new ImpossibleAnswer("the result of another request");
    }
    Map<String, Body> bodies = RanCheck.bodies(answer);
    RanProgram contestant = side(Side.CONTESTANT, job.contestant(), talk.contestant(), bodies);
    RanProgram interactor = side(Side.INTERACTOR, job.interactor(), talk.interactor(), bodies);
    Optional<Body> transcript = Optional.ofNullable(bodies.remove(TRANSCRIPT));
    RanCheck.check(
        transcript.isPresent() == job.transcript().isPresent(),
        "a transcript that was not asked for, or without one");
    RanCheck.requireNone(bodies);
    return new GuestTalk(contestant, interactor, talk.first(), transcript, answer.envelope());
  }

  private static RanProgram side(Side side, Talker talker, Ran ran, Map<String, Body> bodies)
      throws ImpossibleAnswer {
    String prefix = side.json() + "/";
    return new RanCheck(ran, talker.effectiveLimits(), talker.directory(), bodies, prefix)
        .program();
  }
}
