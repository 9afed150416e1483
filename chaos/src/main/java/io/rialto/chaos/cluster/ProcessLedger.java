package io.rialto.chaos.cluster;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import io.rialto.proto.quotes.SpeedPolicy;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Map;
import java.util.TreeMap;

/**
 * What the launcher remembers of a cluster beside {@code cluster.json}: the file {@code
 * processes.json} in the cluster's directory.
 *
 * @param bootstrapped whether the cluster ever had a leader; from then on an empty data directory
 *     is a loss and no beginning
 * @param delayScale by which the simulated quote server's delays are multiplied
 * @param seed of the simulated quote server
 * @param quotePolicy how many hits the quote proxy makes to be quick
 * @param processes the latest process of each node and service, by id
 */
@JsonIgnoreProperties(ignoreUnknown = true)
record ProcessLedger(
    boolean bootstrapped,
    double delayScale,
    long seed,
    SpeedPolicy quotePolicy,
    Map<String, ProcessMark> processes) {

  static final String NAME = "processes.json";

  private static final ObjectMapper JSON =
      new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

  ProcessLedger {
    // A file of an earlier version names none.
    quotePolicy = quotePolicy == null ? SpeedPolicy.THRIFTY : quotePolicy;
    processes = processes == null ? Map.of() : Map.copyOf(processes);
  }

  ProcessLedger with(String id, ProcessMark process) {
    Map<String, ProcessMark> changed = new TreeMap<>(processes);
    changed.put(id, process);
    return new ProcessLedger(bootstrapped, delayScale, seed, quotePolicy, changed);
  }

  ProcessLedger afterBootstrap() {
    return new ProcessLedger(true, delayScale, seed, quotePolicy, processes);
  }

  ProcessLedger withQuotes(double newDelayScale, long newSeed, SpeedPolicy newPolicy) {
    return new ProcessLedger(bootstrapped, newDelayScale, newSeed, newPolicy, processes);
  }

  boolean isRunning(String id) {
    ProcessMark process = processes.get(id);
    return process != null && process.isRunning();
  }

  static ProcessLedger load(Path directory) throws IOException {
    Path file = directory.resolve(NAME);
    try {
      return JSON.readValue(Files.readString(file), ProcessLedger.class);
    } catch (JacksonException damaged) {
      throw new ClusterException(file + " is damaged: " + damaged.getOriginalMessage(), damaged);
    }
  }

  void save(Path directory) throws IOException {
    Path whole = directory.resolve(NAME + ".tmp");
    Files.writeString(whole, JSON.writerWithDefaultPrettyPrinter().writeValueAsString(this));
    Files.move(whole, directory.resolve(NAME), StandardCopyOption.REPLACE_EXISTING);
  }
}
