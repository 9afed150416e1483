package io.rialto.node.ops;

import java.nio.file.Path;
import java.util.List;
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
          "All nodes: ID=RAFTHOST:PORT/HOST:PORT,... The first address is the Raft engine's, the second the"
              + " public services'.")
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
      defaultValue = "800",
      paramLabel = "MILLIS",
      description =
          "A follower that hears nothing from a leader for this long, or up to twice, starts an election."
              + " Default: ${DEFAULT-VALUE}.")
  private long electionTimeoutMillisMin;

  @Option(
      names = "--snapshot-entries",
      defaultValue = "20000",
      paramLabel = "N",
      description = "Log entries between two snapshots. Default: ${DEFAULT-VALUE}.")
  private long snapshotEntries;

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

  public long snapshotEntries() {
    return snapshotEntries;
  }
}
