package io.rialto.node.ingress;

import com.google.protobuf.ByteString;
import io.grpc.stub.ServerCallStreamObserver;
import io.rialto.node.machine.AuditEvent;
import io.rialto.node.machine.AuditReader;
import io.rialto.node.ops.Limits;
import io.rialto.node.raft.StateView;
import io.rialto.proto.trading.DumpLogChunk;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * Streams the audit log out of one view as XML, in chunks, no faster than it is read. Used once, by
 * one thread.
 */
final class AuditDump {
  private final StateView view;
  private final String user;
  private final long upToIndex;
  private final Readiness readiness;
  private final ServerCallStreamObserver<DumpLogChunk> out;
  private final StringBuilder text = new StringBuilder(Limits.DUMP_CHUNK_BYTES);
  private final AuditXml xml = new AuditXml(text);
  private boolean stopped;

  /**
   * @param user empty for everyone's log
   * @param upToIndex the last entry whose events belong to the dump
   */
  AuditDump(
      StateView view,
      String user,
      long upToIndex,
      Readiness readiness,
      ServerCallStreamObserver<DumpLogChunk> out) {
    this.view = view;
    this.user = user;
    this.upToIndex = upToIndex;
    this.readiness = readiness;
    this.out = out;
  }

  void run() {
    out.onNext(DumpLogChunk.newBuilder().setUpToLogIndex(upToIndex).build());
    text.append(AuditXml.HEAD);
    if (user.isEmpty()) {
      AuditReader.everyone(view, upToIndex, this::write);
    } else {
      AuditReader.ofUser(view, user, upToIndex, this::write);
    }
    text.append(AuditXml.FOOT);
    if (!stopped) {
      stopped = !send();
    }
    if (stopped) {
      out.onError(Readiness.stalled().asException());
    } else {
      out.onCompleted();
    }
  }

  /** Writes an entry's events; false if the dump is to end here. */
  private boolean write(List<AuditEvent> events) {
    for (AuditEvent event : events) {
      if (user.isEmpty() || event.user().equals(user)) {
        xml.write(event);
      }
    }
    if (text.length() >= Limits.DUMP_CHUNK_BYTES) {
      stopped = !send();
    }
    return !stopped;
  }

  private boolean send() {
    if (!readiness.await()) {
      return false;
    }
    // Everything in the document is ASCII, so characters are bytes.
    ByteString bytes = ByteString.copyFrom(text.toString(), StandardCharsets.US_ASCII);
    text.setLength(0);
    for (int from = 0; from < bytes.size(); from += Limits.DUMP_CHUNK_BYTES) {
      int to = Math.min(bytes.size(), from + Limits.DUMP_CHUNK_BYTES);
      out.onNext(DumpLogChunk.newBuilder().setXml(bytes.substring(from, to)).build());
    }
    return true;
  }
}
