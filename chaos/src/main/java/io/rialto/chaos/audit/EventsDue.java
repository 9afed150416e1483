package io.rialto.chaos.audit;

import io.rialto.proto.trading.CommandKind;

/** Is told which events the log must show for what was carried out. */
interface EventsDue {

  /** For what is carried out on a reader's copy only. */
  EventsDue NONE =
      new EventsDue() {
        @Override
        public void expectTransaction(String user, long number, boolean add, long cents) {}

        @Override
        public void expectFiring(
            String user, long number, CommandKind command, String symbol, long cents) {}
      };

  /** A change of a user's cash, by the command of that number. */
  void expectTransaction(String user, long number, boolean add, long cents);

  /**
   * A trigger that fires.
   *
   * @param number of the command that armed it
   * @param cents paid or received
   */
  void expectFiring(String user, long number, CommandKind command, String symbol, long cents);
}
