package gavel.executor.app;

import gavel.executor.app.Arguments.Flag;
import gavel.executor.app.Arguments.Serve;
import gavel.executor.prepare.Preparer;
import gavel.executor.slot.SandboxOpener;
import gavel.executor.store.ArtifactShelf;
import gavel.executor.store.CacheDirectory;
import gavel.executor.store.PreparedShelf;
import gavel.executor.store.StateDir;
import gavel.sandbox.RootfsPlan;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What outlives an executor, which can do without.
 *
 * @param artifacts compiled programs
 * @param prepared what makes compilers quick
 */
record Caches(Optional<ArtifactShelf> artifacts, Optional<PreparedShelf> prepared) {
  private static final Logger LOG = LoggerFactory.getLogger(Caches.class);
  static final Caches NONE = new Caches(Optional.empty(), Optional.empty());

  /**
   * Opens the one that was asked for, or the usual one. Nothing in a machine of this program's own,
   * whose files are memory and end with it; and nothing where the directory cannot be trusted.
   */
  static Caches open(Serve serve, StateDir state) {
    if (serve.has(Flag.INIT) && serve.cache().directory().isEmpty()) {
      return NONE;
    }
    Path directory = serve.cache().directory().orElse(state.cache());
    try {
      CacheDirectory cache = CacheDirectory.open(directory);
      return new Caches(
          Optional.of(ArtifactShelf.in(cache, serve.cache().bounds())),
          Optional.of(PreparedShelf.in(cache)));
    } catch (IOException refused) {
      LOG.warn(
          "Compiled programs are not kept: {}",
          Sentence.of("keep them in " + directory, directory.toString(), refused));
      return NONE;
    }
  }

  /** What programs see of it. */
  RootfsPlan shownIn(RootfsPlan rootfs) {
    return prepared.map(shelf -> rootfs.withView(Preparer.PLACE, shelf.directory())).orElse(rootfs);
  }

  /** Who prepares for compilers, in a sandbox of that number. */
  Optional<Preparer> preparer(SandboxOpener opener, int number, int uid) {
    return prepared.map(shelf -> new Preparer(shelf, opener, number, uid));
  }

  /** Nobody waits for it. */
  void cleanInBackground() {
    artifacts.ifPresent(
        shelf -> Thread.ofPlatform().daemon().name("artifact-shelf").start(shelf::clean));
  }
}
