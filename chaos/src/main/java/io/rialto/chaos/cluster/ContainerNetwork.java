package io.rialto.chaos.cluster;

import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.api.exception.DockerException;
import com.github.dockerjava.api.exception.NotFoundException;
import com.github.dockerjava.api.model.Network.Ipam;
import java.math.BigInteger;
import java.net.InetAddress;
import java.net.UnknownHostException;

/**
 * A network of the engine in which each container has an address that stays, whatever happens to
 * the container; the engine's machine reaches the containers by the same addresses.
 */
final class ContainerNetwork implements AutoCloseable {

  /** From the subnet's own address; the first few are the engine's. */
  private static final int FIRST_ADDRESS = 10;

  private final ContainerEngine engine;
  private final String id;
  private final byte[] base;

  private ContainerNetwork(ContainerEngine engine, String id, byte[] base) {
    this.engine = engine;
    this.id = id;
    this.base = base;
  }

  /**
   * Only in a subnet that is asked for by name may containers choose their addresses: the engine is
   * let choose a free one first, and that one is asked for.
   */
  static ContainerNetwork create(ContainerEngine engine, String name) throws ClusterException {
    DockerException taken = null;
    for (int attempt = 0; attempt < ClusterLimits.SUBNET_ATTEMPTS_MAX; attempt++) {
      try {
        String subnet = freeSubnet(engine, name);
        String id = make(engine, name, new Ipam().withConfig(new Ipam.Config().withSubnet(subnet)));
        String base = subnet.substring(0, subnet.indexOf('/'));
        return new ContainerNetwork(engine, id, InetAddress.getByName(base).getAddress());
      } catch (DockerException overlap) {
        taken = overlap;
      } catch (UnknownHostException e) {
        throw new ClusterException("the engine's subnet is no address: " + e.getMessage(), e);
      }
    }
    throw new ClusterException(
        "could not make a network of containers: " + ContainerEngine.say(taken), taken);
  }

  private static String freeSubnet(ContainerEngine engine, String name) {
    DockerClient client = engine.client();
    String trial = make(engine, name, new Ipam());
    try {
      return client
          .inspectNetworkCmd()
          .withNetworkId(trial)
          .exec()
          .getIpam()
          .getConfig()
          .get(0)
          .getSubnet();
    } finally {
      client.removeNetworkCmd(trial).exec();
    }
  }

  private static String make(ContainerEngine engine, String name, Ipam addresses) {
    return engine
        .client()
        .createNetworkCmd()
        .withName(name)
        .withLabels(engine.labels().all())
        .withIpam(addresses)
        .exec()
        .getId();
  }

  String id() {
    return id;
  }

  /** The address of a container, by its number from 1. */
  String address(int number) {
    BigInteger value = new BigInteger(1, base).add(BigInteger.valueOf(FIRST_ADDRESS + number));
    byte[] address = new byte[base.length];
    byte[] digits = value.toByteArray();
    int length = Math.min(digits.length, address.length);
    System.arraycopy(digits, digits.length - length, address, address.length - length, length);
    try {
      return InetAddress.getByAddress(address).getHostAddress();
    } catch (UnknownHostException e) {
      throw new IllegalStateException("an address has 4 or 16 bytes", e);
    }
  }

  /** Containers must have left it. */
  @Override
  public void close() throws ClusterException {
    try {
      engine.client().removeNetworkCmd(id).exec();
    } catch (NotFoundException gone) {
      return;
    } catch (DockerException e) {
      throw new ClusterException(
          "could not remove network " + id + ": " + ContainerEngine.say(e), e);
    }
  }
}
