package io.rialto.chaos.run;

import io.rialto.chaos.cluster.Cluster;
import io.rialto.chaos.history.HistoryRecord;
import io.rialto.chaos.history.HistoryWriter;
import io.rialto.chaos.history.RecordingClient;
import io.rialto.client.cli.ClusterFile;
import io.rialto.client.sdk.ClientOptions;
import io.rialto.client.sdk.RialtoClient;
import io.rialto.proto.cluster.NodeStatus;
import io.rialto.proto.trading.Consistency;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * What is taken from the cluster when all is whole and nobody trades any more, at one log index:
 * every balance, each node's hash, and each node's own audit log. Nodes whose audit logs are the
 * same to the byte share a file.
 */
final class FinalLook {

  private static final String AUDIT = "audit";

  private final Cluster cluster;
  private final HistoryWriter history;
  private final Path directory;
  private final Map<String, String> fileOfDigest = new HashMap<>();

  FinalLook(Cluster cluster, HistoryWriter history, Path directory) {
    this.cluster = cluster;
    this.history = history;
    this.directory = directory;
  }

  /**
   * @param logIndex at which everything was compared
   * @param hashes by node, in hexadecimal digits; without those that did not get there in time
   * @param auditLogs how many different audit logs there are: 1, or something is wrong
   */
  record Seen(long logIndex, Map<String, String> hashes, int auditLogs) {

    boolean agrees(int nodes) {
      return hashes.size() == nodes
          && hashes.values().stream().distinct().count() == 1
          && auditLogs == 1;
    }
  }

  Seen look() throws IOException, InterruptedException {
    long logIndex;
    Map<String, String> hashes = new HashMap<>();
    ClientOptions options = ClientOptions.of(cluster.file().endpoints());
    try (RecordingClient examiner = RecordingClient.connect(options, history, "examiner")) {
      logIndex = examiner.summaries(Consistency.STRICT, reply -> {});
      for (ClusterFile.Node node : cluster.file().nodes()) {
        awaitHash(examiner.unrecorded(), node, logIndex)
            .ifPresent(hash -> hashes.put(node.id(), hash));
      }
    }
    for (ClusterFile.Node node : cluster.file().nodes()) {
      takeAuditLog(node, logIndex);
    }
    return new Seen(logIndex, hashes, fileOfDigest.size());
  }

  private Optional<String> awaitHash(RialtoClient client, ClusterFile.Node node, long logIndex)
      throws InterruptedException {
    long deadline = System.nanoTime() + RunLimits.SETTLE_MAX.toNanos();
    while (System.nanoTime() < deadline) {
      Optional<NodeStatus> status = status(client, node, logIndex);
      if (status.isPresent() && !status.get().getHashAt().isEmpty()) {
        history.write(
            new HistoryRecord.NodeSeen(history.nanos(), node.id(), status.get(), logIndex, true));
        byte[] hash = status.get().getHashAt().toByteArray();
        return Optional.of(HexFormat.of().formatHex(hash));
      }
      TimeUnit.NANOSECONDS.sleep(RunLimits.LOOK_EVERY.toNanos());
    }
    return Optional.empty();
  }

  private static Optional<NodeStatus> status(
      RialtoClient client, ClusterFile.Node node, long logIndex) throws InterruptedException {
    try {
      return Optional.of(
          client
              .status(node.endpoint(), logIndex)
              .get(RunLimits.SETTLE_MAX.toMillis(), TimeUnit.MILLISECONDS));
    } catch (ExecutionException | TimeoutException noAnswer) {
      return Optional.empty();
    }
  }

  /** Each node writes its own: the client knows of no other. */
  private void takeAuditLog(ClusterFile.Node node, long logIndex) throws IOException {
    Path file = directory.resolve(AUDIT + "-" + node.id() + ".xml");
    MessageDigest digest = sha256();
    ClientOptions options = ClientOptions.of(List.of(node.endpoint()));
    try (RialtoClient client = RialtoClient.connect(options);
        OutputStream out =
            new DigestOutputStream(new BufferedOutputStream(Files.newOutputStream(file)), digest)) {
      client.dumpLog("", logIndex, out);
    }
    String name = HexFormat.of().formatHex(digest.digest());
    String same = fileOfDigest.putIfAbsent(name, file.getFileName().toString());
    if (same != null) {
      Files.delete(file);
    }
    history.write(
        new HistoryRecord.AuditTaken(history.nanos(), node.id(), fileOfDigest.get(name), logIndex));
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}
