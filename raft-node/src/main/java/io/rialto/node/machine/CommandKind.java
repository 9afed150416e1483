package io.rialto.node.machine;

/**
 * The commands of SPEC.md. The number is the one of the contract and of stored rows: never change
 * it.
 */
public enum CommandKind {
  ADD(1),
  QUOTE(2),
  BUY(3),
  COMMIT_BUY(4),
  CANCEL_BUY(5),
  SELL(6),
  COMMIT_SELL(7),
  CANCEL_SELL(8),
  SET_BUY_AMOUNT(9),
  SET_BUY_TRIGGER(10),
  CANCEL_SET_BUY(11),
  SET_SELL_AMOUNT(12),
  SET_SELL_TRIGGER(13),
  CANCEL_SET_SELL(14),
  DUMPLOG(15),
  DISPLAY_SUMMARY(16);

  private static final CommandKind[] BY_NUMBER = new CommandKind[17];

  static {
    for (CommandKind kind : values()) {
      BY_NUMBER[kind.number] = kind;
    }
  }

  private final int number;

  CommandKind(int number) {
    this.number = number;
  }

  public int number() {
    return number;
  }

  /** Whether the command needs a valid quote for its symbol. */
  public boolean needsPrice() {
    return this == QUOTE || this == BUY || this == SELL;
  }

  /** The kind of a number; throws {@link IllegalArgumentException} if there is none. */
  public static CommandKind of(int number) {
    if (number < 1 || number >= BY_NUMBER.length) {
      throw new IllegalArgumentException("no command has the number " + number);
    }
    return BY_NUMBER[number];
  }
}
