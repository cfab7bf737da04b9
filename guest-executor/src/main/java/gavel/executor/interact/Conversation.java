package gavel.executor.interact;

import gavel.model.Termination.Exited;
import gavel.model.protocol.Side;
import gavel.sandbox.RunReport;
import gavel.sandbox.Talk;
import java.io.IOException;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** The two ways between two programs, and who ended first. */
final class Conversation implements AutoCloseable {
  /** How an interactor ends that accepts: by the package formats, and by testlib.h. */
  private static final Set<Integer> ACCEPTED = Set.of(42, 0, 5, 7);

  private final Joint questions;
  private final Joint answers;
  private final AtomicReference<@Nullable Side> first = new AtomicReference<>();

  private Conversation(Joint questions, Joint answers) {
    this.questions = questions;
    this.answers = answers;
  }

  static Conversation open(Optional<Transcript> transcript) throws IOException {
    Joint questions = joint(Side.INTERACTOR, transcript);
    boolean complete = false;
    try {
      Conversation open = new Conversation(questions, joint(Side.CONTESTANT, transcript));
      complete = true;
      return open;
    } finally {
      if (!complete) {
        questions.close();
      }
    }
  }

  private static Joint joint(Side speaker, Optional<Transcript> transcript) throws IOException {
    return transcript.isPresent()
        ? RelayJoint.create(speaker, transcript.get())
        : DirectJoint.create();
  }

  Talk contestant() {
    return new Talk(questions.listens(), answers.speaks(), this::contestantEnded);
  }

  Talk interactor() {
    return new Talk(answers.listens(), questions.speaks(), this::interactorEnded);
  }

  private void contestantEnded(RunReport report) throws IOException {
    first.compareAndSet(null, Side.CONTESTANT);
    questions.listenerEnded(true);
    answers.speakerEnded();
  }

  private void interactorEnded(RunReport report) throws IOException {
    first.compareAndSet(null, Side.INTERACTOR);
    answers.listenerEnded(
        report.termination() instanceof Exited(int code) && ACCEPTED.contains(code));
    questions.speakerEnded();
  }

  /** Which of them ended first, once both have. */
  Side first() {
    Side ended = first.get();
    if (ended == null) {
      throw new IllegalStateException("Neither side of the conversation has ended");
    }
    return ended;
  }

  @Override
  public void close() throws IOException {
    try (answers) {
      questions.close();
    }
  }
}
