package gavel.model;

/** Why the judge ended a run before it ended by itself. */
public enum KillReason {
  /** The group's CPU time reached the limit. */
  CPU_TIME,
  /** The wall clock reached its limit. */
  WALL_TIME,
  /** The wall clock reached its limit, and next to nothing was done before: it waited. */
  IDLE,
  /** Standard output reached its limit under {@link OutputPolicy#KILL}. */
  OUTPUT,
  /** A system call on the kill list. */
  SECURITY,
  /** Somebody asked for it. */
  CANCELLED
}
