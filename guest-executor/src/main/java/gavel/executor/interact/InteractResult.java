package gavel.executor.interact;

import gavel.executor.run.RunResult;
import gavel.model.protocol.Body;
import gavel.model.protocol.Side;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What came of a conversation; bodies are there until this is closed. */
public record InteractResult(
    RunResult contestant, RunResult interactor, Side first, Optional<Transcript> transcript)
    implements AutoCloseable {

  /** Both standard errors with what was collected, and the transcript. */
  public List<Body> bodies() throws IOException {
    List<Body> bodies = new ArrayList<>();
    for (RunResult side : List.of(contestant, interactor)) {
      bodies.add(side.stderr().body());
      bodies.addAll(side.collected().bodies());
    }
    if (transcript.isPresent()) {
      bodies.add(transcript.get().body());
    }
    return bodies;
  }

  @Override
  public void close() throws IOException {
    try (contestant;
        interactor) {
      if (transcript.isPresent()) {
        transcript.get().close();
      }
    }
  }
}
