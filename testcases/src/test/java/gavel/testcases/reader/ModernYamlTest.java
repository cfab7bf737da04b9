package gavel.testcases.reader;

import static org.assertj.core.api.Assertions.assertThat;

import gavel.model.ByteSize;
import gavel.testcases.problem.Constants;
import gavel.testcases.problem.FormatVersion;
import gavel.testcases.problem.PackageProblem;
import gavel.testcases.problem.Person;
import gavel.testcases.problem.ProblemMetadata.Source;
import gavel.testcases.problem.ProblemType;
import gavel.testcases.problem.Validation;
import gavel.testcases.validator.ValidatorFlags;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ModernYamlTest {
  private static final String HEAD =
      """
      problem_format_version: 2025-09
      name: Sum
      uuid: 5ca6ba5b-36d5-4eff-8aa7-d967cbc4375e
      """;

  private static final String EVERYTHING =
      """
      problem_format_version: 2025-09
      type: [scoring, interactive, multi-pass]
      name: {sv: Summa, en: Sum, pt-BR: Soma}
      uuid: 5ca6ba5b-36d5-4eff-8aa7-d967cbc4375e
      version: "1.2"
      credits:
        authors: [Ada <ada@example.org>, {name: Bo, orcid: 0000-0001, kattis: bo}]
        contributors: Cy
        testers: [Di]
        translators: {sv: Eva, pt-BR: [Flo, Gil]}
        packagers: Hal
        acknowledgements: Ida
      source:
        - Contest 2025
        - {name: Other 2025, url: https://example.org}
      license: cc by-sa
      rights_owner: Ada
      embargo_until: 2026-01-31T12:00:00Z
      limits:
        time_multipliers: {ac_to_time_limit: 3, time_limit_to_tle: 1}
        time_limit: 2.5
        time_resolution: 0.1
        memory: 512
        output: 16
        code: 64
        compilation_time: 30
        compilation_memory: 1024
        validation_time: 20
        validation_memory: 256
        validation_output: 4
        validation_passes: 5
      keywords: [graph, dp]
      languages: [cpp, python3]
      allow_file_writing: true
      constants: {n_max: 100000, eps: 1e-6, word: "x y", half: {value: "0.5", german: "0,5"}}
      """;

  private final Findings findings = new Findings();

  private ProblemYaml read(String text) {
    return ProblemYamlReader.read(text, "short", false, findings);
  }

  private List<String> problems() {
    return findings.all().stream().map(PackageProblem::toString).toList();
  }

  @Test
  void everything() {
    ProblemYaml yaml = read(EVERYTHING);
    assertThat(problems()).isEmpty();
    assertThat(yaml.format()).isEqualTo(FormatVersion.V2025_09);
    assertThat(yaml.rules().types())
        .containsExactlyInAnyOrder(
            ProblemType.SCORING, ProblemType.INTERACTIVE, ProblemType.MULTI_PASS);
    assertThat(yaml.metadata().name()).isEqualTo("Sum");
    assertThat(yaml.metadata().names().keySet()).containsExactly("sv", "en", "pt-BR");
    assertThat(yaml.metadata().credits().authors().getFirst())
        .isEqualTo(
            new Person("Ada", Optional.of("ada@example.org"), Optional.empty(), Optional.empty()));
    assertThat(yaml.metadata().credits().translators().get("pt-BR")).hasSize(2);
    assertThat(yaml.metadata().sources())
        .containsExactly(
            new Source("Contest 2025", Optional.empty()),
            new Source("Other 2025", Optional.of("https://example.org")));
    assertThat(yaml.metadata().version()).contains("1.2");
    assertThat(yaml.timeLimit()).contains(Duration.ofMillis(2500));
    assertThat(yaml.limits().timeMultiplier()).isEqualTo(3);
    assertThat(yaml.limits().timeSafetyMargin()).isEqualTo(1);
    assertThat(yaml.limits().timeResolution()).isEqualTo(Duration.ofMillis(100));
    assertThat(yaml.limits().memory()).isEqualTo(ByteSize.ofMiB(512));
    assertThat(yaml.limits().validationPasses()).isEqualTo(5);
    assertThat(yaml.rules().languages()).contains(Set.of("cpp", "python3"));
    assertThat(yaml.rules().allowFileWriting()).isTrue();
    assertThat(
            yaml.rules()
                .constants()
                .apply(
                    "{{n_max}} {{none}} {{word}} {{eps}} {{half}} {{half.german}} {{half.none}}"))
        .isEqualTo("100000 {{none}} x y 1e-6 0.5 0,5 {{half.none}}");
    assertThat(yaml.validation()).isEqualTo(new Validation.Custom(true, true, true, List.of()));
  }

  @Test
  void theLeastThereIs() {
    ProblemYaml yaml = read(HEAD);
    assertThat(problems()).isEmpty();
    assertThat(yaml.limits().timeMultiplier()).isEqualTo(2);
    assertThat(yaml.limits().timeSafetyMargin()).isEqualTo(1.5);
    assertThat(yaml.rules().allowFileWriting()).isFalse();
    assertThat(yaml.validation()).isEqualTo(new Validation.Default(ValidatorFlags.NONE));
  }

  @Test
  void whatIsRequired() {
    read("problem_format_version: 2025-09\n");
    assertThat(problems())
        .containsExactly(
            "problem.yaml:1: error: name is missing", "problem.yaml:1: error: uuid is missing");
  }

  @ParameterizedTest
  @ValueSource(strings = {"2023-07", "2023-07-draft", "2025-09-draft", "draft", "2030-01"})
  void draftsAreReadAsTheNearestAndLessStrictly(String version) {
    ProblemYaml yaml =
        read("problem_format_version: " + version + "\nname: X\nfoo: 1\nkeywords: a b\n");
    assertThat(yaml.format()).isEqualTo(FormatVersion.DRAFT);
    assertThat(yaml.metadata().keywords()).containsExactly("a", "b");
    assertThat(problems()).hasSize(3).allSatisfy(one -> assertThat(one).contains("warning"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "foo: 1|foo is not a key of this format",
        "author: me|author is not a key of this format",
        "validator_flags: x|validator_flags is not a key of this format",
        "limits: {time_multiplier: 2}|limits: time_multiplier is not a key of this format",
        "limits: {time_multipliers: {x: 2}}|limits: time_multipliers: x is not a key",
        "limits: {time_multipliers: {ac_to_time_limit: 0.5}}|has to be a number from 1 to 1000",
        "limits: {time_limit: 0}|limits: time_limit has to be a number over 0, at most 3600",
        "limits: {time_limit: 1e-12}|limits: time_limit has to be at least a nanosecond",
        "limits: {validation_passes: 1}|limits: validation_passes has to be a number from 2 to 1000",
        "type: [pass-fail, scoring]|type cannot be both pass-fail and scoring",
        "type: [interactive, submit-answer]|type cannot be both interactive and submit-answer",
        "type: [scoring, scoring]|type has scoring twice",
        "type: []|type is an empty sequence",
        "type: pass-fail interactive|type has to be pass-fail, scoring, multi-pass",
        "type: {a: b}|type has to be a sequence of texts",
        "credits: [a]|credits has to be a person or a list of keys",
        "credits: {authors: []}|credits: authors names nobody",
        "credits: {authors: {email: x}}|credits: authors: name is missing",
        "credits: {writers: X}|credits: writers is not a key",
        "credits: {translators: {swedish: X}}|credits: translators: swedish is not the code",
        "source: {url: x}|source: name is missing",
        "source: [[a]]|source has to be a name, or name and url",
        "embargo_until: tomorrow|embargo_until has to be YYYY-MM-DD",
        "keywords: a b|keywords has to be a sequence of texts",
        "keywords: [[a]]|keywords has to be a sequence of texts and nothing else",
        "languages: []|languages is an empty sequence",
        "languages: [all, cpp]|languages has to be all or codes of languages, not \"all\"",
        "allow_file_writing: maybe|allow_file_writing has to be true or false, not \"maybe\"",
        "constants: {1x: 2}|constants: 1x has to be letters, digits and _",
        "constants: {x: [1]}|constants: x has to be a number or a text",
        "constants: {x: {a: 1}}|x: value is missing",
        "constants: {x: {value: 1, 1a: 1}}|x: 1a has to be letters, digits and _",
        "constants: 3|constants has to be a list of keys with values",
      })
  void mistakes(String text, String message) {
    read(HEAD + text + "\n");
    assertThat(problems()).isNotEmpty();
    assertThat(problems().getFirst()).startsWith("problem.yaml:4: error: ").contains(message);
    assertThat(findings.all().getFirst().key()).isNotEmpty();
  }

  @Test
  void constantsAreReplacedInBytesToo() {
    Constants constants = new Constants(java.util.Map.of("n", "\u00e9$1"));
    byte[] source = {'{', '{', 'n', '}', '}', (byte) 0xff};
    assertThat(constants.apply(source)).containsExactly(0xc3, 0xa9, '$', '1', 0xff);
    assertThat(constants.undefined("{{n}} {{m}} {{m}} {{ m }}")).containsExactly("m");
  }

  @Test
  void legacyPackagesForDomjudge() {
    ProblemYaml yaml =
        read(
            """
            validation: custom interactive multi-pass
            limits: {validation_passes: 3, time_limit: 4}
            """);
    assertThat(yaml.validation()).isEqualTo(new Validation.Custom(true, true, false, List.of()));
    assertThat(yaml.rules().plain()).isFalse();
    assertThat(yaml.timeLimit()).contains(Duration.ofSeconds(4));
    assertThat(problems()).singleElement().asString().contains("warning: limits: time_limit");
  }

  @Test
  void legacyGrading() {
    ProblemYaml yaml =
        read(
            """
            type: scoring
            grading: {objective: min, show_test_data_groups: true, range: -inf 10}
            """);
    assertThat(yaml.rules().minimize()).isTrue();
    assertThat(yaml.rules().showGroups()).isTrue();
    assertThat(yaml.overrides().range()).isPresent();
    assertThat(problems())
        .containsExactly(
            "problem.yaml:2: warning: grading: range belongs into testdata.yaml; it counts all the"
                + " same");
  }
}
