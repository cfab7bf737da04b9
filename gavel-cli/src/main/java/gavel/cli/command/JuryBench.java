package gavel.cli.command;

import gavel.cli.program.EnvironmentProblem;
import gavel.cli.program.Toolchains;
import gavel.cli.program.Workbench;
import gavel.cli.verify.GuestJuryJudge;
import gavel.cli.verify.JudgeSlots;
import gavel.cli.verify.JurySources;
import gavel.cli.verify.Verification;
import gavel.cli.view.ProgressLine;
import gavel.model.language.Languages;
import gavel.testcases.problem.ProblemPackage;
import gavel.worker.JudgeFault;
import gavel.worker.guest.GuestSettings;
import gavel.worker.guest.ReconnectingGuest;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Where submissions of juries are judged.
 *
 * @param slots how many at a time
 */
record JuryBench(Workbench workbench, Languages languages, int slots) {
  /** A connection to the executor, which stays the caller's. */
  ReconnectingGuest guest() {
    return ReconnectingGuest.of(
        workbench.executor().transport(),
        GuestSettings.in(workbench.scratch()).allowingRootless(true));
  }

  /** Judges that say on the line how far they are. */
  JudgeSlots judges(ProgressLine line) throws JudgeFault, InterruptedException {
    List<GuestJuryJudge> judges = new ArrayList<>();
    List<String> unenforced = List.of();
    for (int i = 0; i < slots; i++) {
      ReconnectingGuest guest = guest();
      judges.add(new GuestJuryJudge(guest, languages));
      unenforced = i == 0 ? guest.unenforced() : unenforced;
    }
    return new JudgeSlots(judges, unenforced, new VerifyProgressLine(line));
  }

  /** The sources of a package's submissions. */
  JurySources sources(ProblemPackage problem) {
    return new JurySources(languages, Toolchains::isInstalled, problem.rules().constants());
  }

  /**
   * The time limit of a package that gives none, from the solutions that have to pass; each of
   * their tests may take up to the generous limit. Empty where there are none.
   */
  Optional<Duration> derive(ProblemPackage problem, Duration generous)
      throws JudgeFault, EnvironmentProblem, InterruptedException, IOException {
    Verification.Wishes wishes =
        new Verification.Wishes(Optional.empty(), generous, Optional.empty(), true);
    try (ProgressLine line = ProgressLine.onTerminal("deriving the time limit");
        JudgeSlots judges = judges(line)) {
      return new Verification(problem, wishes, judges).timeLimit(sources(problem));
    }
  }
}
