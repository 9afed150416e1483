package io.rialto.node.ops;

import java.util.ArrayList;
import java.util.List;

/**
 * Whether a node lives, and whether it can be counted on; each list says why not and is empty if it
 * does. A node that does not live should be restarted; one that is not ready should be left alone.
 */
public record Health(List<String> notLive, List<String> notReady) {

  public Health {
    notLive = List.copyOf(notLive);
    notReady = List.copyOf(notReady);
  }

  public boolean live() {
    return notLive.isEmpty();
  }

  public boolean ready() {
    return live() && notReady.isEmpty();
  }

  /**
   * The same, and not ready for one more reason.
   *
   * @param reason null if there is none
   */
  public Health andNotReady(String reason) {
    if (reason == null) {
      return this;
    }
    List<String> reasons = new ArrayList<>(notReady);
    reasons.add(reason);
    return new Health(notLive, reasons);
  }
}
