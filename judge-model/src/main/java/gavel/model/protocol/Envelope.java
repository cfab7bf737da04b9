package gavel.model.protocol;

import com.fasterxml.jackson.databind.node.ObjectNode;
import gavel.model.json.InvalidField;
import java.util.List;

/**
 * One message as JSON, with the bodies that belong to it in the order they were announced.
 *
 * @param memory what it holds of its connection's budget, until it is discarded
 */
public record Envelope(ObjectNode message, List<Body> bodies, MemoryBudget.Share memory) {
  /** Copies the list of bodies. */
  public Envelope {
    bodies = List.copyOf(bodies);
  }

  /** One that counts against no budget. */
  public Envelope(ObjectNode message, List<Body> bodies) {
    this(message, bodies, MemoryBudget.Share.NONE);
  }

  /** A message without bodies. */
  public static Envelope of(ObjectNode message) {
    return new Envelope(message, List.of());
  }

  /** The body of that name; {@link InvalidField} where there is none. */
  public Body body(String name) {
    return bodies.stream()
        .filter(body -> body.name().equals(name))
        .findFirst()
        .orElseThrow(() -> new InvalidField("bodies", "has no body named '" + name + "'"));
  }
}
