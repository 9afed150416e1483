package io.rialto.proto.shape;

/** The bounds of a command's values (SPEC, "Values"; trading.proto). */
public final class ShapeLimits {

  /** The least amount or price: 0.01. */
  public static final long AMOUNT_CENTS_MIN = 1;

  /** The greatest amount or price: 10,000,000,000.00. */
  public static final long AMOUNT_CENTS_MAX = 1_000_000_000_000L;

  public static final int USER_LENGTH_MAX = 64;

  public static final int SYMBOL_LENGTH_MAX = 3;

  public static final int FILENAME_LENGTH_MAX = 255;

  /** The greatest transaction number a client may give; the service's own start right above it. */
  public static final long NUMBER_MAX = 999_999_999_999L;

  /** How much of a bad value an error message shows. */
  static final int SHOWN_LENGTH_MAX = 80;

  private ShapeLimits() {}
}
