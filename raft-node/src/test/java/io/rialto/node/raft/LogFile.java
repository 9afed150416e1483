package io.rialto.node.raft;

import io.rialto.node.machine.Entry;
import io.rialto.proto.log.HashReport;
import io.rialto.proto.log.LogEntry;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import org.apache.ratis.proto.RaftProtos.LogEntryProto;
import org.apache.ratis.proto.RaftProtos.StateMachineLogEntryProto;
import org.apache.ratis.thirdparty.com.google.protobuf.ByteString;

/** Entries in a file, each as the engine has it in its log. */
final class LogFile {
  private static final int REPORT_EVERY = 20;

  private LogFile() {}

  /** Now and then an entry carries a hash report, as in a cluster; no machine minds it. */
  static void write(Path file, List<Entry> entries) throws IOException {
    try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(file))) {
      for (Entry entry : entries) {
        LogEntry.Builder logged = EntryEncoder.encode(entry).toBuilder();
        if (entry.index() % REPORT_EVERY == 0) {
          logged.addHashReports(HashReport.newBuilder().setNodeId("n2").setLogIndex(1));
        }
        LogEntryProto.newBuilder()
            .setIndex(entry.index())
            .setTerm(entry.term())
            .setStateMachineLogEntry(
                StateMachineLogEntryProto.newBuilder()
                    .setLogData(ByteString.copyFrom(logged.build().toByteArray())))
            .build()
            .writeDelimitedTo(out);
      }
    }
  }

  static List<Entry> read(Path file) throws IOException {
    List<Entry> entries = new ArrayList<>();
    try (InputStream in = new GZIPInputStream(Files.newInputStream(file))) {
      LogEntryProto logged = LogEntryProto.parseDelimitedFrom(in);
      while (logged != null) {
        byte[] content = logged.getStateMachineLogEntry().getLogData().toByteArray();
        entries.add(
            new EntryDecoder()
                .decode(logged.getIndex(), logged.getTerm(), LogEntry.parseFrom(content)));
        logged = LogEntryProto.parseDelimitedFrom(in);
      }
    }
    return entries;
  }
}
