package gavel.sandbox.cgroup;

import gavel.model.ByteSize;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * The place of a group where there is none: the launcher watches the processes itself, and a pid
 * namespace ends all of them.
 */
public final class NoCgroup implements RunCgroup {
  @Override
  public void prepare(CgroupLimits limits) {}

  @Override
  public boolean isReadyFor(CgroupLimits limits) {
    return true;
  }

  @Override
  public CgroupJoin joinPaths() {
    return new CgroupJoin.Nowhere();
  }

  @Override
  public boolean isJoinedAhead() {
    return false;
  }

  @Override
  public long generation() {
    return 0;
  }

  @Override
  public Optional<Path> cpuUsagePath() {
    return Optional.empty();
  }

  @Override
  public List<Path> measures() {
    return List.of();
  }

  @Override
  public List<Path> resets() {
    return List.of();
  }

  /** Of a program that was never started: nothing. */
  @Override
  public CgroupUsage readUsage() {
    return new CgroupUsage(
        Duration.ZERO, Duration.ZERO, Duration.ZERO, ByteSize.ZERO, 0, OptionalInt.empty());
  }

  @Override
  public CgroupUsage readUsage(CgroupReading measured) throws CgroupFault {
    throw new CgroupFault("Tried to read what a run used: it was in no control group");
  }

  @Override
  public boolean isEmpty() {
    return true;
  }

  /** The launcher's end, which its process waits for, is that of its pid namespaces. */
  @Override
  public void kill() {}

  @Override
  public void close() {}
}
