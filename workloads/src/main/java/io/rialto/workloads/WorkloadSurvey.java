package io.rialto.workloads;

import java.io.IOException;
import java.util.Optional;

/** What a look through a whole workload found, before anything is sent. */
public record WorkloadSurvey(
    long wellFormed, long malformed, Optional<MalformedLine> firstMalformed) {

  /** Reads the source to its end; does not close it. */
  public static WorkloadSurvey of(WorkloadSource source) throws IOException {
    long wellFormed = 0;
    long malformed = 0;
    MalformedLine first = null;
    for (WorkloadLine line = source.next(); line != null; line = source.next()) {
      if (line instanceof MalformedLine fault) {
        first = malformed == 0 ? fault : first;
        malformed++;
      } else {
        wellFormed++;
      }
    }
    return new WorkloadSurvey(wellFormed, malformed, Optional.ofNullable(first));
  }
}
