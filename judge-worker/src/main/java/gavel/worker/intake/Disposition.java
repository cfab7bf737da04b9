package gavel.worker.intake;

/** What becomes of a record after its judgement. */
public sealed interface Disposition {
  /** It is done with: a verdict or a dead letter stands, acknowledged by the broker. */
  record Accept() implements Disposition {}

  /** It has to be delivered again, to this worker or another; costs one of its deliveries. */
  record Release(String reason) implements Disposition {}
}
