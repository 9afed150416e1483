package io.rialto.quoteproxy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EndpointTest {

  @Test
  void aHostAndAPortAreReadAndWrittenAlike() {
    assertThat(Endpoint.parse("127.0.0.1:4444")).isEqualTo(new Endpoint("127.0.0.1", 4444));
    assertThat(Endpoint.parse("[::1]:0")).isEqualTo(new Endpoint("::1", 0));
    assertThat(Endpoint.parse("[::1]:7300")).hasToString("[::1]:7300");
    assertThat(Endpoint.parse("quotes:1")).hasToString("quotes:1");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "host",
        ":80",
        "host:",
        "host:x",
        "host:-1",
        "host:65536",
        "::1:80",
        "a:99999999999"
      })
  void anythingElseIsRefusedByName(String text) {
    assertThatThrownBy(() -> Endpoint.parse(text))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("'" + text + "' is not an address");
  }
}
