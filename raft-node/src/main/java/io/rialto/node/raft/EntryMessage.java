package io.rialto.node.raft;

import io.rialto.node.machine.EntryResult;
import io.rialto.proto.log.LogEntry;
import java.util.concurrent.CompletableFuture;
import org.apache.ratis.protocol.Message;
import org.apache.ratis.thirdparty.com.google.protobuf.ByteString;
import org.apache.ratis.thirdparty.com.google.protobuf.UnsafeByteOperations;

/**
 * An entry on its way through this node's engine, with its parsed form and the place where its
 * result is awaited: on the leader nothing is parsed twice, and results are handed over in memory.
 */
final class EntryMessage implements Message {
  private final LogEntry entry;
  private final ByteString content;
  private final CompletableFuture<EntryResult> result = new CompletableFuture<>();

  EntryMessage(LogEntry entry) {
    this.entry = entry;
    // The engine's own, renamed protobuf shares the array.
    this.content = UnsafeByteOperations.unsafeWrap(entry.toByteArray());
  }

  LogEntry entry() {
    return entry;
  }

  CompletableFuture<EntryResult> result() {
    return result;
  }

  @Override
  public ByteString getContent() {
    return content;
  }
}
