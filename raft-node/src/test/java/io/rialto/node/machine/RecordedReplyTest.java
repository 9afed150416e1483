package io.rialto.node.machine;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The replies that a session keeps are bounded in bytes, not only in number. */
@Tag("P2")
class RecordedReplyTest {

  /** At a million entries a second reached after two thousand years. */
  private static final long INDEX = (1L << 56) - 1;

  private static final long TERM = Long.MAX_VALUE;
  private static final long TIME_MILLIS = 99_999_999_999_999L;
  private static final long NUMBER = Long.MAX_VALUE;
  private static final CommandDigest.Maker DIGESTS = new CommandDigest.Maker();
  private static final long CENTS = MachineLimits.BALANCE_MAX_CENTS;
  private static final long SHARES = MachineLimits.SHARES_MAX;
  private static final String USER = "u".repeat(64);
  private static final Moment NOW = new Moment(INDEX, TERM, TIME_MILLIS, "n1");
  private static final HeldQuote QUOTE = new HeldQuote("ABC", CENTS, 1, "k".repeat(128));

  static Stream<Answer> largestAnswers() {
    return Stream.of(
        Answer.done(),
        Answer.shares("ABC", CENTS, SHARES),
        Answer.price(new HeldQuote("ABC", CENTS, TIME_MILLIS, "k".repeat(128))),
        Answer.begun(
            new PendingOrder(Side.BUY, INDEX, 256, "ABC", SHARES, 8_191, NUMBER, TIME_MILLIS)),
        Rejections.permissionDenied(USER, USER),
        Rejections.permissionDenied(USER, ""),
        Rejections.unknownUser(USER),
        Rejections.insufficientFunds(CENTS, CENTS),
        Rejections.insufficientShares(SHARES, SHARES),
        Rejections.lessThanOneShare(CENTS, CENTS),
        Rejections.balanceLimit(
            Account.create(new UserRows(USER, new InMemoryState(), RowSink.NOWHERE)), CENTS),
        Rejections.sharesLimit(new Holding(SHARES, 0, 0), SHARES),
        Rejections.noPending(Side.SELL),
        Rejections.noAmount(Side.SELL, "ABC"),
        Rejections.noValidQuote("ABC", QUOTE, NOW),
        Rejections.noValidQuoteNorFunds("ABC", QUOTE, NOW, CENTS, CENTS));
  }

  @ParameterizedTest
  @MethodSource("largestAnswers")
  void sixtyFiveThousandOfTheLargestRepliesFitIntoSixteenMegabytes(Answer largest) {
    Reply reply = largest.reply(NOW, NUMBER);
    for (CommandKind kind : CommandKind.values()) {
      if (kind == CommandKind.DISPLAY_SUMMARY && !reply.cryptokey().isEmpty()) {
        continue; // An account goes with no price.
      }
      Command command = new Command(kind, USER, "ABC", CENTS, "f".repeat(255), NUMBER);
      RecordedReply recorded = RecordedReply.of(command, reply, DIGESTS);
      ReplyBlocks.Writer writer = new ReplyBlocks.Writer();
      writer.add(INDEX, recorded);
      byte[] block = writer.from(0);
      long window =
          (long) MachineLimits.standard().sequenceWindow()
              * (block.length + Keys.replies(INDEX, INDEX).length);
      assertThat(window).isLessThanOrEqualTo(16 << 20);
      RecordedReply read = ReplyBlocks.decode(block).get(INDEX);
      assertThat(read.reply()).isEqualTo(reply);
      assertThat(read.answers(command, DIGESTS)).isTrue();
      assertThat(RecordedReply.decode(recorded.encode())).isEqualTo(recorded);
    }
  }

  static List<Command> others() {
    return List.of(
        new Command(CommandKind.SELL, "alice", "ABC", 5, "", 7),
        new Command(CommandKind.BUY, "alicf", "ABC", 5, "", 7),
        new Command(CommandKind.BUY, "alice", "ABD", 5, "", 7),
        new Command(CommandKind.BUY, "alice", "ABC", 6, "", 7),
        new Command(CommandKind.BUY, "alice", "ABC", 5, "f", 7),
        new Command(CommandKind.BUY, "alice", "ABC", 5, "", 8),
        new Command(CommandKind.BUY, "aliceA", "BC", 5, "", 7));
  }

  @ParameterizedTest
  @MethodSource("others")
  void aCommandThatDiffersInAnyFieldIsAnother(Command other) {
    Command command = new Command(CommandKind.BUY, "alice", "ABC", 5, "", 7);
    RecordedReply recorded = RecordedReply.of(command, Answer.done().reply(NOW, 7), DIGESTS);
    assertThat(recorded.answers(command, DIGESTS)).isTrue();
    assertThat(recorded.answers(other, DIGESTS)).isFalse();
  }
}
