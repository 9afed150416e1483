package io.rialto.chaos.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.StringReader;
import java.util.List;
import java.util.stream.IntStream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;
import org.xml.sax.InputSource;

class FigureChartsTest {

  private static final List<String> GROUPS = List.of("QUOTE & co", "BUY <1>");
  private static final List<BarChart.Series> SERIES =
      List.of(
          new BarChart.Series("without", List.of(684.2, Double.NaN)),
          new BarChart.Series("with", List.of(0.0, 0.07)));

  @Test
  void barsAreWellFormedFilesOfTheirOwnByEitherScale() throws Exception {
    for (BarChart chart :
        List.of(
            BarChart.even("a \"title\"", "ms", GROUPS, SERIES),
            BarChart.byDecades("a \"title\"", "ms", GROUPS, SERIES))) {
      String svg = chart.svg();

      Document drawing = parsed(svg);
      assertThat(drawing.getDocumentElement().getNamespaceURI())
          .isEqualTo("http://www.w3.org/2000/svg");
      assertThat(svg)
          .doesNotContain("NaN", "Infinity")
          .contains("QUOTE &amp; co", "BUY &lt;1&gt;", "–", "without", "684", "0.070");
      // The ground, two in the legend, and three values that were measured.
      assertThat(drawing.getElementsByTagNameNS("*", "rect").getLength()).isEqualTo(6);
    }
  }

  @Test
  void figuresThatAreAllZeroOrMissingHaveAChartToo() throws Exception {
    List<BarChart.Series> nothing =
        List.of(new BarChart.Series("without", List.of(0.0, Double.NaN)));

    for (BarChart chart :
        List.of(
            BarChart.even("nothing", "s", GROUPS, nothing),
            BarChart.byDecades("nothing", "s", GROUPS, nothing))) {
      parsed(chart.svg());
      assertThat(chart.svg()).doesNotContain("NaN", "Infinity");
    }
  }

  @Test
  void aSeriesThatLacksAValueIsRefused() {
    List<BarChart.Series> series = List.of(new BarChart.Series("without", List.of(1.0)));

    assertThatThrownBy(() -> BarChart.even("title", "ms", GROUPS, series))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("without has 1 values for 2");
  }

  @Test
  void curvesRiseFromLeftToRightAndStayInsideTheirAxes() throws Exception {
    List<DistributionChart.Point> points =
        IntStream.rangeClosed(1, 100)
            .mapToObj(percent -> new DistributionChart.Point(percent, percent * 0.0413))
            .toList();
    DistributionChart chart =
        new DistributionChart(
            "retrieved",
            "s",
            List.of(
                new DistributionChart.Curve("thrifty", points),
                new DistributionChart.Curve("hedged", List.of())));

    Document drawing = parsed(chart.svg());

    assertThat(chart.svg()).doesNotContain("NaN", "Infinity").contains("thrifty", "100 %", "6 s");
    assertThat(drawing.getElementsByTagNameNS("*", "path").getLength()).isEqualTo(2);
  }

  @Test
  void aScaleEndsAtRoundNumbers() {
    assertThat(Scale.even(41.3).ticks())
        .extracting(Scale.Tick::text)
        .containsExactly("0", "15", "30", "45", "60");
    assertThat(Scale.even(0.07).ticks().get(4).text()).isEqualTo("0.08");
    assertThat(Scale.decades(0.07, 684).ticks())
        .extracting(Scale.Tick::text)
        .containsExactly("0.01", "0.1", "1", "10", "100", "1,000");
    assertThat(Scale.decades(0.01, 1_000).share(0.1)).isCloseTo(0.2, within(1e-9));
    assertThat(Scale.decades(0.01, 1_000).share(0)).isZero();
  }

  private static Document parsed(String svg) throws Exception {
    DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
    factory.setNamespaceAware(true);
    return factory.newDocumentBuilder().parse(new InputSource(new StringReader(svg)));
  }
}
