package gavel.worker.app;

import gavel.model.ByteSize;
import gavel.worker.app.ConfigValues.Value;
import gavel.worker.guest.pool.GuestKind;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** What the keys below {@code guest} say; that which stands beside what excludes it is wrong. */
record GuestChoiceReader(WorkerConfigReader config, ConfigValues values) {
  private static final Path SOCKET = Path.of("/run/gavel/guest.sock");

  /** Half of it is what a program may have unless its problem says otherwise. */
  private static final ByteSize MEMORY = ByteSize.ofMiB(4096);

  private static final ByteSize LEAST_MEMORY = ByteSize.ofMiB(256);
  private static final ByteSize MOST_MEMORY = ByteSize.ofMiB(1 << 20);
  private static final Duration PATIENCE = Duration.ofMinutes(5);
  private static final int MOST_CPUS = 32;
  private static final int MOST_REUSE = 100_000;
  private static final int MOST_SPARE = 64;
  private static final List<ConfigKey> OF_LOCAL =
      List.of(ConfigKey.GUEST_SOCKET, ConfigKey.GUEST_COMMAND, ConfigKey.GUEST_ALLOW_ROOTLESS);
  private static final List<ConfigKey> OF_MACHINES =
      List.of(
          ConfigKey.GUEST_IMAGE,
          ConfigKey.GUEST_VMM,
          ConfigKey.GUEST_MEMORY,
          ConfigKey.GUEST_CPUS,
          ConfigKey.GUEST_RESTORE,
          ConfigKey.GUEST_REUSE,
          ConfigKey.GUEST_POOL,
          ConfigKey.GUEST_PATIENCE);

  GuestChoice read() {
    String name = config.text(ConfigKey.GUEST_KIND).orElse(GuestKind.LOCAL.json());
    Optional<GuestKind> kind = GuestKind.of(name);
    if (kind.isEmpty()) {
      config.wrong(ConfigKey.GUEST_KIND, "is not one of " + GuestKind.names());
    }
    return kind.orElse(GuestKind.LOCAL) == GuestKind.LOCAL ? local() : machines(kind.orElseThrow());
  }

  private GuestChoice local() {
    refuse(OF_MACHINES, "is for machines; set guest.kind to the kind that is meant");
    Optional<Value> command = values.get(ConfigKey.GUEST_COMMAND);
    if (command.isEmpty()) {
      return new GuestChoice.Connect(config.path(ConfigKey.GUEST_SOCKET).orElse(SOCKET));
    }
    if (values.get(ConfigKey.GUEST_SOCKET).isPresent()) {
      config.wrong(
          ConfigKey.GUEST_COMMAND, "stands beside guest.socket; only one of them can be meant");
    }
    return new GuestChoice.Spawn(command.get().texts());
  }

  private GuestChoice machines(GuestKind kind) {
    refuse(OF_LOCAL, "is for guest.kind local; leave it out, or set guest.kind to local");
    Optional<Path> image = config.path(ConfigKey.GUEST_IMAGE);
    if (image.isEmpty()) {
      config.missing(ConfigKey.GUEST_IMAGE);
    } else if (!Files.isRegularFile(image.get().resolve("vmlinuz"))
        || !Files.isRegularFile(image.get().resolve("initramfs"))) {
      config.wrong(
          ConfigKey.GUEST_IMAGE,
          "has no vmlinuz and initramfs; docker/guest-image/build --variant full --agent GAVEL_HOME --out "
              + image.get()
              + " makes one");
    }
    return new GuestChoice.Machines(
        kind,
        image.orElse(Path.of("")),
        config.text(ConfigKey.GUEST_VMM),
        memory(),
        config.number(ConfigKey.GUEST_CPUS, 1, 1, MOST_CPUS),
        config.flag(ConfigKey.GUEST_RESTORE, true),
        config.number(ConfigKey.GUEST_REUSE, 1, 1, MOST_REUSE),
        config.number(ConfigKey.GUEST_POOL, 1, 0, MOST_SPARE),
        config.time(ConfigKey.GUEST_PATIENCE, PATIENCE));
  }

  private ByteSize memory() {
    Optional<String> text = config.text(ConfigKey.GUEST_MEMORY);
    try {
      ByteSize memory = text.map(ByteSize::parse).orElse(MEMORY);
      if (memory.compareTo(LEAST_MEMORY) >= 0 && memory.compareTo(MOST_MEMORY) <= 0) {
        return memory;
      }
    } catch (IllegalArgumentException unreadable) {
      // the same is wrong with it
    }
    config.wrong(ConfigKey.GUEST_MEMORY, "is not a size like 2GiB, from 256MiB to 1024GiB");
    return MEMORY;
  }

  private void refuse(List<ConfigKey> keys, String why) {
    keys.stream().filter(key -> values.get(key).isPresent()).forEach(key -> config.wrong(key, why));
  }
}
