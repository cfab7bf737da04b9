package gavel.sandbox.cgroup;

/** A program that opens a slot's groups, and says that it could or why not. */
final class OpenedSlot {
  private OpenedSlot() {}

  public static void main(String[] arguments) throws CgroupFault {
    try (CgroupSystem system = CgroupSystem.detect();
        RunCgroup group = system.open(0)) {
      group.prepare(new CgroupLimits(gavel.model.ByteSize.ofMiB(64), 32, 0));
      System.out.println("opened " + group.joinPaths());
    } catch (CgroupFault refused) {
      System.out.println("refused " + refused.getMessage());
    }
  }
}
