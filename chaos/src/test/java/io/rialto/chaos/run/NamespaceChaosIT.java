package io.rialto.chaos.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.rialto.chaos.BuiltPrograms;
import io.rialto.chaos.cluster.ClusterKind;
import io.rialto.chaos.report.RunReport;
import java.io.IOException;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** A short run in network namespaces, where the user may make them: every fault there is. */
class NamespaceChaosIT {

  private static final int SECONDS = 35;

  @Test
  void aShortRunOfEverythingPasses() throws IOException, InterruptedException {
    Optional<String> lacking = ClusterKind.NAMESPACES.lacking(BuiltPrograms.find());
    assumeTrue(lacking.isEmpty(), () -> lacking.orElse(""));

    RunReport report = new ShortRun(ClusterKind.NAMESPACES, SECONDS).requirePass(3);

    assertThat(report.settings().cluster()).isEqualTo("namespaces");
    if (BuiltPrograms.everythingIsInstalled()) {
      assertThat(report.lacking()).as("faults that could not be had").isEmpty();
    }
  }
}
