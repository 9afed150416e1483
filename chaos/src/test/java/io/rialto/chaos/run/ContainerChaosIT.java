package io.rialto.chaos.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.rialto.chaos.BuiltPrograms;
import io.rialto.chaos.cluster.ClusterKind;
import io.rialto.chaos.report.RunReport;
import java.io.IOException;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** A short run in containers, where an engine is there. */
class ContainerChaosIT {

  private static final int SECONDS = 35;

  @Test
  void aShortRunOfEverythingPasses() throws IOException, InterruptedException {
    Optional<String> lacking = ClusterKind.CONTAINERS.lacking(BuiltPrograms.find());
    assumeTrue(lacking.isEmpty(), () -> lacking.orElse(""));

    RunReport report = new ShortRun(ClusterKind.CONTAINERS, SECONDS).requirePass(2);

    assertThat(report.settings().cluster()).isEqualTo("containers");
  }
}
