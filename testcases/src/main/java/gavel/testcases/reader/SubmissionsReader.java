package gavel.testcases.reader;

import gavel.model.Status;
import gavel.testcases.problem.JurySubmission;
import gavel.testcases.problem.PackageFile;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Reads {@code submissions/}: legacy format, section "Example Submissions", and the directory names
 * other judges use beside it. Every file or directory in one of them is a submission; hidden ones
 * are not.
 */
final class SubmissionsReader {
  private static final Map<String, Set<Status>> EXPECTED =
      Map.ofEntries(
          Map.entry("accepted", Set.of(Status.SUCCESS)),
          Map.entry("wrong_answer", Set.of(Status.WRONG_ANSWER)),
          Map.entry("no_output", Set.of(Status.WRONG_ANSWER)),
          Map.entry("time_limit_exceeded", Set.of(Status.TIMEOUT)),
          Map.entry("run_time_error", Set.of(Status.RUNTIME_ERROR)),
          Map.entry("memory_limit_exceeded", Set.of(Status.MEMORY_EXCEEDED)),
          Map.entry("output_limit_exceeded", Set.of(Status.OUTPUT_EXCEEDED)),
          Map.entry("compile_error", Set.of(Status.COMPILATION_ERROR)),
          Map.entry("compiler_error", Set.of(Status.COMPILATION_ERROR)),
          Map.entry("compilation_error", Set.of(Status.COMPILATION_ERROR)),
          Map.entry("security_violation", Set.of(Status.SECURITY_VIOLATION)),
          Map.entry("rejected", Set.of(Status.WRONG_ANSWER, Status.TIMEOUT, Status.RUNTIME_ERROR)));

  private SubmissionsReader() {}

  static List<JurySubmission> read(Folder root, Findings findings) {
    List<JurySubmission> submissions = new ArrayList<>();
    Optional<Folder> folder = root.folder("submissions");
    for (Folder verdict : folder.map(Folder::folders).orElse(List.of())) {
      @Nullable Set<Status> expected = EXPECTED.get(Folder.last(verdict.name()));
      if (expected == null) {
        findings.warning(
            verdict.name(), 1, "No verdict is known by this name; its submissions are left out");
      } else {
        collect(verdict, expected, submissions);
      }
    }
    return submissions;
  }

  private static void collect(
      Folder verdict, Set<Status> expected, List<JurySubmission> submissions) {
    for (PackageFile file : verdict.files()) {
      if (!Folder.last(file.name()).startsWith(".")) {
        submissions.add(new JurySubmission(file.name(), file.path(), expected, List.of(file)));
      }
    }
    for (Folder program : verdict.folders()) {
      List<PackageFile> files = program.allFiles().toList();
      if (!files.isEmpty() && !Folder.last(program.name()).startsWith(".")) {
        submissions.add(new JurySubmission(program.name(), program.path(), expected, files));
      }
    }
  }
}
