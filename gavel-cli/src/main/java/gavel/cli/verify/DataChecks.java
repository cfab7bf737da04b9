package gavel.cli.verify;

import gavel.cli.verify.DataCheck.Due;
import gavel.cli.verify.DataCheck.Kind;
import gavel.cli.verify.PackageChecks.Opinion;
import gavel.testcases.problem.DisplayedSample;
import gavel.testcases.problem.PackageFile;
import gavel.testcases.problem.PackageProgram;
import gavel.testcases.problem.PackagePrograms;
import gavel.testcases.problem.ProblemPackage;
import gavel.testcases.problem.TestCase;
import gavel.testcases.problem.TestOptions;
import gavel.testcases.problem.Validation;
import gavel.testcases.problem.ValidationCase;
import gavel.testcases.validator.CheckOutcome;
import gavel.testcases.validator.DefaultValidator;
import gavel.worker.JudgeFault;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Checks all data of a package: input validators accept every input, answer validators every
 * answer, output validators every answer as if it were an output; and what is there to be rejected
 * is rejected by at least one of them. In interactive and multi-pass problems answers are no
 * outputs.
 */
public final class DataChecks {
  private static final String DEFAULT = "the default output validator";
  private static final String NOBODY = "no validator";
  private static final String OUT = ".out";

  private final PackagePrograms programs;
  private final boolean plain;
  private final PackageChecks checks;
  private final List<DataCheck> done = new ArrayList<>();

  private DataChecks(ProblemPackage problem, PackageChecks checks) {
    this.programs = problem.parts().programs();
    this.plain = problem.rules().plain();
    this.checks = checks;
  }

  /** Every check, in data order. */
  public static List<DataCheck> of(ProblemPackage problem, PackageChecks checks)
      throws JudgeFault, InterruptedException {
    DataChecks all = new DataChecks(problem, checks);
    for (TestCase test : problem.tests()) {
      all.test(test, problem.data().samples());
    }
    for (ValidationCase each : problem.data().validationCases()) {
      all.validationCase(each);
    }
    return List.copyOf(all.done);
  }

  /**
   * What a sample shows as its output has to be right; a secret answer is for the validator, who
   * may not even read it. 2025-09, section "Validation" of samples.
   */
  private void test(TestCase test, List<DisplayedSample> samples)
      throws JudgeFault, InterruptedException {
    done.addAll(inputs(test.options(), test.input()));
    done.addAll(answers(test.input(), test.answer()));
    Optional<PackageFile> shown =
        samples.stream()
            .filter(sample -> sample.name().equals(test.name()))
            .findFirst()
            .flatMap(DisplayedSample::output)
            .filter(output -> !output.equals(test.answer()));
    if (shown.isEmpty()) {
      Due due = test.sample() ? Due.ACCEPTED : Due.HOPEFULLY_ACCEPTED;
      done.addAll(outputs(test.validation(), test.input(), test.answer(), test.answer(), due));
    } else if (shown.get().name().endsWith(OUT)) {
      done.addAll(
          outputs(test.validation(), test.input(), test.answer(), shown.get(), Due.ACCEPTED));
    }
  }

  private void validationCase(ValidationCase one) throws JudgeFault, InterruptedException {
    switch (one.kind()) {
      case INVALID_INPUT -> rejected(Kind.INPUT, one.input(), inputs(one.options(), one.input()));
      case INVALID_ANSWER -> {
        valid(one.options(), one.input(), Optional.empty(), one.validation());
        if (one.answer().isPresent()) {
          PackageFile answer = one.answer().get();
          List<DataCheck> opinions = answers(one.input(), answer);
          opinions.addAll(outputs(one.validation(), one.input(), answer, answer, Due.ACCEPTED));
          rejected(Kind.ANSWER, answer, opinions);
        }
      }
      case INVALID_OUTPUT, VALID_OUTPUT -> {
        valid(one.options(), one.input(), one.answer(), one.validation());
        if (one.answer().isPresent() && one.output().isPresent()) {
          List<DataCheck> opinions =
              outputs(
                  one.validation(),
                  one.input(),
                  one.answer().get(),
                  one.output().get(),
                  Due.ACCEPTED);
          if (one.kind() == ValidationCase.Kind.VALID_OUTPUT) {
            done.addAll(opinions);
          } else {
            rejected(Kind.OUTPUT, one.output().get(), opinions);
          }
        }
      }
    }
  }

  private void valid(
      TestOptions options, PackageFile input, Optional<PackageFile> answer, Validation validation)
      throws JudgeFault, InterruptedException {
    done.addAll(inputs(options, input));
    if (answer.isPresent()) {
      done.addAll(answers(input, answer.get()));
      done.addAll(outputs(validation, input, answer.get(), answer.get(), Due.ACCEPTED));
    }
  }

  private List<DataCheck> inputs(TestOptions options, PackageFile input)
      throws JudgeFault, InterruptedException {
    List<DataCheck> found = new ArrayList<>();
    for (PackageProgram validator : programs.inputValidators()) {
      found.add(
          new DataCheck(
              Kind.INPUT,
              input.name(),
              validator.name(),
              Due.ACCEPTED,
              checks.input(validator, options, input)));
    }
    return found;
  }

  private List<DataCheck> answers(PackageFile input, PackageFile answer)
      throws JudgeFault, InterruptedException {
    List<DataCheck> found = new ArrayList<>();
    for (PackageProgram validator : programs.answerValidators()) {
      found.add(
          new DataCheck(
              Kind.ANSWER,
              answer.name(),
              validator.name(),
              Due.ACCEPTED,
              checks.answer(validator, List.of(), input, answer)));
    }
    return found;
  }

  private List<DataCheck> outputs(
      Validation validation, PackageFile input, PackageFile answer, PackageFile output, Due due)
      throws JudgeFault, InterruptedException {
    List<DataCheck> found = new ArrayList<>();
    if (!plain) {
      return found;
    }
    switch (validation) {
      case Validation.Default(var flags) ->
          found.add(
              new DataCheck(
                  Kind.OUTPUT,
                  output.name(),
                  DEFAULT,
                  due,
                  compare(DefaultValidator.of(flags), answer, output)));
      case Validation.Custom custom -> {
        for (PackageProgram validator : programs.outputValidators()) {
          found.add(
              new DataCheck(
                  Kind.OUTPUT,
                  output.name(),
                  validator.name(),
                  due,
                  checks.output(validator, custom, input, answer, output)));
        }
      }
    }
    return found;
  }

  private static Opinion compare(
      DefaultValidator validator, PackageFile answer, PackageFile output) {
    try (InputStream judge = answer.open();
        InputStream written = output.open()) {
      return switch (validator.check(judge, written)) {
        case CheckOutcome.Accepted _ -> new Opinion.Accepted();
        case CheckOutcome.Rejected(String why) -> new Opinion.Rejected(why);
      };
    } catch (IOException unreadable) {
      return new Opinion.Rejected("it cannot be read");
    }
  }

  /** One check of them all: somebody has to reject it. */
  private void rejected(Kind kind, PackageFile file, List<DataCheck> asked) {
    DataCheck nobody =
        new DataCheck(
            kind, file.name(), NOBODY, Due.ACCEPTED, new Opinion.Rejected("nobody rejects it"));
    DataCheck decisive =
        asked.stream()
            .filter(check -> check.opinion() instanceof Opinion.Rejected)
            .findFirst()
            .or(() -> asked.stream().filter(c -> c.opinion() instanceof Opinion.Faulty).findFirst())
            .or(() ->
                asked.stream().filter(c -> c.opinion() instanceof Opinion.Unchecked).findFirst())
            .or(() -> asked.stream().findFirst())
            .orElse(nobody);
    done.add(
        decisive.equals(nobody)
            ? new DataCheck(kind, file.name(), NOBODY, Due.REJECTED, new Opinion.Accepted())
            : new DataCheck(
                kind, file.name(), decisive.validator(), Due.REJECTED, decisive.opinion()));
  }
}
