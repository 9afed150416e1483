package io.rialto.node.ops;

import java.util.ArrayList;
import java.util.List;

/**
 * One node of the cluster and where it is reached.
 *
 * @param raft the address of its Raft engine, for the other nodes
 * @param service the address of its public services, for clients and for forwarding followers
 */
public record Member(String id, Address raft, Address service) {

  /** A host and a port. */
  public record Address(String host, int port) {

    static Address parse(String text) {
      int colon = text.lastIndexOf(':');
      if (colon < 1) {
        throw new IllegalArgumentException("address '" + text + "' is not HOST:PORT");
      }
      int port;
      try {
        port = Integer.parseInt(text.substring(colon + 1));
      } catch (NumberFormatException e) {
        throw new IllegalArgumentException("address '" + text + "' has no number for a port", e);
      }
      if (port < 1 || port > 65_535) {
        throw new IllegalArgumentException("address '" + text + "' has a port outside 1 to 65535");
      }
      return new Address(text.substring(0, colon), port);
    }

    @Override
    public String toString() {
      return host + ":" + port;
    }
  }

  /**
   * Reads {@code n1=RAFTHOST:PORT/HOST:PORT,n2=...}.
   *
   * @throws IllegalArgumentException naming what is wrong
   */
  public static List<Member> parseAll(String text) {
    List<Member> members = new ArrayList<>();
    for (String part : text.split(",")) {
      int equals = part.indexOf('=');
      int slash = part.indexOf('/');
      if (equals < 1 || slash < equals) {
        throw new IllegalArgumentException(
            "member '" + part + "' is not ID=RAFTHOST:PORT/HOST:PORT");
      }
      String id = part.substring(0, equals);
      if (!id.matches("[A-Za-z0-9_-]{1,32}")) {
        throw new IllegalArgumentException(
            "node id '" + id + "' is not 1 to 32 letters, digits, - or _");
      }
      if (members.stream().anyMatch(member -> member.id().equals(id))) {
        throw new IllegalArgumentException("node id '" + id + "' is given twice");
      }
      members.add(
          new Member(
              id,
              Address.parse(part.substring(equals + 1, slash)),
              Address.parse(part.substring(slash + 1))));
    }
    return List.copyOf(members);
  }
}
