package io.rialto.node.ingress;

import io.rialto.node.machine.AuditEvent;
import io.rialto.proto.shape.Money;

/**
 * Writes audit events as the course's schema has them (SPEC, "Audit log"): one element a line,
 * fields in the schema's order, absent ones left out.
 */
final class AuditXml {
  static final String HEAD = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<log>\n";
  static final String FOOT = "</log>\n";

  private final StringBuilder out;

  AuditXml(StringBuilder out) {
    this.out = out;
  }

  void write(AuditEvent event) {
    if (event instanceof AuditEvent.UserCommand command) {
      write(command);
    } else if (event instanceof AuditEvent.QuoteServer quote) {
      write(quote);
    } else if (event instanceof AuditEvent.AccountTransaction transaction) {
      write(transaction);
    } else if (event instanceof AuditEvent.SystemEvent system) {
      write(system);
    } else if (event instanceof AuditEvent.ErrorEvent error) {
      write(error);
    } else {
      throw new IllegalStateException("an audit event of unknown kind: " + event);
    }
  }

  private void write(AuditEvent.UserCommand event) {
    begin("userCommand", event);
    field("command", event.command().name());
    text("username", event.user());
    text("stockSymbol", event.symbol());
    text("filename", event.filename());
    money("funds", event.fundsCents());
    end("userCommand");
  }

  private void write(AuditEvent.QuoteServer event) {
    begin("quoteServer", event);
    field("price", Money.format(event.priceCents()));
    field("stockSymbol", event.symbol());
    field("username", event.user());
    field("quoteServerTime", Long.toString(event.quoteServerTimeMillis()));
    field("cryptokey", event.cryptokey());
    end("quoteServer");
  }

  private void write(AuditEvent.AccountTransaction event) {
    begin("accountTransaction", event);
    field("action", event.add() ? "add" : "remove");
    field("username", event.user());
    field("funds", Money.format(event.fundsCents()));
    end("accountTransaction");
  }

  private void write(AuditEvent.SystemEvent event) {
    begin("systemEvent", event);
    field("command", event.command().name());
    text("username", event.user());
    text("stockSymbol", event.symbol());
    money("funds", event.fundsCents());
    end("systemEvent");
  }

  private void write(AuditEvent.ErrorEvent event) {
    begin("errorEvent", event);
    field("command", event.command().name());
    text("username", event.user());
    text("stockSymbol", event.symbol());
    text("filename", event.filename());
    money("funds", event.fundsCents());
    text("errorMessage", event.errorMessage());
    end("errorEvent");
  }

  private void begin(String element, AuditEvent event) {
    out.append("  <").append(element).append('>');
    field("timestamp", Long.toString(event.timestampMillis()));
    field("server", event.server());
    field("transactionNum", Long.toString(event.transactionNumber()));
  }

  private void end(String element) {
    out.append("</").append(element).append(">\n");
  }

  private void text(String name, String value) {
    if (!value.isEmpty()) {
      field(name, value);
    }
  }

  private void money(String name, long cents) {
    if (cents != 0) {
      field(name, Money.format(cents));
    }
  }

  private void field(String name, String value) {
    out.append('<').append(name).append('>');
    escape(value);
    out.append("</").append(name).append('>');
  }

  private void escape(String value) {
    for (int i = 0; i < value.length(); i++) {
      char c = value.charAt(i);
      switch (c) {
        case '&' -> out.append("&amp;");
        case '<' -> out.append("&lt;");
        case '>' -> out.append("&gt;");
        // All recorded text is printable ASCII; anything else must not break the document.
        default -> out.append(c >= ' ' && c <= '~' ? c : '?');
      }
    }
  }
}
