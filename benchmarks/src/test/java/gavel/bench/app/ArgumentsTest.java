package gavel.bench.app;

import static org.assertj.core.api.Assertions.assertThat;

import gavel.bench.app.Arguments.Catalogue;
import gavel.bench.app.Arguments.Measure;
import gavel.bench.app.Arguments.Wrong;
import gavel.bench.chaos.ChaosBench;
import gavel.bench.guest.RestoreBench;
import gavel.bench.pipeline.QueuedBench;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ArgumentsTest {
  @Test
  void withoutANameTheBenchesAreListed() {
    assertThat(Arguments.parse(List.of("--until-stdin-ends"))).isInstanceOf(Catalogue.class);
  }

  @Test
  void aBenchAndHowOften() {
    Arguments arguments = Arguments.parse(List.of("soak", "--runs", "12", "--until-stdin-ends"));
    assertThat(arguments).isInstanceOf(Measure.class);
    Measure measure = (Measure) arguments;
    assertThat(measure.bench().name()).isEqualTo("soak");
    assertThat(measure.runs()).hasValue(12);
    assertThat(measure.untilStdinEnds()).isTrue();
  }

  @Test
  void machinesAreMeasuredWhereAnImageIsNamed() {
    Arguments arguments = Arguments.parse(List.of("guest", "--restore", "/image"));
    assertThat(arguments).isInstanceOf(Measure.class);
    assertThat(((Measure) arguments).bench()).isEqualTo(new RestoreBench(Path.of("/image")));
  }

  @Test
  void whatOneBenchAloneTakes() {
    Arguments queued = Arguments.parse(List.of("pipeline", "--queued", "70"));
    assertThat(((Measure) queued).bench()).isInstanceOf(QueuedBench.class);
    assertThat(((Measure) queued).bench().usualRuns()).isEqualTo(70);
    Arguments chaos =
        Arguments.parse(List.of("chaos", "--seed", "5", "--workers", "2", "--seconds", "9"));
    assertThat(((Measure) chaos).bench()).isInstanceOf(ChaosBench.class);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "nothing",
        "sandbox soak",
        "sandbox --runs",
        "sandbox --runs 0",
        "sandbox --runs many",
        "guest --restore",
        "sandbox --restore /image",
        "sandbox --queued 5",
        "pipeline --queued",
        "pipeline --seed 5",
        "chaos --workers none"
      })
  void whatCannotBeUsed(String line) {
    assertThat(Arguments.parse(List.of(line.split(" ", -1)))).isInstanceOf(Wrong.class);
  }

  @Test
  void eachBenchHasANameOfItsOwn() {
    assertThat(Benches.all()).extracting(bench -> bench.name()).doesNotHaveDuplicates();
    assertThat(Benches.all()).allMatch(bench -> bench.usualRuns() > 0);
  }
}
