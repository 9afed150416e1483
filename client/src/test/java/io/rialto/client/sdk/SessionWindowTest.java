package io.rialto.client.sdk;

import static io.rialto.client.sdk.Commands.add;
import static org.assertj.core.api.Assertions.assertThat;

import io.rialto.client.sdk.CommandResult.Kind;
import io.rialto.proto.trading.Reply;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("P2")
@Tag("P6")
class SessionWindowTest {

  private final SessionWindow window = new SessionWindow(1);

  @Test
  void noSequenceIsMoreThanTheWindowAboveTheLowestUnanswered() {
    PendingCommand first = assign();
    for (int i = 0; i < 65_535; i++) {
      assertThat(window.makeRoom()).isTrue();
      window.answered(assign());
    }
    assertThat(window.makeRoom()).isFalse();
    assertThat(window.lowestUnanswered()).isEqualTo(first.sequence);
    window.answered(first);
    assertThat(window.makeRoom()).isTrue();
    assertThat(window.lowestUnanswered()).isEqualTo(65_537);
  }

  @Test
  void anUnknownSequenceCanBeResolvedUntilItAloneFillsTheWindow() {
    PendingCommand unknown = assign();
    UserLine line = new UserLine();
    window.endedUnknown(unknown, line);
    for (int i = 0; i < 65_535; i++) {
      assertThat(window.makeRoom()).isTrue();
      assertThat(window.lowestUnanswered()).isEqualTo(unknown.sequence);
      window.answered(assign());
    }
    assertThat(line.isSettled()).isFalse();
    assertThat(window.makeRoom()).isTrue();
    assertThat(window.lowestUnanswered()).isEqualTo(65_537);
    assertThat(line.isSettled()).isTrue();
  }

  @Test
  void aResolvedSequenceNoLongerHoldsTheWindow() {
    PendingCommand unknown = assign();
    UserLine line = new UserLine();
    window.endedUnknown(unknown, line);
    PendingCommand next = assign();
    assertThat(line.predecessorOf(next)).isEqualTo(unknown.sequence);
    CommandResult result = new CommandResult(Kind.DONE, Reply.getDefaultInstance(), 1, 1, 1);
    window.resolved(unknown.sequence, result);
    assertThat(window.resolution(unknown.sequence)).isSameAs(result);
    assertThat(window.lowestUnanswered()).isEqualTo(next.sequence);
    assertThat(line.predecessorOf(next)).isZero();
  }

  private PendingCommand assign() {
    PendingCommand command =
        new PendingCommand(0, add("alice", 1), 0, new CompletableFuture<>(), false);
    window.assign(command);
    return command;
  }
}
