package gavel.executor.store;

import gavel.executor.store.PackedArtifact.Item;
import gavel.model.json.StrictJson;
import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import java.util.zip.CRC32C;
import java.util.zip.CheckedOutputStream;

/**
 * An artifact as one file: the length of a manifest, the manifest, the contents of the files in its
 * order, and the CRC-32C of all that. So a name in a directory is a whole artifact or none, what
 * was cut or damaged is found out when it is read, and there is nothing to be made durable.
 */
final class ArtifactPack {
  private static final int BUFFER = 64 << 10;
  private static final int LARGE = 1 << 20;
  private static final int LONGEST_MANIFEST = 64 << 20;

  /** What a name that is no UTF-8 is read as. */
  private static final char UNREADABLE = '\uFFFD';

  private static final Set<PosixFilePermission> READABLE =
      PosixFilePermissions.fromString("r--r--r--");
  private static final Set<PosixFilePermission> EXECUTABLE =
      PosixFilePermissions.fromString("r-xr-xr-x");
  private static final Set<PosixFilePermission> DIRECTORY =
      PosixFilePermissions.fromString("rwxr-xr-x");

  private ArtifactPack() {}

  /** Writes the artifact; false: it has a name that cannot be written, and nothing is complete. */
  static boolean write(Artifact artifact, OutputStream file) throws IOException {
    List<Item> items = items(artifact.directory());
    if (items.stream().anyMatch(item -> item.path().indexOf(UNREADABLE) >= 0)) {
      return false;
    }
    byte[] manifest = StrictJson.write(PackedArtifact.of(artifact, items));
    CheckedOutputStream checked = new CheckedOutputStream(file, new CRC32C());
    DataOutputStream out = new DataOutputStream(new BufferedOutputStream(checked, BUFFER));
    out.writeInt(manifest.length);
    out.write(manifest);
    for (Item item : items) {
      if (!item.directory()) {
        Files.copy(artifact.directory().resolve(item.path()), out);
      }
    }
    out.flush();
    out.writeLong(checked.getChecksum().getValue());
    out.flush();
    return true;
  }

  private static List<Item> items(Path directory) throws IOException {
    List<Path> paths;
    try (Stream<Path> all = Files.walk(directory)) {
      paths = all.filter(path -> !path.equals(directory)).sorted().toList();
    } catch (UncheckedIOException failed) {
      throw failed.getCause();
    }
    List<Item> items = new ArrayList<>();
    for (Path path : paths) {
      BasicFileAttributes attributes =
          Files.readAttributes(path, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
      items.add(
          new Item(
              directory.relativize(path).toString(),
              attributes.isDirectory(),
              attributes.isRegularFile() && Files.isExecutable(path),
              attributes.isDirectory() ? 0 : attributes.size(),
              attributes.lastModifiedTime().toInstant().toString()));
    }
    return items;
  }

  /**
   * Reads an artifact into a directory that is not there yet, once its sum was found to be right:
   * nothing is made of what stands in a damaged one.
   *
   * @throws DamagedArtifact when it is not what was written for this key
   */
  static PackedArtifact read(String key, Path file, Path target) throws IOException {
    try (FileChannel channel =
        FileChannel.open(file, StandardOpenOption.READ, LinkOption.NOFOLLOW_LINKS)) {
      requireSum(channel);
      channel.position(0);
      DataInputStream in =
          new DataInputStream(new BufferedInputStream(Channels.newInputStream(channel), BUFFER));
      PackedArtifact packed = manifest(in);
      if (!packed.key().equals(key)) {
        throw new DamagedArtifact("it is another's");
      }
      Files.createDirectory(target);
      for (Item item : packed.items()) {
        extract(item, in, target.resolve(item.path()));
      }
      Files.setPosixFilePermissions(target, DIRECTORY);
      return packed;
    } catch (EOFException cut) {
      throw new DamagedArtifact("its end is missing", cut);
    }
  }

  private static void requireSum(FileChannel channel) throws IOException {
    long left = channel.size() - Long.BYTES;
    if (left < Integer.BYTES) {
      throw new EOFException();
    }
    CRC32C sum = new CRC32C();
    ByteBuffer buffer = ByteBuffer.allocateDirect((int) Math.min(LARGE, left));
    while (left > 0) {
      buffer.clear().limit((int) Math.min(buffer.capacity(), left));
      left -= readFully(channel, buffer);
      sum.update(buffer);
    }
    ByteBuffer written = ByteBuffer.allocate(Long.BYTES);
    readFully(channel, written);
    if (written.getLong() != sum.getValue()) {
      throw new DamagedArtifact("it is not as it was written, or was cut: its checksum is another");
    }
  }

  private static int readFully(FileChannel channel, ByteBuffer buffer) throws IOException {
    while (buffer.hasRemaining()) {
      if (channel.read(buffer) < 0) {
        throw new EOFException();
      }
    }
    buffer.flip();
    return buffer.remaining();
  }

  private static PackedArtifact manifest(DataInputStream in) throws IOException {
    int length = in.readInt();
    if (length < 0 || length > LONGEST_MANIFEST) {
      throw new DamagedArtifact("its manifest has no length that could be");
    }
    byte[] json = in.readNBytes(length);
    if (json.length < length) {
      throw new EOFException();
    }
    return PackedArtifact.read(json);
  }

  private static void extract(Item item, InputStream in, Path place) throws IOException {
    if (item.directory()) {
      Files.createDirectory(place);
      Files.setPosixFilePermissions(place, DIRECTORY);
      return;
    }
    try (OutputStream out = Files.newOutputStream(place)) {
      byte[] buffer = new byte[(int) Math.min(BUFFER, item.size())];
      long left = item.size();
      while (left > 0) {
        int read = in.read(buffer, 0, (int) Math.min(buffer.length, left));
        if (read < 0) {
          throw new EOFException();
        }
        out.write(buffer, 0, read);
        left -= read;
      }
    }
    Files.setLastModifiedTime(place, FileTime.from(item.modifiedAt()));
    Files.setPosixFilePermissions(place, item.executable() ? EXECUTABLE : READABLE);
  }
}
