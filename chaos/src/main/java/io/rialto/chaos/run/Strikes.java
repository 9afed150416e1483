package io.rialto.chaos.run;

import io.rialto.chaos.fault.Fault;
import io.rialto.chaos.history.HistoryRecord;
import io.rialto.chaos.history.HistoryWriter;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What is broken, and what was. Thread-safe. */
final class Strikes {

  private final HistoryWriter history;
  private final Map<Long, Strike> strikes = new TreeMap<>();

  Strikes(HistoryWriter history) {
    this.history = history;
  }

  /** From now on the fault may show, although it is not yet done to the end. */
  synchronized Strike begin(Fault fault) {
    Strike strike = new Strike(history.nextFault(), fault, System.nanoTime(), 0, 0);
    strikes.put(strike.id(), strike);
    return strike;
  }

  /** It is known whom it struck. */
  void struck(Strike strike) {
    Fault fault = strike.fault();
    history.write(
        new HistoryRecord.FaultBegan(
            history.nanos() - (System.nanoTime() - strike.fromNanos()),
            strike.id(),
            fault.kind().word(),
            fault.target().phrase(),
            fault.members(),
            fault.sentence()));
  }

  /**
   * It is mended; one that was not injected is forgotten.
   *
   * @param failure why it could not be injected or healed; empty if all went well
   */
  synchronized void ended(Strike strike, boolean injected, String failure) {
    if (injected) {
      strikes.put(strike.id(), strike.healed(System.nanoTime()));
    } else {
      strikes.remove(strike.id());
    }
    history.write(new HistoryRecord.FaultEnded(history.nanos(), strike.id(), failure));
  }

  /** Whether nothing else is broken. */
  synchronized boolean isAlone(Strike strike) {
    return strikes.values().stream()
        .allMatch(other -> other.id() == strike.id() || other.healedNanos() != 0);
  }

  /** All is whole again. */
  synchronized void recovered() {
    long now = System.nanoTime();
    strikes.replaceAll(
        (id, strike) -> strike.recoveredNanos() == 0 ? strike.recovered(now) : strike);
  }

  /** Whether a fault that is not yet healed is meant to end a member so. */
  synchronized boolean explain(String member, int exitCode) {
    return strikes.values().stream()
        .filter(strike -> strike.healedNanos() == 0)
        .map(Strike::fault)
        .anyMatch(
            fault -> fault.members().contains(member) && MeantExits.has(fault.kind(), exitCode));
  }

  /** What is broken now, for people. */
  synchronized List<String> broken() {
    return strikes.values().stream()
        .filter(strike -> strike.healedNanos() == 0)
        .map(strike -> strike.fault().sentence())
        .toList();
  }

  /** All that were injected, in their order. */
  synchronized List<Strike> all() {
    return List.copyOf(strikes.values());
  }
}
