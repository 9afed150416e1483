package io.rialto.chaos.fault;

import io.rialto.chaos.cluster.Cluster;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** A disk of its own for each node, whose power can be cut. */
final class NodeDisks {

  private final Path powerCut;
  private final Map<String, NodeDisk> disks = new TreeMap<>();

  /**
   * @param powerCut the program that takes the power away
   */
  NodeDisks(Path powerCut) {
    this.powerCut = powerCut;
  }

  void make(Cluster cluster) throws IOException, InterruptedException {
    for (String node : cluster.nodes()) {
      disks.put(node, NodeDisk.make(cluster.dataDirectory(node)));
    }
  }

  NodeDisk of(String node) {
    return disks.get(node);
  }

  /** All at once, as far as one program can. */
  void cutPower(List<String> nodes) throws IOException, InterruptedException {
    List<Object> command = new ArrayList<>(List.of(powerCut));
    nodes.forEach(node -> command.add(of(node).directory()));
    SystemCommand.run(command.toArray());
  }

  void discardAndKeepData() throws IOException, InterruptedException {
    for (NodeDisk disk : disks.values()) {
      disk.discardAndKeepData();
    }
  }

  void discard() throws IOException, InterruptedException {
    for (NodeDisk disk : disks.values()) {
      disk.discard();
    }
  }
}
