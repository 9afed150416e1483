package io.rialto.node.machine;

/**
 * What became of an operation: the codes of the contract that the machine can give. Numbers and
 * names are those of {@code ResultCode} in trading.proto (a test compares them) and of stored rows:
 * never change them.
 */
public enum Outcome {
  OK(0),
  PERMISSION_DENIED(1001),
  INSUFFICIENT_FUNDS(2001),
  INSUFFICIENT_SHARES(2002),
  LESS_THAN_ONE_SHARE(2003),
  BALANCE_LIMIT(2004),
  SHARES_LIMIT(2005),
  NO_PENDING_BUY(3001),
  NO_PENDING_SELL(3002),
  NO_BUY_AMOUNT(3003),
  NO_SELL_AMOUNT(3004),
  UNKNOWN_USER(4001),
  UNKNOWN_SESSION(4003),
  SEQUENCE_REUSED(4004),
  SEQUENCE_FORGOTTEN(4005),
  CANCELLED(4006),
  SESSION_LIMIT(4007),
  NO_VALID_QUOTE(5001),
  OVERLOADED(8002),
  PREDECESSOR_MISSING(8004);

  private static final Outcome[] ALL = values();

  private final int number;

  Outcome(int number) {
    this.number = number;
  }

  public int number() {
    return number;
  }

  /** The outcome of a number; throws {@link IllegalArgumentException} if there is none. */
  public static Outcome of(int number) {
    for (Outcome outcome : ALL) {
      if (outcome.number == number) {
        return outcome;
      }
    }
    throw new IllegalArgumentException("no outcome has the number " + number);
  }
}
