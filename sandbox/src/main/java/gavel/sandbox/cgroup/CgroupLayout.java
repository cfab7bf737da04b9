package gavel.sandbox.cgroup;

import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;

/** Where the needed controllers are: the root of the hierarchy of each. */
record CgroupLayout(CgroupVersion version, Map<Controller, Path> roots) {
  CgroupLayout {
    roots = Map.copyOf(roots);
    if (!roots.keySet().equals(Controller.neededIn(version))) {
      throw new IllegalArgumentException("Controllers of " + version + ": " + roots.keySet());
    }
  }

  Path root(Controller controller) {
    Path root = roots.get(controller);
    if (root == null) {
      throw new IllegalArgumentException(version + " does not need " + controller);
    }
    return root;
  }

  @Override
  public String toString() {
    return "cgroup " + version + " " + new TreeMap<>(roots);
  }
}
