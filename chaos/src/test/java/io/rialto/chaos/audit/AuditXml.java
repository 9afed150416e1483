package io.rialto.chaos.audit;

import io.rialto.proto.shape.Money;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.util.function.Consumer;

/** Writes audit events as XML, as a node would. */
public final class AuditXml implements Consumer<AuditEvent> {

  private final Writer out;

  public AuditXml(Writer out) throws IOException {
    this.out = out;
    out.write("<?xml version=\"1.0\"?>\n<log>\n");
  }

  @Override
  public void accept(AuditEvent event) {
    try {
      write(event);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void write(AuditEvent event) throws IOException {
    if (event instanceof AuditEvent.UserCommand command) {
      begin("userCommand", event);
      field("command", command.command().name());
      fields(command.user(), command.symbol(), command.filename(), command.fundsCents());
      end("userCommand");
    } else if (event instanceof AuditEvent.ErrorEvent error) {
      begin("errorEvent", event);
      field("command", error.command().name());
      fields(error.user(), error.symbol(), error.filename(), error.fundsCents());
      field("errorMessage", error.errorMessage());
      end("errorEvent");
    } else if (event instanceof AuditEvent.SystemEvent system) {
      begin("systemEvent", event);
      field("command", system.command().name());
      fields(system.user(), system.symbol(), "", system.fundsCents());
      end("systemEvent");
    } else if (event instanceof AuditEvent.AccountTransaction transaction) {
      begin("accountTransaction", event);
      field("action", transaction.add() ? "add" : "remove");
      fields(transaction.user(), "", "", transaction.fundsCents());
      end("accountTransaction");
    } else if (event instanceof AuditEvent.QuoteServer quote) {
      begin("quoteServer", event);
      field("price", Money.format(quote.priceCents()));
      fields(quote.user(), quote.symbol(), "", 0);
      field("quoteServerTime", Long.toString(quote.quoteServerTimeMillis()));
      field("cryptokey", quote.cryptokey());
      end("quoteServer");
    }
  }

  private void begin(String element, AuditEvent event) throws IOException {
    out.write("<" + element + ">");
    field("timestamp", Long.toString(event.timestampMillis()));
    field("server", event.server());
    field("transactionNum", Long.toString(event.number()));
  }

  private void fields(String user, String symbol, String filename, long cents) throws IOException {
    field("username", user);
    field("stockSymbol", symbol);
    field("filename", filename);
    field("funds", cents == 0 ? "" : Money.format(cents));
  }

  private void field(String name, String text) throws IOException {
    if (!text.isEmpty()) {
      out.write("<" + name + ">" + text + "</" + name + ">");
    }
  }

  private void end(String element) throws IOException {
    out.write("</" + element + ">\n");
  }

  /** Ends the document. */
  public void finish() throws IOException {
    out.write("</log>\n");
  }
}
