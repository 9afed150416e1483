package io.rialto.workloads;

import java.util.List;
import java.util.Optional;

/**
 * What became of a workload.
 *
 * @param wellFormed lines that were sent
 * @param malformed lines that were not
 * @param retried how often a command was sent anew after an answer that nothing had happened
 * @param overtaken how many of these after a later command of the same user had been answered
 * @param resolved commands whose outcome was unknown at first and was settled
 * @param unknown commands whose outcome is still unknown
 * @param givenUp commands to which nothing happened until patience ran out
 * @param firstLogIndex the lowest log index among the answers, 0 without any
 * @param lastLogIndex the highest
 * @param elapsedMillis from the first command to the last answer, without the dump
 * @param kinds one for each kind of command that occurred, in the order of the contract
 * @param total over all kinds; its kind is COMMAND_KIND_UNSPECIFIED
 * @param dumpFailure why the audit log could not be read, if so
 */
public record ReplayReport(
    long wellFormed,
    long malformed,
    long done,
    long rejected,
    long retried,
    long overtaken,
    long resolved,
    long unknown,
    long givenUp,
    long firstLogIndex,
    long lastLogIndex,
    double elapsedMillis,
    List<KindReport> kinds,
    KindReport total,
    Optional<DumpReport> dump,
    Optional<String> dumpFailure) {

  /** Lines that hold something. */
  public long commands() {
    return wellFormed + malformed;
  }

  public long answered() {
    return done + rejected;
  }

  public double commandsPerSecond() {
    return elapsedMillis == 0 ? 0 : answered() * 1000.0 / elapsedMillis;
  }

  /** Whether every well-formed line has an answer and the audit log came as asked. */
  public boolean isComplete() {
    return answered() == wellFormed && dumpFailure.isEmpty();
  }
}
