package io.rialto.chaos.history;

import io.rialto.proto.cluster.NodeStatus;
import io.rialto.proto.trading.SummaryReply;
import java.util.List;

/**
 * One line of a history. {@code nanos} is when it happened, on a monotonic clock that starts with
 * the history; lines of different threads may stand slightly out of that order.
 */
public sealed interface HistoryRecord {

  long nanos();

  /**
   * The first line.
   *
   * @param startedMillis the wall clock when {@code nanos} was 0
   * @param nodes those whose replicas must agree at the end
   * @param simulatedQuotes whether prices come from the simulated source, whose keys can be checked
   * @param operationsMin how many acknowledged operations are enough work for a verdict
   */
  record RunBegan(
      long nanos,
      int formatVersion,
      long startedMillis,
      long seed,
      List<String> nodes,
      boolean simulatedQuotes,
      long operationsMin)
      implements HistoryRecord {

    public static final int FORMAT_VERSION = 1;

    public RunBegan {
      nodes = List.copyOf(nodes);
    }
  }

  /**
   * A call began.
   *
   * @param client who calls, over all lives
   * @param process one life of the client: one connection, one session
   */
  record Invoked(long nanos, long operation, String client, String process, Call call)
      implements HistoryRecord {}

  /**
   * A call was answered.
   *
   * @param handedNanos when the call was in the client's hands: what the same process calls after
   *     it comes after it for the same user
   */
  record Returned(long nanos, long operation, long handedNanos, Answer answer)
      implements HistoryRecord {}

  /**
   * A command whose answer its dead client never had: what it was sent as, so that a later resolve
   * is known to speak of it.
   */
  record SentAs(long nanos, long operation, long session, long sequence) implements HistoryRecord {}

  /** One account of a read of all. */
  record AccountRead(long nanos, long operation, SummaryReply reply) implements HistoryRecord {}

  /**
   * A client's life ended.
   *
   * @param died in the middle of what it did: its calls without an answer will never have one
   */
  record ProcessEnded(long nanos, String process, boolean died) implements HistoryRecord {}

  record FaultBegan(
      long nanos, long fault, String kind, String target, List<String> members, String sentence)
      implements HistoryRecord {

    public FaultBegan {
      members = List.copyOf(members);
    }
  }

  /**
   * A fault is healed.
   *
   * @param failure why it could not be injected or healed; empty if all went well
   */
  record FaultEnded(long nanos, long fault, String failure) implements HistoryRecord {}

  /**
   * A process of the cluster ended.
   *
   * @param wanted whether a fault did it
   */
  record MemberExited(long nanos, String member, int exitCode, boolean wanted)
      implements HistoryRecord {}

  /**
   * What a node said of itself.
   *
   * @param hashAtLogIndex the entry that {@code status.hash_at} is about; 0 if none was asked for
   * @param last whether it belongs to the end of the run, when all replicas must agree
   */
  record NodeSeen(long nanos, String node, NodeStatus status, long hashAtLogIndex, boolean last)
      implements HistoryRecord {}

  /**
   * A node's audit log was written to a file.
   *
   * @param file beside the history
   */
  record AuditTaken(long nanos, String node, String file, long upToLogIndex)
      implements HistoryRecord {}

  /** Anything else that a reader of the history should know, such as a health check. */
  record Note(long nanos, String text) implements HistoryRecord {}

  /**
   * The last line: without it a history is not whole.
   *
   * @param failure why the run could not be carried through, or what it saw itself that must not
   *     be; empty if neither is so
   */
  record RunEnded(long nanos, String failure) implements HistoryRecord {}
}
