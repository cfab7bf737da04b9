package gavel.worker.metrics;

import gavel.worker.JudgeFault;
import java.util.Locale;
import java.util.Optional;

/** What went wrong at a judgement, as a label. */
enum FaultKind {
  QUEUE,
  GUEST_LOST,
  GUEST_BUSY,
  GUEST_FAILED,
  GUEST_REFUSED,
  GUEST_UNFIT,
  NOT_STORED,
  STORAGE,
  UNAVAILABLE;

  String label() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** Nothing for what is wrong with a submission. */
  static Optional<FaultKind> of(JudgeFault fault) {
    return switch (fault) {
      case JudgeFault.QueueFault _ -> Optional.of(QUEUE);
      case JudgeFault.GuestLost _ -> Optional.of(GUEST_LOST);
      case JudgeFault.GuestFailed failed ->
          Optional.of(failed.isBusy() ? GUEST_BUSY : GUEST_FAILED);
      case JudgeFault.GuestRefused _ -> Optional.of(GUEST_REFUSED);
      case JudgeFault.GuestUnfit _ -> Optional.of(GUEST_UNFIT);
      case JudgeFault.NotStored _ -> Optional.of(NOT_STORED);
      case JudgeFault.StorageFault _ -> Optional.of(STORAGE);
      case JudgeFault.Unavailable _ -> Optional.of(UNAVAILABLE);
      case JudgeFault.Rejected _ -> Optional.empty();
    };
  }
}
