package io.rialto.node.ops;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.rialto.node.ops.Member.Address;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MemberTest {

  @Test
  void eachMemberHasAnAddressForTheEngineAndOneForItsServices() {
    assertThat(Member.parseAll("n1=127.0.0.1:7101/127.0.0.1:7001,n2=[::1]:7102/host:7002"))
        .containsExactly(
            new Member("n1", new Address("127.0.0.1", 7101), new Address("127.0.0.1", 7001)),
            new Member("n2", new Address("[::1]", 7102), new Address("host", 7002)));
  }

  @ParameterizedTest
  @CsvSource({
    "n1=a:1, is not ID=RAFTHOST:PORT/HOST:PORT",
    "a:1/b:2, is not ID=RAFTHOST:PORT/HOST:PORT",
    "n1=a/b:2, is not HOST:PORT",
    "n1=a:x/b:2, no number",
    "n1=a:0/b:2, outside 1 to 65535",
    "n1=a:70000/b:2, outside 1 to 65535",
    "n 1=a:1/b:2, is not 1 to 32 letters",
  })
  void aMalformedListIsRefusedWithTheReason(String list, String reason) {
    assertThatThrownBy(() -> Member.parseAll(list))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(reason);
  }

  @Test
  void noNodeMayBeNamedTwice() {
    assertThatThrownBy(() -> Member.parseAll("n1=a:1/b:2,n1=a:3/b:4"))
        .hasMessageContaining("given twice");
  }
}
