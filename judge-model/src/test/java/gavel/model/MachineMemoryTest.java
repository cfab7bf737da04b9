package gavel.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import org.junit.jupiter.api.Test;

class MachineMemoryTest {
  @Test
  void readsWhatTheKernelWrites() throws IOException {
    String text = "MemTotal:       24684096 kB\nMemFree: 1 kB\nMemAvailable:   22495792 kB\n";
    assertThat(MachineMemory.parse(text))
        .isEqualTo(new MachineMemory(ByteSize.ofKiB(24684096), ByteSize.ofKiB(2188304)));
    assertThatThrownBy(() -> MachineMemory.parse("MemTotal: 5 kB"))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("MemAvailable");
  }
}
