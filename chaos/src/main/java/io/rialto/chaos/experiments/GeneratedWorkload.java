package io.rialto.chaos.experiments;

import io.rialto.chaos.demo.DemoScreen;
import io.rialto.client.sdk.RialtoClient;
import io.rialto.proto.trading.Command;
import io.rialto.workloads.GeneratorOptions;
import io.rialto.workloads.ReplayListener;
import io.rialto.workloads.ReplayOptions;
import io.rialto.workloads.ReplayProgress;
import io.rialto.workloads.ReplayReport;
import io.rialto.workloads.Replayer;
import io.rialto.workloads.WorkloadCommand;
import io.rialto.workloads.WorkloadGenerator;
import io.rialto.workloads.WorkloadReader;
import io.rialto.workloads.WorkloadWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Set;

/**
 * A workload file that was made for an experiment.
 *
 * @param priced commands in it that need a price: QUOTE, BUY and SELL
 * @param pricedSymbols how many different symbols these name
 */
record GeneratedWorkload(Path file, long commands, long priced, long pricedSymbols) {

  static GeneratedWorkload write(Path file, GeneratorOptions options) throws IOException {
    try (WorkloadGenerator generator = new WorkloadGenerator(options);
        OutputStream out = Files.newOutputStream(file)) {
      new WorkloadWriter(out).writeAll(generator);
    }
    long priced = 0;
    Set<String> symbols = new HashSet<>();
    try (WorkloadGenerator again = new WorkloadGenerator(options)) {
      for (WorkloadCommand line = again.next(); line != null; line = again.next()) {
        if (needsPrice(line.command())) {
          priced++;
          symbols.add(line.command().getSymbol());
        }
      }
    }
    return new GeneratedWorkload(file, options.commands(), priced, symbols.size());
  }

  private static boolean needsPrice(Command command) {
    return switch (command.getKind()) {
      case QUOTE, BUY, SELL -> true;
      default -> false;
    };
  }

  /**
   * Replays the file to its end; blocks.
   *
   * @param what is said of it meanwhile
   * @param window commands of one user under way at once
   */
  ReplayReport replay(RialtoClient client, int window, String what, DemoScreen screen)
      throws IOException, InterruptedException {
    screen.workloadStarts(what, commands);
    try (WorkloadReader source = WorkloadReader.open(file)) {
      ReplayOptions options = ReplayOptions.standard().withWindow(window);
      return new Replayer(client, source, options, new Watcher(screen)).run();
    } finally {
      screen.workloadEnds();
    }
  }

  private record Watcher(DemoScreen screen) implements ReplayListener {
    @Override
    public void progress(ReplayProgress now) {
      screen.workloadProgress(now.finished());
    }
  }
}
