package io.rialto.client.cli;

import java.io.PrintWriter;
import java.io.StringWriter;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;

/** One run of the command line, as a user would type it, with what it printed. */
record CommandLineRun(int exitCode, String out, String error) {

  static CommandLineRun of(String... arguments) {
    CommandLine line = new CommandLine(CommandSpec.create().name("rialto"));
    TradingCommands.all().forEach(line::addSubcommand);
    line.setParameterExceptionHandler(new ShortUsageErrors());
    StringWriter out = new StringWriter();
    StringWriter error = new StringWriter();
    line.setOut(new PrintWriter(out));
    line.setErr(new PrintWriter(error));
    int exitCode = line.execute(arguments);
    return new CommandLineRun(exitCode, out.toString(), error.toString());
  }
}
