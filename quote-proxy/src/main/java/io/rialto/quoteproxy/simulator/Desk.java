package io.rialto.quoteproxy.simulator;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.concurrent.atomic.LongAdder;

/** Decides on the answer to each request, and counts. Any thread. */
final class Desk {

  /** Asks a controllable source what it has done. */
  private static final String FIGURES = "FIGURES";

  private final Behaviour start;
  private final Market market;
  private final boolean controllable;
  private final HonestyLimit honesty;
  private final Clock clock = Clock.systemUTC();
  private final LongAdder hits = new LongAdder();
  private final LongAdder faulty = new LongAdder();
  private final LongAdder lies = new LongAdder();
  private final LongAdder badRequests = new LongAdder();

  Desk(SimulatorOptions options) {
    this.start = new Behaviour(0, options.faultRate(), options.faults());
    this.market = new Market(options.seed(), options.delayScale(), start);
    this.controllable = options.controllable();
    this.honesty = new HonestyLimit(options.lieAbove(), System::nanoTime);
  }

  /** What comes back, and when. */
  interface Reply {
    long delayMillis();

    /** The bytes, made when they are sent, because they hold the time; may be none. */
    byte[] bytes();

    /** Whether the connection stays open without a word. */
    boolean isSilent();
  }

  /** The reply to a line, which was cut at its end. */
  Reply reply(byte[] line) {
    try {
      String text = new String(line, StandardCharsets.US_ASCII).strip();
      if (controllable && text.equals(FIGURES)) {
        return new Spoken(ReplyText.figures(hits(), faulty(), lies()));
      }
      return controllable && Behaviour.isControl(text) ? obey(text) : answer(Request.parse(line));
    } catch (IllegalArgumentException e) {
      return complaint(e.getMessage());
    }
  }

  private Reply obey(String text) {
    market.behave(Behaviour.parse(text, start));
    return new Spoken(ReplyText.consent());
  }

  private Reply answer(Request request) {
    hits.increment();
    boolean isLie = honesty.isPassedByThisHit();
    Market.Answer answer = market.next(request.marketSymbol());
    if (isLie) {
      lies.increment();
    } else if (answer.fault().isPresent()) {
      faulty.increment();
    }
    return new Answered(request, answer, isLie);
  }

  /** The reply to something that is no request. */
  Reply complaint(String why) {
    badRequests.increment();
    return new Spoken(ReplyText.complaint(why));
  }

  /** Something other than a quote, said at once. */
  private record Spoken(byte[] bytes) implements Reply {
    @Override
    public long delayMillis() {
      return 0;
    }

    @Override
    public boolean isSilent() {
      return false;
    }
  }

  private final class Answered implements Reply {

    private final Request request;
    private final Market.Answer answer;
    private final boolean isLie;

    Answered(Request request, Market.Answer answer, boolean isLie) {
      this.request = request;
      this.answer = answer;
      this.isLie = isLie;
    }

    @Override
    public long delayMillis() {
      return answer.delayMillis();
    }

    @Override
    public byte[] bytes() {
      long now = clock.millis();
      if (isLie) {
        boolean aboutUser = market.liesAboutUser(request.marketSymbol(), answer.request());
        Request other = aboutUser ? request.withOtherUser() : request.withOtherSymbol();
        return ReplyText.quote(answer.priceCents(), other, now);
      }
      return answer
          .fault()
          .map(fault -> ReplyText.faulty(fault, answer.priceCents(), request, now))
          .orElseGet(() -> ReplyText.quote(answer.priceCents(), request, now));
    }

    @Override
    public boolean isSilent() {
      return !isLie && answer.fault().filter(Fault.SILENT::equals).isPresent();
    }
  }

  long hits() {
    return hits.sum();
  }

  long faulty() {
    return faulty.sum();
  }

  long lies() {
    return lies.sum();
  }

  long badRequests() {
    return badRequests.sum();
  }
}
