package gavel.worker.guest.pool;

import java.io.EOFException;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileChannel.MapMode;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.NoSuchElementException;

/**
 * Where in a machine's memory there is anything but zeros, so that a copy takes no more time and
 * room than that.
 *
 * @param size of the memory, in bytes
 */
record Extents(long size, List<Extent> all) {
  private static final int STEP = 64 * 1024;

  /** From where on and how far, in bytes. */
  record Extent(long start, long length) {}

  /** Refuses what goes beyond the memory. */
  Extents {
    all = List.copyOf(all);
    for (Extent extent : all) {
      if (extent.start < 0 || extent.length < 1 || extent.start > size - extent.length) {
        throw new IllegalArgumentException(extent + " is not within " + size);
      }
    }
  }

  /** Looks through the whole file. */
  static Extents of(FileChannel memory) throws IOException {
    List<Extent> found = new ArrayList<>();
    long size = memory.size();
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment all = memory.map(MapMode.READ_ONLY, 0, size, arena);
      MemorySegment zeros = arena.allocate(STEP);
      long start = -1;
      for (long place = 0; place < size; place += STEP) {
        long length = Math.min(STEP, size - place);
        boolean empty = MemorySegment.mismatch(all, place, place + length, zeros, 0, length) < 0;
        if (!empty && start < 0) {
          start = place;
        } else if (empty && start >= 0) {
          found.add(new Extent(start, place - start));
          start = -1;
        }
      }
      if (start >= 0) {
        found.add(new Extent(start, size - start));
      }
    }
    return new Extents(size, found);
  }

  /** How much of it there is, in bytes. */
  long total() {
    return all.stream().mapToLong(Extent::length).sum();
  }

  /** Gives the other file, which is one hole of the same size, the same content. */
  void copy(FileChannel from, FileChannel to) throws IOException {
    if (from.size() != size || to.size() != size) {
      throw new IOException(
          String.format(
              Locale.ROOT, "%d bytes, %d of a copy, not %d", from.size(), to.size(), size));
    }
    for (Extent extent : all) {
      long end = extent.start + extent.length;
      to.position(extent.start);
      for (long place = extent.start; place < end; ) {
        long copied = from.transferTo(place, end - place, to);
        if (copied <= 0) {
          throw new EOFException("The memory ends at " + place);
        }
        place += copied;
      }
    }
  }

  /** Makes an empty file one of nothing but a hole. */
  static void enlarge(FileChannel file, long size) throws IOException {
    if (size > 0 && file.write(ByteBuffer.allocate(1), size - 1) != 1) {
      throw new IOException("The last byte was not written");
    }
  }

  /** Writes them down, a line each. */
  void write(Path file) throws IOException {
    List<String> lines = new ArrayList<>(List.of(Long.toString(size)));
    all.forEach(extent -> lines.add(extent.start + " " + extent.length));
    Files.write(file, lines, StandardCharsets.US_ASCII);
  }

  /** Reads what was written down. */
  static Extents read(Path file) throws IOException {
    List<String> lines = Files.readAllLines(file, StandardCharsets.US_ASCII);
    try {
      List<Extent> all = new ArrayList<>();
      for (String line : lines.subList(1, lines.size())) {
        int space = line.indexOf(' ');
        all.add(
            new Extent(
                Long.parseLong(line.substring(0, space)),
                Long.parseLong(line.substring(space + 1))));
      }
      return new Extents(Long.parseLong(lines.getFirst()), all);
    } catch (IllegalArgumentException | IndexOutOfBoundsException | NoSuchElementException wrong) {
      throw new IOException(
          String.format(Locale.ROOT, "%s is not a list of extents: %s", file, wrong.getMessage()),
          wrong);
    }
  }
}
