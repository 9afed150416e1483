package io.rialto.chaos.history;

import io.rialto.proto.trading.Command;
import io.rialto.proto.trading.Consistency;

/** What a client asked for. */
public sealed interface Call {

  /** A command in the client's session. Its number is its name in the audit log: never 0. */
  record Submit(Command command) implements Call {}

  /** A command without a session, protected by a request id. */
  record Request(String requestId, Command command) implements Call {}

  /** The settling of a command of unknown outcome. */
  record Resolve(long session, long sequence) implements Call {}

  /** One user's account. */
  record Read(String user, Consistency consistency) implements Call {}

  /** Every user's account at one log index. */
  record ReadAll(Consistency consistency) implements Call {}
}
