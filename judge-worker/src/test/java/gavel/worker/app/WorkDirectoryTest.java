package gavel.worker.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WorkDirectoryTest {
  @TempDir private Path scratch;

  @Test
  void eachHasOneOfItsOwnUntilItEnds() throws Exception {
    try (WorkDirectory one = WorkDirectory.below(scratch)) {
      Files.createDirectories(one.path().resolve("vm-1/a"));
      try (WorkDirectory other = WorkDirectory.below(scratch)) {
        assertThat(other.path()).isNotEqualTo(one.path());
        assertThat(one.path().resolve("vm-1/a")).exists();
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(other.path())))
            .isEqualTo("rwx------");
      }
    }
    try (var left = Files.list(scratch)) {
      assertThat(left.filter(Files::isDirectory)).isEmpty();
    }
  }

  @Test
  void whatDeadWorkersLeftIsRemovedAndNothingElse() throws Exception {
    Path elsewhere = Files.createDirectory(scratch.resolve("elsewhere"));
    Files.writeString(elsewhere.resolve("kept"), "");
    Path dead = scratch.resolve("gavel-worker-1");
    Files.createDirectories(dead.resolve("vm-2/deep"));
    Files.writeString(dead.resolve("lock"), "");
    Files.writeString(dead.resolve("vm-2/deep/memory"), "much");
    Files.createSymbolicLink(dead.resolve("link"), elsewhere);
    Path unfinished = Files.createDirectory(scratch.resolve("gavel-worker-2"));
    Path withoutLock = Files.createDirectories(scratch.resolve("gavel-worker-3/precious"));
    Path alike = Files.createDirectory(scratch.resolve("gavel-worker-.4"));
    Files.writeString(alike.resolve("lock"), "");
    Path words = Files.createDirectory(scratch.resolve("words-of-others"));
    Path file = Files.writeString(scratch.resolve("words"), "");
    Path link = Files.createSymbolicLink(scratch.resolve("gavel-worker-5"), elsewhere);
    try (WorkDirectory own = WorkDirectory.below(scratch)) {
      assertThat(own.path()).exists();
      assertThat(dead).doesNotExist();
      assertThat(unfinished).doesNotExist();
      assertThat(List.of(withoutLock, alike, words)).allMatch(Files::exists);
      assertThat(elsewhere.resolve("kept")).exists();
      assertThat(file).exists();
      assertThat(link).isSymbolicLink();
    }
  }
}
