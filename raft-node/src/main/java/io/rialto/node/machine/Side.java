package io.rialto.node.machine;

/** Which way an order goes. The number is that of stored keys: never change it. */
enum Side {
  BUY(1),
  SELL(2);

  private static final Side[] ALL = values();

  private final int number;

  Side(int number) {
    this.number = number;
  }

  int number() {
    return number;
  }

  static Side of(int number) {
    for (Side side : ALL) {
      if (side.number == number) {
        return side;
      }
    }
    throw new IllegalStateException("no side has the number " + number);
  }

  /** The command whose pending order this is: what an expiry is recorded under. */
  CommandKind orderKind() {
    return switch (this) {
      case BUY -> CommandKind.BUY;
      case SELL -> CommandKind.SELL;
    };
  }

  /** The command that arms a trigger on this side: what a firing is recorded under. */
  CommandKind triggerKind() {
    return switch (this) {
      case BUY -> CommandKind.SET_BUY_TRIGGER;
      case SELL -> CommandKind.SET_SELL_TRIGGER;
    };
  }
}
