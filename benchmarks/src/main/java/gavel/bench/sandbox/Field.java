package gavel.bench.sandbox;

import gavel.bench.rig.NativeProgram;
import gavel.bench.rig.ScratchDirectory;
import gavel.bench.rig.Slots;
import gavel.bench.rig.SpawnOrder;
import gavel.bench.rig.Spawner;
import gavel.model.RunLimits;
import gavel.sandbox.RootfsPlan;
import gavel.sandbox.SandboxFault;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** All that take part on this machine, ready to run; the floor stands first. */
final class Field implements AutoCloseable {
  private static final List<Peer> PEERS =
      List.of(new Bubblewrap(), new Isolate(), new Nsjail(), new Crun());
  private static final RunLimits LIMITS = RunLimits.contestant(Duration.ofSeconds(1));
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final Spawner spawner;
  private final PeerGroups groups;
  private final Slots slots;
  private final List<Spawner> spawners = new ArrayList<>();
  private final List<Contender> contenders = new ArrayList<>();
  private final List<Peer> absent = new ArrayList<>();

  private Field(Spawner spawner, PeerGroups groups, Slots slots) {
    this.spawner = spawner;
    this.groups = groups;
    this.slots = slots;
  }

  static Field open(ScratchDirectory scratch)
      throws SandboxFault, IOException, InterruptedException {
    Path state = scratch.directory("state");
    Path work = scratch.directory("state/work");
    Path program = NativeProgram.NOOP.installInto(work);
    Path linked = NativeProgram.NOOP_LIBC.installInto(work);
    RootfsPlan rootfs = RootfsPlan.hostToolchains(List.of());
    Slots slots = Slots.open(Runtime.getRuntime().availableProcessors(), state, work, rootfs);
    Spawner spawner = Spawner.startIn(scratch.directory("spawn"), List.of());
    Field field = new Field(spawner, new PeerGroups(), slots);
    boolean complete = false;
    try {
      String inside = "/box/" + program.getFileName();
      Path errors = scratch.path().resolve("errors");
      field.bareAndGavel(Contender.FLOOR, "gavel", SpawnOrder.plain(program, errors), inside);
      field.bareAndGavel(
          "vfork+exec, libc",
          "gavel, libc",
          SpawnOrder.plain(linked, errors),
          "/box/" + linked.getFileName());
      field.groups.create(LIMITS);
      field.peers(
          new PeerSetting(
              scratch.directory("peers"), work, inside, rootfs, LIMITS, field.groups.joins()));
      complete = true;
    } finally {
      if (!complete) {
        field.close();
      }
    }
    return field;
  }

  private void bareAndGavel(String floor, String name, SpawnOrder bare, String inside) {
    GavelContender gavel = new GavelContender(name, floor, slots, LIMITS, List.of(inside));
    contenders.add(new BareContender(floor, spawner, bare));
    contenders.add(new PipedContender(floor, spawner, bare));
    contenders.add(gavel);
    contenders.add(new ParallelContender(gavel, threads));
  }

  private void peers(PeerSetting setting) throws IOException {
    for (Peer peer : PEERS) {
      Optional<Path> program = peer.find();
      if (program.isPresent()) {
        Path place = Files.createDirectory(setting.scratch().resolve(peer.name()));
        Spawner own = Spawner.startIn(place, peer.wrapper());
        spawners.add(own);
        contenders.add(new PeerContender(peer, own, peer.order(program.get(), setting)));
      } else {
        absent.add(peer);
      }
    }
  }

  List<Contender> contenders() {
    return List.copyOf(contenders);
  }

  /** The sandboxes that are not installed here. */
  List<Peer> absent() {
    return List.copyOf(absent);
  }

  @Override
  public void close() throws IOException {
    try (threads;
        groups;
        spawner;
        slots) {
      threads.shutdown();
      for (Spawner each : spawners) {
        each.close();
      }
    }
  }
}
