package io.rialto.chaos.promises;

import static org.awaitility.Awaitility.await;

import io.rialto.client.sdk.CommandResult;
import io.rialto.client.sdk.RialtoClient;

/** Adds a cent to one user's cash again and again, so that newer data always has more. */
final class GrowingBalance implements AutoCloseable {

  /**
   * What is known to have happened.
   *
   * @param logIndex of the latest acknowledged command
   * @param cashCents after it
   */
  record Acknowledged(long logIndex, long cashCents) {}

  private final String user;
  private final RialtoClient client;
  private final Thread thread = new Thread(this::run, "growing-balance");
  private volatile Acknowledged acknowledged = new Acknowledged(0, 0);
  private volatile long term;
  private volatile boolean over;

  GrowingBalance(TrialCluster cluster, String user) {
    this.user = user;
    this.client = cluster.client(TrialCluster.PATIENCE);
    thread.start();
  }

  String user() {
    return user;
  }

  Acknowledged acknowledged() {
    return acknowledged;
  }

  /** The term of the latest acknowledged command. */
  long term() {
    return term;
  }

  private void run() {
    while (!over) {
      CommandResult result = client.execute(Orders.add(user, 1));
      if (result.kind() != CommandResult.Kind.DONE) {
        throw new AssertionError("the balance no longer grows: " + result);
      }
      term = result.reply().getTerm();
      acknowledged = new Acknowledged(result.reply().getLogIndex(), acknowledged.cashCents() + 1);
    }
  }

  void awaitGrowthBy(long cents) {
    long enough = acknowledged.cashCents() + cents;
    await().atMost(TrialCluster.PATIENCE).until(() -> acknowledged.cashCents() >= enough);
  }

  @Override
  public void close() {
    over = true;
    await().atMost(TrialCluster.PATIENCE).until(() -> !thread.isAlive());
    client.close();
  }
}
