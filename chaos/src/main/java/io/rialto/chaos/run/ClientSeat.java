package io.rialto.chaos.run;

import io.rialto.chaos.history.HistoryWriter;
import io.rialto.chaos.history.RecordingClient;
import io.rialto.client.sdk.ClientOptions;

/**
 * A client's place: when the client that sits there dies, another one takes it. Used by the
 * workload's one thread.
 */
final class ClientSeat {

  private final ClientOptions options;
  private final HistoryWriter history;
  private final String name;
  private RecordingClient client;

  ClientSeat(ClientOptions options, HistoryWriter history, String name) {
    this.options = options;
    this.history = history;
    this.name = name;
    this.client = RecordingClient.connect(options, history, name);
  }

  RecordingClient client() {
    return client;
  }

  /** Seats a new client; returns the old one, which is to die. */
  RecordingClient replace() {
    RecordingClient old = client;
    client = RecordingClient.connect(options, history, name);
    return old;
  }
}
