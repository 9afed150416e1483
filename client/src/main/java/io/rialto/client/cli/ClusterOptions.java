package io.rialto.client.cli;

import io.rialto.client.sdk.ClientOptions;
import io.rialto.client.sdk.RialtoClient;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Which cluster is meant, and how long it is tried. */
final class ClusterOptions {

  /** The longest deadline: a day. */
  private static final int DEADLINE_SECONDS_MAX = 86_400;

  @Spec(Spec.Target.MIXEE)
  private CommandSpec spec;

  @ArgGroup(exclusive = true)
  private Where where = new Where();

  @Option(
      names = "--deadline",
      paramLabel = "SECONDS",
      defaultValue = "30",
      description = "How long to try, over all retries; 1 to 86400 (default: ${DEFAULT-VALUE}).")
  private int deadlineSeconds;

  private static final class Where {

    @Option(
        names = "--cluster",
        paramLabel = "DIR",
        description = "The cluster's directory (default: the cluster started last).")
    private Path directory;

    @Option(
        names = "--endpoints",
        paramLabel = "HOST:PORT",
        split = ",",
        splitSynopsisLabel = ",",
        description = "Public addresses of one or more nodes, separated by commas.")
    private List<String> endpoints;
  }

  /** Connects; a cluster that cannot be found or named is the user's error. */
  RialtoClient connect() {
    if (deadlineSeconds < 1 || deadlineSeconds > DEADLINE_SECONDS_MAX) {
      throw new ParameterException(
          spec.commandLine(),
          "--deadline must be 1 to " + DEADLINE_SECONDS_MAX + " seconds, not " + deadlineSeconds);
    }
    try {
      return RialtoClient.connect(
          ClientOptions.of(endpoints()).withDeadline(Duration.ofSeconds(deadlineSeconds)));
    } catch (IOException | IllegalArgumentException fault) {
      throw new NoClusterException(fault.getMessage(), fault);
    }
  }

  private List<String> endpoints() throws IOException {
    if (where.endpoints != null) {
      return where.endpoints;
    }
    return where.directory != null
        ? ClusterFile.load(where.directory).endpoints()
        : ClusterFile.current(ClusterFile.root()).endpoints();
  }
}
