package io.rialto.chaos.audit;

import static org.assertj.core.api.Assertions.assertThat;

import io.rialto.proto.trading.CommandKind;
import org.junit.jupiter.api.Test;

/** What counts as a price that somebody needed, worked out by hand. */
class QuoteNeedsTest {

  private static final long START = 1_790_000_000_000L;
  private static final long WINDOW = 60_000;

  private final QuoteNeeds needs = new QuoteNeeds();
  private long number;

  @Test
  void allWhoNeedASymbolWithinAMinuteNeedItOnce() {
    command(CommandKind.QUOTE, "ann", "ABC", 0);
    command(CommandKind.BUY, "bob", "ABC", 1);
    command(CommandKind.SELL, "cid", "ABC", WINDOW);
    finish(WINDOW);
    assertThat(needs.needed()).isEqualTo(1);
  }

  @Test
  void aNeedAfterTheMinuteOpensTheNextOne() {
    command(CommandKind.QUOTE, "ann", "ABC", 0);
    command(CommandKind.QUOTE, "ann", "ABC", WINDOW + 1);
    command(CommandKind.QUOTE, "ann", "ABC", 2 * WINDOW + 1);
    command(CommandKind.QUOTE, "ann", "ABC", 2 * WINDOW + 2);
    finish(2 * WINDOW + 2);
    assertThat(needs.needed()).isEqualTo(3);
  }

  @Test
  void symbolsAreNeededEachForItself() {
    command(CommandKind.QUOTE, "ann", "ABC", 0);
    command(CommandKind.QUOTE, "ann", "DEF", 1);
    finish(1);
    assertThat(needs.needed()).isEqualTo(2);
  }

  @Test
  void onlyCommandsThatMayFetchAPriceNeedOne() {
    for (CommandKind kind :
        new CommandKind[] {
          CommandKind.ADD,
          CommandKind.COMMIT_BUY,
          CommandKind.SET_BUY_AMOUNT,
          CommandKind.CANCEL_SET_SELL,
          CommandKind.DISPLAY_SUMMARY
        }) {
      command(kind, "ann", "ABC", 0);
    }
    finish(0);
    assertThat(needs.needed()).isZero();
  }

  @Test
  void whatIsRefusedBeforeItsPriceIsLookedUpNeedsNone() {
    rejected(CommandKind.QUOTE, "nobody", "ABC", "UNKNOWN_USER: nobody");
    rejected(CommandKind.BUY, "ann", "DEF", "INSUFFICIENT_FUNDS: needs 2.00, available 1.00");
    rejected(
        CommandKind.BUY,
        "ann",
        "GHI",
        "NO_VALID_QUOTE: GHI; also INSUFFICIENT_FUNDS: needs 2.00, available 1.00");
    finish(0);
    assertThat(needs.needed()).isZero();
  }

  @Test
  void whatIsRefusedForItsPriceNeededIt() {
    rejected(CommandKind.BUY, "ann", "ABC", "LESS_THAN_ONE_SHARE: 1.00 at 2.00");
    rejected(CommandKind.SELL, "ann", "DEF", "INSUFFICIENT_SHARES: needs 2, available 1");
    finish(0);
    assertThat(needs.needed()).isEqualTo(2);
  }

  @Test
  void anArmedTriggerNeedsAPriceAllTheTime() {
    command(CommandKind.SET_BUY_TRIGGER, "ann", "ABC", 0);
    finish(3 * WINDOW);
    assertThat(needs.needed()).isEqualTo(3);
    assertThat(needs.neededByTriggers()).isEqualTo(3);
  }

  @Test
  void aTriggerNeedsNoneWhileAnothersNeedIsServed() {
    command(CommandKind.QUOTE, "bob", "ABC", 0);
    command(CommandKind.SET_SELL_TRIGGER, "ann", "ABC", 10_000);
    finish(WINDOW);
    assertThat(needs.needed()).isEqualTo(1);
    assertThat(needs.neededByTriggers()).isZero();
  }

  @Test
  void nothingWasNeededWhileNoTriggerWasArmed() {
    command(CommandKind.QUOTE, "bob", "ABC", 0);
    command(CommandKind.SET_BUY_TRIGGER, "ann", "ABC", 5 * WINDOW);
    command(CommandKind.CANCEL_SET_BUY, "ann", "ABC", 5 * WINDOW + 1);
    finish(20 * WINDOW);
    assertThat(needs.needed()).isEqualTo(2);
  }

  @Test
  void aTriggerThatFiredNeedsNoMore() {
    command(CommandKind.SET_BUY_TRIGGER, "ann", "ABC", 0);
    needs.accept(
        new AuditEvent.SystemEvent(
            START + 1, "n1", number, CommandKind.SET_BUY_TRIGGER, "ann", "ABC", 100));
    finish(10 * WINDOW);
    assertThat(needs.needed()).isEqualTo(1);
  }

  @Test
  void anExpiryDisarmsNothing() {
    command(CommandKind.SET_BUY_TRIGGER, "ann", "ABC", 0);
    needs.accept(
        new AuditEvent.SystemEvent(START + 1, "n1", number, CommandKind.BUY, "ann", "ABC", 100));
    finish(WINDOW + 1);
    assertThat(needs.needed()).isEqualTo(2);
  }

  @Test
  void aRefusedTriggerIsNotArmed() {
    rejected(CommandKind.SET_BUY_TRIGGER, "ann", "ABC", "NO_BUY_AMOUNT: ABC");
    finish(WINDOW);
    assertThat(needs.needed()).isZero();
  }

  private void command(CommandKind kind, String user, String symbol, long millis) {
    number++;
    needs.accept(
        new AuditEvent.UserCommand(START + millis, "n1", number, kind, user, symbol, "", 100));
  }

  private void rejected(CommandKind kind, String user, String symbol, String why) {
    command(kind, user, symbol, 0);
    needs.accept(new AuditEvent.ErrorEvent(START, "n1", number, kind, user, symbol, "", 100, why));
  }

  private void finish(long millis) {
    needs.finish(START + millis);
  }
}
