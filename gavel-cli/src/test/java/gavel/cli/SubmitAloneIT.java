package gavel.cli;

import static org.assertj.core.api.Assertions.assertThat;

import gavel.worker.topic.BrokerCommand;
import gavel.worker.topic.BrokerProcess;
import gavel.worker.topic.TopicSetup;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.OptionalInt;
import org.apache.kafka.clients.admin.Admin;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a user is told where there are brokers and no worker. */
@Tag("kafka")
class SubmitAloneIT {
  @Test
  void nobodyTakesItIsSaidOnce(@TempDir Path directory) throws Exception {
    Path home = Path.of(System.getProperty("gavel.home"));
    BrokerCommand command =
        new BrokerCommand(
            Path.of(System.getProperty("java.home")),
            home.resolve("lib/broker"),
            directory.resolve("broker"),
            OptionalInt.empty());
    Path source = Files.writeString(directory.resolve("a.py"), "print(1)\n");
    try (BrokerProcess broker = BrokerProcess.start(command, Duration.ofMinutes(1))) {
      try (Admin admin = Admin.create(Map.of("bootstrap.servers", broker.bootstrap()))) {
        TopicSetup.ensure(admin, (short) 1, "gavel-workers");
      }
      Gavel.Outcome submit =
          Gavel.run(
              "submit",
              "--bootstrap",
              broker.bootstrap(),
              "--problem",
              "sum",
              "--id",
              "alone",
              "--wait",
              "--timeout",
              "25s",
              source.toString());
      assertThat(submit.exitCode()).as(submit.stderr()).isEqualTo(ExitCode.ENVIRONMENT);
      assertThat(submit.stdout()).isEmpty();
      assertThat(submit.stderr().lines())
          .containsExactly(
              "submitted as alone",
              "no worker takes submissions from gavel.submissions now: this one waits until one"
                  + " does (gavel serve, gavel worker)",
              "gavel: no verdict for alone within 25 s; is a worker up?");
    }
  }
}
