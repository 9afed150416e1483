package io.rialto.chaos.bench;

import io.rialto.client.sdk.CommandResult;
import java.util.function.Consumer;

/** What one client of a load sends to. Used by one thread. */
interface LoadTarget extends AutoCloseable {

  /**
   * Sends the next of what it has to send; blocks while as many are under way as there may be.
   *
   * @param number 0 for the first
   * @param ended is told how it ended, once, always on the same thread
   */
  void send(long number, Consumer<CommandResult.Kind> ended);

  @Override
  void close();
}
