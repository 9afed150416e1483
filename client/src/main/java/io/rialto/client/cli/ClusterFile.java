package io.rialto.client.cli;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;

/**
 * What a started cluster consists of: the file {@code cluster.json} in the cluster's directory,
 * written by whoever starts its processes and read by every verb that talks to it. The file {@code
 * .rialto/current} under Rialto's root names the directory of the cluster that verbs mean when they
 * name none.
 *
 * @param clusterId the cluster's name, as its nodes know it
 * @param dataDirectory under which the nodes keep their data
 * @param nodes in the order of their ids
 * @param quoteProxy null if the cluster was started without
 * @param quoteSimulator null if quotes come from elsewhere
 */
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonInclude(JsonInclude.Include.NON_NULL)
public record ClusterFile(
    String clusterId,
    String dataDirectory,
    List<Node> nodes,
    Service quoteProxy,
    Service quoteSimulator) {

  /** The file's name inside the cluster's directory. */
  public static final String NAME = "cluster.json";

  private static final ObjectMapper JSON =
      new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

  /**
   * One node.
   *
   * @param raftEndpoint host:port of its Raft engine
   * @param endpoint host:port of its public services
   * @param processId of its latest process, 0 if it was never started
   * @param log the file with what its process printed
   * @param data its data directory
   */
  @JsonIgnoreProperties(ignoreUnknown = true)
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record Node(
      String id, String raftEndpoint, String endpoint, long processId, String log, String data) {

    public Node withProcessId(long newProcessId) {
      return new Node(id, raftEndpoint, endpoint, newProcessId, log, data);
    }
  }

  /**
   * A process beside the nodes.
   *
   * @param endpoint host:port on which it listens
   * @param processId of its latest process, 0 if it was never started
   * @param log the file with what its process printed
   * @param data its data directory, null if it keeps none
   */
  @JsonIgnoreProperties(ignoreUnknown = true)
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record Service(String endpoint, long processId, String log, String data) {

    public Service withProcessId(long newProcessId) {
      return new Service(endpoint, newProcessId, log, data);
    }
  }

  public ClusterFile {
    if (nodes == null || nodes.isEmpty()) {
      throw new IllegalArgumentException("a cluster has at least one node");
    }
    nodes = List.copyOf(nodes);
  }

  /** The nodes' public addresses, host:port, in the order of the nodes. */
  public List<String> endpoints() {
    return nodes.stream().map(Node::endpoint).toList();
  }

  /** The node of an id; throws {@link IllegalArgumentException} that names the ids there are. */
  public Node node(String id) {
    return nodes.stream()
        .filter(node -> node.id().equals(id))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "no node "
                        + id
                        + " in this cluster; there are "
                        + String.join(", ", nodes.stream().map(Node::id).toList())));
  }

  /** The same cluster with one node replaced by its id. */
  public ClusterFile withNode(Node changed) {
    List<Node> replaced =
        nodes.stream().map(node -> node.id().equals(changed.id()) ? changed : node).toList();
    return new ClusterFile(clusterId, dataDirectory, replaced, quoteProxy, quoteSimulator);
  }

  public ClusterFile withQuoteProxy(Service changed) {
    return new ClusterFile(clusterId, dataDirectory, nodes, changed, quoteSimulator);
  }

  public ClusterFile withQuoteSimulator(Service changed) {
    return new ClusterFile(clusterId, dataDirectory, nodes, quoteProxy, changed);
  }

  /**
   * Writes the file into the cluster's directory, which is created if need be; readers see old or
   * new, no half.
   */
  public void save(Path directory) throws IOException {
    Files.createDirectories(directory);
    replace(directory.resolve(NAME), JSON.writeValueAsString(this) + "\n");
  }

  /** Reads the file of a cluster's directory; the exception's message is fit for users. */
  public static ClusterFile load(Path directory) throws IOException {
    Path file = directory.resolve(NAME);
    try {
      return JSON.readValue(Files.readString(file), ClusterFile.class);
    } catch (NoSuchFileException missing) {
      throw new IOException("no cluster in " + directory + ": there is no " + NAME, missing);
    } catch (JacksonException damaged) {
      throw new IOException(file + " is damaged: " + damaged.getOriginalMessage(), damaged);
    }
  }

  /** The current cluster; the exception's message says how to start one. */
  public static ClusterFile current(Path root) throws IOException {
    return load(currentDirectory(root));
  }

  /** The current cluster's directory; the exception's message says how to start one. */
  public static Path currentDirectory(Path root) throws IOException {
    Path pointer = pointer(root);
    try {
      return Path.of(Files.readString(pointer).strip());
    } catch (NoSuchFileException missing) {
      throw new IOException(
          "no cluster is up: start one with ./rialto cluster up, or name one with --cluster DIR or"
              + " --endpoints HOST:PORT,...",
          missing);
    } catch (InvalidPathException damaged) {
      throw new IOException(pointer + " names no directory", damaged);
    }
  }

  /** Makes a cluster the current one. */
  public static void makeCurrent(Path root, Path directory) throws IOException {
    Files.createDirectories(pointer(root).getParent());
    replace(pointer(root), directory.toAbsolutePath() + "\n");
  }

  /** Ends the cluster's being the current one; does nothing if another is. */
  public static void forgetCurrent(Path root, Path directory) throws IOException {
    Path pointer = pointer(root);
    if (Files.exists(pointer)
        && Path.of(Files.readString(pointer).strip()).equals(directory.toAbsolutePath())) {
      Files.deleteIfExists(pointer);
    }
  }

  /**
   * Rialto's root, as the launcher says it (system property {@code rialto.root}); else the working
   * directory.
   */
  public static Path root() {
    return Path.of(System.getProperty("rialto.root", "")).toAbsolutePath();
  }

  private static Path pointer(Path root) {
    return root.resolve(".rialto").resolve("current");
  }

  private static void replace(Path file, String text) throws IOException {
    Path whole = file.resolveSibling(file.getFileName() + ".tmp");
    Files.writeString(whole, text, StandardCharsets.UTF_8);
    try {
      Files.move(whole, file, StandardCopyOption.ATOMIC_MOVE);
    } catch (AtomicMoveNotSupportedException unsupported) {
      Files.move(whole, file, StandardCopyOption.REPLACE_EXISTING);
    }
  }
}
