package gavel.sandbox.cgroup;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** The machine's control groups as this process uses them. Not for several threads. */
public final class CgroupSystem implements AutoCloseable {
  private final CgroupLayout layout;
  private final CgroupFiles files;
  private final ProcFiles proc;
  private final ProcessKiller killer;
  private final String instance;

  CgroupSystem(CgroupLayout layout, CgroupFiles files, ProcFiles proc, ProcessKiller killer)
      throws CgroupFault {
    this.layout = layout;
    this.files = files;
    this.proc = proc;
    this.killer = killer;
    this.instance = proc.self().groupName();
  }

  /**
   * Finds out what the kernel offers; changes nothing.
   *
   * @throws CgroupFault when a controller is missing, with which one and how to enable it
   */
  public static CgroupSystem detect() throws CgroupFault {
    CgroupFiles files = new KernelCgroupFiles();
    ProcFiles proc = ProcFiles.OF_THIS_MACHINE;
    List<CgroupMount> mounts = CgroupMount.parse(proc.read("self/mountinfo"));
    Map<Path, Set<String>> unified = new HashMap<>();
    for (CgroupMount mount : mounts) {
      if (mount.version() == CgroupVersion.V2) {
        String offered = files.read(mount.path().resolve("cgroup.controllers"));
        unified.put(mount.path(), Set.of(offered.split(" ", -1)));
      }
    }
    String controllers = proc.readIfPresent("cgroups").orElse("");
    LayoutFinder finder = new LayoutFinder(mounts, KernelController.parse(controllers), unified);
    return new CgroupSystem(
        finder.find(), files, proc, new ProcessKiller(ProcessKiller.OF_THIS_MACHINE));
  }

  /** Which interface is in use. */
  public CgroupVersion version() {
    return layout.version();
  }

  /**
   * Makes the groups of a slot, numbered from 0.
   *
   * @throws CgroupFault when they cannot be made, for one because the slot is open already
   */
  public RunCgroup open(int slot) throws CgroupFault {
    if (slot < 0) {
      throw new IllegalArgumentException("There is no slot " + slot);
    }
    SwapCheck swap = SwapCheck.ofThisMachine(files);
    return switch (layout.version()) {
      case V1 -> V1RunCgroup.open(v1Slot(slot), swap, killer);
      case V2 -> V2RunCgroup.open(v2Slot(slot), swap, killer);
    };
  }

  private V1Slot v1Slot(int slot) throws CgroupFault {
    for (Path root : roots()) {
      makeParent(root);
    }
    // A new cpuset may use nothing until it is told what.
    CgroupDirectory cpusets = new CgroupDirectory(files, parent(layout.root(Controller.CPUSET)));
    for (String resource : List.of("cpuset.cpus", "cpuset.mems")) {
      cpusets.write(resource, files.read(layout.root(Controller.CPUSET).resolve(resource)));
    }
    return new V1Slot(
        slot(Controller.MEMORY, slot),
        slot(Controller.PIDS, slot),
        slot(Controller.CPUSET, slot),
        slot(Controller.CPUACCT, slot));
  }

  private CgroupDirectory v2Slot(int slot) throws CgroupFault {
    Path root = layout.root(Controller.MEMORY);
    requireNoProcesses(new CgroupDirectory(files, root));
    makeParent(root);
    for (Path group : List.of(root, parent(root))) {
      files.write(group.resolve("cgroup.subtree_control"), "+memory +pids +cpuset");
    }
    return slot(Controller.MEMORY, slot);
  }

  /**
   * A group of version 2 that has processes hands nothing down, see cgroups(7), "no internal
   * processes". The root of the machine may; that of a container is a group like any other, which
   * shows in that it has a type.
   */
  private static void requireNoProcesses(CgroupDirectory root) throws CgroupFault {
    if (!root.has("cgroup.type")) {
      return;
    }
    Set<Long> processes = root.processes();
    if (!processes.isEmpty()) {
      Path main = root.path().resolve("main");
      throw new CgroupFault(
          "The sandbox cannot limit programs here: the cgroup "
              + root.path()
              + " has processes of its own, "
              + processes
              + ", and so cannot hand its controllers down. Move them to a group below it: mkdir "
              + main
              + "; for p in $(cat "
              + root.file("cgroup.procs")
              + "); do echo $p > "
              + main.resolve("cgroup.procs")
              + "; done.");
    }
  }

  private void makeParent(Path root) throws CgroupFault {
    if (!files.exists(parent(root))) {
      files.create(parent(root));
    }
  }

  private Path parent(Path root) {
    return root.resolve(instance);
  }

  private CgroupDirectory slot(Controller controller, int slot) {
    return new CgroupDirectory(files, parent(layout.root(controller)).resolve("slot" + slot));
  }

  private Set<Path> roots() {
    return new TreeSet<>(layout.roots().values());
  }

  /**
   * Removes groups that earlier instances, dead by now, left behind, and kills what is in them.
   *
   * @return the groups removed
   */
  public List<Path> sweepStale() throws CgroupFault {
    return new StaleSweep(files, proc, new GroupRemover(killer)).sweep(roots());
  }

  /** Removes what this instance has made, slots still open included. Closing again is harmless. */
  @Override
  public void close() throws CgroupFault {
    GroupRemover remover = new GroupRemover(killer);
    for (Path root : roots()) {
      if (files.exists(parent(root))) {
        remover.removeTree(new CgroupDirectory(files, parent(root)));
      }
    }
  }

  /** Version and roots, for a person. */
  @Override
  public String toString() {
    return layout.toString();
  }
}
