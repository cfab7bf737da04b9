package gavel.docker;

import java.io.File;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * Tests that need a Docker daemon. Where none can be started they are skipped and the reason says
 * what to do; the summary of the build names them, and CI fails. Where one can be started, whatever
 * goes wrong is a failure.
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@ExtendWith(NeedsDocker.Condition.class)
@interface NeedsDocker {
  /** Looks for root's rights and the daemon's program. */
  final class Condition implements ExecutionCondition {
    @Override
    public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
      if (!"root".equals(System.getProperty("user.name"))) {
        return ConditionEvaluationResult.disabled("a Docker daemon needs root: sudo make test");
      }
      for (String program : new String[] {"dockerd", "docker", "debootstrap"}) {
        if (!onPath(program)) {
          return ConditionEvaluationResult.disabled(
              "no " + program + " here: apt-get install docker.io debootstrap");
        }
      }
      return ConditionEvaluationResult.enabled("root, and all programs are here");
    }

    private static boolean onPath(String program) {
      return Arrays.stream(System.getenv("PATH").split(File.pathSeparator, -1))
          .anyMatch(directory -> Files.isExecutable(Path.of(directory, program)));
    }
  }
}
