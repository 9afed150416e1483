package io.rialto.client.cli;

import java.io.PrintWriter;
import picocli.CommandLine;
import picocli.CommandLine.IParameterExceptionHandler;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/**
 * Says what is wrong with a command line in a line or two; the whole help would push it off the
 * screen.
 */
public final class ShortUsageErrors implements IParameterExceptionHandler {

  @Override
  public int handleParseException(ParameterException fault, String[] arguments) {
    CommandLine line = fault.getCommandLine();
    PrintWriter error = line.getErr();
    error.println(line.getColorScheme().errorText(fault.getMessage()));
    UnmatchedArgumentException.printSuggestions(fault, error);
    String verb = line.getCommandSpec().qualifiedName();
    error.println("usage: ./" + verb + " --help");
    error.flush();
    return line.getCommandSpec().exitCodeOnInvalidInput();
  }
}
