package gavel.worker.app;

import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Warns that verdicts come from a guest that does not enforce every limit: once, however many slots
 * connect to it and how often, and again only when it says something else.
 */
final class RootlessWarning {
  private static final Logger LOG = LoggerFactory.getLogger(RootlessWarning.class);
  private final AtomicReference<List<String>> told = new AtomicReference<>(List.of());

  /** A slot has connected to a guest that does not make sure of these. */
  void accepted(List<String> unenforced) {
    if (!told.getAndSet(unenforced).equals(unenforced)) {
      LOG.warn(
          "Judging with a guest that has no root, as guest.allow_rootless permits: {} matters are"
              + " not enforced, see its own notice and docs/rootless.md",
          unenforced.size());
    }
  }
}
