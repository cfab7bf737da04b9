package gavel.sandbox;

import gavel.sandbox.launcher.LauncherFrame;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/**
 * What programs see of the file system, besides {@code /box}, {@code /tmp}, {@code /proc} and
 * {@code /dev/shm}. All paths are absolute; parents come before what is below them.
 *
 * @param binds host paths, shown read-only at the same place with all below them
 * @param devices device nodes made like the host's
 * @param links path to target
 * @param files path to content
 * @param views path to a host directory that is shown there read-only; what the host puts into it
 *     later is seen as well
 */
public record RootfsPlan(
    List<Path> binds,
    List<Path> devices,
    Map<Path, String> links,
    Map<Path, String> files,
    Map<Path, Path> views) {
  private static final List<String> SYSTEM =
      List.of("/usr", "/bin", "/sbin", "/lib", "/lib32", "/lib64", "/libx32");
  private static final List<String> CONFIGURATION =
      List.of(
          "/etc/ld.so.cache",
          "/etc/alternatives",
          "/etc/mono",
          "/etc/fpc.cfg",
          "/etc/R",
          "/etc/php",
          "/var/lib/ghc");
  private static final List<String> DEVICES =
      List.of("/dev/null", "/dev/zero", "/dev/full", "/dev/random", "/dev/urandom");

  /** One where everything of the host's is at its own place. */
  public RootfsPlan(
      List<Path> binds, List<Path> devices, Map<Path, String> links, Map<Path, String> files) {
    this(binds, devices, links, files, Map.of());
  }

  /** Copies the collections; refuses paths that the launcher could not tell apart from others. */
  public RootfsPlan {
    binds = List.copyOf(binds);
    devices = List.copyOf(devices);
    links = Map.copyOf(links);
    files = Map.copyOf(files);
    views = Map.copyOf(views);
    views.keySet().forEach(RootfsPlan::requirePlain);
    views.values().forEach(RootfsPlan::requirePlain);
    binds.forEach(RootfsPlan::requirePlain);
    devices.forEach(RootfsPlan::requirePlain);
    links.keySet().forEach(RootfsPlan::requirePlain);
    files.keySet().forEach(RootfsPlan::requirePlain);
  }

  /**
   * The toolchains that this machine has installed, and more directories that hold some. What does
   * not exist is left out; nothing of /home, /root, /run, /opt or the rest of /var and /etc is
   * shown unless it is asked for.
   *
   * @throws IOException when the host's directories cannot be looked at
   */
  public static RootfsPlan hostToolchains(List<Path> extra) throws IOException {
    TreeSet<Path> binds = new TreeSet<>();
    Map<Path, String> links = new LinkedHashMap<>();
    for (String name : SYSTEM) {
      Path path = Path.of(name);
      if (Files.isSymbolicLink(path)) {
        links.put(path, Files.readSymbolicLink(path).toString());
      } else {
        binds.add(path);
      }
    }
    CONFIGURATION.forEach(name -> binds.add(Path.of(name)));
    try (DirectoryStream<Path> java = Files.newDirectoryStream(Path.of("/etc"), "java-*")) {
      java.forEach(binds::add);
    }
    binds.addAll(extra);
    binds.removeIf(Files::notExists);
    links.putAll(standardStreams());
    List<Path> devices = DEVICES.stream().map(Path::of).toList();
    return new RootfsPlan(withoutNested(binds), devices, links, syntheticFiles());
  }

  private static Map<Path, String> standardStreams() {
    return Map.of(
        Path.of("/dev/fd"), "/proc/self/fd",
        Path.of("/dev/stdin"), "/proc/self/fd/0",
        Path.of("/dev/stdout"), "/proc/self/fd/1",
        Path.of("/dev/stderr"), "/proc/self/fd/2");
  }

  private static Map<Path, String> syntheticFiles() {
    return Map.of(
        Path.of("/etc/hosts"), "127.0.0.1 localhost\n::1 localhost\n",
        Path.of("/etc/nsswitch.conf"), "passwd: files\ngroup: files\nhosts: files\n");
  }

  /** What is below another bind is there already, and there nothing can be put any more. */
  private static List<Path> withoutNested(TreeSet<Path> binds) {
    List<Path> kept = new ArrayList<>();
    for (Path bind : binds) {
      if (kept.stream().noneMatch(bind::startsWith)) {
        kept.add(bind);
      }
    }
    return kept;
  }

  /** The same with a directory of the host's at another place, where nothing else is. */
  public RootfsPlan withView(Path place, Path directory) {
    Map<Path, Path> all = new LinkedHashMap<>(views);
    all.put(place, directory);
    return new RootfsPlan(binds, devices, links, files, all);
  }

  /** The same with accounts for root and the slot's own user, whose home is /tmp. */
  RootfsPlan withAccount(int uid) {
    Map<Path, String> all = new LinkedHashMap<>(files);
    String ids = ":x:" + uid + ":";
    all.put(
        Path.of("/etc/passwd"),
        "root:x:0:0:root:/:/bin/false\nrunner" + ids + uid + ":runner:/tmp:/bin/sh\n");
    all.put(Path.of("/etc/group"), "root:x:0:\nrunner" + ids + "\n");
    return new RootfsPlan(binds, devices, links, all, views);
  }

  /** Adds the launcher's tokens for all of it. */
  LauncherFrame appendTo(LauncherFrame frame) {
    binds.forEach(path -> frame.with("bind", path.toString()));
    devices.forEach(path -> frame.with("dev", path.toString()));
    links.forEach((path, target) -> frame.with("link", path.toString()).with("to", target));
    files.forEach((path, content) -> frame.with("file", path.toString()).with("text", content));
    views.forEach((path, from) -> frame.with("view", from.toString()).with("at", path.toString()));
    return frame;
  }

  private static void requirePlain(Path path) {
    if (!path.isAbsolute() || !path.equals(path.normalize())) {
      throw new IllegalArgumentException(
          "A path of a root file system is absolute, without '..', not " + path);
    }
  }
}
