package io.rialto.workloads;

import static org.assertj.core.api.Assertions.assertThat;

import io.rialto.client.sdk.CommandResult;
import io.rialto.proto.trading.Command;
import io.rialto.proto.trading.Reply;
import org.junit.jupiter.api.Test;

class UserLaneTest {

  private final UserLane lane = new UserLane("alice");

  @Test
  void nothingMoreIsSentOnceOneCameBackUntilAllUnderWayHasEnded() {
    add(5);
    PendingCommand first = lane.takeNext();
    PendingCommand second = lane.takeNext();
    comesBack(first, CommandResult.Kind.RETRY);
    assertThat(lane.maySubmit(16)).isFalse();
    assertThat(lane.isDrained()).isFalse();
    lane.landed();
    lane.answered(second);
    assertThat(lane.isDrained()).isTrue();
    assertThat(lane.sendAgain()).containsExactly(first);
    assertThat(lane.isOvertaken(first)).isTrue();
    assertThat(lane.maySubmit(16)).isTrue();
    assertThat(lane.takeNext()).isSameAs(first);
    assertThat(lane.takeNext().order).isEqualTo(2);
  }

  @Test
  void whatCameBackIsSentAgainInFileOrderWhateverOrderItCameIn() {
    add(4);
    PendingCommand first = lane.takeNext();
    PendingCommand second = lane.takeNext();
    PendingCommand third = lane.takeNext();
    comesBack(third, CommandResult.Kind.RETRY);
    comesBack(first, CommandResult.Kind.RETRY);
    comesBack(second, CommandResult.Kind.RETRY);
    assertThat(lane.sendAgain()).containsExactly(first, second, third);
    assertThat(lane.isOvertaken(first)).isFalse();
    for (int order = 0; order < 4; order++) {
      assertThat(lane.takeNext().order).isEqualTo(order);
    }
  }

  @Test
  void whatIsUnknownIsSettledFirst() {
    add(3);
    PendingCommand first = lane.takeNext();
    PendingCommand second = lane.takeNext();
    comesBack(first, CommandResult.Kind.RETRY);
    comesBack(second, CommandResult.Kind.UNKNOWN);
    assertThat(lane.takeUnknown()).containsSame(second);
    assertThat(lane.isDrained()).isFalse();
    assertThat(lane.takeUnknown()).isEmpty();
    lane.landed();
    assertThat(lane.isDrained()).isTrue();
  }

  @Test
  void theWindowBoundsWhatIsUnderWay() {
    add(3);
    lane.takeNext();
    assertThat(lane.maySubmit(2)).isTrue();
    lane.takeNext();
    assertThat(lane.maySubmit(2)).isFalse();
    lane.landed();
    assertThat(lane.maySubmit(2)).isTrue();
  }

  private void add(int count) {
    for (int order = 0; order < count; order++) {
      lane.add(
          new PendingCommand(
              order,
              new WorkloadCommand(order + 1, Command.newBuilder().setUser("alice").build())));
    }
  }

  private void comesBack(PendingCommand pending, CommandResult.Kind kind) {
    lane.landed();
    pending.result(new CommandResult(kind, Reply.getDefaultInstance(), 1, 1, 1));
    lane.cameBack(pending);
  }
}
