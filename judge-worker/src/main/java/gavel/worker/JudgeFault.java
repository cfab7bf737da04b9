package gavel.worker;

import gavel.model.protocol.ErrorCode;
import gavel.model.topic.DeadLetterRecord.Reason;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What the infrastructure did wrong; never anything a submitted program did.
 *
 * <p>Caught in one place, where it is retried or becomes a dead letter.
 */
public abstract sealed class JudgeFault extends Exception {
  private static final long serialVersionUID = 1L;

  private final boolean retryable;

  private JudgeFault(String message, Throwable cause, boolean retryable) {
    super(message, cause);
    this.retryable = retryable;
  }

  private JudgeFault(String message, boolean retryable) {
    super(message);
    this.retryable = retryable;
  }

  /** Whether the same may succeed later, with nobody having changed anything. */
  public final boolean retryable() {
    return retryable;
  }

  /** The message queue refused, was unreachable or did not answer in time. */
  public static final class QueueFault extends JudgeFault {
    private static final long serialVersionUID = 1L;
    private final boolean refusal;

    /** A fault seen by this program itself. */
    public QueueFault(String message, boolean retryable) {
      super(message, retryable);
      this.refusal = false;
    }

    /** A fault that the queue's client reported. */
    public QueueFault(String message, Throwable cause, boolean retryable) {
      super(message, cause, retryable);
      this.refusal = false;
    }

    private QueueFault(String message, Throwable cause) {
      super(message, cause, false);
      this.refusal = true;
    }

    /** The queue does not let this worker do that, whatever the record. */
    public static QueueFault refusal(String message, Throwable cause) {
      return new QueueFault(message, cause);
    }

    /** Whether it would be the same with every record, until somebody changes something. */
    public boolean isRefusal() {
      return refusal;
    }
  }

  /**
   * The guest cannot be reached, went away, did not answer in time or said something that no guest
   * may say. The connection is of no more use.
   */
  public static final class GuestLost extends JudgeFault {
    private static final long serialVersionUID = 1L;
    private final boolean silent;

    /** A fault seen by this program itself. */
    public GuestLost(String message) {
      super(message, true);
      this.silent = false;
    }

    /** A fault of the connection. */
    public GuestLost(String message, Throwable cause) {
      super(message, cause, true);
      this.silent = cause instanceof GuestLost lost && lost.silent;
    }

    private GuestLost(String message, boolean silent) {
      super(message, true);
      this.silent = silent;
    }

    /** It took a request and did not answer in time. */
    public static GuestLost silent(String message) {
      return new GuestLost(message, true);
    }

    /** Whether that was because it did not answer in time. */
    public boolean isSilent() {
      return silent;
    }
  }

  /** The guest is taken, or failed at what it was asked for; the connection is sound. */
  public static final class GuestFailed extends JudgeFault {
    private static final long serialVersionUID = 1L;
    private final boolean busy;

    private GuestFailed(String message, boolean busy) {
      super(message, true);
      this.busy = busy;
    }

    /** It failed; the message is the guest's. */
    public GuestFailed(String message) {
      this(message, false);
    }

    /** It is taken, and has not begun; the message is the guest's. */
    public static GuestFailed busy(String message) {
      return new GuestFailed(message, true);
    }

    /** Whether it was only taken. */
    public boolean isBusy() {
      return busy;
    }
  }

  /** The guest does not have the artifact or blob, or no longer: it has to be made again. */
  public static final class NotStored extends JudgeFault {
    private static final long serialVersionUID = 1L;

    /** The message is the guest's. */
    public NotStored(String message) {
      super(message, true);
    }
  }

  /** The guest will never do this: worker and guest do not understand each other. */
  public static final class GuestRefused extends JudgeFault {
    private static final long serialVersionUID = 1L;
    private final ErrorCode code;

    /** The message is the guest's. */
    public GuestRefused(ErrorCode code, String message) {
      super(message, false);
      this.code = code;
    }

    /** Why it refused. */
    public ErrorCode code() {
      return code;
    }
  }

  /**
   * The guest at the other end is not one that this worker may use, whatever it is asked: of
   * another version, or without root where that is not allowed. Nothing is wrong with what was to
   * be judged, and nothing can be judged here until somebody changes something: the worker ends.
   */
  public static final class GuestUnfit extends JudgeFault {
    private static final long serialVersionUID = 1L;

    /** The message says what to do. */
    public GuestUnfit(String message) {
      super(message, true);
    }
  }

  /** Files of the worker, such as those of a problem package, cannot be read or written. */
  public static final class StorageFault extends JudgeFault {
    private static final long serialVersionUID = 1L;

    /** The message says what was tried. */
    public StorageFault(String message, Throwable cause) {
      super(message, cause, true);
    }
  }

  /**
   * What a judgement needs, such as the guests' host or the store of problems, is not there, and
   * was waited for in vain. Nothing has been tried with the submission: this says nothing about it.
   */
  public static final class Unavailable extends JudgeFault {
    private static final long serialVersionUID = 1L;

    /** The message says what is not there. */
    public Unavailable(String message) {
      super(message, true);
    }
  }

  /** The submission cannot be judged, now or later, as it names or holds what cannot be used. */
  public static final class Rejected extends JudgeFault {
    private static final long serialVersionUID = 1L;
    private final Reason reason;
    private final @Nullable String field;

    /** The field is one of the submission's; the message says what is wrong with it. */
    public Rejected(Reason reason, @Nullable String field, String message) {
      super(message, false);
      this.reason = reason;
      this.field = field;
    }

    /** Why it goes to the dead letters. */
    public Reason reason() {
      return reason;
    }

    /** The field that cannot be used, where it is one. */
    public Optional<String> field() {
      return Optional.ofNullable(field);
    }
  }
}
