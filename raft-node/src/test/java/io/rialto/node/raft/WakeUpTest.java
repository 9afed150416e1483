package io.rialto.node.raft;

import static java.util.concurrent.TimeUnit.MILLISECONDS;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

class WakeUpTest {
  private static final long PATIENCE_SECONDS = 60;

  private final WakeUp wakeUp = new WakeUp("n1");

  @Test
  void aSignalBeforeTheRestEndsIt() throws Exception {
    wakeUp.signal();
    assertThat(wakeUp.await(PATIENCE_SECONDS, SECONDS)).isTrue();
    wakeUp.signal();
    wakeUp.await();
  }

  @Test
  void manySignalsEndOneRest() throws Exception {
    for (int i = 0; i < 10; i++) {
      wakeUp.signal();
    }
    assertThat(wakeUp.await(PATIENCE_SECONDS, SECONDS)).isTrue();
    assertThat(wakeUp.await(1, MILLISECONDS)).isFalse();
    assertThat(wakeUp.await(0, MILLISECONDS)).isFalse();
  }

  @Test
  void aSignalEndsTheRestOfAnotherThread() throws Exception {
    CompletableFuture<Boolean> rest = new CompletableFuture<>();
    Thread resting =
        new Thread(
            () -> {
              try {
                rest.complete(wakeUp.await(PATIENCE_SECONDS, SECONDS));
              } catch (InterruptedException e) {
                rest.completeExceptionally(e);
              }
            });
    resting.start();
    wakeUp.signal();
    assertThat(rest.get(PATIENCE_SECONDS, SECONDS)).isTrue();
    resting.join();
  }

  @Test
  void itSaysWhose() {
    assertThat(wakeUp.toString()).startsWith("n1");
  }
}
