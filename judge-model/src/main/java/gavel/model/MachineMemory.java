package gavel.model;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** What /proc/meminfo says of the machine's memory, see proc_meminfo(5). */
public record MachineMemory(ByteSize total, ByteSize used) {
  private static final Path MEMINFO = Path.of("/proc/meminfo");

  /** As it is now. */
  public static MachineMemory now() throws IOException {
    return parse(Files.readString(MEMINFO));
  }

  /** What programs could have now. */
  public ByteSize available() {
    return new ByteSize(total.bytes() - used.bytes());
  }

  /**
   * Of the file's text.
   *
   * @throws IOException when it lacks a figure
   */
  public static MachineMemory parse(String text) throws IOException {
    long total = kilobytes(text, "MemTotal:");
    long available = kilobytes(text, "MemAvailable:");
    return new MachineMemory(ByteSize.ofKiB(total), ByteSize.ofKiB(Math.max(0, total - available)));
  }

  private static long kilobytes(String text, String field) throws IOException {
    String line =
        text.lines()
            .filter(each -> each.startsWith(field))
            .findFirst()
            .orElseThrow(() -> new IOException("/proc/meminfo has no " + field));
    return Long.parseLong(line.substring(field.length()).replace("kB", "").strip());
  }
}
