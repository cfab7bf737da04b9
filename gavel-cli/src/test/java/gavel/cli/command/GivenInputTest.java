package gavel.cli.command;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import gavel.model.ByteSize;
import gavel.model.language.Languages;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;

class GivenInputTest {
  private static final CommandLine COMMAND = new CommandLine(CommandSpec.create());
  private static final Path ENDLESS = Path.of("/dev/zero");
  @TempDir Path directory;

  private static String text(GivenInput input) throws Exception {
    try (InputStream in = input.body().open()) {
      return new String(in.readAllBytes(), UTF_8);
    }
  }

  private static GivenInput keep(InputStream in) throws Exception {
    return GivenInput.keep(COMMAND, "stdin", "standard input", in, ByteSize.ofKiB(64));
  }

  @Test
  void aFileIsReadWhereItLies() throws Exception {
    Path file = Files.writeString(directory.resolve("input"), "text");
    try (GivenInput input = GivenInput.read(COMMAND, "stdin", file)) {
      assertThat(text(input)).isEqualTo("text");
    }
    assertThat(file).exists();
    try (GivenInput input = GivenInput.read(COMMAND, "stdin", Path.of("/proc/self/stat"))) {
      assertThat(text(input)).isNotEmpty();
    }
  }

  @Test
  void whatComesByAPipeIsKept() throws Exception {
    try (GivenInput input = keep(new ByteArrayInputStream(new byte[64 << 10]))) {
      assertThat(input.body().size()).isEqualTo(64 << 10);
    }
  }

  @Test
  void whatHasNoEndIsRefused() throws Exception {
    try (InputStream endless = Files.newInputStream(ENDLESS)) {
      assertThatThrownBy(() -> keep(endless))
          .isInstanceOf(ParameterException.class)
          .hasMessage("A program reads at most 64KiB; standard input has more");
    }
  }

  @Test
  void soAreSources() {
    SourceFiles sources = new SourceFiles(COMMAND, Languages.bundled());
    assertThatThrownBy(() -> sources.read(List.of(ENDLESS)))
        .isInstanceOf(ParameterException.class)
        .hasMessage("Sources have at most 64MiB; /dev/zero has more");
  }

  @Test
  void whatIsNotThereIsNamed() {
    Path missing = directory.resolve("missing");
    assertThatThrownBy(() -> GivenInput.read(COMMAND, "stdin", missing))
        .isInstanceOf(ParameterException.class)
        .hasMessage("Cannot read " + missing + ": there is no such file");
  }
}
