package io.rialto.node.simulation;

/** Transaction numbers: whose command, and the how-manieth of its client. */
final class Numbers {
  private static final long CLIENT = 10_000;

  private Numbers() {}

  static long of(long client, long order) {
    return client * CLIENT + order;
  }

  static long client(long number) {
    return number / CLIENT;
  }
}
