package gavel.bench.sandbox;

import gavel.model.RunLimits;
import gavel.sandbox.RootfsPlan;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What Gavel's runs have, so that another sandbox can be given the same.
 *
 * @param scratch for files of the peer's own
 * @param work what programs see as {@code /box}
 * @param program its path inside
 * @param joins the cgroup files of {@link PeerGroups}
 */
record PeerSetting(
    Path scratch,
    Path work,
    String program,
    RootfsPlan rootfs,
    RunLimits limits,
    List<Path> joins) {
  /** The user nobody, and its group. */
  static final int NOBODY = 65_534;

  PeerSetting {
    joins = List.copyOf(joins);
  }

  /** Where the peer's standard error goes. */
  Path errors() {
    return scratch.resolve("errors");
  }

  /** The links of the root file system but those below /dev, which every sandbox makes itself. */
  Map<Path, String> links() {
    Map<Path, String> links = new TreeMap<>(rootfs.links());
    links.keySet().removeIf(path -> path.startsWith("/dev"));
    return links;
  }

  /** The limit of files below /tmp together. */
  String tmpSize() {
    return Long.toString(limits.tmpSize().bytes());
  }
}
