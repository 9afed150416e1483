package io.rialto.quoteproxy;

/** Refuses what is out of bounds, with a message for the person at the command line. */
public final class Bounds {

  private Bounds() {}

  /**
   * Both bounds are inclusive.
   *
   * @throws IllegalArgumentException whose message names the value and the bounds
   */
  public static void require(String what, long value, long least, long most) {
    if (value < least || value > most) {
      throw new IllegalArgumentException(
          what + ": " + value + " is not between " + least + " and " + most);
    }
  }
}
