package gavel.executor.prepare;

import gavel.executor.compile.CompileJob;
import gavel.executor.compile.Shortcut;
import gavel.executor.compile.Shortcuts;
import gavel.executor.run.CommandLine;
import gavel.executor.slot.SandboxOpener;
import gavel.executor.store.PreparedShelf;
import gavel.model.RunLimits;
import gavel.model.Termination;
import gavel.sandbox.Box;
import gavel.sandbox.MemorySink;
import gavel.sandbox.RunReport;
import gavel.sandbox.RunSpec;
import gavel.sandbox.Sandbox;
import gavel.sandbox.SandboxFault;
import gavel.sandbox.libc.Errno;
import gavel.sandbox.libc.RelativePath;
import gavel.sandbox.tree.BeneathDirectory;
import gavel.sandbox.tree.TreeOwner;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.LinkedBlockingQueue;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes one thing after the other, in a sandbox of its own that is opened for each. What fails is
 * not tried again by this executor; compilers do without it.
 */
public final class Preparer implements Shortcuts, AutoCloseable {
  /** Where sandboxes see what was prepared. */
  public static final Path PLACE = Path.of("/prepared");

  private static final Logger LOG = LoggerFactory.getLogger(Preparer.class);
  private static final int MOST_SAID = 500;
  private final PreparedShelf shelf;
  private final SandboxOpener opener;
  private final int number;
  private final int uid;
  private final LinkedBlockingQueue<Recipe> wanted = new LinkedBlockingQueue<>();
  private final Set<String> asked = new HashSet<>();
  private @Nullable Thread worker;
  private boolean closed;

  /**
   * Keeps what it makes on the shelf.
   *
   * @param number of the sandbox, as no slot has
   * @param uid whose files are those that its programs leave
   */
  public Preparer(PreparedShelf shelf, SandboxOpener opener, int number, int uid) {
    this.shelf = shelf;
    this.opener = opener;
    this.number = number;
    this.uid = uid;
  }

  @Override
  public Optional<Shortcut> find(CompileJob job) throws IOException {
    Optional<Recipe> recipe = Recipe.of(job.language());
    if (recipe.isEmpty() || !recipe.get().suits(job)) {
      return Optional.empty();
    }
    String id = recipe.get().id();
    return shelf.has(id)
        ? Optional.of(recipe.get().shortcut(PLACE.resolve(id).toString()))
        : Optional.empty();
  }

  @Override
  public void missed(CompileJob job) throws IOException {
    Optional<Recipe> recipe = Recipe.of(job.language());
    if (recipe.isPresent() && recipe.get().suits(job)) {
      want(recipe.get());
    }
  }

  private synchronized void want(Recipe recipe) {
    if (closed || !asked.add(recipe.id())) {
      return;
    }
    wanted.add(recipe);
    if (worker == null) {
      worker = Thread.ofPlatform().daemon().name("preparer").start(this::work);
    }
  }

  private void work() {
    try {
      while (true) {
        Recipe recipe = wanted.take();
        try {
          make(recipe);
        } catch (SandboxFault | IOException failed) {
          LOG.warn("Tried to prepare for {}; it does without", recipe.language().id(), failed);
        }
      }
    } catch (InterruptedException ending) {
      Thread.currentThread().interrupt();
    }
  }

  private void make(Recipe recipe) throws SandboxFault, IOException, InterruptedException {
    String id = recipe.id();
    if (shelf.has(id)) {
      return;
    }
    MemorySink said = new MemorySink();
    try (Sandbox sandbox = opener.open(number)) {
      RunReport report = sandbox.run(spec(recipe, id, said));
      if (!isSuccess(report)) {
        String words = new String(said.toByteArray(), StandardCharsets.UTF_8);
        LOG.warn(
            "Nothing is prepared for {}: {} {}",
            recipe.language().id(),
            report.termination(),
            words.substring(0, Math.min(MOST_SAID, words.length())));
      }
    }
  }

  private RunSpec spec(Recipe recipe, String id, MemorySink said) {
    Map<String, String> environment = new TreeMap<>(CommandLine.environment(recipe.language()));
    environment.putAll(recipe.environment());
    return new RunSpec(
        recipe.argv(),
        environment,
        new Box.Fresh(
            box -> fill(box, recipe),
            (box, report) -> {
              if (isSuccess(report) && !shelf.add(id, box, uid)) {
                LOG.warn("Others are busy: what was prepared is not kept");
              }
            }),
        Optional.empty(),
        said,
        said,
        RunLimits.compiler());
  }

  private static boolean isSuccess(RunReport report) {
    return report.termination().equals(new Termination.Exited(0)) && report.killedBy().isEmpty();
  }

  private void fill(Path box, Recipe recipe) throws IOException {
    try (BeneathDirectory root = BeneathDirectory.open(box)) {
      for (Map.Entry<String, String> file : recipe.files().entrySet()) {
        byte[] text = file.getValue().getBytes(StandardCharsets.UTF_8);
        try (InputStream content = new ByteArrayInputStream(text)) {
          Errno errno = root.write(RelativePath.of(file.getKey()), content, 0644);
          if (!errno.equals(Errno.NONE)) {
            throw new IOException("Tried to write a file into an empty box: " + errno);
          }
        }
      }
      TreeOwner.give(root, uid);
    }
  }

  /** Ends what is being made, and waits for that. */
  @Override
  public void close() {
    Thread ended;
    synchronized (this) {
      closed = true;
      ended = worker;
    }
    if (ended == null) {
      return;
    }
    ended.interrupt();
    try {
      ended.join();
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
    }
  }
}
