package io.rialto.chaos.experiments;

import io.rialto.chaos.cluster.ProcessCluster;
import io.rialto.client.sdk.ClientOptions;
import io.rialto.client.sdk.CommandResult;
import io.rialto.client.sdk.RialtoClient;
import io.rialto.proto.trading.Command;
import io.rialto.proto.trading.CommandKind;
import io.rialto.proto.trading.Reply;
import java.io.IOException;
import java.util.List;

/** A client with a connection and a user of its own, whose commands wait for each other. */
final class TradingClient implements AutoCloseable {

  private final RialtoClient client;
  private final String user;

  private TradingClient(RialtoClient client, String user) {
    this.client = client;
    this.user = user;
  }

  static TradingClient open(ProcessCluster cluster, String user) {
    return new TradingClient(
        RialtoClient.connect(ClientOptions.of(cluster.file().endpoints())), user);
  }

  /** Gives the user money, and sends some commands that all need the same price. */
  void warmUp(String symbol, int commands) throws IOException {
    require(
        client.execute(
            Command.newBuilder()
                .setKind(CommandKind.ADD)
                .setUser(user)
                .setAmountCents(ExperimentLimits.DEPOSIT_CENTS)
                .build()));
    for (int sent = 0; sent < commands; sent++) {
      require(execute(sent % 2 == 0 ? CommandKind.QUOTE : CommandKind.BUY, symbol));
    }
  }

  private static void require(CommandResult result) throws IOException {
    if (result.kind() != CommandResult.Kind.DONE) {
      Reply reply = result.reply();
      throw new ExperimentException(
          "a command before the measurement failed: " + reply.getCode() + " " + reply.getMessage());
    }
  }

  /** Sends QUOTE or BUY and waits for its answer. */
  CommandResult execute(CommandKind kind, String symbol) {
    Command.Builder command = Command.newBuilder().setKind(kind).setUser(user).setSymbol(symbol);
    if (kind == CommandKind.BUY) {
      command.setAmountCents(ExperimentLimits.PURCHASE_CENTS);
    }
    return client.execute(command.build());
  }

  /**
   * Sends one command for each symbol, one after the other; returns how many did not succeed.
   *
   * @param times gets how long each took that did
   */
  long executeAll(CommandKind kind, List<String> symbols, Stopwatch times) {
    long failed = 0;
    for (String symbol : symbols) {
      long began = System.nanoTime();
      if (execute(kind, symbol).kind() == CommandResult.Kind.DONE) {
        times.ends(began);
      } else {
        failed++;
      }
    }
    return failed;
  }

  @Override
  public void close() {
    client.close();
  }
}
