package gavel.worker.http;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ListenAddressTest {
  @ParameterizedTest
  @ValueSource(strings = {"127.0.0.1:9464", "[::1]:0", "localhost:65535"})
  void readsWhatItWrites(String text) {
    assertThat(ListenAddress.parse(text)).map(ListenAddress::toString).contains(text);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "9464", ":9464", "host:", "host:65536", "host:-1", "::1:80", "host:1234567"})
  void refusesWhatIsNone(String text) {
    assertThat(ListenAddress.parse(text)).isEmpty();
  }

  @Test
  void hasNoBracketsInTheHost() {
    assertThat(ListenAddress.parse("[::1]:80")).contains(new ListenAddress("::1", 80));
  }
}
