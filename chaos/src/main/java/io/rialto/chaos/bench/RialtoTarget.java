package io.rialto.chaos.bench;

import io.rialto.client.sdk.ClientOptions;
import io.rialto.client.sdk.CommandResult;
import io.rialto.client.sdk.RialtoClient;
import io.rialto.proto.trading.Command;
import java.util.List;
import java.util.function.Consumer;

/** Commands, again and again in the same order, by a session of their own. */
final class RialtoTarget implements LoadTarget {

  private final RialtoClient client;
  private final List<Command> commands;

  RialtoTarget(List<String> endpoints, int inFlightMax, List<Command> commands) {
    this.commands = commands;
    this.client =
        RialtoClient.connect(
            ClientOptions.of(endpoints)
                .withDeadline(BenchLimits.COMMAND_DEADLINE)
                .withCommandsInFlightMax(inFlightMax));
  }

  @Override
  public void send(long number, Consumer<CommandResult.Kind> ended) {
    client
        .submit(commands.get((int) (number % commands.size())))
        .thenAccept(result -> ended.accept(result.kind()));
  }

  @Override
  public void close() {
    client.close();
  }
}
