package gavel.testcases.validator;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What {@code sscanf(token, "%lf%10s", …) == 1} says, recorded from glibc 2.36. */
class FloatTokenTest {
  private static double parse(String token) {
    byte[] bytes = Checks.bytes(token);
    return FloatToken.parse(bytes, 0, bytes.length);
  }

  @ParameterizedTest
  @CsvSource({
    "5,5",
    "+5,5",
    "-5,-5",
    "+.5,0.5",
    "1.,1",
    "00012,12",
    "-0,-0.0",
    "-0.0,-0.0",
    "1e5,100000",
    "1E5,100000",
    "1e+5,100000",
    "1e05,100000",
    "1.e5,100000",
    "-5.e1,-50",
    "0e5,0",
    "1e,1",
    "1e+,1",
    "1e-,1",
    "1.5e,1.5",
    "0e,0",
    "1e-999,0",
    "0x1p3,8",
    "0x1.8,1.5",
    "0X1A,26",
    "-0x1,-1",
    "0x.8,0.5",
    "0x.,0",
    "0x0,0",
    "0x1p,1",
    "0x1p+,1",
    "0x1P-3,0.125",
    "0x1e5,485",
    "0x1.p1,2",
    "0x1.8p,1.5",
    "0.1,0.1",
    "0.30000000000000004,0.30000000000000004",
    "123456789012345678,123456789012345678",
    "1e22,1e22",
    "1e23,1e23",
    "9007199254740993,9007199254740992",
    "0.000000000000000000000000000001,1e-30",
    "2.5E-324,4.9E-324"
  })
  void isANumber(String token, double value) {
    assertThat(parse(token)).isEqualTo(value);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "+",
        "-",
        "+-5",
        "--1",
        ".",
        "-.",
        "1..2",
        "1.0.",
        "1e5.3",
        "1e5e5",
        "1e++5",
        "e5",
        ".e5",
        "inf",
        "INF",
        "infinity",
        "infi",
        "nan",
        "NAN",
        "-nan",
        "nan(1)",
        "1e999",
        "-1e999",
        "1f",
        "1d",
        "1_000",
        "1,000",
        "0b1",
        "0x",
        "-0x",
        "0xg",
        "0x-",
        "0x+1",
        "0xp3",
        "0x.p1",
        "0x1e+5",
        "0x1p3.",
        "0x1p0x",
        "1p5",
        "12abc",
        "1-",
        "1+",
        "5\u00b2",
        "0x1p99999999999"
      })
  void isText(String token) {
    assertThat(parse(token)).isNaN();
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 15, 16, 30, 400, 100_000})
  void manyDigits(int digits) {
    String token = "0." + "3".repeat(digits);
    assertThat(parse(token)).isEqualTo(Double.parseDouble(token));
  }
}
