package io.rialto.quoteproxy.proxy;

import static org.assertj.core.api.Assertions.assertThat;

import io.rialto.quoteproxy.legacy.Demand.Want;
import io.rialto.quoteproxy.legacy.LegacyRequest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("P8")
class FlightTest {

  private static final QuoteQuery QUERY = new QuoteQuery(new LegacyRequest("ABC", "joe"), 1, 0);

  private final Flight flight = Flight.forCaller(QUERY);

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

  @Test
  void aRefreshIsSpareUntilSomebodyWaitsForIt() {
    Flight refresh = Flight.forRefresh(QUERY);
    assertThat(refresh.want()).isEqualTo(Want.SPARE);
    assertThat(refresh.isStillWanted()).isTrue();
    assertThat(refresh.join()).isTrue();
    assertThat(refresh.want()).isEqualTo(Want.WAITED_FOR);
    refresh.leave();
    assertThat(refresh.want()).isEqualTo(Want.SPARE);
    assertThat(refresh.isStillWanted()).isTrue();
  }

  @Test
  void askingHowMuchItIsWantedGivesNothingUp() {
    flight.leave();
    assertThat(flight.want()).isEqualTo(Want.NOBODY);
    assertThat(flight.join()).isTrue();
  }
}
