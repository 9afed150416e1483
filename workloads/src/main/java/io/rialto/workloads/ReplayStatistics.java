package io.rialto.workloads;

import io.rialto.proto.trading.CommandKind;
import io.rialto.proto.trading.Reply;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.HdrHistogram.Histogram;

/** Counts and latencies of a replay under way. Used by its one thread. */
final class ReplayStatistics {

  /** Microseconds with three digits: what is kept of a latency. */
  private static final int SIGNIFICANT_DIGITS = 3;

  private static final class Tally {
    private final Histogram micros = new Histogram(SIGNIFICANT_DIGITS);
    private long count;
    private long done;
    private long rejected;
    private long totalNanos;
  }

  private final Map<CommandKind, Tally> tallies = new EnumMap<>(CommandKind.class);
  private final Tally total = new Tally();
  private long malformed;
  private long retried;
  private long overtaken;
  private long resolved;
  private long unknown;
  private long givenUp;
  private long firstLogIndex;
  private long lastLogIndex;

  void malformed() {
    malformed++;
  }

  void retried(boolean isOvertaken) {
    retried++;
    overtaken += isOvertaken ? 1 : 0;
  }

  void resolved() {
    resolved++;
  }

  void finished(FinishedCommand command) {
    Tally kind = tallies.computeIfAbsent(command.command().getKind(), unused -> new Tally());
    kind.count++;
    total.count++;
    switch (command.result().kind()) {
      case DONE -> {
        kind.done++;
        total.done++;
      }
      case REJECTED -> {
        kind.rejected++;
        total.rejected++;
      }
      case RETRY -> givenUp++;
      case UNKNOWN -> unknown++;
    }
    if (command.isAnswered()) {
      long nanos = Math.max(0, command.endNanos() - command.startNanos());
      record(kind, nanos);
      record(total, nanos);
      stands(command.result().reply());
    }
  }

  long finishedCount() {
    return total.count;
  }

  long answeredCount() {
    return total.done + total.rejected;
  }

  long malformedCount() {
    return malformed;
  }

  long lastLogIndex() {
    return lastLogIndex;
  }

  ReplayReport report(long elapsedNanos, Optional<DumpReport> dump, Optional<String> dumpFailure) {
    List<KindReport> kinds = new ArrayList<>();
    tallies.forEach((kind, tally) -> kinds.add(report(kind, tally)));
    return new ReplayReport(
        total.count,
        malformed,
        total.done,
        total.rejected,
        retried,
        overtaken,
        resolved,
        unknown,
        givenUp,
        firstLogIndex,
        lastLogIndex,
        elapsedNanos / 1e6,
        List.copyOf(kinds),
        report(CommandKind.COMMAND_KIND_UNSPECIFIED, total),
        dump,
        dumpFailure);
  }

  private void stands(Reply reply) {
    long index = reply.getLogIndex();
    if (index > 0) {
      firstLogIndex = firstLogIndex == 0 ? index : Math.min(firstLogIndex, index);
      lastLogIndex = Math.max(lastLogIndex, index);
    }
  }

  private KindReport report(CommandKind kind, Tally tally) {
    Histogram micros = tally.micros;
    long answered = tally.done + tally.rejected;
    return new KindReport(
        kind,
        tally.count,
        tally.done,
        tally.rejected,
        answered == 0 ? 0 : tally.totalNanos / 1e6 / answered,
        micros.getValueAtPercentile(50) / 1e3,
        micros.getValueAtPercentile(99) / 1e3,
        micros.getMaxValue() / 1e3,
        total.totalNanos == 0 ? 0 : (double) tally.totalNanos / total.totalNanos);
  }

  private static void record(Tally tally, long nanos) {
    tally.micros.recordValue(TimeUnit.NANOSECONDS.toMicros(nanos));
    tally.totalNanos += nanos;
  }
}
