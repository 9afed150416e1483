package io.rialto.chaos.check;

/** All bounds of the checker. */
final class CheckLimits {

  /** How many doubts of one kind are put into words; one cause can make thousands. */
  static final int DOUBTS_PER_KIND_MAX = 5;

  /** How much of two audit logs is shown around the place where they differ. */
  static final int DIFFERENCE_BYTES_SHOWN = 200;

  private CheckLimits() {}
}
