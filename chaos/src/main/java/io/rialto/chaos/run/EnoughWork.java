package io.rialto.chaos.run;

import io.rialto.chaos.fault.FaultKind;
import io.rialto.chaos.fault.Target;
import io.rialto.chaos.report.Claim;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** Whether a run did enough to say anything: one that hardly did anything proves nothing. */
final class EnoughWork {

  /** After these somebody else leads, where they hit the leader. */
  private static final Set<FaultKind> DETHRONING =
      Set.of(
          FaultKind.KILL,
          FaultKind.KILL_ALL,
          FaultKind.POWER_CUT,
          FaultKind.LONG_PAUSE,
          FaultKind.LEADER_ALONE,
          FaultKind.BLANK_NODE,
          FaultKind.ROLLING_RESTART,
          FaultKind.LEADERSHIP_TRANSFER);

  private EnoughWork() {}

  /**
   * @param kindsOffered how many kinds the scenario has here
   */
  static List<Claim> claims(
      int seconds, int kindsOffered, long operations, List<Strike> strikes, int leaderChanges) {
    long operationsMin = operationsMin(seconds);
    long faultsMin = Math.max(1, (long) (seconds * RunLimits.FAULTS_PER_SECOND_MIN));
    long kinds = strikes.stream().map(strike -> strike.fault().kind()).distinct().count();
    long kindsMin =
        Math.min(
            Math.min(kindsOffered, RunLimits.KINDS_NEEDED_MAX),
            Math.max(1, (long) (seconds * RunLimits.KINDS_PER_SECOND_MIN)));
    long dethroning = strikes.stream().filter(EnoughWork::dethrones).count();
    int changesMin = dethroning > 0 ? 1 : 0;
    return List.of(
        enough("enough was asked of it", operations, operationsMin, "operations"),
        enough("enough was broken", strikes.size(), faultsMin, "faults"),
        enough("in enough ways", kinds, kindsMin, kinds == 1 ? "kind of fault" : "kinds of faults"),
        enough("leaders lost their place", leaderChanges, changesMin, "changes of leader"));
  }

  static long operationsMin(int seconds) {
    return (long) seconds * RunLimits.OPERATIONS_PER_SECOND_MIN;
  }

  private static boolean dethrones(Strike strike) {
    Target target = strike.fault().target();
    return DETHRONING.contains(strike.fault().kind())
        && (target == Target.LEADER || target == Target.ALL);
  }

  private static Claim enough(String claim, long had, long needed, String of) {
    return new Claim(
        had >= needed,
        claim,
        String.format(Locale.ROOT, "%,d %s; fewer than %,d prove nothing", had, of, needed));
  }
}
