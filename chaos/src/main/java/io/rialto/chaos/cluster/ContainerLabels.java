package io.rialto.chaos.cluster;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.testcontainers.DockerClientFactory;

/**
 * Labels that say whose a container or a network is: this process, and this session of
 * Testcontainers, whose reaper clears away after a crash where it is allowed to run.
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
    Map<String, String> all = new HashMap<>(DockerClientFactory.DEFAULT_LABELS);
    all.put(DockerClientFactory.TESTCONTAINERS_SESSION_ID_LABEL, DockerClientFactory.SESSION_ID);
    all.put(OWNER, space + " " + self.processId() + " " + self.startedAtMillis());
    return new ContainerLabels(space, all);
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
