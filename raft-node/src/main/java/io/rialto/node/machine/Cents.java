package io.rialto.node.machine;

/** Money in texts for people. */
final class Cents {
  private Cents() {}

  /** 27683 is "276.83". */
  static String text(long cents) {
    long fraction = cents % 100;
    return cents / 100 + (fraction < 10 ? ".0" : ".") + fraction;
  }
}
