package io.rialto.quoteproxy;

import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/**
 * The program's entrance: its first argument is the verb.
 *
 * <p>Exit codes: 0 done, 1 could not start or broke off, 2 wrong usage, 143 stopped by SIGTERM.
 */
@Command(
    name = "rialto",
    description = "The price source's front, and the simulated price source.",
    synopsisSubcommandLabel = "VERB",
    subcommands = {QuoteProxyVerb.class, QuoteSimulatorVerb.class},
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      " 0:done",
      " 1:could not start, or broke off; stderr says why",
      " 2:wrong usage",
      "143:stopped by SIGTERM"
    })
public final class QuoteProxyMain {

  @Option(
      names = {"-h", "--help"},
      usageHelp = true,
      description = "Show this help and exit.")
  private boolean isHelpAsked;

  private QuoteProxyMain() {}

  /** Runs one verb until it ends or the process is told to stop. */
  public static void main(String[] arguments) {
    System.exit(commandLine().execute(arguments));
  }

  static CommandLine commandLine() {
    return new CommandLine(new QuoteProxyMain())
        .registerConverter(Endpoint.class, Endpoint::parse)
        .setCaseInsensitiveEnumValuesAllowed(true)
        .setUsageHelpAutoWidth(true)
        .setExecutionExceptionHandler(
            (failure, command, parsed) -> {
              String why = failure.getMessage() == null ? failure.toString() : failure.getMessage();
              command.getErr().println(command.getCommandName() + ": " + why);
              return failure instanceof IllegalArgumentException
                  ? CommandLine.ExitCode.USAGE
                  : CommandLine.ExitCode.SOFTWARE;
            });
  }
}
