package gavel.worker.judge;

import gavel.model.ByteSize;
import gavel.model.protocol.Body;
import gavel.model.topic.DeadLetterRecord.Reason;
import gavel.testcases.archive.ArchiveCaps;
import gavel.testcases.archive.ArchivedFiles;
import gavel.testcases.archive.RefusedArchive;
import gavel.testcases.problem.ProblemPackage;
import gavel.testcases.problem.TestCase;
import gavel.testcases.text.Excerpt;
import gavel.worker.JudgeFault.Rejected;
import gavel.worker.JudgeFault.StorageFault;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * The answers that a submission consists of.
 *
 * @param answers by the names of tests
 * @param unused the names of files that answer no test
 */
record AnswerFiles(Map<String, Body> answers, List<String> unused) {
  /** What is unpacked stays in memory while it is judged. */
  static final ArchiveCaps CAPS = new ArchiveCaps(10_000, ByteSize.ofMiB(64), 500);

  private static final String SOURCE = "source";
  private static final int MOST_NOTED = 20;

  /** What zip archives of files begin with. */
  private static final byte[] MARK = {'P', 'K', 3, 4};

  AnswerFiles {
    answers = Map.copyOf(answers);
    unused = List.copyOf(unused);
  }

  /** Finds out which test each file answers, also of those in an archive. */
  static AnswerFiles of(ProblemPackage problem, List<Body> sources) throws Rejected, StorageFault {
    List<Body> files = unpacked(problem, sources);
    if (files.isEmpty()) {
      throw new Rejected(Reason.INVALID_SUBMISSION, SOURCE, "has no files");
    }
    List<String> tests = problem.tests().stream().map(TestCase::name).toList();
    AnswerFiles assigned = new AnswerNames(tests).assign(files);
    if (assigned.answers().isEmpty()) {
      throw new Rejected(
          Reason.INVALID_SUBMISSION,
          "filename",
          String.format(
              Locale.ROOT,
              "%s is called after no test; the answer to %s is %s.out",
              Excerpt.quote(assigned.unused().getFirst()),
              tests.getLast(),
              tests.getLast().substring(tests.getLast().lastIndexOf('/') + 1)));
    }
    return assigned;
  }

  /** What whoever submitted should know. */
  String note() {
    StringBuilder note = new StringBuilder();
    unused.stream()
        .limit(MOST_NOTED)
        .forEach(name -> note.append(Excerpt.quote(name)).append(" answers no test\n"));
    if (unused.size() > MOST_NOTED) {
      note.append("nor do ").append(unused.size() - MOST_NOTED).append(" more files\n");
    }
    return note.toString();
  }

  private static List<Body> unpacked(ProblemPackage problem, List<Body> sources)
      throws Rejected, StorageFault {
    if (sources.size() != 1) {
      return sources;
    }
    Body only = sources.getFirst();
    try {
      return isArchive(only) ? unpack(problem, only) : sources;
    } catch (IOException unreadable) {
      throw new StorageFault("Tried to read a submission: " + unreadable.getMessage(), unreadable);
    }
  }

  private static boolean isArchive(Body file) throws IOException {
    if (file.name().toLowerCase(Locale.ROOT).endsWith(".zip")) {
      return true;
    }
    try (InputStream in = file.open()) {
      return Arrays.equals(in.readNBytes(MARK.length), MARK);
    }
  }

  private static List<Body> unpack(ProblemPackage problem, Body archive)
      throws Rejected, IOException {
    if (archive.size() > CAPS.unpacked().bytes()) {
      throw new Rejected(
          Reason.SOURCE_TOO_LARGE, SOURCE, "has over " + CAPS.unpacked().bytes() + " bytes");
    }
    try (InputStream in = archive.open()) {
      List<Body> files = new ArrayList<>();
      byte[] packed = in.readNBytes(Math.toIntExact(CAPS.unpacked().bytes()));
      ArchivedFiles.unpack(packed, CAPS, problem.limits().output().bytes())
          .forEach((name, content) -> files.add(Body.ofBytes(name, content)));
      return files;
    } catch (RefusedArchive refused) {
      throw new Rejected(Reason.INVALID_SUBMISSION, SOURCE, "is refused: " + refused.getMessage());
    }
  }
}
