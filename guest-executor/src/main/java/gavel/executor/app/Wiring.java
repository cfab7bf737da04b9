package gavel.executor.app;

import gavel.executor.app.Arguments.Flag;
import gavel.executor.app.Arguments.Serve;
import gavel.executor.check.CheckReport;
import gavel.executor.check.CheckResult;
import gavel.executor.check.Fitness;
import gavel.executor.check.KernelFiles;
import gavel.executor.check.MachineCheck;
import gavel.executor.compile.Shortcuts;
import gavel.executor.guest.Machine;
import gavel.executor.guest.SharedMachine;
import gavel.executor.init.InitProcess;
import gavel.executor.init.OwnMachine;
import gavel.executor.listen.Endpoint;
import gavel.executor.listen.GuestListener;
import gavel.executor.listen.GuestListener.End;
import gavel.executor.operator.CommandRunner;
import gavel.executor.prepare.Preparer;
import gavel.executor.report.RuntimeProbe;
import gavel.executor.report.StatusReporter;
import gavel.executor.report.ToolchainCache;
import gavel.executor.run.AllowedCpus;
import gavel.executor.run.MachineLimits;
import gavel.executor.session.Handlers;
import gavel.executor.session.SessionLimits;
import gavel.executor.slot.SandboxOpener;
import gavel.executor.slot.SlotPool;
import gavel.executor.store.ArtifactStore;
import gavel.executor.store.BlobStore;
import gavel.executor.store.Room;
import gavel.executor.store.StateDir;
import gavel.model.MachineMemory;
import gavel.model.json.InvalidField;
import gavel.model.language.Languages;
import gavel.sandbox.LinuxSandbox;
import gavel.sandbox.Privileges;
import gavel.sandbox.RootfsPlan;
import gavel.sandbox.SandboxFault;
import gavel.sandbox.SlotConfig;
import gavel.sandbox.launcher.LauncherBinary;
import gavel.sandbox.seccomp.SeccompPolicy;
import gavel.sandbox.tree.TreeRemover;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.IntUnaryOperator;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/** Puts the program together. */
final class Wiring {
  private static final int CONNECTIONS = 64;

  private Wiring() {}

  /** Opens the slots and listens; what was begun is undone when something fails. */
  static ExecutorProgram start(Serve serve)
      throws UnfitEnvironment, IOException, InterruptedException {
    int uid = requireRights(serve.has(Flag.ROOTLESS));
    CompletableFuture<Languages> languages = given(serve.languages());
    Undo undo = new Undo();
    try (undo) {
      StateDir state = undo.later(take(serve.stateDir()));
      Caches caches = Caches.open(serve, state);
      SandboxOpener opener =
          opener(state, serve.slots(), serve.firstUid(), privileges(serve), caches);
      IntUnaryOperator owners =
          number -> serve.has(Flag.ROOTLESS) ? uid : serve.firstUid() + number;
      SlotPool slots = undo.later(SlotPool.open(serve.slots(), owners, opener));
      int behind = 2 * serve.slots();
      Optional<Preparer> preparer = caches.preparer(opener, behind, owners.applyAsInt(behind));
      ExecutorProgram program = listen(serve, languages, state, slots, caches, preparer);
      undo.forget();
      return program;
    } catch (SandboxFault unfit) {
      throw new UnfitEnvironment(String.valueOf(unfit.getMessage()), unfit);
    }
  }

  private static StateDir take(Path directory) throws UnfitEnvironment {
    try {
      return StateDir.take(directory);
    } catch (IOException failed) {
      throw new UnfitEnvironment(
          Sentence.of("make the state directory " + directory, directory.toString(), failed),
          failed);
    }
  }

  private static GuestListener listener(Serve serve, Handlers handlers, Ending ending)
      throws UnfitEnvironment {
    try {
      return GuestListener.start(
          serve.endpoints(), handlers, CONNECTIONS, end -> ending.with(exitCode(end)));
    } catch (IOException failed) {
      String where =
          serve.endpoints().stream().map(Endpoint::describe).collect(Collectors.joining(" "));
      throw new UnfitEnvironment(Sentence.of("listen at " + where, "", failed), failed);
    }
  }

  private static ExecutorProgram listen(
      Serve serve,
      CompletableFuture<Languages> given,
      StateDir state,
      SlotPool slots,
      Caches caches,
      Optional<Preparer> preparer)
      throws UnfitEnvironment, IOException {
    Supplier<Languages> languages = given::join;
    Room room = Room.on(state.root());
    BlobStore blobs = new BlobStore(state.blobs(), room.blobs());
    ArtifactStore artifacts =
        new ArtifactStore(state.artifacts(), room.artifacts(), caches.artifacts());
    RuntimeProbe runtimes = new RuntimeProbe(languages);
    Fitness fitness = Fitness.ofThisMachine(state.launcher(), privileges(serve));
    StatusReporter reporter =
        new StatusReporter(
            slots, artifacts, state, runtimes, privileges(serve), () -> words(fitness.missing()));
    Handlers handlers =
        new Handlers(
            state,
            slots,
            languages,
            blobs,
            artifacts,
            preparer.<Shortcuts>map(each -> each).orElse(Shortcuts.NONE),
            reporter,
            limits(serve),
            sessionLimits(),
            serve.has(Flag.ALLOW_EXEC)
                ? Optional.of(CommandRunner.install(state))
                : Optional.empty(),
            machine(serve, state));
    Ending ending = new Ending();
    GuestListener listener = listener(serve, handlers, ending);
    given.completeAsync(Languages::bundled, Wiring::readLanguages);
    runtimes.begin();
    ToolchainCache.warmInBackground(languages);
    caches.cleanInBackground();
    return new ExecutorProgram(state, slots, preparer, listener, serve.endpoints(), ending);
  }

  private static List<String> words(List<CheckResult> missing) {
    return missing.stream().map(check -> check.name() + ": " + check.detail()).toList();
  }

  /** In init mode the machine is this program's alone. */
  private static Machine machine(Serve serve, StateDir state) throws IOException {
    return serve.has(Flag.INIT)
        ? OwnMachine.of(InitProcess.ofThisMachine(), state.launcher())
        : new SharedMachine();
  }

  private static MachineLimits limits(Serve serve) throws IOException {
    AllowedCpus cpus = AllowedCpus.ofThisProcess();
    return serve.has(Flag.INIT)
        ? MachineLimits.own(cpus, MachineMemory.now().available())
        : MachineLimits.shared(cpus);
  }

  private static int exitCode(End end) {
    return switch (end) {
      case IN_ORDER -> Main.OK;
      case BROKEN -> Main.BUG;
    };
  }

  /** The property, in seconds, is for tests, which cannot wait for half a minute. */
  private static SessionLimits sessionLimits() {
    Integer patience = Integer.getInteger("gavel.executor.patience");
    return patience == null
        ? SessionLimits.usual()
        : SessionLimits.within(Duration.ofSeconds(patience), Duration.ofSeconds(2L * patience));
  }

  /** What the slots of such an executor can make sure of. */
  static Privileges privileges(Serve serve) {
    return serve.has(Flag.ROOTLESS) ? Privileges.ROOTLESS : Privileges.ROOT;
  }

  private static SandboxOpener opener(StateDir state, int firstUid, Privileges privileges)
      throws IOException {
    return opener(state, 1, firstUid, privileges, Caches.NONE);
  }

  private static SandboxOpener opener(
      StateDir state, int slots, int firstUid, Privileges privileges, Caches caches)
      throws IOException {
    Path launcher = LauncherBinary.installInto(state.launcher());
    RootfsPlan rootfs = caches.shownIn(RootfsPlan.hostToolchains(List.of()));
    AllowedCpus cpus = AllowedCpus.ofThisProcess();
    return number ->
        LinuxSandbox.open(
            new SlotConfig(
                number,
                firstUid + number,
                cpus.ofSandbox(number, slots),
                state.root(),
                launcher,
                rootfs,
                SeccompPolicy.standard(),
                privileges));
  }

  /**
   * A file is read here, as it may be wrong; what is bundled is read once this listens, as that
   * takes processor time from the start.
   */
  private static CompletableFuture<Languages> given(Optional<Path> file) throws UnfitEnvironment {
    return file.isPresent()
        ? CompletableFuture.completedFuture(languages(file))
        : new CompletableFuture<>();
  }

  private static void readLanguages(Runnable reading) {
    Thread.ofPlatform().daemon().name("languages").start(reading);
  }

  private static Languages languages(Optional<Path> file) throws UnfitEnvironment {
    if (file.isEmpty()) {
      return Languages.bundled();
    }
    try {
      return Languages.read(file.get());
    } catch (InvalidField invalid) {
      throw new UnfitEnvironment(
          file.get() + ": " + invalid.field() + " " + invalid.getMessage(), invalid);
    } catch (IOException unreadable) {
      throw new UnfitEnvironment("Tried to read " + file.get() + ": " + unreadable, unreadable);
    }
  }

  /** Whose programs would they be: root's own must not run under root's id. */
  private static int requireRights(boolean rootless) throws UnfitEnvironment, IOException {
    int uid = user();
    if (uid != 0 && !rootless) {
      throw new UnfitEnvironment(
          "Programs can only be isolated in full by root: start this as root, or as"
              + " gavel-executor.service; or with --rootless, and less than that");
    }
    if (uid == 0 && rootless) {
      throw new UnfitEnvironment("--rootless is for users without root: leave it out");
    }
    return uid;
  }

  private static int user() throws IOException {
    return (int) Files.getAttribute(Path.of("/proc/self"), "unix:uid");
  }

  /** Looks at this machine, in a state directory of its own that is gone afterwards. */
  static CheckReport check(Optional<Path> languages)
      throws UnfitEnvironment, IOException, InterruptedException {
    Languages all = languages(languages);
    Path directory = Files.createTempDirectory("gavel-check");
    try (StateDir state = StateDir.take(directory)) {
      return new MachineCheck(all, KernelFiles.OF_THIS_MACHINE, Wiring::opener, user()).run(state);
    } finally {
      TreeRemover.remove(directory);
    }
  }
}
