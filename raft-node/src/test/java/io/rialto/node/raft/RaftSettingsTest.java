package io.rialto.node.raft;

import static org.assertj.core.api.Assertions.assertThat;

import io.rialto.node.ops.Member;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.apache.ratis.retry.RetryPolicy;
import org.apache.ratis.server.RaftServerConfigKeys;
import org.junit.jupiter.api.Test;

class RaftSettingsTest {

  private static final RaftSettings SETTINGS = RaftSettings.standard();

  /** An hour of failures, and more of them than the engine's own policies know. */
  private static final int ERRORS_MAX = 20_000;

  @Test
  void aFollowerThatWasAwayLongHearsOfItsLeaderBeforeItWantsAnElection() {
    Member self =
        new Member("n1", new Member.Address("127.0.0.1", 1), new Member.Address("127.0.0.1", 2));
    RetryPolicy policy =
        RetryPolicy.parse(
            RaftServerConfigKeys.Log.Appender.retryPolicy(
                SETTINGS.properties(Path.of("raft"), self)));

    assertThat(IntStream.rangeClosed(1, ERRORS_MAX))
        .allSatisfy(
            errors ->
                assertThat(
                        policy
                            .handleAttemptFailure(() -> errors)
                            .getSleepTime()
                            .toLong(TimeUnit.MILLISECONDS))
                    .isBetween(10L, SETTINGS.electionTimeoutMin().toMillis() * 2 / 3));
  }
}
