package io.rialto.client.sdk;

/** The bounds of the client; the first three are the contract's (trading.proto). */
final class ClientLimits {

  static final int BATCH_COMMANDS_MAX = 256;

  static final int BATCH_BYTES_MAX = 128 * 1024;

  /** How far a sequence may be above the lowest unanswered one. */
  static final int SEQUENCE_WINDOW = 65_535;

  /** A reply batch or a chunk of a dump; the service sends far less. */
  static final int MESSAGE_BYTES_MAX = 16 * 1024 * 1024;

  /** Room for a command's tag and length inside a batch. */
  static final int COMMAND_OVERHEAD_BYTES = 8;

  /**
   * Moves to another leader that may follow each other without a pause, until some node accepts a
   * command.
   */
  static final int QUICK_MOVES_MAX = 2;

  /** Commands sent at a time while no node is known to accept any. */
  static final int PROBE_COMMANDS_MAX = 16;

  private ClientLimits() {}
}
