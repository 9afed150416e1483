package io.rialto.node.raft.noop;

import io.rialto.node.ops.Member;
import java.util.List;
import java.util.UUID;
import org.apache.ratis.protocol.RaftGroup;
import org.apache.ratis.protocol.RaftGroupId;
import org.apache.ratis.protocol.RaftPeer;

/** The one group of such a cluster. */
final class NoopGroup {

  private static final RaftGroupId ID = RaftGroupId.valueOf(new UUID(0, 1));

  private NoopGroup() {}

  static RaftGroup of(List<Member> members) {
    return RaftGroup.valueOf(ID, members.stream().map(NoopGroup::peer).toList());
  }

  private static RaftPeer peer(Member member) {
    return RaftPeer.newBuilder().setId(member.id()).setAddress(member.raft().toString()).build();
  }
}
