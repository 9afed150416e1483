package io.rialto.client.sdk;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class EndpointRingTest {

  private static final long MILLIS = 1_000_000L;

  private long now = 1;
  private final EndpointRing ring =
      new EndpointRing(List.of("a:1", "b:1", "c:1"), Pace.standard(), () -> now += 10);

  @Test
  void nodesTakeTheirTurnsRoundRobin() {
    assertThat(ring.preferred()).isEqualTo("a:1");
    ring.passOver("a:1");
    assertThat(ring.preferred()).isEqualTo("b:1");
    ring.passOver("b:1");
    assertThat(ring.preferred()).isEqualTo("c:1");
    ring.passOver("c:1");
    assertThat(ring.preferred()).isEqualTo("a:1");
  }

  @Test
  void aNodeThatFailedLatelyComesLast() {
    ring.failed("a:1");
    ring.passOver("b:1");
    ring.passOver("c:1");
    assertThat(ring.preferred()).isEqualTo("b:1");
    now += 60_000 * MILLIS;
    ring.passOver("b:1");
    ring.passOver("c:1");
    assertThat(ring.preferred()).isEqualTo("a:1");
  }

  @Test
  void theNodeSaidToLeadComesFirstUnlessItFailedJustNow() {
    assertThat(ring.hint("d:1")).isTrue();
    assertThat(ring.preferred()).isEqualTo("d:1");
    ring.failed("d:1");
    assertThat(ring.preferred()).isEqualTo("a:1");
    assertThat(ring.hint("d:1")).isFalse();
    now += 1_000 * MILLIS;
    assertThat(ring.hint("d:1")).isTrue();
    assertThat(ring.hint("")).isFalse();
    assertThat(ring.hint("no port")).isFalse();
    assertThat(ring.preferred()).isEqualTo("d:1");
  }
}
