package gavel.sandbox;

import gavel.sandbox.seccomp.SeccompPolicy;
import java.nio.file.Path;

/**
 * What a slot is made of.
 *
 * @param slot its number, from 0; a process opens each once
 * @param uid the user and group that programs run as; no other slot's, and nobody else's either
 * @param cpu the one CPU that its programs run on where a run names no others
 * @param stateDir holds all work directories and input files of runs; no program may write there
 *     except in work directories
 * @param launcher the launcher program, see {@code LauncherBinary}
 * @param rootfs what programs see besides their work directory
 * @param policy what becomes of their system calls
 * @param privileges without root's, the uid is seen by programs only: outside it is this process's
 */
public record SlotConfig(
    int slot,
    int uid,
    int cpu,
    Path stateDir,
    Path launcher,
    RootfsPlan rootfs,
    SeccompPolicy policy,
    Privileges privileges) {
  private static final int FIRST_UID = 60_000;

  /** Refuses the superuser and system accounts. */
  public SlotConfig {
    if (slot < 0 || cpu < 0) {
      throw new IllegalArgumentException("Slots and CPUs are numbered from 0");
    }
    if (uid < 1000) {
      throw new IllegalArgumentException(
          "Programs cannot run as uid " + uid + ", a system account");
    }
  }

  /** A slot with the usual uid (60000 + slot) and CPU (in turn) and the standard filter. */
  public static SlotConfig of(int slot, Path stateDir, Path launcher, RootfsPlan rootfs) {
    return new SlotConfig(
        slot,
        FIRST_UID + slot,
        slot % Runtime.getRuntime().availableProcessors(),
        stateDir,
        launcher,
        rootfs,
        SeccompPolicy.standard(),
        Privileges.ROOT);
  }
}
