package io.rialto.node.ingress;

import static io.rialto.node.ingress.TestNode.PATIENCE;
import static io.rialto.node.ingress.TestNode.add;
import static io.rialto.node.ingress.TestNode.buy;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.protobuf.ByteString;
import com.google.protobuf.UnknownFieldSet;
import io.grpc.CallOptions;
import io.grpc.MethodDescriptor;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.stub.ClientCalls;
import io.rialto.proto.trading.Command;
import io.rialto.proto.trading.CommandKind;
import io.rialto.proto.trading.ExecuteRequest;
import io.rialto.proto.trading.Reply;
import io.rialto.proto.trading.ResolveRequest;
import io.rialto.proto.trading.ResultCode;
import io.rialto.proto.trading.SessionCommand;
import io.rialto.proto.trading.SummaryRequest;
import io.rialto.proto.trading.TradingGrpc;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Bad input gets a clear error that names it; nothing changes and everyone's work goes on. */
@Tag("P7")
class BadInputTest {
  private TestNode node;
  private TestStream stream;
  private long sequence;

  @BeforeEach
  void start() {
    node = new TestNode();
    stream = node.openStream();
  }

  @AfterEach
  void nothingChangedAndTheStreamLives() {
    stream.send(1_000_000, 0, add("witness", 1_00));
    try {
      Reply window = stream.reply(1_000_000);
      assertThat(window.getCode()).isEqualTo(ResultCode.OVERLOADED);
      stream.send(999, 0, add("witness", 1_00));
      assertThat(stream.reply(999).getCode()).isEqualTo(ResultCode.OK);
      assertThat(
              node.machine.log().stream()
                  .flatMap(entry -> entry.getOperationsList().stream())
                  .filter(
                      operation -> operation.hasSessionCommand() || operation.hasRequestCommand()))
          .as("commands in the log")
          .hasSize(1);
    } finally {
      node.close();
    }
  }

  private void isRefused(Command command, String... inMessage) {
    sequence++;
    stream.send(sequence, 0, command);
    isInvalid(stream.reply(sequence), inMessage);
    isInvalid(node.execute(command), inMessage);
  }

  private static void isInvalid(Reply reply, String... inMessage) {
    assertThat(reply.getCode()).isEqualTo(ResultCode.INVALID_ARGUMENT);
    assertThat(reply.getMessage()).contains(inMessage);
    assertThat(reply.getLogIndex()).isZero();
  }

  @Test
  void amountsOutOfRangeAreNamed() {
    isRefused(add("alice", -1_00), "-1.00");
    isRefused(add("alice", 0), "0.00");
    isRefused(add("alice", 1_000_000_000_001L), "10000000000.01");
    isRefused(add("alice", Long.MAX_VALUE), "92233720368547758.07");
    isRefused(add("alice", Long.MIN_VALUE), "-92233720368547758.08");
  }

  @Test
  void symbolsThatAreNoneAreNamed() {
    isRefused(buy("alice", "ABCD", 1_00), "ABCD", "1 to 3");
    isRefused(buy("alice", "", 1_00), "symbol is missing");
    isRefused(buy("alice", "A1", 1_00), "A1");
    isRefused(buy("alice", "\u00c4", 1_00), "\\u00c4");
  }

  @Test
  void namesThatAreNoneAreNamed() {
    isRefused(add("", 1_00), "user is missing");
    isRefused(add("a".repeat(65), 1_00), "aaaa", "1 to 64");
    isRefused(add("a".repeat(100_000), 1_00), "aaaa", "100000 characters");
    isRefused(add("two words", 1_00), "two words");
    isRefused(add("a,b", 1_00), "a,b");
    isRefused(add("\u65e5\u672c", 1_00), "\\u65e5");
  }

  @Test
  void commandsOfAWrongShapeAreNamed() {
    isRefused(Command.newBuilder().setUser("alice").build(), "kind");
    isRefused(Command.newBuilder().setKindValue(99).setUser("alice").build(), "99");
    isRefused(add("alice", 1_00).toBuilder().setSymbol("ABC").build(), "ADD takes no symbol");
    isRefused(add("alice", 1_00).toBuilder().setNumber(-1).build(), "transaction number");
    isRefused(Command.newBuilder().setKind(CommandKind.DUMPLOG).build(), "file name");
    isRefused(Command.getDefaultInstance(), "kind");
  }

  private void fieldIsRefused(UnaryOperator<SessionCommand.Builder> change, String... inMessage) {
    SessionCommand command =
        change.apply(stream.command(500, 0, add("alice", 1_00)).toBuilder()).build();
    int before = stream.replies(command.getSequence()).size();
    stream.send(command);
    isInvalid(stream.reply(command.getSequence(), before + 1), inMessage);
  }

  @Test
  void aSessionsFieldsThatContradictEachOtherAreNamed() {
    fieldIsRefused(command -> command.setSession(0), "session 0");
    fieldIsRefused(command -> command.setSequence(0), "sequence 0");
    fieldIsRefused(command -> command.setSequence(-1), "sequence 18446744073709551615");
    fieldIsRefused(command -> command.setLowestUnanswered(501), "501", "above the sequence 500");
    fieldIsRefused(command -> command.setPredecessor(500), "predecessor 500", "not below");
    fieldIsRefused(command -> command.setPredecessor(-1), "predecessor");
  }

  @Test
  void aSessionThatWasNeverOpenedIsNamed() {
    stream.send(stream.command(1, 0, add("alice", 1_00)).toBuilder().setSession(4_711).build());
    Reply reply = stream.reply(1);
    assertThat(reply.getCode()).isEqualTo(ResultCode.UNKNOWN_SESSION);
    assertThat(reply.getMessage()).contains("4711");
    assertThat(node.calls().summary(SummaryRequest.newBuilder().setUser("alice").build()).getCode())
        .isEqualTo(ResultCode.UNKNOWN_USER);
    node.close();
    start();
  }

  @Test
  void aSequenceFromThePastIsNamedAndNotAppliedAgain() {
    SessionCommand first = stream.command(1, 0, add("alice", 1_00));
    stream.send(first);
    assertThat(stream.reply(1).getCode()).isEqualTo(ResultCode.OK);
    stream.send(
        stream.command(2, 1, add("alice", 1_00)).toBuilder().setLowestUnanswered(2).build());
    assertThat(stream.reply(2).getCode()).isEqualTo(ResultCode.OK);

    stream.send(first);
    Reply past = stream.reply(1, 2);
    stream.send(stream.command(2, 1, add("alice", 9_00)));
    Reply reused = stream.reply(2, 2);

    assertThat(past.getCode()).isEqualTo(ResultCode.SEQUENCE_FORGOTTEN);
    assertThat(past.getMessage()).contains("sequence 1", "lowest unanswered, 2");
    assertThat(reused.getCode()).isEqualTo(ResultCode.SEQUENCE_REUSED);
    assertThat(reused.getMessage()).contains("sequence 2");
    assertThat(
            node.calls()
                .summary(SummaryRequest.newBuilder().setUser("alice").build())
                .getSummary()
                .getCashCents())
        .isEqualTo(2_00);
    assertThat(stream.lives()).isTrue();
    node.close();
    start();
  }

  @Test
  void aBatchOfTooManyCommandsIsRefusedCommandByCommand() {
    SessionCommand[] batch = new SessionCommand[257];
    for (int i = 0; i < batch.length; i++) {
      batch[i] = stream.command(i + 1, 0, add("alice", 1_00));
    }
    stream.send(batch);
    for (int i = 0; i < batch.length; i++) {
      isInvalid(stream.reply(i + 1), "257 commands", "256");
    }
  }

  @Test
  void aBatchOfTooManyBytesIsRefused() {
    stream.send(stream.command(1, 0, add("a".repeat(200_000), 1_00)));
    isInvalid(stream.reply(1), "bytes is over the limit of 131072");
  }

  @Test
  void anEmptyBatchIsNothing() {
    stream.send();
  }

  @Test
  void fieldsOfALaterVersionDoNotReachTheLog() {
    UnknownFieldSet unknown =
        UnknownFieldSet.newBuilder()
            .addField(
                99,
                UnknownFieldSet.Field.newBuilder()
                    .addLengthDelimited(ByteString.copyFrom(new byte[50_000]))
                    .build())
            .build();
    stream.send(1, 0, add("alice", 1_00).toBuilder().setUnknownFields(unknown).build());
    assertThat(stream.reply(1).getCode()).isEqualTo(ResultCode.OK);
    assertThat(node.machine.log())
        .allSatisfy(entry -> assertThat(entry.getSerializedSize()).isLessThan(1_000));
    node.close();
    start();
  }

  @Test
  void requestIdsThatAreNoneAreNamed() {
    for (String id : List.of("x".repeat(65), "line\nbreak")) {
      ExecuteRequest request =
          ExecuteRequest.newBuilder().setRequestId(id).setCommand(add("alice", 1_00)).build();
      isInvalid(node.calls().execute(request), "request id", "1 to 64");
    }
  }

  @Test
  void resolvingNothingIsRefused() {
    isInvalid(node.calls().resolve(ResolveRequest.getDefaultInstance()).getReply(), "session 0");
    ResolveRequest inverted =
        ResolveRequest.newBuilder().setSession(1).setSequence(2).setLowestUnanswered(3).build();
    isInvalid(node.calls().resolve(inverted).getReply(), "lowest_unanswered 3");
  }

  @Test
  void readsOfNobodyAreRefused() {
    assertThat(node.calls().summary(SummaryRequest.getDefaultInstance()).getCode())
        .isEqualTo(ResultCode.INVALID_ARGUMENT);
    assertThat(
            node.calls()
                .summary(SummaryRequest.newBuilder().setUser("a").setConsistencyValue(9).build())
                .getCode())
        .isEqualTo(ResultCode.INVALID_ARGUMENT);
  }

  @Test
  void aMessageOverTheLimitFailsItsOwnCallOnlyAndSaysWhy() {
    assertThatThrownBy(() -> node.execute(add("a".repeat(2 << 20), 1_00)))
        .isInstanceOfSatisfying(
            StatusRuntimeException.class,
            e -> {
              assertThat(e.getStatus().getCode()).isEqualTo(Status.Code.RESOURCE_EXHAUSTED);
              assertThat(e.getStatus().getDescription()).contains("over the limit of 1048576");
            });
    assertThatThrownBy(() -> node.execute(add("a".repeat(8 << 20), 1_00)))
        .isInstanceOf(StatusRuntimeException.class);
    TestStream huge = new TestStream(node.channel, stream.session);
    huge.send(1, 0, add("a".repeat(2 << 20), 1_00));
    assertThat(huge.ended().getCode()).isEqualTo(Status.Code.RESOURCE_EXHAUSTED);
    assertThat(stream.lives()).isTrue();
  }

  @Test
  void textThatIsNotUtf8FailsItsOwnCallOnlyAndSaysWhy() {
    byte[] command = {0x12, 0x06, 0x08, 0x01, 0x12, 0x02, (byte) 0xff, (byte) 0xfe};
    MethodDescriptor<byte[], Reply> raw =
        MethodDescriptor.<byte[], Reply>newBuilder()
            .setType(MethodDescriptor.MethodType.UNARY)
            .setFullMethodName(TradingGrpc.getExecuteMethod().getFullMethodName())
            .setRequestMarshaller(new Bytes())
            .setResponseMarshaller(TradingGrpc.getExecuteMethod().getResponseMarshaller())
            .build();
    CallOptions options =
        CallOptions.DEFAULT.withDeadlineAfter(PATIENCE.toSeconds(), TimeUnit.SECONDS);
    assertThatThrownBy(() -> ClientCalls.blockingUnaryCall(node.channel, raw, options, command))
        .isInstanceOfSatisfying(
            StatusRuntimeException.class,
            e -> {
              assertThat(e.getStatus().getCode()).isEqualTo(Status.Code.INVALID_ARGUMENT);
              assertThat(e.getStatus().getDescription()).contains("UTF-8");
            });
  }

  /** Sends bytes as they are. */
  private static final class Bytes implements MethodDescriptor.Marshaller<byte[]> {
    @Override
    public InputStream stream(byte[] value) {
      return new ByteArrayInputStream(value);
    }

    @Override
    public byte[] parse(InputStream stream) {
      throw new UnsupportedOperationException("only sent");
    }
  }

  @Test
  void aHundredThousandBadCommandsLeaveNothingBehind() {
    List<SessionCommand> bad = new ArrayList<>();
    for (int i = 0; i < 256; i++) {
      bad.add(stream.command(i + 1, 0, add("alice", -1)));
    }
    for (int batch = 0; batch < 400; batch++) {
      stream.send(bad.toArray(SessionCommand[]::new));
    }
    stream.reply(256, 400);
    assertThat(stream.answers()).hasSize(400 * 256);
  }
}
