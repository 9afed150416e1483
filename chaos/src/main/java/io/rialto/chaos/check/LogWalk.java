package io.rialto.chaos.check;

import io.rialto.chaos.audit.AuditEvent;
import io.rialto.chaos.audit.AuditReplay;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Walks the replay through the audit log and stops at the place of each read.
 *
 * <p>The audit log names no log indexes. Where a read belongs follows from its log time, for log
 * time only rises; among events of the very same millisecond, from the log indexes in the replies
 * to the commands around it. Where even these leave several places, the read must fit one of them.
 */
final class LogWalk implements Consumer<AuditEvent> {

  /** A read that waits for the one place among several that it fits. */
  private record Open(AccountReads.Shown read, int lastCut, String difference) {}

  private final AuditReplay replay;
  private final AccountReads reads;
  private final Map<Long, Operation> byNumber;

  /** Events of one millisecond of log time; quotes stand with the event after them. */
  private final List<AuditEvent> block = new ArrayList<>();

  private final List<AuditEvent> quotes = new ArrayList<>();
  private long blockMillis = Long.MIN_VALUE;
  private int nextRead;
  private long latestKnownIndex;
  private long events;
  private long lastMillis;

  LogWalk(AuditReplay replay, AccountReads reads, Map<Long, Operation> byNumber) {
    this.replay = replay;
    this.reads = reads;
    this.byNumber = byNumber;
  }

  @Override
  public void accept(AuditEvent event) {
    events++;
    if (event instanceof AuditEvent.QuoteServer) {
      quotes.add(event);
      return;
    }
    if (event.timestampMillis() != blockMillis) {
      walkBlock();
      blockMillis = event.timestampMillis();
    }
    block.addAll(quotes);
    quotes.clear();
    block.add(event);
    lastMillis = blockMillis;
  }

  /** Takes the end of the log: later reads show what it leaves. */
  void finish() {
    walkBlock();
    block.addAll(quotes);
    blockMillis = Long.MAX_VALUE;
    walkBlock();
    readUpTo(Long.MAX_VALUE, 0);
    replay.finish();
  }

  /** How many events there were. */
  long events() {
    return events;
  }

  /** The log time of the last one. */
  long lastMillis() {
    return lastMillis;
  }

  private void walkBlock() {
    if (block.isEmpty()) {
      return;
    }
    List<Open> open = readUpTo(blockMillis, leadingQuotes());
    if (isRead(blockMillis) || !open.isEmpty()) {
      walkSlowly(open);
    } else {
      block.forEach(replay::accept);
    }
    latestKnownIndex = Math.max(latestKnownIndex, latestKnownIndexOfBlock());
    block.clear();
  }

  /**
   * How many quotes at the block's head may be of an entry of an earlier log time: one that had
   * settled as much as it may, so that it shows nothing more.
   */
  private int leadingQuotes() {
    int count = 0;
    while (count < block.size() && block.get(count) instanceof AuditEvent.QuoteServer) {
      count++;
    }
    return replay.mayBeFull() ? count : 0;
  }

  private boolean isRead(long millis) {
    return nextRead < reads.inOrder().size()
        && reads.inOrder().get(nextRead).logTimeMillis() == millis;
  }

  /**
   * Compares all reads of an earlier log time: nothing but quotes may be between them and this
   * place.
   *
   * @param quotesBetween how many
   * @return those that do not fit here and may behind one of these quotes
   */
  private List<Open> readUpTo(long millis, int quotesBetween) {
    List<AccountReads.Shown> all = reads.inOrder();
    List<Open> open = new ArrayList<>();
    boolean caughtUp = false;
    while (nextRead < all.size() && all.get(nextRead).logTimeMillis() < millis) {
      if (!caughtUp) {
        replay.catchUp();
        caughtUp = true;
      }
      AccountReads.Shown read = all.get(nextRead++);
      Optional<String> difference = reads.difference(read, replay);
      if (difference.isPresent() && quotesBetween > 0) {
        open.add(new Open(read, quotesBetween, difference.get()));
      } else {
        judge(read, difference);
      }
    }
    return open;
  }

  private void judge(AccountReads.Shown read, Optional<String> difference) {
    if (difference.isPresent()) {
      reads.report(read, difference.get(), replay);
    } else {
      reads.held();
    }
  }

  /** Stops before each event that changes accounts, where reads of this millisecond may belong. */
  private void walkSlowly(List<Open> open) {
    long[] least = leastIndexes();
    long[] most = mostIndexes();
    List<AccountReads.Shown> here = new ArrayList<>();
    while (isRead(blockMillis)) {
      here.add(reads.inOrder().get(nextRead++));
    }
    for (int cut = 0; cut <= block.size(); cut++) {
      if (cut == block.size() || changesAccounts(block.get(cut))) {
        replay.catchUp();
        compareAt(cut, least, most, here, open);
      }
      if (cut < block.size()) {
        replay.accept(block.get(cut));
      }
    }
  }

  private void compareAt(
      int cut, long[] least, long[] most, List<AccountReads.Shown> here, List<Open> open) {
    here.removeIf(
        read -> {
          boolean mayBeHere = cut == block.size() || most[cut] > read.logIndex();
          if (mayBeHere) {
            open.add(new Open(read, lastCut(cut, least, read.logIndex()), ""));
          }
          return mayBeHere;
        });
    List<Open> still = new ArrayList<>();
    for (Open each : open) {
      Optional<String> difference = reads.difference(each.read, replay);
      String first = each.difference.isEmpty() ? difference.orElse("") : each.difference;
      if (difference.isEmpty()) {
        reads.held();
      } else if (cut >= each.lastCut) {
        reads.report(each.read, first, replay);
      } else {
        still.add(new Open(each.read, each.lastCut, first));
      }
    }
    open.clear();
    open.addAll(still);
  }

  /** The last place at which a read may belong: before the first event that is surely after it. */
  private int lastCut(int from, long[] least, long logIndex) {
    int cut = from;
    while (cut < block.size() && !(changesAccounts(block.get(cut)) && least[cut] > logIndex)) {
      cut++;
    }
    return cut;
  }

  private static boolean changesAccounts(AuditEvent event) {
    return event instanceof AuditEvent.UserCommand
        || event instanceof AuditEvent.QuoteServer
        || event instanceof AuditEvent.SystemEvent;
  }

  /**
   * The least log index that each event can have: that of the command before it, and after a
   * command a quote is of a later entry.
   */
  private long[] leastIndexes() {
    long[] least = new long[block.size()];
    long known = latestKnownIndex;
    boolean afterCommand = true;
    for (int i = 0; i < least.length; i++) {
      AuditEvent event = block.get(i);
      if (event instanceof AuditEvent.UserCommand) {
        known = Math.max(known, knownIndex(event));
        least[i] = known;
        afterCommand = true;
      } else if (event instanceof AuditEvent.QuoteServer) {
        known += afterCommand ? 1 : 0;
        least[i] = known;
        afterCommand = false;
      } else {
        least[i] = known;
      }
    }
    return least;
  }

  /** The greatest log index that each event can have: that of the next command. */
  private long[] mostIndexes() {
    long[] most = new long[block.size()];
    long known = Long.MAX_VALUE;
    for (int i = most.length - 1; i >= 0; i--) {
      long index = knownIndex(block.get(i));
      known = index == 0 ? known : Math.min(known, index);
      most[i] = known;
    }
    return most;
  }

  private long latestKnownIndexOfBlock() {
    long latest = 0;
    for (AuditEvent event : block) {
      latest = Math.max(latest, knownIndex(event));
    }
    return latest;
  }

  /** The log index in the reply to the command; 0 if there is none, or it is no command. */
  private long knownIndex(AuditEvent event) {
    if (!(event instanceof AuditEvent.UserCommand)) {
      return 0;
    }
    Operation operation = byNumber.get(event.number());
    var reply = operation == null ? null : operation.settledReply();
    return reply == null ? 0 : reply.getLogIndex();
  }
}
