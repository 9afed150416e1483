package io.rialto.node.ingress;

import static io.rialto.node.ingress.TestNode.add;
import static io.rialto.node.ingress.TestNode.buy;
import static io.rialto.node.ingress.TestNode.quote;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.rialto.node.machine.AuditEvent;
import io.rialto.proto.trading.Command;
import io.rialto.proto.trading.CommandKind;
import io.rialto.proto.trading.DumpLogChunk;
import io.rialto.proto.trading.DumpLogRequest;
import io.rialto.proto.trading.Reply;
import io.rialto.proto.trading.ResultCode;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import javax.xml.XMLConstants;
import javax.xml.transform.stream.StreamSource;
import javax.xml.validation.SchemaFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The audit log as XML. */
class AuditDumpTest {
  private TestNode node;

  @BeforeEach
  void start() {
    node = new TestNode();
  }

  @AfterEach
  void stop() {
    node.close();
    assertThat(node.halts).isEmpty();
  }

  private List<DumpLogChunk> chunks(DumpLogRequest request) {
    List<DumpLogChunk> chunks = new ArrayList<>();
    node.calls().dumpLog(request).forEachRemaining(chunks::add);
    return chunks;
  }

  private String dump(String user, long upToIndex) {
    StringBuilder xml = new StringBuilder();
    chunks(DumpLogRequest.newBuilder().setUser(user).setUpToLogIndex(upToIndex).build())
        .forEach(chunk -> xml.append(chunk.getXml().toStringUtf8()));
    return xml.toString();
  }

  private Reply dumplog(String user, String filename) {
    return node.execute(
        Command.newBuilder()
            .setKind(CommandKind.DUMPLOG)
            .setUser(user)
            .setFilename(filename)
            .build());
  }

  private void trade() {
    node.execute(add("alice", 100_00).toBuilder().setNumber(1).build());
    node.execute(buy("alice", "ABC", 35_00).toBuilder().setNumber(2).build());
    node.execute(
        Command.newBuilder().setKind(CommandKind.COMMIT_BUY).setUser("alice").setNumber(3).build());
    node.execute(quote("bob", "ABC").toBuilder().setNumber(4).build());
    node.execute(add("bob", 50).toBuilder().setNumber(5).build());
    node.execute(buy("bob", "ABC", 200_00).toBuilder().setNumber(6).build());
  }

  @Test
  void everyEventStandsInTheOrderOfTheLog() {
    trade();
    Reply command = dumplog("", "all.xml");

    String xml = dump("", command.getLogIndex());

    assertThat(xml).startsWith("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<log>\n");
    assertThat(xml).endsWith("</log>\n");
    assertThat(elements(xml))
        .containsExactly(
            "userCommand",
            "accountTransaction",
            "quoteServer",
            "userCommand",
            "userCommand",
            "accountTransaction",
            "userCommand",
            "errorEvent",
            "userCommand",
            "accountTransaction",
            "userCommand",
            "errorEvent",
            "userCommand");
    assertThat(xml)
        .contains("<command>ADD</command><username>alice</username><funds>100.00</funds>")
        .contains("<action>remove</action><username>alice</username><funds>30.00</funds>")
        .contains("<price>10.00</price><stockSymbol>ABC</stockSymbol><username>alice</username>")
        .contains("<server>proxy1</server><transactionNum>2</transactionNum>")
        .contains("<filename>all.xml</filename>")
        .contains("<errorMessage>");
  }

  private static List<String> elements(String xml) {
    return xml.lines()
        .filter(line -> line.startsWith("  <"))
        .map(line -> line.substring(3, line.indexOf('>')))
        .toList();
  }

  @Test
  void aUsersDumpHoldsThatUsersEventsOnly() {
    trade();
    Reply command = dumplog("bob", "bob.xml");

    String xml = dump("bob", command.getLogIndex());

    assertThat(xml).contains("bob").doesNotContain("alice");
    assertThat(elements(xml))
        .containsExactly(
            "userCommand",
            "errorEvent",
            "userCommand",
            "accountTransaction",
            "userCommand",
            "errorEvent",
            "userCommand");
  }

  @Test
  void aDumpOfThePastEndsAtItsIndex() {
    Reply first = node.execute(add("alice", 1_00));
    node.execute(add("alice", 2_00));

    assertThat(elements(dump("", first.getLogIndex())))
        .containsExactly("userCommand", "accountTransaction");
    List<DumpLogChunk> chunks =
        chunks(DumpLogRequest.newBuilder().setUpToLogIndex(first.getLogIndex()).build());
    assertThat(chunks.get(0).getUpToLogIndex()).isEqualTo(first.getLogIndex());
    assertThat(chunks.get(0).getXml().isEmpty()).isTrue();
    assertThat(elements(dump("", 0))).hasSize(4);
  }

  @Test
  void aLargeDumpComesInChunksAndIsWholeAndValid() throws Exception {
    TestStream stream = node.openStream();
    for (int i = 1; i <= 2_000; i++) {
      stream.send(i, 0, add("user" + i % 50, 1_00 + i));
    }
    for (int i = 1; i <= 2_000; i++) {
      assertThat(stream.reply(i).getCode()).isEqualTo(ResultCode.OK);
    }
    trade();
    List<DumpLogChunk> chunks = chunks(DumpLogRequest.getDefaultInstance());
    StringBuilder xml = new StringBuilder();
    chunks.forEach(chunk -> xml.append(chunk.getXml().toStringUtf8()));

    assertThat(chunks).hasSizeGreaterThan(5);
    assertThat(chunks).allSatisfy(c -> assertThat(c.getXml().size()).isLessThanOrEqualTo(65_536));
    assertThat(elements(xml.toString())).hasSize(4_012);
    validate(xml.toString());
    validate(dump("bob", 0));
  }

  /** Against the project's schema, and the course's where that is at hand. */
  private static void validate(String xml) throws Exception {
    List<Path> schemas =
        Stream.of("docs/reference/audit-log.xsd", "../shared/workloads/logfile.xsd")
            .map(path -> root().resolve(path))
            .filter(Files::exists)
            .toList();
    assertThat(schemas).isNotEmpty();
    for (Path schema : schemas) {
      SchemaFactory.newInstance(XMLConstants.W3C_XML_SCHEMA_NS_URI)
          .newSchema(schema.toFile())
          .newValidator()
          .validate(new StreamSource(new StringReader(xml)));
    }
  }

  private static Path root() {
    Path directory = Path.of("").toAbsolutePath();
    return Files.exists(directory.resolve("docs")) ? directory : directory.getParent();
  }

  @Test
  void whatCouldBreakTheDocumentIsEscaped() throws Exception {
    StringBuilder text = new StringBuilder(AuditXml.HEAD);
    AuditXml xml = new AuditXml(text);
    xml.write(
        new AuditEvent.UserCommand(
            1, "n1", 1, io.rialto.node.machine.CommandKind.DUMPLOG, "<a&b>", "", "\"x\"]]>", 0));
    xml.write(
        new AuditEvent.ErrorEvent(
            1,
            "n1",
            2,
            io.rialto.node.machine.CommandKind.BUY,
            "alice",
            "ABC",
            "",
            5,
            "control \u0001 and \ud800"));
    xml.write(
        new AuditEvent.SystemEvent(
            1, "n1", 3, io.rialto.node.machine.CommandKind.BUY, "alice", "ABC", 1_05));
    text.append(AuditXml.FOOT);

    assertThat(text)
        .contains("<username>&lt;a&amp;b&gt;</username><filename>\"x\"]]&gt;</filename>")
        .contains("<errorMessage>control ? and ?</errorMessage>")
        .contains("<funds>1.05</funds>")
        .contains("<funds>0.05</funds>");
    validate(text.toString());
  }

  @Test
  void aDumpForNobodyIsRefused() {
    assertThatThrownBy(() -> dump("two words", 0))
        .isInstanceOfSatisfying(
            StatusRuntimeException.class,
            e -> {
              assertThat(e.getStatus().getCode()).isEqualTo(Status.Code.INVALID_ARGUMENT);
              assertThat(e.getStatus().getDescription()).contains("two words");
            });
  }

  @Test
  void aDumpOfTheFutureIsToldToComeAgain() {
    assertThatThrownBy(() -> dump("", 1_000_000))
        .isInstanceOfSatisfying(
            StatusRuntimeException.class,
            e -> assertThat(e.getStatus().getCode()).isEqualTo(Status.Code.UNAVAILABLE));
  }
}
