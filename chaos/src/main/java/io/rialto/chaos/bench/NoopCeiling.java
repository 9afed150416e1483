package io.rialto.chaos.bench;

import io.rialto.chaos.cluster.Folders;
import io.rialto.chaos.cluster.NodeRuntime;
import io.rialto.chaos.cluster.NoopCluster;
import io.rialto.chaos.cluster.NoopCluster.Replicated;
import io.rialto.chaos.cluster.Programs;
import io.rialto.chaos.demo.DemoScreen;
import io.rialto.proto.log.LogEntry;
import io.rialto.proto.log.LoggedOperation;
import io.rialto.proto.trading.Command;
import io.rialto.proto.trading.SessionCommand;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * What the engine alone can do with the entries of a load: as many nodes with the same settings
 * that do nothing with them, and a client that does nothing but keep entries under way.
 *
 * @param entryBytes of each entry
 */
public record NoopCeiling(
    double commandsPerSecond, double entriesPerSecond, int commandsPerEntry, int entryBytes) {

  /** Enough to keep every step busy. */
  private static final int ENTRIES_IN_FLIGHT = 16;

  /** Measures it, for as long as the load was measured, with as many commands an entry. */
  public static NoopCeiling of(LoadOutcome load, Programs programs, DemoScreen screen)
      throws IOException, InterruptedException {
    LoadPlan plan = load.plan();
    int commands = (int) Math.max(1, Math.round(load.commandsPerEntry()));
    byte[] bytes = entry(new CommandRounds(plan).of(0), commands).toByteArray();
    Path folder = Files.createTempDirectory("rialto-noop-");
    try {
      Path entry = Files.write(folder.resolve("entry"), bytes);
      Replicated replicated = replicate(folder, entry, plan, programs, screen);
      double entriesPerSecond = replicated.entries() * 1e9 / replicated.nanos();
      return new NoopCeiling(entriesPerSecond * commands, entriesPerSecond, commands, bytes.length);
    } finally {
      Folders.delete(folder);
    }
  }

  private static Replicated replicate(
      Path folder, Path entry, LoadPlan plan, Programs programs, DemoScreen screen)
      throws IOException, InterruptedException {
    NodeRuntime runtime = new NodeRuntime(plan.heapMegabytes(), false, List.of());
    try (NoopCluster cluster = new NoopCluster(folder, plan.nodes(), runtime, programs)) {
      screen.event("the same entries on nodes that do nothing with them");
      cluster.start();
      return cluster.load(entry, ENTRIES_IN_FLIGHT, plan.warmUp(), plan.window());
    }
  }

  private static LogEntry entry(List<Command> commands, int count) {
    LogEntry.Builder entry =
        LogEntry.newBuilder()
            .setFormatVersion(1)
            .setServer("n1")
            .setStampMillis(System.currentTimeMillis());
    for (int sequence = 1; sequence <= count; sequence++) {
      entry.addOperations(
          LoggedOperation.newBuilder()
              .setSessionCommand(
                  SessionCommand.newBuilder()
                      .setSession(1)
                      .setSequence(sequence)
                      .setLowestUnanswered(1)
                      .setPredecessor(sequence - 1L)
                      .setCommand(commands.get(sequence % commands.size()))));
    }
    return entry.build();
  }
}
