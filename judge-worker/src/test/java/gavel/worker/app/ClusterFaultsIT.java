package gavel.worker.app;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import gavel.worker.KafkaFixture.RunningBroker;
import gavel.worker.topic.ClusterAccess;
import gavel.worker.topic.Topics;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.FeatureUpdate;
import org.apache.kafka.clients.admin.UpdateFeaturesOptions;
import org.apache.kafka.common.acl.AccessControlEntry;
import org.apache.kafka.common.acl.AclBinding;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.acl.AclPermissionType;
import org.apache.kafka.common.resource.PatternType;
import org.apache.kafka.common.resource.ResourcePattern;
import org.apache.kafka.common.resource.ResourceType;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * Clusters that cannot be used: one line each that says why, and exit code 3, in a bounded time.
 */
@Tag("kafka")
@Timeout(value = 300, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class ClusterFaultsIT {
  private static final String PLAIN =
      "org.apache.kafka.common.security.plain.PlainLoginModule required ";

  private static final Map<String, String> GUARDED =
      Map.of(
          "listener.security.protocol.map",
          "PLAINTEXT:SASL_PLAINTEXT,CONTROLLER:PLAINTEXT",
          "sasl.enabled.mechanisms",
          "PLAIN",
          "sasl.mechanism.inter.broker.protocol",
          "PLAIN",
          "listener.name.plaintext.plain.sasl.jaas.config",
          PLAIN
              + "username=\"admin\" password=\"of-the-admin\" user_admin=\"of-the-admin\""
              + " user_worker=\"of-the-worker\" user_nobody=\"of-nobody\";",
          "authorizer.class.name",
          "org.apache.kafka.metadata.authorizer.StandardAuthorizer",
          "super.users",
          "User:admin;User:ANONYMOUS");

  private static RunningBroker guarded;
  private static RunningBroker open;

  @TempDir Path directory;

  @BeforeAll
  static void start() {
    guarded = RunningBroker.start(GUARDED);
    open = RunningBroker.start();
  }

  @AfterAll
  static void end() throws IOException {
    open.close();
    guarded.close();
  }

  private record Ended(int exit, String stderr) {}

  private static Map<String, String> login(String user, String password) {
    Map<String, String> client = new HashMap<>(guarded.client());
    client.put("security.protocol", "SASL_PLAINTEXT");
    client.put("sasl.mechanism", "PLAIN");
    client.put(
        "sasl.jaas.config", PLAIN + "username=\"" + user + "\" password=\"" + password + "\";");
    return client;
  }

  private List<String> flags(Map<String, String> client) {
    List<String> flags =
        new ArrayList<>(
            List.of(
                "--problems.dirs=" + directory,
                "--worker.scratch=" + directory,
                "--guest.command=/bin/false"));
    client.forEach((key, value) ->
        flags.add(
            (key.equals("bootstrap.servers") ? "--kafka.bootstrap=" : "--kafka.client." + key + "=")
                + value));
    return flags;
  }

  /** The program in this JVM. */
  private Ended run(Map<String, String> client, String... more) throws InterruptedException {
    List<String> flags = flags(client);
    flags.addAll(List.of(more));
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    int exit =
        Main.run(
            flags,
            Map.of(),
            InputStream.nullInputStream(),
            new PrintStream(OutputStream.nullOutputStream(), true, UTF_8),
            new PrintStream(err, true, UTF_8));
    return new Ended(exit, err.toString(UTF_8));
  }

  /** The program as it is distributed, log and all. */
  private Ended runDistributed(Map<String, String> client) throws Exception {
    Path stderr = directory.resolve("stderr");
    List<String> argv =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin/java").toString(),
                "-cp",
                Path.of(System.getProperty("gavel.home"), "lib/worker", "*").toString(),
                "gavel.worker.app.Main"));
    argv.addAll(flags(client));
    Process process =
        new ProcessBuilder(argv)
            .redirectError(stderr.toFile())
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .start();
    try {
      assertThat(process.waitFor(90, TimeUnit.SECONDS)).as("ends by itself").isTrue();
      return new Ended(process.exitValue(), Files.readString(stderr));
    } finally {
      process.destroyForcibly().waitFor();
    }
  }

  private static void assertOneLine(Ended ended, String... parts) {
    assertThat(ended.stderr()).startsWith("gavel-worker: ").contains(parts).hasLineCount(1);
    assertThat(ended.exit()).isEqualTo(3);
  }

  @Test
  void wrongCredentials() throws Exception {
    Ended ended = runDistributed(login("worker", "hunter2222"));
    assertOneLine(ended, "refuse these credentials", "Correct sasl.jaas.config");
    assertThat(ended.stderr()).doesNotContain("hunter2222");
  }

  @Test
  void missingRightsAllAtOnce() throws Exception {
    Map<String, String> admin = login("admin", "of-the-admin");
    ClusterAccess.ensure(admin, Duration.ofSeconds(60), (short) 1, Topics.WORKERS, true);
    assertOneLine(
        runDistributed(login("worker", "of-the-worker")),
        "This user may not: ",
        "read topic gavel.submissions",
        "read topic gavel.verdicts",
        "write topic gavel.verdicts",
        "write topic gavel.progress",
        "write topic gavel.dead-letters",
        "write topic gavel.verdicts.latest",
        "read group gavel-workers",
        "read group gavel-verdicts-latest",
        "write transactional id gavel-verdicts-latest",
        "alter the configs of group gavel-workers",
        "kafka-acls.sh");
    assertThat(
            ClusterAccess.lackingToSubmit(login("worker", "of-the-worker"), Duration.ofSeconds(60)))
        .contains("write topic gavel.submissions", "read topic gavel.verdicts")
        .hasSize(4);
    allow(admin, ResourceType.TOPIC, "gavel.", AclOperation.READ);
    assertThat(run(login("worker", "of-the-worker")).stderr())
        .contains("write topic gavel.verdicts", "read group gavel-workers")
        .doesNotContain("read topic");
    allow(admin, ResourceType.TOPIC, "gavel.", AclOperation.WRITE);
    allow(admin, ResourceType.GROUP, "gavel-", AclOperation.READ);
    Ended ended = run(login("worker", "of-the-worker"));
    assertThat(ended.stderr())
        .contains("alter the configs", "write transactional id gavel-verdicts-latest")
        .doesNotContain(" topic ");
    allow(admin, ResourceType.GROUP, "gavel-", AclOperation.DESCRIBE_CONFIGS);
    assertOneLine(
        run(login("worker", "of-the-worker")),
        "This user may not: write transactional id gavel-verdicts-latest. Have it allowed");
    assertThat(run(login("worker", "of-the-worker"), "--worker.materialiser=false").stderr())
        .contains("Tried to start /bin/false");
    allow(admin, ResourceType.TRANSACTIONAL_ID, "gavel-", AclOperation.WRITE);
    assertThat(run(login("worker", "of-the-worker")).stderr())
        .contains("Tried to start /bin/false");
  }

  @Test
  void checkConfigAsksForTheRightsOfAMaterialiserUnlessItIsOff() throws Exception {
    Map<String, String> nobody = login("nobody", "of-nobody");
    String[] check = {"--check-config", "--connect", "--guest.command=/bin/true"};
    assertThat(run(nobody, check).stderr())
        .contains(
            "write topic gavel.verdicts.latest",
            "read group gavel-verdicts-latest",
            "write transactional id gavel-verdicts-latest");
    assertThat(run(nobody, check[0], check[1], check[2], "--worker.materialiser=false").stderr())
        .contains("write topic gavel.verdicts")
        .doesNotContain("latest");
  }

  private static void allow(
      Map<String, String> admin, ResourceType type, String prefix, AclOperation operation)
      throws Exception {
    try (Admin client = Admin.create(Map.<String, Object>copyOf(admin))) {
      client
          .createAcls(
              List.of(
                  new AclBinding(
                      new ResourcePattern(type, prefix, PatternType.PREFIXED),
                      new AccessControlEntry(
                          "User:worker", "*", operation, AclPermissionType.ALLOW))))
          .all()
          .get();
    }
  }

  @Test
  void noShareGroups() throws Exception {
    try (Admin admin = open.admin()) {
      admin
          .updateFeatures(
              Map.of(
                  "share.version",
                  new FeatureUpdate((short) 0, FeatureUpdate.UpgradeType.SAFE_DOWNGRADE)),
              new UpdateFeaturesOptions())
          .all()
          .get();
    }
    assertOneLine(
        runDistributed(open.client()), "The cluster has no share groups", "kafka-features.sh");
  }

  @Test
  void anotherMechanism() throws Exception {
    Map<String, String> client = login("worker", "of-the-worker");
    client.put("sasl.mechanism", "SCRAM-SHA-256");
    client.put(
        "sasl.jaas.config",
        "org.apache.kafka.common.security.scram.ScramLoginModule required username=\"worker\""
            + " password=\"of-the-worker\";");
    assertOneLine(run(client), "do not take this SASL mechanism", "PLAIN", "sasl.mechanism");
  }

  @Test
  void tlsWhereThereIsNone() throws Exception {
    Map<String, String> client = new HashMap<>(guarded.client());
    client.put("security.protocol", "SSL");
    assertOneLine(
        run(client, "--kafka.patience=5s"), "security.protocol SSL (it may have no TLS there");
  }

  @Test
  void aCertificateOfSomebodyUnknown() throws Exception {
    Path keys = directory.resolve("keys.p12");
    Process keytool =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin/keytool").toString(),
                "-genkeypair",
                "-alias",
                "broker",
                "-keyalg",
                "EC",
                "-dname",
                "CN=broker",
                "-ext",
                "san=ip:127.0.0.1",
                "-storetype",
                "PKCS12",
                "-storepass",
                "of-the-store",
                "-keystore",
                keys.toString())
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .start();
    assertThat(keytool.waitFor()).isZero();
    Map<String, String> tls =
        Map.of(
            "listener.security.protocol.map", "PLAINTEXT:SSL,CONTROLLER:PLAINTEXT",
            "ssl.keystore.location", keys.toString(),
            "ssl.keystore.password", "of-the-store",
            "ssl.truststore.location", keys.toString(),
            "ssl.truststore.password", "of-the-store");
    try (RunningBroker secured = RunningBroker.start(tls)) {
      Map<String, String> client = new HashMap<>(secured.client());
      client.put("security.protocol", "SSL");
      assertOneLine(run(client), "No TLS with the brokers at ", "ssl.truststore.location");
      client.put("ssl.truststore.location", keys.toString());
      client.put("ssl.truststore.password", "of-the-store");
      assertThat(run(client).stderr()).contains("Tried to start /bin/false");
    }
  }

  @Test
  void noLoginWhereOneIsAskedFor() throws Exception {
    assertOneLine(
        run(guarded.client(), "--kafka.patience=3s"),
        "No broker has answered for 3 s",
        "takes connections, but says nothing that goes with security.protocol PLAINTEXT");
  }

  @Test
  void checkConfigGoesAsFarAsTheClusterAndChangesNothing() throws Exception {
    Ended ended =
        run(
            login("worker", "hunter2222"),
            "--check-config",
            "--connect",
            "--guest.command=/bin/true");
    assertThat(ended.exit()).isEqualTo(3);
    assertThat(ended.stderr())
        .contains("kafka: The brokers at ", "refuse these credentials")
        .doesNotContain("hunter2222");
  }
}
