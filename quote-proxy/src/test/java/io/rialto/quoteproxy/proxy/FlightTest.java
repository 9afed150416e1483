package io.rialto.quoteproxy.proxy;

import static org.assertj.core.api.Assertions.assertThat;

import io.rialto.quoteproxy.legacy.LegacyRequest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("P8")
class FlightTest {

  private final Flight flight = new Flight(new QuoteQuery(new LegacyRequest("ABC", "joe"), 1, 0));

  @Test
  void itIsWantedWhileSomebodyWaits() {
    assertThat(flight.join()).isTrue();
    flight.leave();
    assertThat(flight.isStillWanted()).isTrue();
  }

  @Test
  void itCanBeJoinedAgainWhenAllHaveLeftBeforeAnybodyLooked() {
    flight.leave();
    assertThat(flight.join()).isTrue();
    assertThat(flight.isStillWanted()).isTrue();
  }

  @Test
  void onceGivenUpItIsNeverJoined() {
    flight.leave();
    assertThat(flight.isStillWanted()).isFalse();
    assertThat(flight.join()).isFalse();
    assertThat(flight.isStillWanted()).isFalse();
  }
}
