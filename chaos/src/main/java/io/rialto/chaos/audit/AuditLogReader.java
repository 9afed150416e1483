package io.rialto.chaos.audit;

import io.rialto.proto.trading.CommandKind;
import java.io.InputStream;
import java.math.BigDecimal;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/**
 * Reads an audit log's XML event by event: its size is that of one event in memory. Not
 * thread-safe.
 */
public final class AuditLogReader {

  private final Map<String, String> fields = new HashMap<>();

  /**
   * Hands every event to {@code visitor}, in the log's order.
   *
   * @return how many events there were
   * @throws AuditLogException if the stream is no complete audit log
   */
  public long read(InputStream xml, Consumer<AuditEvent> visitor) throws AuditLogException {
    XMLInputFactory factory = XMLInputFactory.newFactory();
    factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
    factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
    try {
      XMLStreamReader reader = factory.createXMLStreamReader(xml);
      try {
        return readDocument(reader, visitor);
      } finally {
        reader.close();
      }
    } catch (XMLStreamException e) {
      throw new AuditLogException("the audit log is not well-formed XML: " + e.getMessage(), e);
    }
  }

  private long readDocument(XMLStreamReader reader, Consumer<AuditEvent> visitor)
      throws XMLStreamException, AuditLogException {
    reader.nextTag();
    if (!reader.getLocalName().equals("log")) {
      throw new AuditLogException("the root element is " + reader.getLocalName() + ", not log");
    }
    long events = 0;
    while (reader.nextTag() == XMLStreamConstants.START_ELEMENT) {
      visitor.accept(readEvent(reader));
      events++;
    }
    return events;
  }

  private AuditEvent readEvent(XMLStreamReader reader)
      throws XMLStreamException, AuditLogException {
    String element = reader.getLocalName();
    int line = reader.getLocation().getLineNumber();
    fields.clear();
    while (reader.nextTag() == XMLStreamConstants.START_ELEMENT) {
      String field = reader.getLocalName();
      if (fields.put(field, reader.getElementText()) != null) {
        throw new AuditLogException("line " + line + ": " + element + " has " + field + " twice");
      }
    }
    try {
      return event(element);
    } catch (IllegalArgumentException | ArithmeticException e) {
      throw new AuditLogException("line " + line + ": " + element + ": " + e.getMessage(), e);
    }
  }

  private AuditEvent event(String element) {
    return switch (element) {
      case "userCommand" ->
          new AuditEvent.UserCommand(
              number("timestamp"),
              text("server"),
              number("transactionNum"),
              command(),
              optional("username"),
              optional("stockSymbol"),
              optional("filename"),
              optionalCents());
      case "quoteServer" ->
          new AuditEvent.QuoteServer(
              number("timestamp"),
              text("server"),
              number("transactionNum"),
              cents("price"),
              text("stockSymbol"),
              text("username"),
              number("quoteServerTime"),
              text("cryptokey"));
      case "accountTransaction" ->
          new AuditEvent.AccountTransaction(
              number("timestamp"),
              text("server"),
              number("transactionNum"),
              isAdd(),
              text("username"),
              cents("funds"));
      case "systemEvent" ->
          new AuditEvent.SystemEvent(
              number("timestamp"),
              text("server"),
              number("transactionNum"),
              command(),
              text("username"),
              text("stockSymbol"),
              cents("funds"));
      case "errorEvent" ->
          new AuditEvent.ErrorEvent(
              number("timestamp"),
              text("server"),
              number("transactionNum"),
              command(),
              optional("username"),
              optional("stockSymbol"),
              optional("filename"),
              optionalCents(),
              optional("errorMessage"));
      default -> throw new IllegalArgumentException("no element that Rialto writes");
    };
  }

  private String text(String field) {
    String text = fields.get(field);
    if (text == null) {
      throw new IllegalArgumentException(field + " is missing");
    }
    return text;
  }

  private String optional(String field) {
    return fields.getOrDefault(field, "");
  }

  private long number(String field) {
    return Long.parseLong(text(field));
  }

  private long cents(String field) {
    return new BigDecimal(text(field)).movePointRight(2).longValueExact();
  }

  private long optionalCents() {
    return fields.containsKey("funds") ? cents("funds") : 0;
  }

  private CommandKind command() {
    return CommandKind.valueOf(text("command"));
  }

  private boolean isAdd() {
    String action = text("action");
    return switch (action) {
      case "add" -> true;
      case "remove" -> false;
      default -> throw new IllegalArgumentException("action is neither add nor remove: " + action);
    };
  }
}
