package io.rialto.chaos.fault;

import io.rialto.chaos.cluster.Cluster;
import io.rialto.chaos.cluster.ClusterException;
import io.rialto.chaos.cluster.QuoteSource;
import java.io.IOException;
import java.util.List;

/** The simulated quote source behaves as it is told; mended by telling it to behave again. */
final class SourceBreak implements Break {

  private static final String CONSENT = "OK";

  private final Cluster cluster;
  private final String settings;

  /**
   * @param settings what the simulator's CONTROL line says
   */
  SourceBreak(Cluster cluster, String settings) {
    this.cluster = cluster;
    this.settings = settings;
  }

  @Override
  public void inject(List<String> members) throws IOException {
    control("CONTROL " + settings);
  }

  @Override
  public void heal(List<String> members) throws IOException {
    control("CONTROL");
  }

  private void control(String line) throws IOException {
    String said = QuoteSource.of(cluster.file()).say(line);
    if (!said.equals(CONSENT)) {
      throw new ClusterException("the quote source answered \"" + line + "\" with: " + said);
    }
  }
}
