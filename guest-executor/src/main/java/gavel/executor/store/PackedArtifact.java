package gavel.executor.store;

import static gavel.model.json.InvalidField.required;

import gavel.model.ByteSize;
import gavel.model.json.InvalidField;
import gavel.model.json.StrictJson;
import gavel.sandbox.libc.RelativePath;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What stands at the beginning of a packed artifact.
 *
 * @param key what it was made of; also the name of the file
 * @param language for people: what is run is told by who asks, as the key covers it
 * @param entry the file or class to start
 * @param output of the compiler
 * @param cpuTime of the compiler, as ISO 8601 has it; so is {@code wallTime}
 * @param memory of the compiler, in bytes
 * @param items in the order of their contents; directories before what is in them
 */
record PackedArtifact(
    String key,
    String language,
    String entry,
    String output,
    String cpuTime,
    String wallTime,
    long memory,
    List<Item> items) {

  /** {@link InvalidField} where something is missing. */
  PackedArtifact {
    for (@Nullable String text : Arrays.asList(key, language, entry, output, cpuTime, wallTime)) {
      required("manifest", text);
    }
    items = List.copyOf(required("items", items));
  }

  /** One file or directory. */
  record Item(String path, boolean directory, boolean executable, long size, String modified) {
    /** {@link IllegalArgumentException} for what no product has. */
    void check() {
      required("modified", modified);
      RelativePath.of(path);
      if (size < 0 || (directory && size > 0)) {
        throw new IllegalArgumentException("A size that cannot be");
      }
    }

    Instant modifiedAt() {
      return Instant.parse(modified);
    }
  }

  static PackedArtifact of(Artifact artifact, List<Item> items) {
    Artifact.Facts facts = artifact.facts();
    return new PackedArtifact(
        artifact.key(),
        artifact.language().id(),
        artifact.entry(),
        facts.output(),
        facts.cpuTime().toString(),
        facts.wallTime().toString(),
        facts.memory().bytes(),
        items);
  }

  /** Reads one that {@link StrictJson} wrote. */
  static PackedArtifact read(byte[] json) throws DamagedArtifact {
    try {
      PackedArtifact packed = StrictJson.read(json, PackedArtifact.class);
      packed.items().forEach(Item::check);
      packed.items().forEach(Item::modifiedAt);
      packed.facts();
      return packed;
    } catch (IllegalArgumentException | DateTimeException e) {
      throw new DamagedArtifact("its manifest cannot be read", e);
    }
  }

  Artifact.Facts facts() {
    return new Artifact.Facts(
        output, Duration.parse(cpuTime), Duration.parse(wallTime), ByteSize.ofBytes(memory));
  }

  ByteSize size() {
    return ByteSize.ofBytes(items.stream().mapToLong(Item::size).sum());
  }
}
