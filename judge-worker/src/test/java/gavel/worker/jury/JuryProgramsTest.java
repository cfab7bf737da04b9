package gavel.worker.jury;

import static org.assertj.core.api.Assertions.assertThat;

import gavel.model.ByteSize;
import gavel.model.language.Languages;
import gavel.testcases.problem.Constants;
import gavel.testcases.problem.PackageFile;
import gavel.testcases.problem.PackageProgram;
import gavel.worker.judge.FakeGuest;
import gavel.worker.judge.FakeGuest.Written;
import gavel.worker.jury.JuryPrograms.Compilation;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JuryProgramsTest {
  private static final String PLACE = "output_validators/check.cpp";

  @TempDir private Path directory;
  private final AtomicLong now = new AtomicLong();
  private final FakeGuest guest = new FakeGuest(Written::of);
  private final JuryPrograms programs = new JuryPrograms(guest, Languages.bundled(), 1, now::get);

  private PackageProgram program(String source) throws IOException {
    Path file = Files.writeString(directory.resolve("check.cpp"), source);
    PackageFile found =
        new PackageFile(
            PLACE,
            file,
            ByteSize.ofBytes(Files.size(file)),
            Files.getLastModifiedTime(file).toInstant());
    return new PackageProgram("check.cpp", PLACE, file, PackageProgram.Kind.SOURCE, List.of(found));
  }

  @Test
  void whatCompiledIsKnownForGood() throws Exception {
    PackageProgram program = program("int main() {}");
    Compilation ready = programs.compile(program, Constants.NONE);
    now.addAndGet(Duration.ofDays(1).toNanos());
    assertThat(programs.compile(program, Constants.NONE))
        .isInstanceOf(Compilation.Ready.class)
        .isEqualTo(ready);
    assertThat(guest.compilations).hasSize(1);
  }

  @Test
  void whatDidNotIsTriedAgainAfterAWhile() throws Exception {
    PackageProgram program = program("syntax error");
    assertThat(programs.compile(program, Constants.NONE)).isInstanceOf(Compilation.Broken.class);
    now.addAndGet(Duration.ofSeconds(59).toNanos());
    assertThat(programs.compile(program, Constants.NONE)).isInstanceOf(Compilation.Broken.class);
    assertThat(guest.compilations).hasSize(1);
    now.addAndGet(Duration.ofSeconds(1).toNanos());
    assertThat(programs.compile(program, Constants.NONE)).isInstanceOf(Compilation.Broken.class);
    assertThat(guest.compilations).hasSize(2);
  }
}
