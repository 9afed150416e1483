package io.rialto.node.raft;

import io.rialto.proto.log.LogEntry;
import io.rialto.proto.log.LoggedOperation;
import io.rialto.proto.log.LoggedQuote;
import io.rialto.proto.log.OpenSession;
import io.rialto.proto.trading.Command;
import io.rialto.proto.trading.SessionCommand;
import io.rialto.workloads.GeneratorOptions;
import io.rialto.workloads.WorkloadCommand;
import io.rialto.workloads.WorkloadGenerator;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Log entries as a leader under load makes them: commands of the real workloads' mix in one
 * session, a user's together, each symbol's price renewed every 60 s. One thread.
 */
final class GeneratedEntries {
  private static final long START_MILLIS = 1_700_000_000_000L;
  private static final int SYMBOLS = 100;
  private static final long PRICE_CENTS = 12_345;

  /** Commands under way behind the newest one. */
  private static final long WINDOW = 8_192;

  private final WorkloadGenerator commands;
  private final int operations;
  private final long millisAnEntry;
  private final Map<String, Long> latest = new HashMap<>();
  private final Set<String> quoted = new HashSet<>();
  private long sequence = 1;
  private long millis = START_MILLIS;
  private long quotedAtMillis = START_MILLIS;

  /**
   * @param operations of each entry
   */
  GeneratedEntries(int users, int operations, int commandsPerSecond) {
    this.commands =
        new WorkloadGenerator(new GeneratorOptions(users, Integer.MAX_VALUE, 1, SYMBOLS));
    this.operations = operations;
    this.millisAnEntry = Math.max(1, 1_000L * operations / commandsPerSecond);
  }

  /** The first of all. */
  LogEntry openSession() {
    return begin()
        .addOperations(
            LoggedOperation.newBuilder().setOpenSession(OpenSession.getDefaultInstance()))
        .build();
  }

  LogEntry next() {
    millis += millisAnEntry;
    if (millis - quotedAtMillis > 60_000) {
      quoted.clear();
      quotedAtMillis = millis;
    }
    LogEntry.Builder entry = begin();
    List<Command> together = new ArrayList<>();
    for (int i = 0; i < operations; i++) {
      WorkloadCommand line = commands.next();
      together.add(line.command());
    }
    together.sort(Comparator.comparing(Command::getUser));
    together.forEach(command -> add(entry, command));
    return entry.build();
  }

  private LogEntry.Builder begin() {
    return LogEntry.newBuilder().setFormatVersion(1).setServer("n1").setStampMillis(millis);
  }

  private void add(LogEntry.Builder entry, Command command) {
    if (!command.getSymbol().isEmpty() && quoted.add(command.getSymbol())) {
      entry.addQuotes(
          LoggedQuote.newBuilder()
              .setSymbol(command.getSymbol())
              .setPriceCents(PRICE_CENTS)
              .setUser(command.getUser())
              .setNumber(command.getNumber())
              .setTimeMillis(millis)
              .setQuoteServerTimeMillis(millis)
              .setCryptokey("c3VwZXIgc2VjcmV0IGtleQ==")
              .setProxyName("quote-proxy")
              .setKeyId("k1"));
    }
    Long before = latest.put(command.getUser(), sequence);
    entry.addOperations(
        LoggedOperation.newBuilder()
            .setSessionCommand(
                SessionCommand.newBuilder()
                    .setSession(1)
                    .setSequence(sequence)
                    .setLowestUnanswered(Math.max(1, sequence - WINDOW))
                    .setPredecessor(before == null ? 0 : before)
                    .setCommand(command)));
    sequence++;
  }
}
