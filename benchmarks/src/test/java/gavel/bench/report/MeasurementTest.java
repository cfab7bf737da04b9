package gavel.bench.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import gavel.model.json.StrictJson;
import java.time.Duration;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class MeasurementTest {
  @Test
  void quantilesOfAHundred() {
    long[] millis = LongStream.rangeClosed(1, 100).map(n -> (101 - n) * 1_000_000).toArray();
    Measurement measured = Measurement.sequential("x", millis);
    assertThat(measured.medianMillis()).isEqualTo(51);
    assertThat(measured.p99Millis()).isEqualTo(100);
    assertThat(measured.perSecond()).isEqualTo(100 / 5.05);
  }

  @Test
  void runsAtTheSameTimeAreFasterThanTheirSum() {
    long[] nanos = {1_000_000, 1_000_000};
    assertThat(new Measurement("x", nanos, Duration.ofMillis(1)).perSecond()).isEqualTo(2000);
  }

  @Test
  void jsonHasTheNamesThatPeopleRelyOn() {
    Measurement measured = Measurement.sequential("x", new long[] {123_456});
    assertThat(measured.putInto(StrictJson.object()))
        .hasToString(
            "{\"name\":\"x\",\"runs\":1,\"median_ms\":0.1235,\"p99_ms\":0.1235,"
                + "\"per_second\":8100}");
  }

  @Test
  void nothingMeasuredIsNoMeasurement() {
    assertThatThrownBy(() -> Measurement.sequential("x", new long[0]))
        .hasMessage("x was not measured");
  }
}
