package io.rialto.chaos.cli;

import io.rialto.chaos.check.CheckOutcome;
import io.rialto.chaos.check.CheckText;
import io.rialto.chaos.check.HistoryCheck;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code check}. */
@Command(
    name = "check",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    exitCodeOnExecutionException = ExitCodes.NO_VERDICT,
    description = {
      "Checks the history of a run, with the audit logs beside it: was nothing lost, doubled or out"
          + " of order, and does every reply, read and balance follow from the log?",
      "Needs some 1.3 KB of memory an operation; no cluster."
    },
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:pass",
      "1:fail: there are violations",
      "2:bad options, or no history that can be read",
      "3:unknown: no violation, but not all could be looked at; not a pass, and no verdict"
    })
final class CheckVerb implements Callable<Integer> {

  /** What a run calls its history. */
  private static final List<String> NAMES = List.of("history.jsonl.gz", "history.jsonl");

  @Spec private CommandSpec spec;

  @Parameters(
      paramLabel = "HISTORY",
      description = "The history, a file of lines of JSON, or a run's directory with one.")
  private Path history;

  @Option(names = "--json", description = "Print one JSON object.")
  private boolean json;

  @Override
  public Integer call() {
    PrintWriter out = spec.commandLine().getOut();
    try {
      CheckOutcome outcome = HistoryCheck.check(file());
      out.print(json ? CheckText.json(outcome) + System.lineSeparator() : CheckText.text(outcome));
      out.flush();
      return switch (outcome.judgement()) {
        case PASS -> ExitCodes.DONE;
        case FAIL -> ExitCodes.FAILED;
        case UNKNOWN -> ExitCodes.NO_VERDICT;
      };
    } catch (IOException e) {
      spec.commandLine().getErr().println("check: " + e);
      return ExitCodes.USAGE;
    } catch (OutOfMemoryError full) {
      spec.commandLine().getErr().println("check: the history does not fit into memory: " + full);
      return ExitCodes.NO_VERDICT;
    }
  }

  private Path file() {
    return NAMES.stream().map(history::resolve).filter(Files::exists).findFirst().orElse(history);
  }
}
