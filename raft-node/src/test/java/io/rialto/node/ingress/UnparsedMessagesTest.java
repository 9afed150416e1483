package io.rialto.node.ingress;

import static org.assertj.core.api.Assertions.assertThat;

import io.grpc.Drainable;
import io.rialto.proto.trading.Reply;
import io.rialto.proto.trading.TradingGrpc;
import java.io.InputStream;
import org.junit.jupiter.api.Test;

class UnparsedMessagesTest {

  private final UnparsedMessages messages = new UnparsedMessages();

  @Test
  void aReplyStaysAMessageThatWritesItself() {
    Reply reply = Reply.newBuilder().setLogIndex(7).build();
    InputStream sent = messages.parse(TradingGrpc.getExecuteMethod().streamResponse(reply));

    assertThat(messages.stream(sent)).isSameAs(sent).isInstanceOf(Drainable.class);
    assertThat(TradingGrpc.getExecuteMethod().parseResponse(sent)).isEqualTo(reply);
  }
}
