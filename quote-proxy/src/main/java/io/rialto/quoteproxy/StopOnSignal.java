package io.rialto.quoteproxy;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Closes a service in good order when the process is told to stop. */
final class StopOnSignal {

  private static final Logger LOG = LoggerFactory.getLogger(StopOnSignal.class);

  private StopOnSignal() {}

  static void close(AutoCloseable service) {
    Runtime.getRuntime()
        .addShutdownHook(
            new Thread(
                () -> {
                  try {
                    service.close();
                  } catch (Exception e) {
                    LOG.error("stopping did not go in good order", e);
                  }
                },
                "stop"));
  }
}
