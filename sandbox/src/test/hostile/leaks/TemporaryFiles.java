// expect: success
package leaks;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** A virtual machine's own traces (its hsperfdata, for one) are gone, and so is what it leaves. */
class TemporaryFiles {
  public static void main(String[] args) throws Exception {
    List<String> found;
    try (Stream<Path> all = Files.walk(Path.of("/tmp"))) {
      found =
          all.map(Path::toString)
              .filter(name -> !name.equals("/tmp"))
              .filter(name -> !name.startsWith("/tmp/hsperfdata_runner"))
              .toList();
    }
    Files.createTempFile("trace", "");
    Files.createTempDirectory("trace");
    System.out.println(found);
    System.exit(found.isEmpty() ? 0 : 1);
  }
}
