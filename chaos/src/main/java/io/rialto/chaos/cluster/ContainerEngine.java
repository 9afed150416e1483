package io.rialto.chaos.cluster;

import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.api.command.InspectContainerResponse.ContainerState;
import com.github.dockerjava.api.command.WaitContainerResultCallback;
import com.github.dockerjava.api.exception.DockerClientException;
import com.github.dockerjava.api.exception.DockerException;
import com.github.dockerjava.api.exception.NotFoundException;
import com.github.dockerjava.api.exception.NotModifiedException;
import com.github.dockerjava.api.model.Bind;
import com.github.dockerjava.api.model.HealthCheck;
import com.github.dockerjava.api.model.HostConfig;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.concurrent.TimeUnit;
import org.testcontainers.dockerclient.DockerClientProviderStrategy;

/**
 * The container engine of this machine, as Testcontainers finds it. Everything that is made here
 * carries labels by which it is found again and cleared away, also after a crash. Thread-safe.
 */
final class ContainerEngine {

  private final DockerClient client;
  private final ContainerLabels labels;

  private ContainerEngine(DockerClient client, ContainerLabels labels) {
    this.client = client;
    this.labels = labels;
  }

  /** What this machine lacks for containers, and how to have it; empty if nothing. */
  static Optional<String> lacking() {
    if (!System.getProperty("os.name").equals("Linux")) {
      return Optional.of(
          "containers need Linux: elsewhere their addresses are not reached from outside the"
              + " engine's own machine");
    }
    try {
      find();
      return Optional.empty();
    } catch (IllegalStateException none) {
      return Optional.of(
          "containers need a container engine that this user may talk to (Debian, Ubuntu: apt-get"
              + " install docker.io, and start it): "
              + say(none));
    }
  }

  /** The exception says what this machine lacks. */
  static ContainerEngine connect() throws ClusterException {
    Optional<String> lacking = lacking();
    if (lacking.isPresent()) {
      throw new ClusterException(lacking.get());
    }
    return new ContainerEngine(find(), ContainerLabels.ofThisProcess());
  }

  /**
   * Testcontainers' search alone, without what it does for tests: that would fetch images of its
   * own from a registry, and everything here is cleared away without their help.
   */
  static DockerClient find() {
    List<DockerClientProviderStrategy> known = new ArrayList<>();
    ServiceLoader.load(DockerClientProviderStrategy.class).forEach(known::add);
    return DockerClientProviderStrategy.getFirstValidStrategy(known).getDockerClient();
  }

  DockerClient client() {
    return client;
  }

  ContainerLabels labels() {
    return labels;
  }

  /**
   * What a container is to be. Folders are at the same place inside as outside.
   *
   * @param name by which the engine knows it
   * @param address in its network
   * @param user number of the user and of the group, a colon between
   */
  record Order(
      String name,
      String image,
      String network,
      String address,
      String user,
      List<String> command,
      List<String> environment,
      List<Folder> folders) {}

  /** A folder of this machine that a container sees. */
  record Folder(Path path, boolean writable) {

    private Bind bind() {
      return Bind.parse(path + ":" + path + (writable ? ":rw" : ":ro"));
    }
  }

  /** Makes a container and starts it; returns its id. */
  String run(Order order) throws ClusterException {
    try {
      List<Bind> binds = new ArrayList<>(order.folders().stream().map(Folder::bind).toList());
      String id =
          client
              .createContainerCmd(order.image())
              .withName(order.name())
              .withLabels(labels.all())
              .withUser(order.user())
              .withIpv4Address(order.address())
              .withHostConfig(
                  HostConfig.newHostConfig().withNetworkMode(order.network()).withBinds(binds))
              // Who looks after these containers asks the nodes themselves.
              .withHealthcheck(new HealthCheck().withTest(List.of("NONE")))
              .withEnv(order.environment())
              .withCmd(order.command())
              .exec()
              .getId();
      client.startContainerCmd(id).exec();
      return id;
    } catch (DockerException | DockerClientException e) {
      throw new ClusterException("could not start container " + order.name() + ": " + say(e), e);
    }
  }

  /** How a container is; empty if there is none of this id. */
  Optional<ContainerState> state(String id) {
    try {
      return Optional.of(client.inspectContainerCmd(id).exec().getState());
    } catch (NotFoundException gone) {
      return Optional.empty();
    }
  }

  /** SIGKILL; returns when the container's process is gone. */
  void kill(String id) throws ClusterException {
    try (WaitContainerResultCallback end = new WaitContainerResultCallback()) {
      client.waitContainerCmd(id).exec(end);
      client.killContainerCmd(id).exec();
      end.awaitStatusCode(ClusterLimits.KILL_MAX.toSeconds(), TimeUnit.SECONDS);
    } catch (DockerException | DockerClientException e) {
      throw new ClusterException("could not kill container " + id + ": " + say(e), e);
    } catch (IOException e) {
      throw new ClusterException("could not wait for the end of container " + id, e);
    }
  }

  /** SIGTERM, and after a grace SIGKILL; returns when the container's process is gone. */
  void stop(String id, Duration grace) throws ClusterException {
    try {
      client.stopContainerCmd(id).withTimeout(Math.toIntExact(grace.toSeconds())).exec();
    } catch (NotModifiedException alreadyStopped) {
      return;
    } catch (DockerException | DockerClientException e) {
      throw new ClusterException("could not stop container " + id + ": " + say(e), e);
    }
  }

  void pause(String id) throws ClusterException {
    try {
      client.pauseContainerCmd(id).exec();
    } catch (DockerException e) {
      throw new ClusterException("could not pause container " + id + ": " + say(e), e);
    }
  }

  void resume(String id) throws ClusterException {
    try {
      client.unpauseContainerCmd(id).exec();
    } catch (DockerException e) {
      throw new ClusterException("could not resume container " + id + ": " + say(e), e);
    }
  }

  /** Kills the container if it runs, and removes it; does nothing if it is gone. */
  void remove(String id) throws ClusterException {
    try {
      client.removeContainerCmd(id).withForce(true).withRemoveVolumes(true).exec();
    } catch (NotFoundException gone) {
      return;
    } catch (DockerException e) {
      throw new ClusterException("could not remove container " + id + ": " + say(e), e);
    }
  }

  /** Removes what programs have left behind that ended without clearing away. */
  void sweep() throws ClusterException {
    for (var container :
        client
            .listContainersCmd()
            .withShowAll(true)
            .withLabelFilter(List.of(ContainerLabels.OWNER))
            .exec()) {
      if (labels.isLeftBehind(container.getLabels())) {
        remove(container.getId());
      }
    }
    for (var network :
        client.listNetworksCmd().withFilter("label", List.of(ContainerLabels.OWNER)).exec()) {
      if (labels.isLeftBehind(network.getLabels())) {
        client.removeNetworkCmd(network.getId()).exec();
      }
    }
  }

  static String say(Exception failure) {
    String message = failure.getMessage();
    return message == null ? failure.toString() : message.strip();
  }
}
