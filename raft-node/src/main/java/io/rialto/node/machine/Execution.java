package io.rialto.node.machine;

/**
 * A command on its way through the rules.
 *
 * @param number its transaction number, given by the client or the machine
 * @param place its place (from 1) in the entry
 * @param trail where its audit events go
 */
record Execution(Command command, long number, int place, Trail trail) {

  Moment moment() {
    return trail.moment();
  }

  String symbol() {
    return command.symbol();
  }

  long amountCents() {
    return command.amountCents();
  }
}
