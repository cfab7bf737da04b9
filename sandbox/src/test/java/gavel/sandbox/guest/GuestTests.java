package gavel.sandbox.guest;

import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import gavel.sandbox.cgroup.CgroupFault;
import gavel.sandbox.cgroup.CgroupSystem;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.platform.engine.discovery.ClassSelector;
import org.junit.platform.launcher.LauncherDiscoveryRequest;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;

/**
 * The program that runs in the guest: runs test classes and writes {@link GuestReport}s.
 *
 * <p>Arguments: the file to write to, then the names of the classes.
 */
public final class GuestTests {
  private GuestTests() {}

  /** Runs them all, one after the other. */
  public static void main(String[] arguments) throws IOException, CgroupFault {
    run(describeSystem(), arguments);
  }

  static void run(String system, String... arguments) throws IOException {
    List<ClassSelector> classes =
        List.of(arguments).subList(1, arguments.length).stream()
            .map(name -> selectClass(name))
            .toList();
    LauncherDiscoveryRequest request =
        LauncherDiscoveryRequestBuilder.request().selectors(classes).build();
    try (PrintStream results =
        new PrintStream(
            Files.newOutputStream(Path.of(arguments[0])), true, StandardCharsets.UTF_8)) {
      GuestListener listener = new GuestListener(report -> results.println(report.toLine()));
      results.println(new GuestReport.Began(system).toLine());
      LauncherFactory.create().execute(request, listener);
      results.println(new GuestReport.Finished(listener.count()).toLine());
    }
  }

  private static String describeSystem() throws CgroupFault {
    try (CgroupSystem system = CgroupSystem.detect()) {
      return "Linux " + System.getProperty("os.version") + ", " + system;
    }
  }
}
