package io.rialto.node.model;

import io.rialto.node.machine.AuditBlocks;
import io.rialto.node.machine.AuditEvent;
import io.rialto.node.machine.AuditEvent.SystemEvent;
import io.rialto.node.machine.CommandKind;
import io.rialto.node.machine.Entry;
import io.rialto.node.machine.EntryResult;
import io.rialto.node.machine.MachineLimits;
import io.rialto.node.machine.Operation;
import io.rialto.node.machine.Operation.RequestCommand;
import io.rialto.node.machine.Operation.SessionCommand;
import io.rialto.node.machine.Outcome;
import io.rialto.node.machine.Result;
import io.rialto.node.machine.Table;
import io.rialto.node.machine.TradingMachine;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * A random log of fixed length.
 *
 * @param reached what happens in it: outcomes, accepted commands, firings, expiries, duplicates,
 *     more than an entry settles
 */
public record SampleLog(long seed, List<Entry> entries, Set<String> reached) {
  public static final MachineLimits LIMITS = RandomEntries.LIMITS;

  /** A few short logs that together reach every rule. */
  public static List<SampleLog> ofEveryRule(int entriesEach) {
    Set<String> missing = everything();
    List<SampleLog> chosen = new ArrayList<>();
    for (int neededAtLeast = missing.size() * 2 / 3; !missing.isEmpty(); neededAtLeast /= 2) {
      for (long seed = 1; seed <= 400 && !missing.isEmpty(); seed++) {
        SampleLog log = of(seed, entriesEach);
        Set<String> gained = new TreeSet<>(missing);
        gained.retainAll(log.reached());
        if (gained.size() >= Math.max(1, neededAtLeast)) {
          chosen.add(log);
          missing.removeAll(gained);
        }
      }
      if (neededAtLeast == 0) {
        throw new IllegalStateException("no log reaches " + missing);
      }
    }
    return chosen;
  }

  private static Set<String> everything() {
    Set<String> names = new TreeSet<>();
    for (Outcome outcome : Outcome.values()) {
      names.add(outcome.name());
    }
    for (CommandKind kind : CommandKind.values()) {
      names.add(kind + " done");
    }
    for (String ended : List.of("BUY", "SELL", "SET_BUY_TRIGGER", "SET_SELL_TRIGGER")) {
      names.add("ended " + ended);
    }
    names.add("duplicate");
    names.add("more due");
    return names;
  }

  /** The log of a seed. */
  public static SampleLog of(long seed, int count) {
    RandomEntries random = new RandomEntries(seed);
    RowsInMemory rows = new RowsInMemory();
    TradingMachine machine = new TradingMachine(rows, LIMITS);
    SampleLog log = new SampleLog(seed, new ArrayList<>(), new TreeSet<>());
    while (log.entries.size() < count) {
      Entry entry = random.next();
      log.entries.add(entry);
      EntryResult result = machine.apply(entry, false);
      rows.write(result.changes());
      if (result.moreIsDue()) {
        log.reached.add("more due");
      }
      for (int i = 0; i < result.results().size(); i++) {
        log.count(entry.operations().get(i), result.results().get(i));
        if (result.results().get(i).reply().session() > 0) {
          random.sessionOpened(result.results().get(i).reply().session());
        }
      }
    }
    rows.scan(
        Table.AUDIT, new byte[0], null, (key, block) -> log.countEnds(AuditBlocks.decode(block)));
    return log;
  }

  private void count(Operation operation, Result result) {
    Outcome outcome = result.reply().outcome();
    reached.add(outcome.name());
    if (result.duplicate()) {
      reached.add("duplicate");
    } else if (outcome == Outcome.OK && operation instanceof SessionCommand session) {
      reached.add(session.command().kind() + " done");
    } else if (outcome == Outcome.OK && operation instanceof RequestCommand request) {
      reached.add(request.command().kind() + " done");
    }
  }

  private boolean countEnds(List<AuditEvent> events) {
    for (AuditEvent event : events) {
      if (event instanceof SystemEvent ended) {
        reached.add("ended " + ended.command());
      }
    }
    return true;
  }
}
