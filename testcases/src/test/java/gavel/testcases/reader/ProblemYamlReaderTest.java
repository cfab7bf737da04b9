package gavel.testcases.reader;

import static org.assertj.core.api.Assertions.assertThat;

import gavel.model.ByteSize;
import gavel.testcases.problem.PackageProblem;
import gavel.testcases.problem.Validation;
import gavel.testcases.validator.ValidatorFlags;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ProblemYamlReaderTest {
  private final Findings findings = new Findings();

  private ProblemYaml read(String text) {
    return ProblemYamlReader.read(text, "short", false, findings);
  }

  private List<String> problems() {
    return findings.all().stream().map(PackageProblem::toString).toList();
  }

  @Test
  void everything() {
    ProblemYaml yaml =
        read(
            """
            # comment
            problem_format_version: legacy
            type: pass-fail
            name: "Different Numbers"
            uuid: 5ca6ba5b-36d5-4eff-8aa7-d967cbc4375e
            author: A, B and C
            source: Contest 2023
            source_url: https://example.org
            license: cc by-sa
            rights_owner: ICPC
            keywords: graph  dp
            limits:
              time_multiplier: 3
              time_safety_margin: 1.5
              memory: 512
              output: 16
              code: 64
              compilation_time: 30
              compilation_memory: 1024
              validation_time: 20.5
              validation_memory: 256
              validation_output: 4
            validation: default
            validator_flags: >
              case_sensitive
              float_tolerance 1e-6
            """);
    assertThat(problems()).isEmpty();
    assertThat(yaml.metadata().name()).isEqualTo("Different Numbers");
    assertThat(yaml.metadata().credits().authors())
        .extracting(person -> person.name())
        .containsExactly("A", "B", "C");
    assertThat(yaml.metadata().license()).isEqualTo("cc by-sa");
    assertThat(yaml.metadata().keywords()).containsExactly("graph", "dp");
    assertThat(yaml.limits().timeMultiplier()).isEqualTo(3);
    assertThat(yaml.limits().memory()).isEqualTo(ByteSize.ofMiB(512));
    assertThat(yaml.limits().code()).isEqualTo(ByteSize.ofKiB(64));
    assertThat(yaml.limits().validationTime()).isEqualTo(Duration.ofMillis(20_500));
    assertThat(yaml.validation())
        .isEqualTo(
            new Validation.Default(
                ValidatorFlags.parse("case_sensitive float_tolerance 1e-6").flags()));
  }

  @Test
  void nothing() {
    for (String empty : List.of("", "# nothing\n", "---\n", "~\n", "name:\nlimits: null\n")) {
      ProblemYaml yaml = read(empty);
      assertThat(problems()).isEmpty();
      assertThat(yaml).isEqualTo(ProblemYaml.defaults("short"));
    }
  }

  @Test
  void aNameMayBeAMapOfLanguages() {
    assertThat(read("name: {sv: Summa, en: Sum}").metadata().name()).isEqualTo("Sum");
    assertThat(read("name:\n  sv: Summa\n").metadata().name()).isEqualTo("Summa");
    assertThat(problems()).isEmpty();
  }

  @Test
  void aBadFlagIsReportedWithItsLineAndTheOthersCount() {
    ProblemYaml yaml = read("name: X\n\nvalidator_flags: case_sensitive float_tolerance x\n");
    assertThat(problems())
        .containsExactly(
            "problem.yaml:3: error: validator_flags at character 32: float_tolerance needs a"
                + " finite number, not \"x\"");
    assertThat(yaml.validation())
        .isEqualTo(new Validation.Default(ValidatorFlags.parse("case_sensitive").flags()));
  }

  @Test
  void unknownKeysAreWarnings() {
    read("name: X\ntime_limit: 1\nlimits:\n  memory: 64\n  memori: 1\n\"a\\e[1m\": 2\n");
    assertThat(problems())
        .containsExactly(
            "problem.yaml:5: warning: limits: memori is not a key of this format",
            "problem.yaml:2: warning: time_limit is not a key of this format",
            "problem.yaml:6: warning: a\\x1b[1m is not a key of this format");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "limits: 5|limits has to be a list of keys with values",
        "limits: {memory: lots}|limits: memory has to be a number over 0, at most 1048576, not \"lots\"",
        "limits: {memory: -1}|limits: memory has to be a number over 0",
        "limits: {memory: 0}|limits: memory has to be a number over 0",
        "limits: {memory: 0x10}|limits: memory has to be a number over 0",
        "limits: {memory: 1e300}|limits: memory has to be a number over 0",
        "limits: {memory: .nan}|limits: memory has to be a number over 0",
        "limits: {memory: 1.5}|limits: memory has to be a whole number",
        "limits: {memory: [1]}|limits: memory has to be a text",
        "name: [a]|name has to be a text",
        "name: {en: [a]}|name has to be a text in each language",
        "license: mine|license has to be one of unknown, public domain",
        "license: cc0|license needs a rights_owner, author or source",
        "{license: public domain, rights_owner: me}|rights_owner cannot be given",
        "source_url: x|source_url needs a source",
        "uuid: x|uuid has to be a UUID, not \"x\"",
        "type: sorting|type has to be pass-fail or scoring",
        "problem_format_version: newest|problem_format_version has to be legacy, legacy-icpc or 2025-09",
        "{problem_format_version: legacy-icpc, type: scoring}|type has to be pass-fail in legacy-icpc",
        "validation: strict|validation has to be default or custom",
        "validation: default score|validation has to be default or custom",
        "validator_flags: [a]|validator_flags has to be a text",
        "- a|The file is not a list of keys with values",
        "just text|The file is not a list of keys with values",
        "`a: [1`|This is not YAML",
        "{a: 1, name: *x}|No value before this is called \"&x\"",
        "name: !!binary x|This is not YAML",
      })
  void mistakes(String text, String message) {
    read("\n" + text + "\n");
    assertThat(problems()).isNotEmpty();
    assertThat(problems().getFirst()).matches("problem\\.yaml:[123]: error: .*").contains(message);
  }

  @Test
  void aKeyGivenTwice() {
    assertThat(read("name: One\nsource: x\nname: Two\n").metadata().name()).isEqualTo("One");
    assertThat(problems())
        .containsExactly("problem.yaml:3: error: \"name\" is given twice, first on line 1");
  }

  @Test
  void everyProblemAtOnce() {
    read("name: [x]\nlicense: mine\nlimits:\n  memory: x\n  code: y\nvalidator_flags: z\n");
    assertThat(findings.all())
        .extracting(PackageProblem::line)
        .containsExactlyInAnyOrder(1, 2, 4, 5, 6);
  }

  @Test
  void secondDocument() {
    read("name: X\n---\nname: Y\n");
    assertThat(problems())
        .containsExactly(
            "problem.yaml:3: error: A second YAML document begins here; only the first is read");
  }

  @Test
  void bombsAreSmall() {
    StringBuilder bomb = new StringBuilder("a0: &a0 [x,x,x,x,x,x,x,x,x]\n");
    for (int i = 1; i < 10; i++) {
      bomb.append(
          String.format("a%d: &a%d [%s*a%d]%n", i, i, ("*a" + (i - 1) + " ,").repeat(8), i - 1));
    }
    read(bomb.toString());
    assertThat(problems()).hasSizeGreaterThan(9).first().asString().contains("Aliases");
    read("[".repeat(100_000));
    read("a: " + "{b: ".repeat(400) + "1" + "}".repeat(400));
    assertThat(problems())
        .anySatisfy(problem -> assertThat(problem).contains("nested deeper than 20"));
  }
}
