package io.rialto.node.raft.noop;

import io.rialto.node.ops.Member;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.ratis.client.RaftClient;
import org.apache.ratis.client.RaftClientConfigKeys;
import org.apache.ratis.conf.RaftProperties;
import org.apache.ratis.grpc.GrpcConfigKeys;
import org.apache.ratis.protocol.Message;
import org.apache.ratis.protocol.RaftClientReply;
import org.apache.ratis.thirdparty.com.google.protobuf.ByteString;

/**
 * Keeps a number of entries under way in a cluster of {@link NoopNode}, with the engine's own
 * client. Says {@code warm} when the warm-up is over, which begins with the first that is
 * replicated; then, after the window, how many entries were replicated in it and how many
 * nanoseconds it took.
 */
public final class NoopLoad {

  private static final int PERMITS_MAX = 10_000;
  private static final long LOOK_MILLIS = 20;

  private NoopLoad() {}

  /**
   * Runs it.
   *
   * @param arguments all members as a node takes them; a file that holds an entry's bytes; how many
   *     entries are under way; the seconds of warm-up and of the window
   */
  public static void main(String[] arguments) throws IOException, InterruptedException {
    Message entry = Message.valueOf(ByteString.copyFrom(Files.readAllBytes(Path.of(arguments[1]))));
    int inFlight = Integer.parseInt(arguments[2]);
    AtomicLong replicated = new AtomicLong();
    RaftClient client = client(arguments[0]);
    new Thread(() -> send(client, entry, inFlight, replicated), "noop-load").start();
    while (replicated.get() == 0) {
      TimeUnit.MILLISECONDS.sleep(LOOK_MILLIS);
    }
    TimeUnit.SECONDS.sleep(Long.parseLong(arguments[3]));
    System.out.println("warm");
    long before = replicated.get();
    long start = System.nanoTime();
    TimeUnit.SECONDS.sleep(Long.parseLong(arguments[4]));
    System.out.println((replicated.get() - before) + " " + (System.nanoTime() - start));
    System.exit(0);
  }

  private static RaftClient client(String members) {
    RaftProperties properties = new RaftProperties();
    properties.set(GrpcConfigKeys.MESSAGE_SIZE_MAX_KEY, "8MB");
    RaftClientConfigKeys.Async.setOutstandingRequestsMax(properties, PERMITS_MAX);
    return RaftClient.newBuilder()
        .setProperties(properties)
        .setRaftGroup(NoopGroup.of(Member.parseAll(members)))
        .build();
  }

  private static void send(RaftClient client, Message entry, int inFlight, AtomicLong replicated) {
    Semaphore room = new Semaphore(inFlight);
    while (true) {
      room.acquireUninterruptibly();
      client
          .async()
          .send(entry)
          .whenComplete(
              (reply, failure) -> {
                room.release();
                if (isDone(reply, failure)) {
                  replicated.incrementAndGet();
                }
              });
    }
  }

  private static boolean isDone(RaftClientReply reply, Throwable failure) {
    return failure == null && reply.isSuccess();
  }
}
