package io.rialto.chaos.fault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class OfferTest {

  private static Offer any(FaultKind kind) {
    return new Offer(kind, kind.targets().iterator().next());
  }

  @ParameterizedTest
  @EnumSource
  void noFaultIsOnItselfOrOnAnotherOfItsKind(FaultKind kind) {
    assertThat(any(kind).mayOverlap(any(kind))).isFalse();
  }

  @ParameterizedTest
  @EnumSource
  void whatMayOverlapMayDoSoInEitherOrder(FaultKind kind) {
    for (FaultKind other : FaultKind.values()) {
      assertThat(any(kind).mayOverlap(any(other))).isEqualTo(any(other).mayOverlap(any(kind)));
    }
  }

  @Test
  void aReplicaIsLostOnlyWhileNothingElseTouchesTheNodesOrTheirNetwork() {
    Offer blank = any(FaultKind.BLANK_NODE);

    assertThat(blank.mayOverlap(any(FaultKind.KILL))).isFalse();
    assertThat(blank.mayOverlap(any(FaultKind.FLIPPED_LOG))).isFalse();
    assertThat(blank.mayOverlap(any(FaultKind.MINORITY_CUT))).isFalse();
    assertThat(blank.mayOverlap(any(FaultKind.LEADERSHIP_TRANSFER))).isFalse();
    assertThat(blank.mayOverlap(any(FaultKind.SOURCE_DEAD))).isTrue();
  }

  @Test
  void whatCostsOnlyTimeMayComeTogether() {
    Offer kill = any(FaultKind.KILL);

    assertThat(kill.mayOverlap(any(FaultKind.DELAY))).isTrue();
    assertThat(kill.mayOverlap(any(FaultKind.SNAPSHOT_NOW))).isTrue();
    assertThat(kill.mayOverlap(any(FaultKind.PROXY_KILLED))).isTrue();
  }

  @Test
  void aFaultIsNotOfferedForWhomItCannotHit() {
    assertThatThrownBy(() -> new Offer(FaultKind.BLANK_NODE, Target.ALL))
        .hasMessage("BLANK_NODE does not hit ALL");
  }

  @Test
  void faultsThatLoseAReplicaNeverHitMoreThanOneNode() {
    for (FaultKind kind : FaultKind.values()) {
      if (kind.scope() == FaultKind.Scope.REPLICA) {
        assertThat(kind.targets()).as(kind.word()).isSubsetOf(Target.LEADER, Target.FOLLOWER);
      }
    }
  }
}
