package io.rialto.chaos.history;

import io.rialto.client.cli.ClusterFile;
import io.rialto.client.sdk.ClientOptions;
import io.rialto.client.sdk.RialtoClient;
import io.rialto.proto.cluster.NodeStatus;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletionException;

/**
 * What is taken from every node when a run is over: its audit log, its hash at one log index, and
 * what it says of itself. Without it a history can be no pass.
 */
public final class Evidence {

  private Evidence() {}

  /**
   * Takes it, node after node, and records it; blocks.
   *
   * @param folder where the history lies: each audit log becomes a file beside it
   * @param upToLogIndex a log index at or above all that was answered, such as that of a last
   *     strict read of all accounts; a node that has not applied it yet is waited for
   * @param patience how long a node may take for each answer
   * @throws IOException naming the node that did not answer
   */
  public static void take(
      HistoryWriter history,
      Path folder,
      List<ClusterFile.Node> nodes,
      long upToLogIndex,
      Duration patience)
      throws IOException {
    for (ClusterFile.Node node : nodes) {
      ClientOptions options = ClientOptions.of(List.of(node.endpoint())).withDeadline(patience);
      try (RialtoClient client = RialtoClient.connect(options)) {
        String file = "audit-" + node.id() + ".xml";
        try (OutputStream out =
            new BufferedOutputStream(Files.newOutputStream(folder.resolve(file)))) {
          long upTo = client.dumpLog("", upToLogIndex, out);
          history.write(new HistoryRecord.AuditTaken(history.nanos(), node.id(), file, upTo));
        }
        NodeStatus status = client.status(node.endpoint(), upToLogIndex).join();
        history.write(
            new HistoryRecord.NodeSeen(history.nanos(), node.id(), status, upToLogIndex, true));
      } catch (IOException | CompletionException noAnswer) {
        throw new IOException(node.id() + ": " + noAnswer.getMessage(), noAnswer);
      }
    }
  }
}
