package gavel.worker.judge;

import gavel.model.protocol.Role;
import gavel.model.protocol.RunFile;
import gavel.testcases.problem.NamedFile;
import gavel.testcases.problem.ProblemRules;
import gavel.testcases.problem.TestCase;
import gavel.worker.JudgeFault;
import gavel.worker.guest.GuestFiles;
import gavel.worker.guest.RunJob;
import gavel.worker.guest.TalkJob.Talker;
import gavel.worker.guest.WorkingDirectory;
import java.util.ArrayList;
import java.util.List;

/** How a submission is run in a test. */
record ContestantRuns(GuestFiles files) {
  /** The blob of a test's input. */
  String input(TestCase test) throws JudgeFault, InterruptedException {
    return files.provide(test.input());
  }

  /** A run that reads that blob. */
  RunJob job(Submitted program, TestCase test, String stdin)
      throws JudgeFault, InterruptedException {
    return new RunJob(
        program.artifact(),
        test.options().args(),
        stdin,
        program.limits().run(),
        directory(program, test),
        Role.CONTESTANT);
  }

  /** One side of a conversation. */
  Talker talker(Submitted program, TestCase test) throws JudgeFault, InterruptedException {
    return new Talker(
        program.artifact(),
        test.options().args(),
        program.limits().talk(),
        directory(program, test));
  }

  private WorkingDirectory directory(Submitted program, TestCase test)
      throws JudgeFault, InterruptedException {
    List<RunFile> beside = new ArrayList<>();
    for (NamedFile file : test.options().files()) {
      beside.add(new RunFile(file.name(), files.provide(file.file()), null));
    }
    boolean writable = mayWrite(program.problem().rules());
    return beside.isEmpty() && !writable
        ? WorkingDirectory.PLAIN
        : new WorkingDirectory(beside, List.of(), writable);
  }

  /** Legacy formats say nothing of it; /tmp can be written in any case. */
  private static boolean mayWrite(ProblemRules rules) {
    return rules.allowFileWriting() && !rules.format().legacy();
  }
}
