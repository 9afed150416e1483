package io.rialto.client.sdk;

import static org.assertj.core.api.Assertions.assertThat;

import io.rialto.proto.trading.Command;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** When the loop is told of what was submitted. */
class InboxTest {
  private final Inbox inbox = new Inbox();

  @Test
  void theLoopIsToldOfTheFirstAndAgainOnceItHasTaken() {
    assertThat(inbox.add(command(1))).isTrue();
    assertThat(inbox.add(command(2))).isFalse();
    assertThat(inbox.take()).extracting(taken -> taken.order).containsExactly(1L, 2L);
    assertThat(inbox.take()).isEmpty();
    assertThat(inbox.add(command(3))).isTrue();
  }

  @Test
  void whileCommandsGatherItIsToldOfAFullBatchOnly() {
    inbox.gather();
    for (int order = 1; order < ClientLimits.BATCH_COMMANDS_MAX; order++) {
      assertThat(inbox.add(command(order))).isFalse();
    }
    assertThat(inbox.add(command(ClientLimits.BATCH_COMMANDS_MAX))).isTrue();
    assertThat(inbox.add(command(ClientLimits.BATCH_COMMANDS_MAX + 1))).isFalse();
    assertThat(inbox.take()).hasSize(ClientLimits.BATCH_COMMANDS_MAX + 1);
    assertThat(inbox.add(command(0))).as("it gathers no more").isTrue();
  }

  @Test
  void nothingIsLeftBehindWithTheLoopUntold() throws InterruptedException {
    int each = 20_000;
    AtomicInteger tellings = new AtomicInteger();
    Runnable submit =
        () -> {
          for (int order = 1; order <= each; order++) {
            if (inbox.add(command(order))) {
              tellings.incrementAndGet();
            }
          }
        };
    List<Thread> threads = List.of(new Thread(submit), new Thread(submit));
    threads.forEach(Thread::start);
    int taken = 0;
    int heard = 0;
    for (int look = 0; threads.stream().anyMatch(Thread::isAlive); look++) {
      boolean unasked = look % 3 == 0;
      if (unasked || heard < tellings.get()) {
        heard = unasked ? heard : heard + 1;
        taken += inbox.take().size();
        if (look % 2 == 0) {
          inbox.gather();
        }
      }
    }
    for (Thread thread : threads) {
      thread.join();
    }
    taken += inbox.take().size();
    assertThat(taken).isEqualTo(2 * each);
    assertThat(inbox.add(command(0))).as("its count is right again").isTrue();
    inbox.take();
    inbox.gather();
    assertThat(inbox.add(command(1))).as("its count is right again").isFalse();
  }

  private static PendingCommand command(long order) {
    return new PendingCommand(
        order, Command.getDefaultInstance(), 0, new CompletableFuture<>(), false);
  }
}
