package io.rialto.node.ingress;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.rialto.proto.log.LoggedOperation;
import io.rialto.proto.log.RequestCommand;
import io.rialto.proto.trading.Command;
import io.rialto.proto.trading.CommandKind;
import org.junit.jupiter.api.Test;

class LanesTest {
  private final Lanes lanes = new Lanes();

  @Test
  void aLaneOutlivesLostLeadershipWhileItsOperationsAreInFlight() {
    Waiting first = waiting(1);
    Waiting second = waiting(2);
    Waiting third = waiting(3);
    Waiting fourth = waiting(4);
    lanes.add(first);
    lanes.add(second);
    lanes.add(third);
    Lane lane = lanes.nextReady();
    assertThat(lanes.takeForEntry(lane)).isSameAs(first);
    assertThat(lanes.nextReady()).isSameAs(lane);
    assertThat(lanes.takeForEntry(lane)).isSameAs(second);

    assertThat(lanes.takeAll()).containsExactly(third);
    lanes.add(fourth);
    lanes.settled(lane, 2);

    assertThat(lanes.nextReady()).as("nobody else's turn comes first").isSameAs(lane);
    assertThat(lanes.nextReady()).as("once").isNull();
    assertThat(lanes.takeForEntry(lane)).isSameAs(fourth);
    lanes.settled(lane, 1);
    lanes.add(first);
    assertThat(lanes.nextReady()).as("nothing waited or was in flight").isNotSameAs(lane);
  }

  @Test
  void moreCannotEndThanBegan() {
    lanes.add(waiting(1));
    Lane lane = lanes.nextReady();
    lanes.takeForEntry(lane);
    assertThatThrownBy(() -> lanes.settled(lane, 2))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("alice");
  }

  private static Waiting waiting(long cents) {
    Command command =
        Command.newBuilder()
            .setKind(CommandKind.ADD)
            .setUser("alice")
            .setAmountCents(cents)
            .build();
    return Waiting.of(
        LoggedOperation.newBuilder()
            .setRequestCommand(RequestCommand.newBuilder().setCommand(command))
            .build(),
        null,
        null);
  }
}
