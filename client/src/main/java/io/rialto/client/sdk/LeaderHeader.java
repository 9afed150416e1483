package io.rialto.client.sdk;

import io.grpc.Metadata;

/** The response header by which a node that forwards names the leader's endpoint. */
final class LeaderHeader {

  private static final Metadata.Key<String> KEY =
      Metadata.Key.of("rialto-leader", Metadata.ASCII_STRING_MARSHALLER);

  private LeaderHeader() {}

  /** The leader's endpoint, empty if the answering node says none. */
  static String in(Metadata headers) {
    String endpoint = headers.get(KEY);
    return endpoint == null ? "" : endpoint;
  }
}
