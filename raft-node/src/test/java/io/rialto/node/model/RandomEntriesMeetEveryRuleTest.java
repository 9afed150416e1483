package io.rialto.node.model;

import static org.assertj.core.api.Assertions.assertThat;

import io.rialto.node.machine.AuditEvent;
import io.rialto.node.machine.AuditEvent.SystemEvent;
import io.rialto.node.machine.CommandKind;
import io.rialto.node.machine.Entry;
import io.rialto.node.machine.Operation;
import io.rialto.node.machine.Operation.OpenSession;
import io.rialto.node.machine.Operation.RequestCommand;
import io.rialto.node.machine.Operation.SessionCommand;
import io.rialto.node.machine.Outcome;
import io.rialto.node.machine.Result;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * A comparison over logs in which nothing happens would prove nothing: the random logs reach every
 * rule.
 */
class RandomEntriesMeetEveryRuleTest {

  private static final int SEEDS = 120;
  private static final int ENTRIES_PER_SEED = 300;

  private static final Map<String, Integer> met = new TreeMap<>();

  @BeforeAll
  static void runAll() {
    for (long seed = 1; seed <= SEEDS; seed++) {
      run(seed);
    }
  }

  @Test
  void everyCommandSucceedsAndEveryOutcomeAndFiringHappens() {
    for (Outcome outcome : Outcome.values()) {
      assertThat(met).containsKey(outcome.name());
    }
    for (CommandKind kind : CommandKind.values()) {
      assertThat(met).containsKey(kind + " done");
    }
    assertThat(met)
        .containsKeys(
            "duplicate",
            "ended BUY",
            "ended SELL",
            "ended SET_BUY_TRIGGER",
            "ended SET_SELL_TRIGGER");
  }

  @Test
  void everyCaseOfSettlingInSeveralEntriesIsMet() {
    assertThat(met)
        .containsKeys(
            "order left to a later entry",
            "round that goes on in a later entry",
            "round that waits for its turn",
            "round that begins when the entry is full",
            "round that a newer quote ends",
            "two unfinished rounds",
            "turn without a firing",
            "trigger that keeps its turn",
            "trigger armed anew during its round",
            "BUY settled before a command",
            "SELL settled before a command",
            "SET_BUY_TRIGGER settled before a command",
            "SET_SELL_TRIGGER settled before a command",
            "settled for a duplicate",
            "settled for a refused command",
            "body with what is still due",
            "more due",
            "expiry that readers see first",
            "firing that readers see first");
  }

  private static void run(long seed) {
    RandomEntries random = new RandomEntries(seed);
    NaiveModel model = new NaiveModel(RandomEntries.LIMITS);
    for (int i = 0; i < ENTRIES_PER_SEED; i++) {
      Entry entry = random.next();
      NaiveModel.Expected expected = model.apply(entry, position -> sessionId(entry, position));
      for (int position = 1; position <= entry.operations().size(); position++) {
        Operation operation = entry.operations().get(position - 1);
        Result result = expected.results().get(position - 1);
        count(operation, result);
        if (operation instanceof OpenSession && result.reply().outcome() == Outcome.OK) {
          random.sessionOpened(sessionId(entry, position));
        }
      }
      for (AuditEvent event : expected.events()) {
        if (event instanceof SystemEvent ended) {
          met.merge("ended " + ended.command(), 1, Integer::sum);
        }
      }
      countSettling(model, expected);
    }
  }

  private static void countSettling(NaiveModel model, NaiveModel.Expected expected) {
    model.met().forEach(name -> met.merge(name, 1, Integer::sum));
    if (expected.moreIsDue()) {
      met.merge("more due", 1, Integer::sum);
    }
    for (String user : model.users()) {
      for (AuditEvent event : model.due(user)) {
        if (event instanceof SystemEvent due) {
          boolean expiry = due.command() == CommandKind.BUY || due.command() == CommandKind.SELL;
          met.merge(
              expiry ? "expiry that readers see first" : "firing that readers see first",
              1,
              Integer::sum);
        }
      }
    }
  }

  private static long sessionId(Entry entry, int position) {
    return entry.index() * 1000 + position;
  }

  private static void count(Operation operation, Result result) {
    Outcome outcome = result.reply().outcome();
    met.merge(outcome.name(), 1, Integer::sum);
    if (result.duplicate()) {
      met.merge("duplicate", 1, Integer::sum);
    } else if (outcome == Outcome.OK && operation instanceof SessionCommand session) {
      met.merge(session.command().kind() + " done", 1, Integer::sum);
    } else if (outcome == Outcome.OK && operation instanceof RequestCommand request) {
      met.merge(request.command().kind() + " done", 1, Integer::sum);
    }
  }
}
