package io.rialto.quoteproxy.proxy;

import io.rialto.proto.quotes.QuoteRequest;
import io.rialto.proto.shape.CommandShape;
import io.rialto.quoteproxy.legacy.LegacyRequest;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A question that has been checked.
 *
 * @param number the asking command's transaction number, 0 for none
 * @param notOlderThanMillis what the caller's log time makes of sixty seconds; 0 for no bound
 */
record QuoteQuery(LegacyRequest request, long number, long notOlderThanMillis) {

  private static final Pattern SYMBOL = Pattern.compile("[A-Z]{1,3}");

  /**
   * The query in a request.
   *
   * @throws IllegalArgumentException whose message says what is wrong, for the caller
   */
  static QuoteQuery of(QuoteRequest request) {
    if (!SYMBOL.matcher(request.getSymbol()).matches()) {
      throw new IllegalArgumentException("the symbol is not 1 to 3 letters A to Z");
    }
    Optional<String> userFault = CommandShape.checkUser(request.getUser());
    if (userFault.isPresent()) {
      throw new IllegalArgumentException(userFault.get());
    }
    if (request.getNotOlderThanMillis() < 0) {
      throw new IllegalArgumentException("not_older_than_millis is negative");
    }
    return new QuoteQuery(
        new LegacyRequest(request.getSymbol(), request.getUser()),
        request.getNumber(),
        request.getNotOlderThanMillis());
  }

  String symbol() {
    return request.symbol();
  }
}
