package io.rialto.node.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.rialto.node.machine.Command;
import io.rialto.node.machine.Entry;
import io.rialto.node.machine.EntryResult;
import io.rialto.node.machine.MachineLimits;
import io.rialto.node.machine.Operation;
import io.rialto.node.machine.Operation.OpenSession;
import io.rialto.node.machine.Operation.SessionCommand;
import io.rialto.node.machine.Outcome;
import io.rialto.node.machine.Quote;
import io.rialto.node.machine.TradingMachine.ArmedSymbol;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeSet;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * The real workload files, straight through machine and model: both agree on every answer, event
 * and account, and money is conserved. The files are no part of the project: {@code
 * -Drialto.workloads=DIR}, else {@code ../shared/workloads} beside the checkout; a test whose file
 * is absent is skipped.
 */
@Tag("P3")
@Tag("P5")
class RealWorkloadsTest {

  private static final long START_MILLIS = 1_700_000_000_000L;
  private static final int OPERATIONS_PER_ENTRY = 16;

  @Test
  void theOneUserFileAgrees() {
    assertThat(agreed("1user.txt", Integer.MAX_VALUE)).isEmpty();
  }

  @Test
  void theTwoUserFileAgrees() {
    assertThat(agreed("2user.txt", Integer.MAX_VALUE)).isEmpty();
  }

  @Test
  void theTenUserFileAgreesAndHasOneMalformedLine() {
    assertThat(agreed("10user.txt", Integer.MAX_VALUE))
        .containsExactly("[9962] ADD,umhaEY4lil,-73280.58");
  }

  @Test
  void theBeginningOfTheHundredUserFileAgrees() {
    assertThat(agreed("100user.txt", 20_000)).isEmpty();
  }

  /** Runs the file and returns its malformed lines. */
  private static List<String> agreed(String name, int linesMax) {
    Path file = directory().resolve(name);
    assumeTrue(Files.exists(file), () -> "skipped: there is no " + file);
    WorkloadLines lines = WorkloadLines.read(file, linesMax);
    Run run = new Run();
    int from = 0;
    while (from < lines.commands().size()) {
      int to =
          Math.min(lines.commands().size(), from + 1 + run.random.nextInt(OPERATIONS_PER_ENTRY));
      run.apply(lines.commands().subList(from, to));
      from = to;
    }
    run.finish(lines.commands().size());
    return lines.malformed();
  }

  private static Path directory() {
    String given = System.getProperty("rialto.workloads");
    if (given != null) {
      return Path.of(given);
    }
    Path root = Path.of("").toAbsolutePath();
    while (!Files.exists(root.resolve("mvnw")) && root.getParent() != null) {
      root = root.getParent();
    }
    return root.resolveSibling("shared").resolve("workloads");
  }

  /**
   * One session that sends everything, in entries of up to sixteen commands, some 20 ms a command.
   */
  private static final class Run {
    private final Random random = new Random(1);
    private final SideBySide both = new SideBySide(MachineLimits.standard());
    private final PriceFeed prices = new PriceFeed(2);
    private final Map<String, Long> latestOfUser = new HashMap<>();
    private final long session;
    private long index = 1;
    private long now = START_MILLIS;
    private long sequence;
    private int answered;
    private int done;

    private Run() {
      EntryResult opened = both.apply(entry(List.of(), List.of(new OpenSession())));
      session = opened.results().get(0).reply().session();
    }

    private Entry entry(List<Quote> quotes, List<Operation> operations) {
      return new Entry(index++, 1, "n1", now, quotes, operations);
    }

    private void apply(List<Command> commands) {
      now += commands.size() * (long) random.nextInt(40);
      List<Quote> quotes = new ArrayList<>();
      for (ArmedSymbol armed : both.machine().armedSymbols()) {
        fetch(quotes, armed.symbol(), armed.user(), armed.number());
      }
      List<Operation> operations = new ArrayList<>();
      long lowest = sequence + 1;
      for (Command command : commands) {
        if (command.kind().needsPrice()) {
          fetch(quotes, command.symbol(), command.user(), command.number());
        }
        Long predecessor = latestOfUser.put(command.user(), ++sequence);
        operations.add(
            new SessionCommand(
                session, sequence, lowest, predecessor == null ? 0 : predecessor, "", command));
      }
      count(both.apply(entry(quotes, operations)));
      TreeSet<String> touched = new TreeSet<>();
      commands.stream().map(Command::user).filter(user -> !user.isEmpty()).forEach(touched::add);
      both.checkAccounts(touched);
    }

    private void fetch(List<Quote> quotes, String symbol, String user, long number) {
      if (prices.lacks(symbol, now)) {
        quotes.add(prices.fetch(symbol, user, number, now));
      }
    }

    private void count(EntryResult result) {
      answered += result.results().size();
      done +=
          (int)
              result.results().stream()
                  .filter(each -> each.reply().outcome() == Outcome.OK)
                  .count();
    }

    private void finish(int commands) {
      assertThat(answered).isEqualTo(commands);
      // A file of which nothing succeeds would prove nothing.
      assertThat(done).isGreaterThan(commands / 4);
      both.checkAccounts();
      both.checkConservation();
      both.checkRows();
    }
  }
}
