package io.rialto.chaos.history;

import io.rialto.client.sdk.CommandResult;
import io.rialto.proto.trading.SummaryReply;

/** What a client heard. */
public sealed interface Answer {

  /** Of a command, a request or a resolve. */
  record OfCommand(CommandResult result) implements Answer {}

  /** Of a read: the whole account, or why there is none. */
  record OfRead(SummaryReply reply) implements Answer {}

  /**
   * The end of a read of all accounts, each of which has a record of its own.
   *
   * @param failure why it broke off; empty if it is whole
   */
  record OfReadAll(long logIndex, String failure) implements Answer {}
}
