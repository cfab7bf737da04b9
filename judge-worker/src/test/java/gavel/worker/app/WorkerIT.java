package gavel.worker.app;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.SimpleFileServer;
import gavel.model.ByteSize;
import gavel.model.Status;
import gavel.model.json.StrictJson;
import gavel.model.topic.DeadLetterRecord.Reason;
import gavel.model.topic.ProgressRecord;
import gavel.model.topic.SubmissionRecord;
import gavel.model.topic.VerdictRecord;
import gavel.testcases.problem.ProblemPackage;
import gavel.testcases.store.StoreWriter;
import gavel.worker.KafkaFixture.RunningBroker;
import gavel.worker.judge.PackageOnDisk;
import gavel.worker.topic.Topics;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.io.TempDir;

/** The worker program with a real broker and a real executor: submissions in, verdicts out. */
@Tag("kafka")
@Tag("sandbox")
@TestInstance(Lifecycle.PER_CLASS)
class WorkerIT {
  private static final String RIGHT =
      "#include <iostream>\nint main(){long a;std::cin>>a;std::cout<<2*a<<std::endl;%s}\n";

  private Path directory;
  private HttpServer store;
  private RunningBroker broker;
  private Executor executor;
  private WorkerProcess worker;
  private PipelineClient topics;

  @BeforeAll
  void start(@TempDir Path temporary) throws Exception {
    directory = temporary;
    Path problems = Files.createDirectories(directory.resolve("problems"));
    PackageOnDisk.twice(problems, "twice")
        .with(".timelimit", "4\n")
        .with("problem.yaml", "name: Twice\nlimits:\n  memory: 64\n  output: 1\n");
    PackageOnDisk.twice(problems, "timeless").without(".timelimit");
    PackageOnDisk.twice(problems, "broken").without("data/secret/2.ans");
    PackageOnDisk.bare(problems, "answers")
        .with("problem.yaml", "name: Answers\ntype: submit-answer\n")
        .withTest("sample/1", "1\n", "2\n")
        .withTest("secret/01", "10\n", "20\n")
        .withTest("secret/02", "100\n", "200\n");
    store =
        SimpleFileServer.createFileServer(
            new InetSocketAddress(InetAddress.getLoopbackAddress(), 0),
            Files.createDirectories(directory.resolve("store")),
            SimpleFileServer.OutputLevel.NONE);
    store.start();
    broker = RunningBroker.start();
    executor = new Executor(directory);
    topics = new PipelineClient(broker);
    worker = startWorker("w-1");
  }

  private WorkerProcess startWorker(String name) throws Exception {
    return WorkerProcess.start(
        name,
        broker.client().getOrDefault("bootstrap.servers", ""),
        directory.resolve("problems"),
        executor,
        "--problems.store.url=http://127.0.0.1:" + store.getAddress().getPort(),
        "--problems.store.cache=" + directory.resolve("cache-" + name),
        "--problems.store.refresh=0ms");
  }

  /** As {@code gavel problem pack} does; the revision. */
  private String publish(String more) throws IOException {
    Path packages = Files.createDirectories(directory.resolve("unpacked"));
    ProblemPackage problem =
        PackageOnDisk.twice(packages, "stored")
            .with(".timelimit", "10\n")
            .with("attachments/note", more)
            .read();
    return new StoreWriter(directory.resolve("store")).write(problem).revision();
  }

  @Test
  void problemsOfAStoreInTheirRevisions() throws Exception {
    String first = publish("1");
    topics.submit("stored-1", "stored", RIGHT.formatted(""));
    assertThat(topics.awaitVerdict("stored-1"))
        .returns("AC", VerdictRecord::verdict)
        .returns(first, VerdictRecord::problemRevision);
    String second = publish("2");
    assertThat(second).isNotEqualTo(first);
    topics.submit("stored-2", "stored", RIGHT.replace("2*a", "a").formatted(""));
    assertThat(topics.awaitVerdict("stored-2"))
        .returns("WA", VerdictRecord::verdict)
        .returns(second, VerdictRecord::problemRevision);
  }

  @AfterAll
  void end() throws Exception {
    try (RunningBroker _ = broker;
        Executor _ = executor;
        WorkerProcess ended = worker) {
      assertThat(ended.end()).isZero();
    } finally {
      store.stop(0);
    }
  }

  @Test
  void saysThatItIsReady() {
    assertThat(worker.ready).isEqualTo("ready worker=w-1 slots=1");
  }

  @Test
  void everyVerdict() throws Exception {
    Map<String, String> programs = new LinkedHashMap<>();
    programs.put("AC", RIGHT.formatted(""));
    programs.put("WA", RIGHT.replace("2*a", "a+1").formatted(""));
    programs.put("TLE-cpu", RIGHT.formatted("for(volatile long i=0;;i=i+1);"));
    programs.put("TLE-sleep", "#include <unistd.h>\n" + RIGHT.formatted("sleep(60);"));
    programs.put(
        "MLE",
        "#include <cstring>\n#include <cstdlib>\n"
            + RIGHT.formatted("for(;;){char*p=(char*)malloc(1<<20);if(p)memset(p,1,1<<20);}"));
    programs.put("OLE", RIGHT.formatted("for(int i=0;i<3000000;i++)std::cout<<'x';"));
    programs.put("RTE-signal", RIGHT.formatted("*(volatile int*)0=1;"));
    programs.put("RTE-exit", RIGHT.formatted("return 3;"));
    programs.put("CE", RIGHT.formatted("undeclared();"));
    programs.put(
        "SV",
        "#include <sys/syscall.h>\n#include <unistd.h>\n"
            + RIGHT.formatted("syscall(SYS_bpf,0,0,0);"));
    for (Map.Entry<String, String> program : programs.entrySet()) {
      topics.submit("verdict-" + program.getKey(), "twice", program.getValue());
    }
    Map<String, String> verdicts = new LinkedHashMap<>();
    for (String name : programs.keySet()) {
      VerdictRecord verdict = topics.awaitVerdict("verdict-" + name);
      verdicts.put(name, verdict.verdict());
    }
    assertThat(verdicts).allSatisfy((name, verdict) -> assertThat(name).startsWith(verdict));
    assertReportOf(topics.awaitVerdict("verdict-AC"));
    assertThat(topics.awaitVerdict("verdict-RTE-signal").message()).contains("SIGSEGV");
    assertThat(topics.awaitVerdict("verdict-SV").message()).contains("bpf");
    assertThat(topics.awaitVerdict("verdict-WA").tests()).hasSize(2);
    assertThat(topics.awaitVerdict("verdict-CE").message()).contains("undeclared");
  }

  private void assertReportOf(VerdictRecord accepted) {
    assertThat(accepted.tests())
        .extracting(VerdictRecord.TestReport::name)
        .containsExactly("sample/1", "sample/2", "secret/1", "secret/2");
    assertThat(accepted.memory()).isBetween(ByteSize.ofKiB(64), ByteSize.ofMiB(64));
    assertThat(accepted.cpuTime()).isLessThan(Duration.ofSeconds(1));
    assertThat(accepted.worker()).isEqualTo("w-1");
    assertThat(topics.progress(accepted.id()))
        .extracting(ProgressRecord::event)
        .containsExactly(
            ProgressRecord.Event.STARTED,
            ProgressRecord.Event.COMPILED,
            ProgressRecord.Event.TEST,
            ProgressRecord.Event.TEST,
            ProgressRecord.Event.TEST,
            ProgressRecord.Event.TEST);
  }

  @Test
  void badInputIsBuriedAndHoldsNothingUp() throws Exception {
    Map<String, String> bad = new LinkedHashMap<>();
    bad.put("malformed", "{");
    bad.put("missing", "{\"schema\":1,\"id\":\"missing\",\"problem\":\"twice\"}");
    bad.put("unknown", submission("unknown", "twice", "cpp", "x", ",\"colour\":1"));
    bad.put("language", submission("language", "twice", "cobol", "x", ""));
    bad.put("problem", submission("problem", "nowhere", "cpp", "x", ""));
    bad.put("timeless", submission("timeless", "timeless", "cpp", "x", ""));
    bad.put("broken", submission("broken", "broken", "cpp", "x", ""));
    bad.put("empty", submission("empty", "twice", "cpp", "", ""));
    bad.put("large", submission("large", "twice", "cpp", "x".repeat(200_000), ""));
    bad.put("huge", submission("huge", "twice", "cpp", "x".repeat((1 << 20) + 1), ""));
    bad.put("newer", "{\"schema\":2,\"id\":\"newer\"}");
    for (Map.Entry<String, String> each : bad.entrySet()) {
      topics.put(Topics.SUBMISSIONS, each.getKey(), each.getValue().getBytes(UTF_8));
    }
    topics.put(Topics.SUBMISSIONS, "nothing", null);
    topics.submit("after-bad", "twice", RIGHT.formatted(""));
    assertThat(topics.awaitVerdict("after-bad").verdict()).isEqualTo("AC");
    assertBuried("malformed", Reason.INVALID_SUBMISSION, null);
    assertBuried("missing", Reason.INVALID_SUBMISSION, "language");
    assertBuried("unknown", Reason.INVALID_SUBMISSION, "colour");
    assertBuried("language", Reason.UNKNOWN_LANGUAGE, "language");
    assertBuried("problem", Reason.UNKNOWN_PROBLEM, "problem");
    assertBuried("timeless", Reason.UNKNOWN_PROBLEM, "problem");
    assertBuried("broken", Reason.UNKNOWN_PROBLEM, "problem");
    assertThat(topics.awaitDeadLetter("broken").message()).contains("data/secret/2.in:1: error:");
    assertBuried("empty", Reason.INVALID_SUBMISSION, "source");
    assertBuried("large", Reason.SOURCE_TOO_LARGE, "source");
    assertBuried("huge", Reason.INVALID_SUBMISSION, "source");
    assertBuried("newer", Reason.SCHEMA_NEWER, "schema");
    assertBuried("nothing", Reason.NULL_VALUE, null);
  }

  /** One answer, and archives: right, wrong, one that grows, one that leads out. */
  @Test
  void answersInsteadOfPrograms() throws Exception {
    answer("answers-none", "01.out", "20\n".getBytes(UTF_8));
    answer("answers-all", "mine.zip", zip("g/01.out", "20", "02.ans", "200\n", "README", "x"));
    answer("answers-wrong", "unnamed", zip("01", "20", "02", "201"));
    answer("answers-bomb", "bomb.zip", zip("01", "\0".repeat(80 << 20), "02", "200"));
    answer("answers-out", "out.zip", zip("../01.out", "20", "02.out", "200"));
    answer("answers-odd", "odd.out", "20".getBytes(UTF_8));
    VerdictRecord none = topics.awaitVerdict("answers-none");
    assertThat(none.verdict()).isEqualTo("WA");
    assertThat(none.message()).isEqualTo("secret/02: There is no answer for this test");
    VerdictRecord all = topics.awaitVerdict("answers-all");
    assertThat(all.verdict()).isEqualTo("AC");
    assertThat(all.language()).isEqualTo("answers");
    assertThat(all.tests())
        .extracting(VerdictRecord.TestReport::name)
        .containsExactly("secret/01", "secret/02");
    assertThat(all.compile()).isNotNull();
    assertThat(topics.awaitVerdict("answers-wrong").verdict()).isEqualTo("WA");
    assertThat(topics.awaitVerdict("answers-bomb").verdict()).isEqualTo("OLE");
    assertBuried("answers-out", Reason.INVALID_SUBMISSION, "source");
    assertBuried("answers-odd", Reason.INVALID_SUBMISSION, "filename");
  }

  private void answer(String id, String file, byte[] content) throws Exception {
    Instant now = Instant.parse("2026-01-02T03:04:05Z");
    topics.submit(SubmissionRecord.of(id, "answers", "answers", content, file, now));
  }

  private static byte[] zip(String... entries) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ZipOutputStream out = new ZipOutputStream(bytes)) {
      for (int i = 0; i < entries.length; i += 2) {
        out.putNextEntry(new ZipEntry(entries[i]));
        out.write(entries[i + 1].getBytes(UTF_8));
      }
    }
    return bytes.toByteArray();
  }

  private static String submission(
      String id, String problem, String language, String source, String more) {
    return "{\"schema\":1,\"id\":\"%s\",\"problem\":\"%s\",\"language\":\"%s\",\"source\":\"%s\"%s}"
        .formatted(id, problem, language, source, more);
  }

  private void assertBuried(
      String id, Reason reason, @org.jspecify.annotations.Nullable String field) {
    var letter = topics.awaitDeadLetter(id);
    assertThat(letter.reason()).isEqualTo(reason);
    assertThat(letter.field()).isEqualTo(field);
    assertThat(topics.verdicts(id)).isEmpty();
  }

  @Test
  void theSameAgainIsIgnoredAndOtherContentIsBuried() throws Exception {
    topics.submit("again", "twice", RIGHT.formatted(""));
    topics.awaitVerdict("again");
    topics.submit("again", "twice", RIGHT.formatted(""));
    topics.submit("again", "twice", RIGHT.formatted("/* another */"));
    assertThat(topics.awaitDeadLetter("again").reason()).isEqualTo(Reason.CONFLICTING_CONTENT);
    topics.submit("after-again", "twice", RIGHT.formatted(""));
    topics.awaitVerdict("after-again");
    assertThat(topics.verdicts("again")).hasSize(1);
    assertThat(topics.deadLetters("again")).hasSize(1);
  }

  /** What a crash between publishing and accepting leaves: a verdict, and the record once more. */
  @Test
  void aVerdictThatStandsIsNotGivenTwice() throws Exception {
    SubmissionRecord submission =
        SubmissionRecord.of(
            "published",
            "twice",
            "cpp",
            RIGHT.formatted("").getBytes(UTF_8),
            "main.cpp",
            Instant.parse("2026-01-02T03:04:05Z"));
    VerdictRecord verdict = verdictOf(submission);
    topics.put(Topics.VERDICTS, submission.id(), StrictJson.write(verdict));
    topics.submit(submission);
    topics.submit("after-published", "twice", RIGHT.formatted(""));
    topics.awaitVerdict("after-published");
    assertThat(topics.verdicts("published")).containsExactly(verdict);
    assertThat(topics.progress("published")).isEmpty();
  }

  private static VerdictRecord verdictOf(SubmissionRecord submission) {
    return new VerdictRecord(
        1,
        submission.id(),
        0,
        submission.problem(),
        null,
        submission.language(),
        submission.contentHash(),
        Status.WRONG_ANSWER,
        "WA",
        null,
        Duration.ZERO,
        ByteSize.ZERO,
        null,
        List.of(),
        "w-0",
        1,
        Duration.ZERO,
        Instant.parse("2026-01-02T03:04:05Z"),
        null,
        null);
  }
}
