package org.cornu.plot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.awt.image.BufferedImage;
import java.io.File;
import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import javax.imageio.ImageIO;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

class PlotTest {

  private static final int PAPER = 0xFFFFFFFF;

  @TempDir private Path folder;

  private Document svg(Diagram diagram) throws Exception {
    Path file = folder.resolve("net.svg");
    Plot.of(diagram).write(file);
    return DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(file.toFile());
  }

  private static List<String> texts(Document svg, String name) {
    NodeList found = svg.getElementsByTagName(name);
    return IntStream.range(0, found.getLength())
        .mapToObj(i -> found.item(i).getTextContent())
        .toList();
  }

  @Test
  void aSvgTellsWhoCannotSeeItWhatItShows() throws Exception {
    Element root = svg(Nets.nested()).getDocumentElement();
    assertThat(root.getAttribute("role")).isEqualTo("img");
    assertThat(root.getElementsByTagName("title").item(0).getTextContent()).isEqualTo("nested");
    assertThat(root.getElementsByTagName("title").item(0).getParentNode()).isSameAs(root);
    assertThat(root.getElementsByTagName("desc").item(0).getTextContent())
        .contains("Layers: 11, arrows: 10, nested nets: 3");
  }

  @Test
  void aSvgHasATooltipForEachBoxAndArrow() throws Exception {
    List<String> titles = texts(svg(Nets.twoByTwo()), "title");
    assertThat(titles).hasSize(1 + 8 + 7).contains("lstm to concatenate");
    assertThat(titles)
        .contains("concatenate: Concatenate, in (None, 64) (None, 64), out (None, 64)");
  }

  @Test
  void whatIsTooLongIsShortenedAndWholeInTheTooltip() throws Exception {
    Document svg = svg(Nets.longNames());
    Box box = Nets.longNames().boxes().get(0);
    assertThat(texts(svg, "title")).anyMatch(title -> title.contains(box.name()));
    assertThat(texts(svg, "text"))
        .contains(
            "functional_1_encoder_block_12_", "(None, 3)", "Dense, frozen", "\u5c42<&\"\u00e9")
        .anyMatch(text -> text.startsWith("multi_head") && text.endsWith("query"));
  }

  @Test
  void controlCharactersLeaveASvgWellFormed() throws Exception {
    Box box = Box.of("a", "x\u0000\u0007\ud800y", "Dense");
    Document svg = svg(Diagram.of("odd\u0001", List.of(box), List.of()));
    assertThat(texts(svg, "title")).containsExactly("odd ", "x   y: Dense");
  }

  @Test
  void aSvgHasTheSameBytesEachTime() throws IOException {
    Path one = folder.resolve("one.svg");
    Path two = folder.resolve("two.SVG");
    Plot.of(Nets.backbone(8)).write(one);
    Plot.of(Nets.backbone(8)).write(two);
    assertThat(two).hasSameBinaryContentAs(one);
  }

  @Test
  void aPngHasTwoPixelsAPointOrAsManyAsAreAskedFor() throws IOException {
    Layout layout = Plot.of(Nets.chain(6)).layout();
    int width = (int) Math.ceil(layout.width());
    Path file = folder.resolve("made/net.png");
    Plot.of(Nets.chain(6)).write(file);
    assertThat(ImageIO.read(file.toFile()).getWidth()).isEqualTo(2 * width);
    Plot.of(Nets.chain(6)).scale(0.5).write(file);
    assertThat(ImageIO.read(file.toFile()).getWidth()).isEqualTo(Math.round(width / 2.0));
  }

  @Test
  void aPngShowsBoxesOnPaper() throws IOException {
    Layout layout = Plot.of(Nets.chain(6)).layout();
    Path file = folder.resolve("net.png");
    Plot.of(Nets.chain(6)).write(file);
    BufferedImage image = ImageIO.read(file.toFile());
    assertThat(image.getRGB(1, 1)).isEqualTo(PAPER);
    for (Layout.Place place : layout.places()) {
      int x = (int) (2 * (place.rect().x() + 4));
      int y = (int) (2 * (place.rect().y() + 4));
      int tint = place.card().box().kind().tint().getRGB();
      assertThat(image.getRGB(x, y)).as(place.card().box().id()).isEqualTo(tint);
    }
    long ink =
        IntStream.range(0, image.getWidth() * image.getHeight())
            .filter(i -> image.getRGB(i % image.getWidth(), i / image.getWidth()) == 0xFF222222)
            .count();
    assertThat(ink).as("pixels of text").isGreaterThan(500);
  }

  @Test
  void aThousandLayersMakeAPictureThatCanBeOpened() throws IOException {
    Path file = folder.resolve("net.png");
    Plot.of(Nets.chain(1000)).scale(10).write(file);
    BufferedImage image = ImageIO.read(file.toFile());
    assertThat((long) image.getWidth() * image.getHeight()).isBetween(50_000_000L, 61_000_000L);
  }

  @Test
  void anotherEndingIsRefused() {
    assertThatThrownBy(() -> Plot.of(Nets.chain(2)).write(Path.of("net.pdf")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("plot needs a file that ends in .png or .svg, got net.pdf");
  }

  @Test
  void aPlaceThatCannotBeWrittenIsNamed() throws IOException {
    Path file = Files.writeString(folder.resolve("file"), "");
    for (String name : List.of("net.svg", "net.png")) {
      assertThatThrownBy(() -> Plot.of(Nets.chain(2)).write(file.resolve(name)))
          .isInstanceOf(IOException.class)
          .hasMessageContaining(name + ": cannot be written");
    }
    assertThat(folder).isDirectoryContaining(file::equals).isDirectoryNotContaining("glob:**.part");
  }

  @Test
  void optionsAreChecked() {
    Plot plot = Plot.of(Nets.chain(2));
    assertThatThrownBy(() -> plot.columns(-1)).hasMessageContaining("got columns=-1");
    for (double scale : new double[] {0, 11, Double.NaN}) {
      assertThatThrownBy(() -> plot.scale(scale)).hasMessageContaining("got scale=" + scale);
    }
    assertThatThrownBy(() -> plot.write(null)).hasMessage("plot needs a file to write, got null");
  }

  /** The optional libraries, by the names and versions that the build has. */
  @Test
  void aMissingLibraryIsNamed() throws Exception {
    List<URL> without = new ArrayList<>();
    for (String entry : System.getProperty("java.class.path").split(File.pathSeparator)) {
      if (!entry.contains("org.eclipse.elk")) {
        without.add(Path.of(entry).toUri().toURL());
      }
    }
    String pom = Files.readString(Path.of("pom.xml"));
    try (var loader =
        new URLClassLoader(without.toArray(URL[]::new), ClassLoader.getPlatformClassLoader())) {
      Class<?> nets = loader.loadClass(WithoutLibrary.class.getName());
      assertThatThrownBy(() -> nets.getMethod("plot", Path.class).invoke(null, folder))
          .isInstanceOf(InvocationTargetException.class)
          .cause()
          .isInstanceOf(IllegalStateException.class)
          .hasMessageContaining("Eclipse Layout Kernel, which is not on the class path")
          .hasMessageContaining("elk.alg.layered:" + version(pom, "elk"))
          .hasMessageContaining("xbase.lib:" + version(pom, "xbase"));
    }
  }

  private static String version(String pom, String name) {
    return pom.split("<" + name + ".version>", 2)[1].split("<", 2)[0];
  }

  /** What runs in the other class loader. */
  public static final class WithoutLibrary {
    public static void plot(Path folder) throws IOException {
      Plot.of(Nets.chain(2)).write(folder.resolve("net.svg"));
    }
  }
}
