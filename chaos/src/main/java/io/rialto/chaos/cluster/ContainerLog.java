package io.rialto.chaos.cluster;

import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.api.async.ResultCallback;
import com.github.dockerjava.api.model.Frame;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.concurrent.TimeUnit;

/** Appends what a container prints to a file, until the container ends. */
final class ContainerLog implements AutoCloseable {

  private final Follower follower;

  private static final class Follower extends ResultCallback.Adapter<Frame> {

    private final OutputStream file;

    Follower(OutputStream file) {
      this.file = file;
    }

    @Override
    public void onNext(Frame frame) {
      try {
        file.write(frame.getPayload());
      } catch (IOException e) {
        onError(e);
      }
    }

    @Override
    public void close() throws IOException {
      try (file) {
        super.close();
      }
    }
  }

  private ContainerLog(Follower follower) {
    this.follower = follower;
  }

  static ContainerLog follow(DockerClient client, String container, Path log)
      throws ClusterException {
    try {
      OutputStream file =
          Files.newOutputStream(log, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
      return new ContainerLog(
          client
              .logContainerCmd(container)
              .withStdOut(true)
              .withStdErr(true)
              .withFollowStream(true)
              .exec(new Follower(file)));
    } catch (IOException e) {
      throw new ClusterException("could not write " + log + ": " + e.getMessage(), e);
    }
  }

  /** Waits for the last lines of a container that has ended. */
  @Override
  public void close() throws ClusterException {
    try (follower) {
      follower.awaitCompletion(ClusterLimits.NETWORK_ORDER_MAX.toSeconds(), TimeUnit.SECONDS);
    } catch (IOException e) {
      throw new ClusterException("could not write a container's log: " + e.getMessage(), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new ClusterException("interrupted while a container's log ended", e);
    }
  }
}
