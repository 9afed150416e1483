package io.rialto.node.ops;

import io.rialto.node.store.Directories;
import java.io.IOException;
import java.io.Reader;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Properties;
import java.util.UUID;

/**
 * Who a data directory belongs to. A directory that is empty or another's never joins a cluster
 * silently: a node that has forgotten its votes could elect two leaders.
 *
 * @param incarnation made anew with each fresh directory
 */
public record Identity(String clusterId, String nodeId, UUID incarnation) {
  private static final String FILE = "identity.properties";
  private static final String FORMAT = "1";

  /** The directory is not this node's. */
  public static final class ForeignDirectoryException extends Exception {
    private static final long serialVersionUID = 1L;

    ForeignDirectoryException(String message) {
      super(message);
    }
  }

  /**
   * Reads the directory's identity and compares it, or writes one if the directory is empty and
   * {@code bootstrap} says that it may be.
   *
   * @throws ForeignDirectoryException if the directory is not this node's, or has lost what the
   *     node must not forget; the message says what to do
   */
  public static Identity claim(Path directory, String clusterId, String nodeId, boolean bootstrap)
      throws IOException, ForeignDirectoryException {
    Path file = directory.resolve(FILE);
    if (!Files.exists(file)) {
      return form(directory, clusterId, nodeId, bootstrap);
    }
    Identity found = read(file);
    if (!found.clusterId().equals(clusterId) || !found.nodeId().equals(nodeId)) {
      throw new ForeignDirectoryException(
          directory
              + " belongs to node "
              + found.nodeId()
              + " of cluster "
              + found.clusterId()
              + ", not to node "
              + nodeId
              + " of cluster "
              + clusterId);
    }
    requireVotes(directory, bootstrap);
    return found;
  }

  private static Identity form(Path directory, String clusterId, String nodeId, boolean bootstrap)
      throws IOException, ForeignDirectoryException {
    NodeFiles files = new NodeFiles(directory);
    if (files.hasLogOrState()) {
      throw new ForeignDirectoryException(
          directory
              + " holds a node's log or state, but "
              + FILE
              + " is missing, so nobody can tell whose they are. Put the file back; or remove the"
              + " whole directory and start with --bootstrap while a majority of the others is up");
    }
    if (!bootstrap) {
      throw new ForeignDirectoryException(
          directory + " holds no node; --bootstrap starts a new one on an empty directory");
    }
    Files.createDirectories(directory);
    if (!files.isEmpty()) {
      throw new ForeignDirectoryException(
          directory + " is not empty, but holds no node's identity");
    }
    Identity identity = new Identity(clusterId, nodeId, UUID.randomUUID());
    identity.write(directory.resolve(FILE));
    return identity;
  }

  /**
   * The engine would form a lost log anew without a word, and the node would vote again in terms in
   * which it has voted already.
   */
  private static void requireVotes(Path directory, boolean bootstrap)
      throws IOException, ForeignDirectoryException {
    NodeFiles files = new NodeFiles(directory);
    if (files.hasVotes()) {
      return;
    }
    // A crash between forming the identity and the engine's first start leaves neither of them.
    if (files.hasLogOrState() || !bootstrap) {
      throw new ForeignDirectoryException(
          directory
              + " has an identity, but the term and vote of its Raft engine are gone"
              + " (raft/*/current/raft-meta). A node that has forgotten its votes could elect two"
              + " leaders. Put the raft directory back; or remove the whole directory and start"
              + " with --bootstrap while a majority of the others is up");
    }
  }

  private static Identity read(Path file) throws IOException, ForeignDirectoryException {
    Properties properties = new Properties();
    try (Reader reader = Files.newBufferedReader(file)) {
      properties.load(reader);
    }
    if (!FORMAT.equals(properties.getProperty("format"))) {
      throw new ForeignDirectoryException(
          file
              + " has format "
              + properties.getProperty("format")
              + ", this version reads "
              + FORMAT);
    }
    return new Identity(
        properties.getProperty("cluster"),
        properties.getProperty("node"),
        UUID.fromString(properties.getProperty("incarnation")));
  }

  private void write(Path file) throws IOException {
    Properties properties = new Properties();
    properties.setProperty("format", FORMAT);
    properties.setProperty("cluster", clusterId);
    properties.setProperty("node", nodeId);
    properties.setProperty("incarnation", incarnation.toString());
    Path written = file.resolveSibling(FILE + ".new");
    try (Writer writer = Files.newBufferedWriter(written)) {
      properties.store(writer, "Which node this directory belongs to");
    }
    // Without this a power cut soon after the first start leaves an empty file, and the node out.
    Directories.sync(written);
    Files.move(written, file, StandardCopyOption.ATOMIC_MOVE);
    Directories.sync(file.getParent());
  }
}
