package gavel.cli.command;

import gavel.cli.ExitCode;
import gavel.cli.program.ToolchainVersion;
import gavel.cli.view.LanguagesReport;
import gavel.cli.view.LanguagesReport.Row;
import gavel.model.json.StrictJson;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Lists the languages, what is installed of them, and what would install the rest. */
@Command(
    name = "languages",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description =
        "Lists the languages of this machine with their versions, and how to install the others.")
public final class LanguagesCommand implements Callable<Integer> {
  @Mixin private LanguageOptions languages = new LanguageOptions();

  @Option(names = "--json", description = "Print one JSON object and nothing else.")
  private boolean json;

  @Override
  public Integer call() {
    LanguagesReport report =
        new LanguagesReport(
            languages.read().all().stream()
                .map(language -> new Row(language, ToolchainVersion.of(language)))
                .toList());
    System.out.println(json ? StrictJson.writePretty(report.json()) : report.text());
    return ExitCode.OK;
  }
}
