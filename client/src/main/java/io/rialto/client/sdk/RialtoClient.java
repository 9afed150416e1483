package io.rialto.client.sdk;

import io.rialto.proto.cluster.NodeStatus;
import io.rialto.proto.trading.Command;
import io.rialto.proto.trading.Consistency;
import io.rialto.proto.trading.SummaryReply;
import java.io.IOException;
import java.io.OutputStream;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;

/** A connection to a cluster with one session. Thread-safe. */
public final class RialtoClient implements AutoCloseable {

  private RialtoClient() {}

  /** Returns at once; the session is opened with the first command. */
  public static RialtoClient connect(ClientOptions options) {
    throw new UnsupportedOperationException();
  }

  /**
   * Commands of one user are applied in the order of the calls. The future never fails: unknown is
   * a result.
   */
  public CompletableFuture<CommandResult> submit(Command command) {
    throw new UnsupportedOperationException();
  }

  /** Submits and waits. */
  public CommandResult execute(Command command) {
    throw new UnsupportedOperationException();
  }

  /** Settles a command of unknown outcome, also one of an earlier client. */
  public CompletableFuture<CommandResult> resolve(long session, long sequence) {
    throw new UnsupportedOperationException();
  }

  public CompletableFuture<SummaryReply> summary(String user, Consistency consistency) {
    throw new UnsupportedOperationException();
  }

  /** Every user's account at one log index, in user order; blocks. Returns that log index. */
  public long summaries(Consistency consistency, Consumer<SummaryReply> visitor)
      throws IOException {
    throw new UnsupportedOperationException();
  }

  /**
   * Streams the audit log as XML; blocks. 0: up to now. Returns the log index up to which it goes.
   */
  public long dumpLog(String user, long upToLogIndex, OutputStream out) throws IOException {
    throw new UnsupportedOperationException();
  }

  /** Asks one node about itself; never forwarded. */
  public CompletableFuture<NodeStatus> status(String endpoint, long hashAtLogIndex) {
    throw new UnsupportedOperationException();
  }

  @Override
  public void close() {
    throw new UnsupportedOperationException();
  }
}
