package io.rialto.node.ops;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Option;

/** The command line of one node. */
public final class NodeOptions {

  @Option(
      names = "--id",
      required = true,
      paramLabel = "ID",
      description = "This node's id; one of --members.")
  private String nodeId;

  @Option(
      names = "--data",
      required = true,
      paramLabel = "DIR",
      description = "Where this node keeps its log, state and snapshots.")
  private Path dataDirectory;

  @Option(
      names = "--members",
      required = true,
      paramLabel = "LIST",
      description =
          "All nodes: ID=RAFTHOST:PORT/HOST:PORT,... The first address is the Raft engine's, the"
              + " second the public services'.")
  private String members;

  @Option(
      names = "--cluster-id",
      defaultValue = "rialto",
      paramLabel = "NAME",
      description =
          "The cluster's name; a data directory belongs to one. Default: ${DEFAULT-VALUE}.")
  private String clusterId;

  @Option(
      names = "--bootstrap",
      description = "Allow to start on an empty data directory, as a node that has never voted.")
  private boolean bootstrap;

  @Option(
      names = "--quote-proxy",
      split = ",",
      paramLabel = "HOST:PORT",
      description =
          "Quote proxies, tried in turn. Without any, commands that need a price are sent back.")
  private List<String> quoteProxies = List.of();

  @Option(
      names = "--quote-keys",
      paramLabel = "FILE",
      description = "The quote proxies' public keys, one a line: KEY_ID BASE64.")
  private Path quoteKeys;

  @Option(
      names = "--election-timeout-min",
      defaultValue = "1000",
      paramLabel = "MILLIS",
      description =
          "A follower that hears nothing from a leader for this long, or up to twice, starts an"
              + " election. Default: ${DEFAULT-VALUE}.")
  private long electionTimeoutMillisMin;

  @Option(
      names = "--snapshot-entries",
      defaultValue = "20000",
      paramLabel = "N",
      description = "Log entries between two snapshots. Default: ${DEFAULT-VALUE}.")
  private long snapshotEntries;

  @Option(
      names = "--health",
      paramLabel = "HOST:PORT",
      description = "Also serve health over HTTP here: /live and /ready answer 200 or 503.")
  private String health;

  @Option(
      names = "--disk-free-percent-min",
      defaultValue = "10",
      paramLabel = "PERCENT",
      description =
          "No new commands while less of the data's disk is free, unless --disk-free-bytes-min is"
              + " less; below half of it a leader steps down. Default: ${DEFAULT-VALUE}.")
  private int diskFreePercentMin;

  @Option(
      names = "--disk-free-bytes-min",
      defaultValue = "5000000000",
      paramLabel = "BYTES",
      description = "See --disk-free-percent-min. Default: ${DEFAULT-VALUE}.")
  private long diskFreeBytesMin;

  @Option(
      names = "--log-entries-kept",
      defaultValue = "20000",
      paramLabel = "N",
      description =
          "Log entries kept behind a snapshot, so that a node that was away shortly needs none."
              + " Default: ${DEFAULT-VALUE}.")
  private long logEntriesKept;

  @Option(
      names = "--log-segment-bytes",
      defaultValue = "8388608",
      paramLabel = "N",
      description =
          "Bytes of one file of the log; whole files are purged. Default: ${DEFAULT-VALUE}.")
  private int logSegmentBytes;

  @Option(
      names = "--memtable-bytes",
      paramLabel = "N",
      description =
          "Memory outside the heap for rows that are not in files yet; more of it means fewer and"
              + " larger files to merge. Default: a sixteenth of the machine's or container's"
              + " memory, from 32 to 128 MB; what is read from files may take as much.")
  private Long memtableBytes;

  public String nodeId() {
    return nodeId;
  }

  public Path dataDirectory() {
    return dataDirectory;
  }

  /** Throws {@link IllegalArgumentException} if the list is malformed or lacks this node. */
  public List<Member> members() {
    List<Member> parsed = Member.parseAll(members);
    if (parsed.stream().noneMatch(member -> member.id().equals(nodeId))) {
      throw new IllegalArgumentException("--members lacks this node, " + nodeId);
    }
    return parsed;
  }

  public String clusterId() {
    return clusterId;
  }

  public boolean bootstrap() {
    return bootstrap;
  }

  public List<String> quoteProxies() {
    return quoteProxies;
  }

  /** Null if none is given. */
  public Path quoteKeys() {
    return quoteKeys;
  }

  public long electionTimeoutMillisMin() {
    return electionTimeoutMillisMin;
  }

  /**
   * Null if health is not served over HTTP. Throws {@link IllegalArgumentException} if malformed.
   */
  public Member.Address health() {
    return health == null ? null : Member.Address.parse(health);
  }

  /** Throws {@link IllegalArgumentException} if out of range. */
  public DiskGuard.Thresholds diskThresholds() {
    if (diskFreePercentMin < 0 || diskFreePercentMin > 100 || diskFreeBytesMin < 0) {
      throw new IllegalArgumentException(
          "--disk-free-percent-min is 0 to 100, --disk-free-bytes-min not negative");
    }
    return new DiskGuard.Thresholds(diskFreePercentMin, diskFreeBytesMin);
  }

  public long snapshotEntries() {
    return snapshotEntries;
  }

  public long logEntriesKept() {
    return logEntriesKept;
  }

  public int logSegmentBytes() {
    return logSegmentBytes;
  }

  /**
   * Empty if the machine's memory decides. Throws {@link IllegalArgumentException} if out of range.
   */
  public Optional<Long> memtableBytes() {
    if (memtableBytes != null && memtableBytes < Limits.MEMTABLE_BYTES_MIN) {
      throw new IllegalArgumentException(
          "--memtable-bytes is at least " + Limits.MEMTABLE_BYTES_MIN);
    }
    return Optional.ofNullable(memtableBytes);
  }
}
