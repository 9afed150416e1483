package io.rialto.node.ops;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import picocli.CommandLine;

class NodeOptionsTest {

  @Test
  void memtablesHaveAtLeastTheMemoryThatTheDatabaseCanWorkWith() {
    assertThat(parsed("--memtable-bytes=" + Limits.MEMTABLE_BYTES_MIN).memtableBytes())
        .contains((long) Limits.MEMTABLE_BYTES_MIN);
    assertThat(parsed("--bootstrap").memtableBytes()).isEmpty();

    NodeOptions tooLittle = parsed("--memtable-bytes=" + (Limits.MEMTABLE_BYTES_MIN - 1));
    assertThatThrownBy(tooLittle::memtableBytes)
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("--memtable-bytes is at least " + Limits.MEMTABLE_BYTES_MIN);
  }

  @Test
  void aThresholdOfTheDiskIsNoPercentageBeyondAHundred() {
    assertThat(parsed("--disk-free-percent-min=100").diskThresholds())
        .isEqualTo(new DiskGuard.Thresholds(100, 5_000_000_000L));

    NodeOptions tooMuch = parsed("--disk-free-percent-min=101");
    assertThatThrownBy(tooMuch::diskThresholds)
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("0 to 100");
  }

  @Test
  void aNodeIsOneOfTheMembers() {
    NodeOptions stranger = parsed("--bootstrap");
    assertThatThrownBy(stranger::members)
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("--members lacks this node, n2");
  }

  private static NodeOptions parsed(String option) {
    return CommandLine.populateCommand(
        new NodeOptions(), "--id=n2", "--data=d", "--members=n1=h:1/h:2", option);
  }
}
