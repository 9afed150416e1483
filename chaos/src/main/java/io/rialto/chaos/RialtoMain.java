package io.rialto.chaos;

import io.rialto.chaos.cli.ChaosVerbs;
import io.rialto.client.cli.ShortUsageErrors;
import io.rialto.client.cli.TradingCommands;
import io.rialto.workloads.cli.WorkloadVerbs;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The program behind {@code ./rialto}: puts all verbs together and runs one. */
@Command(
    name = "rialto",
    mixinStandardHelpOptions = true,
    description = "A replicated trading service: clusters, trading commands, workloads, and proof.")
public final class RialtoMain implements Runnable {

  @Spec private CommandSpec spec;

  private RialtoMain() {}

  public static void main(String[] arguments) {
    System.exit(commandLine().execute(arguments));
  }

  /** The whole command line; every verb a subcommand. */
  static CommandLine commandLine() {
    List<Object> verbs = new ArrayList<>(ChaosVerbs.commands());
    verbs.addAll(WorkloadVerbs.commands());
    verbs.addAll(TradingCommands.all());
    CommandLine line = new CommandLine(new RialtoMain());
    verbs.forEach(line::addSubcommand);
    sayVersion(line);
    line.setCaseInsensitiveEnumValuesAllowed(true);
    line.setParameterExceptionHandler(new ShortUsageErrors());
    return line;
  }

  /** {@code --version} of every verb: the jar's, or none that is known when run from classes. */
  private static void sayVersion(CommandLine line) {
    String version = RialtoMain.class.getPackage().getImplementationVersion();
    line.getCommandSpec().version("rialto " + (version == null ? "(not packaged)" : version));
    line.getSubcommands().values().forEach(RialtoMain::sayVersion);
  }

  @Override
  public void run() {
    throw new ParameterException(
        spec.commandLine(), "say what to do; ./rialto --help lists the verbs");
  }
}
