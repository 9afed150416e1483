package io.rialto.node.raft.noop;

import io.rialto.node.ops.Member;
import io.rialto.node.raft.RaftSettings;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.apache.ratis.protocol.RaftPeerId;
import org.apache.ratis.server.RaftServer;
import org.apache.ratis.server.storage.RaftStorage;

/**
 * One node of a cluster that replicates entries with a node's settings and does nothing with them.
 * Serves until its process is killed.
 */
public final class NoopNode {

  private NoopNode() {}

  /**
   * Runs it.
   *
   * @param arguments the node's id, its directory, and all members as a node takes them
   */
  public static void main(String[] arguments) throws IOException {
    List<Member> members = Member.parseAll(arguments[2]);
    Member self =
        members.stream().filter(member -> member.id().equals(arguments[0])).findAny().orElseThrow();
    RaftServer.newBuilder()
        .setServerId(RaftPeerId.valueOf(self.id()))
        .setGroup(NoopGroup.of(members))
        .setStateMachine(new NoopMachine())
        .setProperties(RaftSettings.standard().properties(Path.of(arguments[1]), self))
        .setOption(RaftStorage.StartupOption.FORMAT)
        .build()
        .start();
  }
}
