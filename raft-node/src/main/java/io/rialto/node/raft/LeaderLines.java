package io.rialto.node.raft;

import java.util.EnumSet;
import java.util.HashSet;
import java.util.Set;
import java.util.function.Consumer;
import org.apache.ratis.grpc.server.GrpcServices;
import org.apache.ratis.proto.RaftProtos.AppendEntriesRequestProto;
import org.apache.ratis.protocol.RaftPeerId;
import org.apache.ratis.thirdparty.io.grpc.Attributes;
import org.apache.ratis.thirdparty.io.grpc.ForwardingServerCallListener.SimpleForwardingServerCallListener;
import org.apache.ratis.thirdparty.io.grpc.Metadata;
import org.apache.ratis.thirdparty.io.grpc.ServerCall;
import org.apache.ratis.thirdparty.io.grpc.ServerCallHandler;
import org.apache.ratis.thirdparty.io.grpc.ServerInterceptor;
import org.apache.ratis.thirdparty.io.grpc.ServerTransportFilter;
import org.apache.ratis.thirdparty.io.grpc.netty.NettyServerBuilder;

/**
 * The connections on which leaders send entries to this node. The system closes those of a process
 * that dies, whatever it died of: so its followers know at once, and need not wait for a silence to
 * become suspicious. The engine does not look at them; it is let in here by its hook for services.
 *
 * <p>A leader counts as lost when its last connection is closed and all that came on it has been
 * handed to the engine, until it sends something on a new one. Thread-safe.
 */
final class LeaderLines implements GrpcServices.Customizer {
  private static final Attributes.Key<Line> LINE = Attributes.Key.create("rialto-line");

  private final Consumer<String> onChange;
  // Guarded by this, and so is what is in them.
  private final Set<Line> lines = new HashSet<>();
  private final Set<String> lost = new HashSet<>();

  /** One connection. */
  private static final class Line {
    /** Who has sent entries on it; null while nobody has. */
    private String leader;

    private boolean connected = true;
    private int streams;
  }

  /**
   * @param onChange is given a node's id when that node is lost or found again; any thread, must
   *     not block
   */
  LeaderLines(Consumer<String> onChange) {
    this.onChange = onChange;
  }

  /** Whether entries came from this node, and its connections have ended since. */
  synchronized boolean isLost(String leader) {
    return lost.contains(leader);
  }

  @Override
  public NettyServerBuilder customize(
      NettyServerBuilder builder, EnumSet<GrpcServices.Type> types) {
    return builder.addTransportFilter(new Connections()).intercept(new Streams());
  }

  private void connectionEnded(Line line) {
    String leader;
    synchronized (this) {
      line.connected = false;
      leader = lostNow(line);
    }
    announce(leader);
  }

  private synchronized void streamBegins(Line line) {
    line.streams++;
  }

  private void streamEnded(Line line) {
    String leader;
    synchronized (this) {
      line.streams--;
      leader = lostNow(line);
    }
    announce(leader);
  }

  private void entriesCame(Line line, String from) {
    boolean found;
    synchronized (this) {
      line.leader = from;
      lines.add(line);
      found = lost.remove(from);
    }
    if (found) {
      announce(from);
    }
  }

  /** The leader that is lost by a line's end; null if none is. */
  private String lostNow(Line line) {
    boolean ended = !line.connected && line.streams == 0 && lines.remove(line);
    boolean last = ended && lines.stream().noneMatch(other -> other.leader.equals(line.leader));
    return last && lost.add(line.leader) ? line.leader : null;
  }

  private void announce(String leader) {
    if (leader != null) {
      onChange.accept(leader);
    }
  }

  private final class Connections extends ServerTransportFilter {
    @Override
    public Attributes transportReady(Attributes attributes) {
      return attributes.toBuilder().set(LINE, new Line()).build();
    }

    @Override
    public void transportTerminated(Attributes attributes) {
      // Without attributes the connection never became ready.
      Line line = attributes == null ? null : attributes.get(LINE);
      if (line != null) {
        connectionEnded(line);
      }
    }
  }

  private final class Streams implements ServerInterceptor {
    @Override
    public <Q, R> ServerCall.Listener<Q> interceptCall(
        ServerCall<Q, R> call, Metadata headers, ServerCallHandler<Q, R> next) {
      Line line = call.getAttributes().get(LINE);
      ServerCall.Listener<Q> listener = next.startCall(call, headers);
      if (line == null) {
        return listener;
      }
      streamBegins(line);
      return new Stream<>(listener, line);
    }
  }

  /** Its callbacks come one after the other, and its end after all that came on it. */
  private final class Stream<Q> extends SimpleForwardingServerCallListener<Q> {
    private final Line line;
    private boolean named;

    Stream(ServerCall.Listener<Q> listener, Line line) {
      super(listener);
      this.line = line;
    }

    @Override
    public void onMessage(Q message) {
      if (!named && message instanceof AppendEntriesRequestProto append) {
        named = true;
        entriesCame(
            line, RaftPeerId.valueOf(append.getServerRequest().getRequestorId()).toString());
      }
      super.onMessage(message);
    }

    @Override
    public void onCancel() {
      try {
        super.onCancel();
      } finally {
        streamEnded(line);
      }
    }

    @Override
    public void onComplete() {
      try {
        super.onComplete();
      } finally {
        streamEnded(line);
      }
    }
  }
}
