package io.rialto.chaos.cluster;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/**
 * Labels that say whose a container or a network is: this process's. What it leaves behind in a
 * crash, the next one that makes containers clears away.
 */
final class ContainerLabels {

  /** Space of process ids, process id, start: a blank between. */
  static final String OWNER = "io.rialto.owner";

  private final String processSpace;
  private final Map<String, String> all;

  private ContainerLabels(String processSpace, Map<String, String> all) {
    this.processSpace = processSpace;
    this.all = Map.copyOf(all);
  }

  static ContainerLabels ofThisProcess() throws ClusterException {
    String space = processSpace();
    ProcessMark self = ProcessMark.of(ProcessHandle.current());
    String owner = space + " " + self.processId() + " " + self.startedAtMillis();
    return new ContainerLabels(space, Map.of(OWNER, owner));
  }

  /** Several of them may share one engine, and a process id means another process in each. */
  private static String processSpace() throws ClusterException {
    try {
      return Files.readSymbolicLink(Path.of("/proc/self/ns/pid")).toString();
    } catch (IOException e) {
      throw new ClusterException("could not read /proc/self/ns/pid", e);
    }
  }

  Map<String, String> all() {
    return all;
  }

  /** Whether its owner was a process of this machine and has ended. */
  boolean isLeftBehind(Map<String, String> labels) {
    String[] owner = labels.getOrDefault(OWNER, "").split(" ");
    return owner.length == 3
        && owner[0].equals(processSpace)
        && !new ProcessMark(Long.parseLong(owner[1]), Long.parseLong(owner[2])).isRunning();
  }
}
