package gavel.sandbox.cgroup;

/** Which of the kernel's two cgroup interfaces is in use. */
public enum CgroupVersion {
  /** One hierarchy for each controller. */
  V1,
  /** One hierarchy for all. */
  V2
}
