package gavel.sandbox.cgroup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class GroupOwnerTest {
  @Test
  void isToldByTheName() {
    GroupOwner owner = new GroupOwner(17, 4711, 4026531836L);

    assertThat(owner.groupName()).isEqualTo("gavel-17-4711-4026531836");
    assertThat(GroupOwner.ofGroup(Path.of("/cgroup", owner.groupName()))).contains(owner);
  }

  @ParameterizedTest
  @ValueSource(strings = {"/", "/gavel", "/gavel-1-2", "/gavel-1-2-3-4", "/xgavel-1-2-3", "/a/1"})
  void isNotSeenInOtherNames(String group) {
    assertThat(GroupOwner.ofGroup(Path.of(group))).isEmpty();
  }

  @Test
  void isIdentifiedByItsStartTime() throws CgroupFault {
    String stat =
        "42 (odd) name (x)) S 1 42 42 0 -1 4194560 1 2 3 4 5 6 7 8 20 0 1 0 22754 1000 2 3";

    assertThat(ProcessStat.parse(stat)).isEqualTo(new ProcessStat('S', 22754));
    assertThat(ProcessStat.parse(stat).isDead()).isFalse();
    assertThat(ProcessStat.parse(stat.replace(" S 1", " Z 1")).isDead()).isTrue();
    assertThatThrownBy(() -> ProcessStat.parse("42 (x) S 1")).isInstanceOf(CgroupFault.class);
    assertThatThrownBy(() -> ProcessStat.parse("")).isInstanceOf(CgroupFault.class);
  }
}
