package gavel.testcases.reader;

import static org.assertj.core.api.Assertions.assertThat;

import gavel.testcases.problem.TestCase;
import gavel.testcases.problem.Validation;
import gavel.testcases.validator.ValidatorFlags;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalDouble;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What 2025-09 forbids beyond types and ranges. */
class FormatRulesTest {
  @TempDir private Path directory;
  private TestPackage sum;

  @BeforeEach
  void write() throws IOException {
    sum = TestPackage.modern(directory);
  }

  @Test
  void groupsThatPassOrFailAreBounded() throws IOException {
    for (String name : List.of("01", "02")) {
      sum.delete("data/secret/" + name + ".in").delete("data/secret/" + name + ".ans");
    }
    sum.yaml("type: scoring\n")
        .write("data/secret/test_group.yaml", "max_score: unbounded\n")
        .test("secret/a/1");
    assertThat(sum.errors())
        .singleElement()
        .asString()
        .contains("data/secret/a", "max_score has to be a number");
    sum.write("data/secret/a/test_group.yaml", "max_score: 5\n");
    assertThat(sum.errors()).isEmpty();
  }

  @Test
  void namesOfTestsAndGroups() throws IOException {
    sum.test("secret/test_group");
    assertThat(sum.errors()).singleElement().asString().contains("called test_group");
    sum.delete("data/secret/test_group.in").delete("data/secret/test_group.ans");
    for (String name : List.of("01", "02")) {
      sum.delete("data/secret/" + name + ".in").delete("data/secret/" + name + ".ans");
    }
    sum.test("secret/g/1").test("secret/g/1/z");
    assertThat(sum.errors()).singleElement().asString().contains("same name", "data/secret/g/1");
    assertThat(sum.read().tests()).extracting(TestCase::name).contains("secret/g/1/z");
  }

  @Test
  void tolerancesGivenTwice() throws IOException {
    String group = "data/secret/test_group.yaml";
    sum.write(group, "output_validator_args: [float_tolerance, 1e-6, float_tolerance, '1']\n");
    assertThat(sum.errors()).singleElement().asString().contains("twice");
    ValidatorFlags last =
        new ValidatorFlags(false, false, OptionalDouble.of(1), OptionalDouble.of(1));
    assertThat(sum.read().tests().getLast().validation()).isEqualTo(new Validation.Default(last));
    sum.write(group, "output_validator_args: [float_tolerance, 1, float_absolute_tolerance, 1]\n");
    assertThat(sum.errors()).singleElement().asString().contains("beside another");
    sum.write(
        group,
        "output_validator_args: [float_relative_tolerance, 1, float_absolute_tolerance, 1]\n");
    assertThat(sum.errors()).isEmpty();
  }

  @Test
  void undefinedConstants() throws IOException {
    sum.yaml("constants: {n: 5}\n")
        .write("data/secret/test_group.yaml", "args: ['{{n}}', '{{m}}', '{{m}}']\n");
    assertThat(sum.problems())
        .containsExactly("data/secret/test_group.yaml:1: warning: No constant is called \"m\"");
    assertThat(sum.read().tests().getLast().options().args()).contains("5", "{{m}}");
  }

  @Test
  void unknownLanguages() throws IOException {
    sum.yaml("languages: [pyhton3, python3]\n")
        .write("include/klingon/a.h", "x")
        .write("include/default/a.h", "x")
        .write("include/cpp/a.h", "x");
    assertThat(sum.errors()).isEmpty();
    assertThat(sum.problems())
        .filteredOn(line -> line.contains("no known code"))
        .hasSize(2)
        .anyMatch(line -> line.contains("pyhton3"))
        .anyMatch(line -> line.contains("include/klingon") && line.contains("kotlin"));
  }
}
