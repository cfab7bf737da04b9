package gavel.cli.command;

import gavel.cli.ExitCode;
import gavel.cli.program.EnvironmentProblem;
import gavel.cli.view.GuestReport;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Sets up the network of a guest VM. */
@Command(
    name = "network",
    aliases = "configure-network",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = "Gives the network card of a guest VM an address; refused by all other guests.")
public final class GuestNetworkCommand implements Callable<Integer> {
  private static final Pattern CIDR = Pattern.compile("([^/]+)/(\\d{1,3})");
  @Spec private CommandSpec spec;

  @Parameters(
      paramLabel = "ADDRESS/PREFIX",
      description = "The address and the bits of it that are the network's, as in 10.0.2.15/24.")
  private String address = "";

  @Option(names = "--gateway", paramLabel = "G", description = "The way to everything else.")
  private @Nullable String gateway;

  @Option(names = "--dns", paramLabel = "S", description = "A name server; up to three.")
  private List<String> servers = List.of();

  @Option(names = "--interface", paramLabel = "I", description = "The card (default: eth0).")
  private @Nullable String card;

  @Mixin private GuestOptions options = new GuestOptions();

  @Override
  public Integer call() throws EnvironmentProblem, InterruptedException, IOException {
    Matcher parts = CIDR.matcher(address);
    if (!parts.matches()) {
      throw new ParameterException(
          spec.commandLine(), "'" + address + "' is not written like 10.0.2.15/24");
    }
    String own = parts.group(1);
    int prefix = Integer.parseInt(parts.group(2));
    return options.ask(
        spec.commandLine(),
        guest -> {
          guest.configureNetwork(card, own, prefix, gateway, servers);
          System.out.println(GuestReport.done(options.json(), "configured"));
          return ExitCode.OK;
        });
  }
}
