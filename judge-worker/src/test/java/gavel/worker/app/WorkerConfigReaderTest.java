package gavel.worker.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assertions.assertThrows;

import gavel.model.ByteSize;
import gavel.worker.guest.pool.GuestKind;
import gavel.worker.http.ListenAddress;
import gavel.worker.judge.JudgePolicy;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WorkerConfigReaderTest {
  @TempDir Path directory;

  private WorkerConfig read(String yaml, Map<String, String> environment, Map<String, String> flags)
      throws Exception {
    Path file = directory.resolve("worker.yaml");
    Files.writeString(file, yaml.replace("DIR", directory.toString()));
    return WorkerConfigReader.read(Optional.of(file), environment, flags);
  }

  private static final String SOUND =
      """
      kafka:
        bootstrap: localhost:9092
        client:
          security.protocol: SSL
          ssl:
            truststore:
              location: /etc/gavel/trust.jks
      problems:
        dirs: [DIR]
      worker:
        slots: 3
        grace: 2m
      """;

  @Test
  void readsAFile() throws Exception {
    WorkerConfig config = read(SOUND, Map.of("HOSTNAME", "host"), Map.of());
    assertThat(config.client())
        .containsEntry("bootstrap.servers", "localhost:9092")
        .containsEntry("security.protocol", "SSL")
        .containsEntry("ssl.truststore.location", "/etc/gavel/trust.jks");
    assertThat(config.group()).isEqualTo("gavel-workers");
    assertThat(config.problems()).containsExactly(directory);
    assertThat(config.guest()).isEqualTo(new GuestChoice.Connect(Path.of("/run/gavel/guest.sock")));
    assertThat(config.slots()).isEqualTo(3);
    assertThat(config.grace()).isEqualTo(Duration.ofMinutes(2));
    assertThat(config.policy()).isEqualTo(JudgePolicy.STOP_AT_FIRST_FAILURE);
    assertThat(config.name()).startsWith("worker-host-");
  }

  @Test
  void thereIsASlotForEachCpu() throws Exception {
    WorkerConfig config = read(SOUND.replace("  slots: 3\n", ""), Map.of(), Map.of());
    assertThat(config.slots()).isEqualTo(Runtime.getRuntime().availableProcessors());
  }

  @Test
  void listensWhereItIsTold() throws Exception {
    assertThat(read(SOUND, Map.of(), Map.of()).listen()).isEmpty();
    assertThat(read(SOUND + "http: {listen: off}\n", Map.of(), Map.of()).listen()).isEmpty();
    assertThat(read(SOUND, Map.of("GAVEL_HTTP_LISTEN", "[::1]:9464"), Map.of()).listen())
        .contains(new ListenAddress("::1", 9464));
    assertThatThrownBy(() -> read(SOUND, Map.of(), Map.of("http.listen", "9464")))
        .hasMessage("command line: http.listen is neither HOST:PORT nor off");
  }

  @Test
  void logsInTheFormThatItIsTold() throws Exception {
    assertThat(read(SOUND, Map.of(), Map.of()).logFormat()).isEqualTo("text");
    assertThat(read(SOUND, Map.of("GAVEL_LOG", "json"), Map.of()).logFormat()).isEqualTo("json");
    assertThat(
            read(SOUND, Map.of("GAVEL_LOG", "json"), Map.of("worker.log_format", "text"))
                .logFormat())
        .isEqualTo("text");
    assertThatThrownBy(() -> read(SOUND, Map.of(), Map.of("worker.log_format", "xml")))
        .hasMessage("command line: worker.log_format is not text or json");
  }

  @Test
  void flagsGoOverTheEnvironmentAndThatOverTheFile() throws Exception {
    WorkerConfig config =
        read(
            SOUND,
            Map.of("GAVEL_WORKER_SLOTS", "4", "GAVEL_WORKER_NAME", "by-env", "GAVEL_HOME", "/x"),
            Map.of("worker.name", "by-flag", "guest.command", "/usr/bin/run  --socket /s"));
    assertThat(config.slots()).isEqualTo(4);
    assertThat(config.name()).isEqualTo("by-flag");
    assertThat(config.guest())
        .isEqualTo(new GuestChoice.Spawn(List.of("/usr/bin/run", "--socket", "/s")));
  }

  @Test
  void saysEverythingThatIsWrongAtOnceWithItsKey() {
    String yaml =
        """
        kafka:
          bootstrap: nowhere
          colour: red
        problems:
          dirs: [DIR/none]
        worker:
          slots: many
          grace: soon
          policy: hurry
          name: "a b"
        guest:
          socket: /s
          command: [x]
        extra: 1
        """;
    assertThatThrownBy(
            () -> read(yaml, Map.of("GAVEL_WORKER_SLOT", "1"), Map.of("worker.colour", "x")))
        .isInstanceOf(ConfigProblems.class)
        .message()
        .contains(
            "worker.yaml:3: kafka.colour is not known",
            "worker.yaml:14: extra is not known",
            "environment: GAVEL_WORKER_SLOT is not known; GAVEL_WORKER_SLOTS may be meant",
            "command line: worker.colour is not known",
            "worker.yaml:2: kafka.bootstrap is not of the form",
            "problems.dirs " + directory + "/none is not a directory",
            "worker.yaml:13: guest.command stands beside guest.socket",
            "worker.yaml:10: worker.name must match",
            "worker.yaml:7: worker.slots is not a number",
            "worker.yaml:8: worker.grace is not a time",
            "worker.yaml:9: worker.policy is not")
        .hasLineCount(11);
  }

  @Test
  void saysWhatIsMissing() {
    assertThatThrownBy(() -> WorkerConfigReader.read(Optional.empty(), Map.of(), Map.of()))
        .isInstanceOf(ConfigProblems.class)
        .message()
        .contains("kafka.bootstrap is missing", "GAVEL_PROBLEMS_DIRS")
        .hasLineCount(2);
  }

  @Test
  void saysWhereAFileIsNotYaml() {
    assertThatThrownBy(() -> read("kafka:\n  bootstrap: [\n", Map.of(), Map.of()))
        .isInstanceOf(ConfigProblems.class)
        .hasMessageContaining("is not YAML");
    assertThatThrownBy(() -> read("a: 1\na: 2\n", Map.of(), Map.of()))
        .isInstanceOf(ConfigProblems.class)
        .hasMessageContaining("worker.yaml:2: is not YAML: Duplicate");
    assertThatThrownBy(() -> read("- a\n", Map.of(), Map.of()))
        .isInstanceOf(ConfigProblems.class)
        .hasMessageContaining("is not a map of keys");
  }

  @Test
  void misspeltKeysAreToldWhatMayBeMeant() {
    assertThatThrownBy(() ->
            read(
                SOUND.replace("  slots:", "  slot:"),
                Map.of("GAVEL_KAFKA_CLIENT_SASL_MECANISM", "PLAIN"),
                Map.of("kafka.client.group.id", "g", "kafka.client.acks", "0")))
        .isInstanceOf(ConfigProblems.class)
        .message()
        .contains(
            "worker.yaml:11: worker.slot is not known; worker.slots may be meant",
            "GAVEL_KAFKA_CLIENT_SASL_MECANISM: kafka.client.sasl.mecanism is nothing that Kafka"
                + " knows; sasl.mechanism may be meant",
            "command line: kafka.client.group.id is set by kafka.group",
            "command line: kafka.client.acks is set by the worker")
        .hasLineCount(4);
  }

  @Test
  void aKeyWithoutAValueIsNothingAndAnEmptyTextIsOne() throws Exception {
    WorkerConfig config =
        read(
            SOUND.replace("  ssl:", "  ssl:\n      endpoint.identification.algorithm: \"\"")
                + "  policy:\n",
            Map.of(),
            Map.of());
    assertThat(config.policy()).isEqualTo(JudgePolicy.STOP_AT_FIRST_FAILURE);
    assertThat(config.client()).containsEntry("ssl.endpoint.identification.algorithm", "");
  }

  @Test
  void clientSettingsComeFromTheEnvironmentAndKeepUnknownNames() throws Exception {
    WorkerConfig config =
        read(
            SOUND,
            Map.of("GAVEL_KAFKA_CLIENT_SECURITY_PROTOCOL", "SASL_SSL"),
            Map.of("kafka.client.company.login.realm", "x"));
    assertThat(config.client())
        .containsEntry("security.protocol", "SASL_SSL")
        .containsEntry("company.login.realm", "x");
  }

  @Test
  void secretsComeFromFilesAndVariablesAndAreShownNowhere() throws Exception {
    Files.writeString(directory.resolve("password"), "hunter2222\n");
    WorkerConfigReader.Read read =
        WorkerConfigReader.readAll(
            Optional.of(
                Files.writeString(
                    directory.resolve("worker.yaml"), SOUND.replace("DIR", directory.toString()))),
            Map.of("PASS", "open-sesame"),
            Map.of(
                "kafka.client.sasl.jaas.config",
                "x required password=\"${file:" + directory + "/password}\";",
                "kafka.client.ssl.key.password",
                "${env:PASS}"));
    assertThat(read.config().client())
        .containsEntry("sasl.jaas.config", "x required password=\"hunter2222\";")
        .containsEntry("ssl.key.password", "open-sesame");
    assertThat(read.settings())
        .contains(new Setting("kafka.client.ssl.key.password", "********", "command line"));
    assertThat(
            read
                + " "
                + ConfigReport.of(
                    new ConfigCheck.Found(List.of(), List.of(), List.of()), read.settings()))
        .doesNotContain("hunter2222", "open-sesame", "x required");
  }

  @Test
  void saysWhichSecretIsNotThere() {
    assertThat(refused("kafka.client.ssl.key.password", "${env:NOBODY}"))
        .hasMessage(
            "command line: kafka.client.ssl.key.password refers to ${env:NOBODY}, and there is no"
                + " such variable");
    assertThat(refused("worker.name", "${file:/nowhere/at/all}"))
        .hasMessageContaining("cannot be read: NoSuchFileException");
  }

  private ConfigProblems refused(String... flags) {
    Map<String, String> all = new HashMap<>();
    for (int i = 0; i < flags.length; i += 2) {
      all.put(flags[i], flags[i + 1]);
    }
    return assertThrows(ConfigProblems.class, () -> read(SOUND, Map.of(), all));
  }

  @Test
  void takesMachinesAsGuests() throws Exception {
    Files.createFile(directory.resolve("vmlinuz"));
    Files.createFile(directory.resolve("initramfs"));
    WorkerConfig config =
        read(
            SOUND + "guest:\n  kind: qemu\n  image: " + directory + "\n  reuse: 5\n  pool: 0\n",
            Map.of("GAVEL_GUEST_MEMORY", "1GiB"),
            Map.of("guest.cpus", "2", "worker.time_factor", "10"));
    assertThat(config.guest())
        .isEqualTo(
            new GuestChoice.Machines(
                GuestKind.QEMU,
                directory,
                Optional.empty(),
                ByteSize.ofMiB(1024),
                2,
                true,
                5,
                0,
                Duration.ofMinutes(5)));
    assertThat(config.timeFactor()).hasValue(10);
  }

  @Test
  void restoresMachinesOfAllKindsUnlessToldNotTo() throws Exception {
    Files.createFile(directory.resolve("vmlinuz"));
    Files.createFile(directory.resolve("initramfs"));
    for (String kind : List.of("qemu", "firecracker", "cloud-hypervisor")) {
      Map<String, String> flags =
          Map.of("guest.kind", kind, "guest.image", directory.toString(), "guest.cpus", "1");
      assertThat(read(SOUND, Map.of(), flags).guest())
          .isInstanceOfSatisfying(
              GuestChoice.Machines.class, machines -> assertThat(machines.restore()).isTrue());
      assertThat(read(SOUND, Map.of("GAVEL_GUEST_RESTORE", "false"), flags).guest())
          .isInstanceOfSatisfying(
              GuestChoice.Machines.class, machines -> assertThat(machines.restore()).isFalse());
    }
  }

  @Test
  void saysWhatIsWrongWithMachines() {
    assertThat(refused("guest.kind", "docker"))
        .hasMessageContaining(
            "guest.kind is not one of local, qemu, firecracker, cloud-hypervisor");
    assertThat(refused("guest.kind", "qemu")).hasMessageContaining("guest.image is missing");
    assertThat(
            refused(
                "guest.kind", "qemu",
                "guest.image", directory + "/none",
                "guest.socket", "/s",
                "guest.memory", "4MiB",
                "guest.cpus", "0",
                "guest.reuse", "none",
                "guest.restore", "maybe",
                "guest.pool", "65",
                "guest.patience", "soon"))
        .message()
        .contains(
            "guest.image has no vmlinuz and initramfs; docker/guest-image/build",
            "guest.socket is for guest.kind local",
            "guest.memory is not a size like 2GiB",
            "guest.cpus is not a number from 1 to 32",
            "guest.reuse is not a number from 1 to 100000",
            "guest.restore is not true or false",
            "guest.pool is not a number from 0 to 64",
            "guest.patience is not a time")
        .hasLineCount(8);
    assertThat(refused("guest.pool", "2", "worker.time_factor", "0"))
        .message()
        .contains("guest.pool is for machines; set guest.kind", "worker.time_factor is not")
        .hasLineCount(2);
  }
}
