package gavel.testcases.validator;

import static org.assertj.core.api.Assertions.assertThat;

import gavel.testcases.validator.CheckOutcome.Accepted;
import java.util.List;
import java.util.OptionalDouble;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;

/** The laws of the default validator. */
class DefaultValidatorPropertyTest {
  private static final int WHOLE = Integer.MAX_VALUE;

  @Provide
  Arbitrary<byte[]> texts() {
    Arbitrary<String> word =
        Arbitraries.oneOf(
            Arbitraries.of(
                "yes", "YES", "no", "1", "1.0", "1e0", "0x1", "inf", "nan", "-0", "0", "1e999",
                "1e"),
            Arbitraries.doubles().map(number -> Double.toString(number)),
            Arbitraries.strings().withCharRange('\0', '\u00ff').ofMaxLength(6));
    return word.list().ofMaxSize(8).flatMap(DefaultValidatorPropertyTest::spaced);
  }

  private static Arbitrary<byte[]> spaced(List<String> words) {
    return spaces(words.size() + 1).map(spaces -> Checks.bytes(weave(words, spaces)));
  }

  private static Arbitrary<List<String>> spaces(int count) {
    return Arbitraries.of(" ", "\n", "\t", "\r\n", "  ", "\f\u000b").list().ofSize(count);
  }

  private static String weave(List<String> words, List<String> spaces) {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < words.size(); i++) {
      text.append(words.get(i)).append(spaces.get(i));
    }
    return text.toString();
  }

  @Provide
  Arbitrary<ValidatorFlags> anyFlags() {
    Arbitrary<OptionalDouble> tolerance =
        Arbitraries.of(
            OptionalDouble.empty(),
            OptionalDouble.of(0),
            OptionalDouble.of(1e-6),
            OptionalDouble.of(2));
    return Combinators.combine(
            Arbitraries.of(true, false), Arbitraries.of(true, false), tolerance, tolerance)
        .as(ValidatorFlags::new);
  }

  private static boolean accepts(ValidatorFlags flags, byte[] judge, byte[] team) {
    return Checks.check(flags, judge, team, WHOLE) instanceof Accepted;
  }

  @Property
  boolean everyTextIsAcceptedAsItsOwnAnswer(
      @ForAll("texts") byte[] text, @ForAll("anyFlags") ValidatorFlags flags) {
    return accepts(flags, text, text);
  }

  @Property
  void theSizeOfTheChunksDoesNotMatter(
      @ForAll("texts") byte[] judge,
      @ForAll("texts") byte[] team,
      @ForAll("anyFlags") ValidatorFlags flags,
      @ForAll @IntRange(min = 1, max = 9) int chunk) {
    assertThat(Checks.check(flags, judge, team, chunk))
        .isEqualTo(Checks.check(flags, judge, team, WHOLE));
  }

  @Property
  void agreesWithTheRulesReadWordByWord(
      @ForAll("texts") byte[] judge,
      @ForAll("texts") byte[] team,
      @ForAll("anyFlags") ValidatorFlags flags) {
    assertThat(accepts(flags, judge, team)).isEqualTo(Checks.oracle(flags, judge, team));
  }

  @Property
  void withoutItsFlagWhiteSpaceDoesNotMatter(
      @ForAll("words") List<String> words,
      @ForAll("anySpaces") List<String> first,
      @ForAll("anySpaces") List<String> second) {
    byte[] judge = Checks.bytes(weave(words, first));
    byte[] team = Checks.bytes(weave(words, second));
    assertThat(accepts(ValidatorFlags.NONE, judge, team)).isTrue();
    ValidatorFlags sensitive = Checks.flags("space_change_sensitive");
    assertThat(accepts(sensitive, judge, team)).isEqualTo(java.util.Arrays.equals(judge, team));
  }

  @Provide
  Arbitrary<List<String>> words() {
    return Arbitraries.strings()
        .alpha()
        .numeric()
        .ofMinLength(1)
        .ofMaxLength(5)
        .list()
        .ofMaxSize(8);
  }

  @Provide
  Arbitrary<List<String>> anySpaces() {
    return spaces(9);
  }

  @Property
  void withoutItsFlagCaseDoesNotMatter(@ForAll("words") List<String> words) {
    String text = String.join(" ", words);
    String upper = text.toUpperCase(java.util.Locale.ROOT);
    assertThat(Checks.accepts("", text, upper)).isTrue();
    assertThat(Checks.accepts("case_sensitive", text, upper)).isEqualTo(text.equals(upper));
  }

  @Property
  void aLargerToleranceAcceptsNoLess(
      @ForAll double judge,
      @ForAll double team,
      @ForAll @DoubleRange(min = 0, max = 1e10) double one,
      @ForAll @DoubleRange(min = 0, max = 1e10) double other) {
    String kind = "float_tolerance ";
    if (Checks.accepts(kind + Math.min(one, other), "" + judge, "" + team)) {
      assertThat(Checks.accepts(kind + Math.max(one, other), "" + judge, "" + team)).isTrue();
    }
  }

  @Property
  void absoluteToleranceIsSymmetric(
      @ForAll @DoubleRange(min = -3, max = 3) double judge,
      @ForAll @DoubleRange(min = -3, max = 3) double team) {
    String flags = "float_absolute_tolerance 1";
    assertThat(Checks.accepts(flags, "" + judge, "" + team))
        .isEqualTo(Checks.accepts(flags, "" + team, "" + judge));
  }

  @Property
  void aNumberIsWhatJavaReadsToo(@ForAll double number) {
    byte[] text = Checks.bytes(Double.toString(number));
    assertThat(FloatToken.parse(text, 0, text.length)).isEqualTo(number);
  }
}
