package io.rialto.chaos.experiments;

import io.rialto.proto.cluster.ServiceFigures;
import io.rialto.proto.trading.CommandKind;
import io.rialto.proto.trading.Reply;
import io.rialto.workloads.KindReport;
import io.rialto.workloads.ReplayReport;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.HdrHistogram.Histogram;

/** Outcomes of experiments that never were. */
final class Outcomes {

  private Outcomes() {}

  /** Of all experiments. */
  static ExperimentsOutcome all() {
    return of(List.of(oneUser(), responses(0), changed(9), components(true), retrieval()));
  }

  static ExperimentsOutcome of(List<Result> results) {
    ExperimentsPlan plan =
        new ExperimentsPlan(EnumSet.allOf(Experiment.class), 7, 1, ExperimentSizes.full());
    return new ExperimentsOutcome(plan, results, 432_100);
  }

  static OneUserResult oneUser() {
    return new OneUserResult(
        new GeneratedWorkload(Path.of("workload.txt"), 10, 4, 4),
        replay(10, 700),
        replay(10, 7),
        4,
        0);
  }

  private static ReplayReport replay(long done, double millis) {
    KindReport quotes =
        new KindReport(CommandKind.QUOTE, done, done, 0, millis, millis, millis, millis, 1);
    KindReport total =
        new KindReport(
            CommandKind.COMMAND_KIND_UNSPECIFIED, done, done, 0, millis, millis, millis, millis, 1);
    return new ReplayReport(
        10,
        0,
        done,
        0,
        0,
        0,
        0,
        0,
        0,
        1,
        50,
        done * millis,
        List.of(quotes),
        total,
        Optional.empty(),
        Optional.empty());
  }

  /**
   * @param failed commands of the second pass
   */
  static ResponseResult responses(long failed) {
    return new ResponseResult(
        List.of(
            new ResponseResult.Row(
                CommandKind.QUOTE, 5, false, latencies(700_000), figures(2_000_000, 3), 0),
            new ResponseResult.Row(
                CommandKind.QUOTE, 5, true, latencies(7_000), figures(0, 0), failed)));
  }

  private static ServiceReading figures(long callMicros, long calls) {
    ServiceFigures leader =
        ServiceFigures.newBuilder()
            .setAnswered(3)
            .setAnswerMicros(9_000)
            .setEntriesApplied(3)
            .setOperationsApplied(3)
            .setApplyMicros(300)
            .build();
    ServiceFigures follower = leader.toBuilder().setAnswered(0).setAnswerMicros(0).build();
    return new ServiceReading(Map.of("n1", follower, "n2", leader), calls, callMicros, calls);
  }

  /**
   * @param secondPrice in dollars, of a symbol whose first price is 9.00
   */
  static ChangedResult changed(int secondPrice) {
    Reply first = Reply.newBuilder().setQuoteTimeMillis(1_000).setPriceCents(9_00).build();
    Reply last =
        Reply.newBuilder().setQuoteTimeMillis(63_000).setPriceCents(secondPrice * 1_00L).build();
    return ChangedResult.of(
        List.of(first, first), latencies(8_000), List.of(last, last), latencies(12_000));
  }

  static ComponentsResult components(boolean measured) {
    List<ComponentsResult.Use> uses =
        List.of(
            new ComponentsResult.Use("leader", 2_500_000, 300L << 20),
            new ComponentsResult.Use("client", 500_000, 100L << 20));
    return new ComponentsResult(
        List.of(
            new ComponentsResult.Run(1, replay(10, 7), measured ? uses : List.of()),
            new ComponentsResult.Run(10, replay(10, 9), measured ? uses : List.of())));
  }

  static RetrievalResult retrieval() {
    return new RetrievalResult(
        List.of(
            new RetrievalResult.Run("thrifty", micros(684_000), 3, 0, 0, 0),
            new RetrievalResult.Run("hedged, percentile 80", micros(444_000), 4, 1, 1, 0)));
  }

  private static Latencies latencies(long micros) {
    return Latencies.of(micros(micros));
  }

  private static Histogram micros(long micros) {
    Histogram histogram = new Histogram(3);
    for (int i = 1; i <= 3; i++) {
      histogram.recordValue(micros * i / 2);
    }
    return histogram;
  }
}
