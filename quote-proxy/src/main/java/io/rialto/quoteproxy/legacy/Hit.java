package io.rialto.quoteproxy.legacy;

import io.rialto.quoteproxy.Endpoint;
import io.rialto.quoteproxy.Limits;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.AsynchronousChannelGroup;
import java.nio.channels.AsynchronousSocketChannel;
import java.nio.channels.CompletionHandler;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One request over one connection. It ends once: with a checked reply, with a refusal, or with a
 * failure; whichever comes first closes the connection, and what the closing stirs up is ignored.
 */
final class Hit {

  private static final Logger LOG = LoggerFactory.getLogger(Hit.class);

  private final LegacyRequest request;
  private final Endpoint endpoint;
  private final long millisMax;
  private final CompletableFuture<LegacyQuote> quote = new CompletableFuture<>();
  private final ByteBuffer reply = ByteBuffer.allocate(Limits.REPLY_BYTES_MAX);
  private AsynchronousSocketChannel channel;

  Hit(LegacyRequest request, Endpoint endpoint, long millisMax) {
    this.request = request;
    this.endpoint = endpoint;
    this.millisMax = millisMax;
  }

  CompletableFuture<LegacyQuote> start(
      AsynchronousChannelGroup channels, ScheduledExecutorService timer) {
    try {
      InetSocketAddress address = endpoint.resolve();
      if (address.isUnresolved()) {
        fail(HitFault.NO_CONNECTION, "unknown host", null);
        return quote;
      }
      channel = AsynchronousSocketChannel.open(channels);
      ScheduledFuture<?> end = timer.schedule(this::timeOut, millisMax, TimeUnit.MILLISECONDS);
      quote.whenComplete((done, failure) -> end.cancel(false));
      channel.connect(
          address, null, handler(HitFault.NO_CONNECTION, "connecting", nothing -> write()));
    } catch (IOException | IllegalStateException | RejectedExecutionException e) {
      // A closed group says so with an unchecked exception: the proxy is stopping.
      fail(HitFault.NO_CONNECTION, "connecting: " + e, e);
    }
    return quote;
  }

  private void write() {
    writeRest(ByteBuffer.wrap(request.line()));
  }

  private void writeRest(ByteBuffer line) {
    channel.write(
        line,
        null,
        handler(
            HitFault.NO_REPLY,
            "sending",
            written -> {
              if (line.hasRemaining()) {
                writeRest(line);
              } else {
                read();
              }
            }));
  }

  private void read() {
    channel.read(reply, null, handler(HitFault.NO_REPLY, "reading", this::readOn));
  }

  private void readOn(int count) {
    int lineBytes = indexOfLineEnd();
    if (lineBytes >= 0) {
      finish(lineBytes);
    } else if (count < 0 && reply.position() == 0) {
      fail(HitFault.NO_REPLY, "the connection ended without a reply", null);
    } else if (count < 0) {
      fail(HitFault.CUT_SHORT, "the reply is cut short: it has no line end", null);
    } else if (!reply.hasRemaining()) {
      fail(
          HitFault.OVERSIZED,
          "the reply is longer than " + Limits.REPLY_BYTES_MAX + " bytes",
          null);
    } else {
      read();
    }
  }

  private int indexOfLineEnd() {
    for (int i = 0; i < reply.position(); i++) {
      if (reply.get(i) == '\n') {
        return i;
      }
    }
    return -1;
  }

  private void finish(int lineBytes) {
    boolean carriageReturn = lineBytes > 0 && reply.get(lineBytes - 1) == '\r';
    byte[] line = new byte[carriageReturn ? lineBytes - 1 : lineBytes];
    reply.flip().get(line);
    closeChannel();
    try {
      quote.complete(ReplyCheck.check(request, line));
    } catch (SourceException e) {
      quote.completeExceptionally(e);
    }
  }

  private void timeOut() {
    fail(HitFault.LATE, "no reply within " + millisMax + " ms", null);
  }

  private void fail(HitFault fault, String message, Throwable cause) {
    quote.completeExceptionally(
        new SourceException(
            fault, "quote source " + endpoint + ", " + request.symbol() + ": " + message, cause));
    closeChannel();
  }

  private void closeChannel() {
    if (channel == null) {
      return;
    }
    try {
      channel.close();
    } catch (IOException e) {
      LOG.debug("closing a connection to {}", endpoint, e);
    }
  }

  private interface Step<T> {
    void next(T result);
  }

  private <T> CompletionHandler<T, Object> handler(HitFault fault, String doing, Step<T> step) {
    return new CompletionHandler<>() {
      @Override
      public void completed(T result, Object nothing) {
        try {
          step.next(result);
        } catch (RuntimeException e) {
          // Such as a read on a channel that the time-out has just closed.
          failed(e, nothing);
        }
      }

      @Override
      public void failed(Throwable failure, Object nothing) {
        fail(fault, doing + ": " + failure, failure);
      }
    };
  }
}
