package gavel.executor.slot;

import gavel.sandbox.Sandbox;
import org.jspecify.annotations.Nullable;

/** One place to run programs in; its fields are guarded by the pool's lock. */
final class Slot {
  final int number;
  final int uid;
  final int companionUid;
  boolean busy;

  /** Grows with each time that any slot is taken. */
  long turn;

  /** Nothing: the slot is out, because its sandbox failed and could not be opened again. */
  @Nullable Sandbox sandbox;

  /** How often in a row it could not be opened again. */
  int failures;

  /** When it is worth another attempt, by the pool's clock. */
  long again;

  /** For the jury's programs. Nothing: none was needed yet, or the last one failed. */
  @Nullable Sandbox companion;

  Slot(int number, int uid, int companionUid, Sandbox sandbox) {
    this.number = number;
    this.uid = uid;
    this.companionUid = companionUid;
    this.sandbox = sandbox;
  }
}
