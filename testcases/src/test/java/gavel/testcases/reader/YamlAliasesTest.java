package gavel.testcases.reader;

import static org.assertj.core.api.Assertions.assertThat;

import gavel.testcases.problem.PackageProblem;
import gavel.testcases.reader.YamlNode.Entry;
import gavel.testcases.reader.YamlNode.Mapping;
import gavel.testcases.reader.YamlNode.Scalar;
import gavel.testcases.reader.YamlNode.Sequence;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class YamlAliasesTest {
  private final Findings findings = new Findings();

  private YamlNode value(String text, String key) {
    Mapping mapping = YamlFile.parse(text, "x.yaml", findings).orElseThrow();
    return Optional.ofNullable(mapping.entries().get(key)).orElseThrow().value();
  }

  private List<String> messages() {
    return findings.all().stream().map(PackageProblem::toString).toList();
  }

  @Test
  void standForWhatTheyName() {
    String text = "a: &x\n  k: v\nb: *x\nc: &s one\nd: [*s, *s]\n";
    assertThat(value(text, "b")).isEqualTo(value(text, "a"));
    assertThat(value(text, "d"))
        .isInstanceOfSatisfying(
            Sequence.class,
            items -> assertThat(items.items()).allMatch(item -> item.equals(new Scalar(4, "one"))));
    assertThat(messages()).isEmpty();
  }

  @Test
  void mergedKeysGoBehindOwnOnes() {
    YamlNode merged = value("a: &x {k: 1, l: 2}\nb:\n  <<: *x\n  k: 3\n", "b");
    assertThat(merged)
        .isInstanceOfSatisfying(
            Mapping.class,
            mapping -> {
              assertThat(mapping.entries()).containsOnlyKeys("k", "l");
              assertThat(mapping.entries()).containsEntry("k", new Entry(4, new Scalar(4, "3")));
            });
    assertThat(messages()).isEmpty();
  }

  @Test
  void bombsAreRefused() {
    StringBuilder bomb = new StringBuilder("a0: &a0 [x, x, x, x, x, x, x, x, x, x]\n");
    for (int i = 1; i < 9; i++) {
      String alias = "*a" + (i - 1);
      bomb.append("a").append(i).append(": &a").append(i).append(" [");
      bomb.append(String.join(", ", Collections.nCopies(10, alias))).append("]\n");
    }
    value(bomb.toString(), "a1");
    assertThat(messages()).isNotEmpty().allMatch(line -> line.contains("more than 10000 values"));
  }

  @Test
  void deepOnesAndUnknownOnesAreRefused() {
    StringBuilder deep = new StringBuilder("a0: &a0 [x]\n");
    for (int i = 1; i < 30; i++) {
      deep.append("a").append(i).append(": &a").append(i).append(" [*a").append(i - 1);
      deep.append("]\n");
    }
    value(deep.toString(), "a1");
    assertThat(messages()).isNotEmpty().allMatch(line -> line.contains("nested deeper"));
    value("a: &x [*x]\n", "a");
    assertThat(messages().getLast()).contains("No value before this is called \"&x\"");
  }
}
