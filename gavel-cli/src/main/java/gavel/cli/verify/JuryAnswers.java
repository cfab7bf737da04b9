package gavel.cli.verify;

import gavel.cli.verify.Skip.Reason;
import gavel.model.protocol.Body;
import gavel.testcases.problem.JurySubmission;
import gavel.testcases.problem.PackageFile;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Submissions to problems that take answers: files as they are, in no language. */
final class JuryAnswers {
  private static final String FOLDER = "submissions/";

  private JuryAnswers() {}

  /** The submission as it is handed in; an {@link IOException} only when the disk fails. */
  static Prepared of(JurySubmission submission) throws IOException {
    List<Body> answers = new ArrayList<>();
    for (PackageFile file : submission.files()) {
      if (!Files.isReadable(file.path())) {
        return new Skip(Reason.REFUSED, file.name() + " cannot be read");
      }
      String whole = file.name();
      String name =
          submission.single()
              ? whole.substring(whole.lastIndexOf('/') + 1)
              : whole.substring(FOLDER.length() + submission.name().length() + 1);
      answers.add(Body.ofFile(name, file.path()));
    }
    return new Candidate(submission, Optional.empty(), Optional.empty(), answers);
  }
}
