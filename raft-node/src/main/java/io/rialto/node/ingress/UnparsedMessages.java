package io.rialto.node.ingress;

import io.grpc.MethodDescriptor;
import java.io.InputStream;

/**
 * Hands messages on as they are, for who looks at them before they are parsed. What is sent stays
 * the message that writes itself to the connection: gRPC's own way of doing this wraps it, and then
 * it is copied through two buffers of 8 KB each, however small it is.
 */
final class UnparsedMessages implements MethodDescriptor.Marshaller<InputStream> {

  @Override
  public InputStream stream(InputStream message) {
    return message;
  }

  /** The caller is done with the message before it closes the stream. */
  @Override
  public InputStream parse(InputStream stream) {
    return stream;
  }
}
