package io.rialto.chaos.audit;

import io.rialto.proto.shape.Money;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;

/** Writes audit logs by hand, as a node would. Log time goes on by a second with each command. */
final class AuditLogText {

  static final long START_MILLIS = 1_790_000_000_000L;

  private final StringBuilder xml = new StringBuilder("<?xml version=\"1.0\"?>\n<log>\n");
  private long now = START_MILLIS;

  long now() {
    return now;
  }

  AuditLogText pass(long millis) {
    now += millis;
    return this;
  }

  /** Arguments are the fields after the command, as pairs of name and text. */
  AuditLogText command(long number, String command, String... fields) {
    now += 1000;
    return element("userCommand", number, command, fields);
  }

  AuditLogText rejected(long number, String command, String message, String... fields) {
    command(number, command, fields);
    String[] more = new String[fields.length + 2];
    System.arraycopy(fields, 0, more, 0, fields.length);
    more[fields.length] = "errorMessage";
    more[fields.length + 1] = message;
    return element("errorEvent", number, command, more);
  }

  AuditLogText system(long number, String command, String user, String symbol, long cents) {
    return element(
        "systemEvent",
        number,
        command,
        "username",
        user,
        "stockSymbol",
        symbol,
        "funds",
        Money.format(cents));
  }

  AuditLogText quote(long number, String user, String symbol, long cents) {
    xml.append(
        """
        <quoteServer><timestamp>%d</timestamp><server>proxy1</server><transactionNum>%d</transactionNum>\
        <price>%s</price><stockSymbol>%s</stockSymbol><username>%s</username>\
        <quoteServerTime>%d</quoteServerTime><cryptokey>key=</cryptokey></quoteServer>
        """
            .formatted(now, number, Money.format(cents), symbol, user, now));
    return this;
  }

  AuditLogText account(long number, String action, String user, long cents) {
    xml.append(
        """
        <accountTransaction><timestamp>%d</timestamp><server>n1</server><transactionNum>%d</transactionNum>\
        <action>%s</action><username>%s</username><funds>%s</funds></accountTransaction>
        """
            .formatted(now, number, action, user, Money.format(cents)));
    return this;
  }

  private AuditLogText element(String element, long number, String command, String... fields) {
    xml.append('<').append(element).append('>');
    field("timestamp", Long.toString(now));
    field("server", "n1");
    field("transactionNum", Long.toString(number));
    field("command", command);
    for (int i = 0; i < fields.length; i += 2) {
      field(fields[i], fields[i + 1]);
    }
    xml.append("</").append(element).append(">\n");
    return this;
  }

  private void field(String name, String text) {
    xml.append('<').append(name).append('>').append(text).append("</").append(name).append('>');
  }

  InputStream stream() {
    return stream("</log>\n");
  }

  /** Ends otherwise than an audit log should. */
  InputStream stream(String end) {
    return new ByteArrayInputStream((xml + end).getBytes(StandardCharsets.UTF_8));
  }
}
