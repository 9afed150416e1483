package io.rialto.chaos.cluster;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** Whether this machine and this user can make networks of namespaces. */
final class NamespaceSupport {

  private static final Path TUNNELS = Path.of("/dev/net/tun");

  private NamespaceSupport() {}

  /** What is missing and what to do for it, in one line; empty if nothing is. */
  static Optional<String> lacking() {
    if (!Files.isDirectory(Path.of("/proc/self/ns"))) {
      return Optional.of("network namespaces need Linux");
    }
    if (!succeeds("ip", "-V")) {
      return Optional.of("network namespaces need the program ip: apt-get install iproute2");
    }
    if (!succeeds("python3", "--version")) {
      return Optional.of("network namespaces need Python 3: apt-get install python3");
    }
    if (!succeeds("nsenter", "--version")) {
      return Optional.of("network namespaces need the program nsenter: apt-get install util-linux");
    }
    if (!succeeds("unshare", "--net", "true")) {
      return Optional.of("network namespaces need root: run as root");
    }
    if (!Files.isWritable(TUNNELS)) {
      return Optional.of("network namespaces need " + TUNNELS + ": modprobe tun");
    }
    return Optional.empty();
  }

  private static boolean succeeds(String... command) {
    try {
      Process process =
          new ProcessBuilder(List.of(command))
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .start();
      if (process.waitFor(ClusterLimits.NETWORK_ORDER_MAX.toMillis(), TimeUnit.MILLISECONDS)) {
        return process.exitValue() == 0;
      }
      process.destroyForcibly();
      return false;
    } catch (IOException notInstalled) {
      return false;
    } catch (InterruptedException stopping) {
      Thread.currentThread().interrupt();
      return false;
    }
  }
}
