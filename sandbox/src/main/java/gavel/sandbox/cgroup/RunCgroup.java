package gavel.sandbox.cgroup;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** The group set of one slot: bounds and measures one run at a time. Not for several threads. */
public sealed interface RunCgroup extends AutoCloseable permits V1RunCgroup, V2RunCgroup, NoCgroup {
  /**
   * Makes the group ready for the next run: empty, counters at their start, these limits in force.
   * What an earlier run left behind is killed.
   *
   * @throws CgroupFault when a limit cannot be set or did not take: nothing may run then
   */
  void prepare(CgroupLimits limits) throws CgroupFault;

  /**
   * Whether the next run may start without {@link #prepare}: the limits are in force, nothing that
   * matters is left of the run before it, and the launcher's resets do the rest. Only after a run
   * that ended in order.
   */
  boolean isReadyFor(CgroupLimits limits) throws CgroupFault;

  /**
   * Whether the launcher puts the process of a run that is only prepared in the group already: then
   * {@link #prepare} needs it to give that up first.
   */
  boolean isJoinedAhead();

  /** How to get in. The paths never change; what they lead to does, see {@link #generation}. */
  CgroupJoin joinPaths();

  /**
   * Grows whenever the directories behind the paths were made anew, which only {@link #prepare}
   * does: descriptors opened under an earlier generation lead to groups that are gone.
   */
  long generation();

  /**
   * The file that tells the CPU time used, readable during the run: in version 1 nanoseconds since
   * {@link #prepare} as one number, in version 2 microseconds in the line {@code usage_usec}. Empty
   * where there is no group.
   */
  Optional<Path> cpuUsagePath();

  /**
   * What {@link #readUsage(CgroupReading)} reads: files to be kept open and read at a run's end.
   */
  List<Path> measures();

  /** Files to be kept open and to be written 0 to just before a run. */
  List<Path> resets();

  /** What was used since {@link #prepare}, read now; see {@link #readUsage(CgroupReading)}. */
  CgroupUsage readUsage() throws CgroupFault;

  /**
   * What was used in the run, as these files say.
   *
   * @throws CgroupFault when any of it cannot be read or makes no sense; and when processes were
   *     killed for want of memory although the group never reached its limit, because then the
   *     machine is out of memory and nothing can be said about the program
   */
  CgroupUsage readUsage(CgroupReading measured) throws CgroupFault;

  /** No process is in the group. */
  boolean isEmpty() throws CgroupFault;

  /** Ends every process in the group, however fast they fork; returns when none is left. */
  void kill() throws CgroupFault;

  /** Kills what is left and removes the group. Closing again does nothing. */
  @Override
  void close() throws CgroupFault;
}
