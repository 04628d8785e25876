package org.cornu;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.cornu.layers.Layers.ANY;
import static org.cornu.layers.Layers.add;
import static org.cornu.layers.Layers.dense;
import static org.cornu.layers.Layers.flatten;
import static org.cornu.layers.Layers.input;
import static org.cornu.layers.Layers.shared;
import static org.cornu.layers.Layers.softmax;
import static org.cornu.losses.Losses.categoricalCrossentropy;
import static org.cornu.optimizers.Optimizers.sgd;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.cornu.goldens.Golden;
import org.cornu.graph.DType;
import org.cornu.layers.Input;
import org.cornu.layers.Shared;
import org.cornu.layers.Value;
import org.cornu.net.Call;
import org.cornu.net.Nested;
import org.cornu.net.Net;
import org.cornu.net.NetInput;
import org.cornu.net.NetLayer;
import org.cornu.net.Show;
import org.cornu.plot.Arrow;
import org.cornu.plot.Box;
import org.cornu.plot.Box.Mark;
import org.cornu.plot.Diagram;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NetDiagramTest {

  @TempDir private Path folder;

  private static Functional stored(String name) throws IOException {
    try (InputStream file = Golden.class.getResourceAsStream("functional/" + name + ".keras")) {
      return Functional.load(file);
    }
  }

  private static Box box(Diagram diagram, String id) {
    return all(diagram.boxes()).stream()
        .filter(box -> box.id().equals(id))
        .findFirst()
        .orElseThrow();
  }

  private static List<Box> all(List<Box> boxes) {
    List<Box> all = new ArrayList<>();
    for (Box box : boxes) {
      all.add(box);
      all.addAll(all(box.boxes()));
    }
    return all;
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"residual", "twins", "twins_bn", "nested", "u_net", "merges", "shared_many"})
  void everyLayerAndCallIsThere(String name) throws IOException {
    Functional net = stored(name);
    Diagram closed = net.plot().diagram();
    Diagram open = net.plot(Show.NESTED).diagram();
    assertThat(closed.name()).isEqualTo(net.name());
    assertThat(closed.arrows()).hasSize(reads(net.net()));
    assertThat(all(closed.boxes()))
        .extracting(Box::id)
        .hasSameElementsAs(ids(net.net(), "", false));
    assertThat(all(open.boxes())).extracting(Box::id).hasSameElementsAs(ids(net.net(), "", true));
    Path file = folder.resolve(name + ".svg");
    net.plot(file);
    for (NetLayer layer : net.net().layers()) {
      assertThat(file).content().contains(layer.name() + ": " + layer.layer().className());
    }
  }

  private static int reads(Net net) {
    return net.calls().stream().map(Call::reads).mapToInt(List::size).sum();
  }

  private static List<String> ids(Net net, String path, boolean open) {
    List<String> ids = new ArrayList<>();
    net.inputs().stream().map(NetInput::name).forEach(name -> ids.add(path + name));
    for (NetLayer layer : net.layers()) {
      ids.add(path + layer.name());
      if (open && layer.layer() instanceof Nested nested) {
        ids.addAll(ids(nested.net(), path + layer.name() + "/", true));
      }
    }
    return ids;
  }

  @Test
  void boxesStandInTheOrderInWhichTheyCompute() throws IOException {
    assertThat(stored("twins").plot().diagram().boxes())
        .extracting(Box::id)
        .containsExactly("left", "tower", "right", "cosine", "same");
  }

  @Test
  void aBoxTellsShapesAsKerasPrintsThem() {
    Input words = input(ANY, 3).named("words").dtype(DType.INT32);
    Input more = input(4, 3).named("more");
    Value sum = add().named("sum").on(more, dense(3).named("known").on(more));
    Diagram diagram =
        Functional.of(List.of(words, more), flatten().named("flat").on(sum)).plot().diagram();
    assertThat(box(diagram, "words").outputs()).containsExactly("(None, None, 3)");
    assertThat(box(diagram, "words").inputs()).isEmpty();
    assertThat(box(diagram, "sum").inputs()).containsExactly("(None, 4, 3)", "(None, 4, 3)");
    assertThat(box(diagram, "flat").outputs()).containsExactly("(None, 12)");
    assertThat(box(diagram, "flat").mark()).isEqualTo(Mark.NONE);
  }

  @Test
  void arrowsLeadIntoFramesAndOutOfThem() throws IOException {
    Diagram diagram = stored("nested").plot(Show.NESTED).diagram();
    assertThat(diagram.arrows())
        .containsExactly(
            new Arrow("outer_start", "before"),
            new Arrow("middle/middle_start", "middle/first"),
            new Arrow("middle/inner/inner_start", "middle/inner/deep"),
            new Arrow("middle/first", "middle/inner/inner_start"),
            new Arrow("middle/inner/deep", "middle/second"),
            new Arrow("middle/second", "middle/norm"),
            new Arrow("before", "middle/middle_start"),
            new Arrow("before", "around"),
            new Arrow("middle/norm", "around"),
            new Arrow("around", "after"));
  }

  @Test
  void aFrozenNetFreezesWhatLiesInIt() throws IOException {
    Diagram diagram = stored("nested").plot(Show.NESTED, Show.TRAINABLE).diagram();
    assertThat(box(diagram, "before").mark()).isEqualTo(Mark.TRAINABLE);
    assertThat(box(diagram, "middle").mark()).isEqualTo(Mark.FROZEN);
    assertThat(box(diagram, "middle/inner/deep").mark()).isEqualTo(Mark.FROZEN);
    assertThat(box(diagram, "middle/inner/inner_start").mark()).isEqualTo(Mark.NONE);
    assertThat(box(diagram, "around").mark()).isEqualTo(Mark.NONE);
  }

  @Test
  void aNetThatIsCalledTwiceIsOneFrame() throws IOException {
    assertThat(stored("twins_bn").plot(Show.NESTED).diagram().arrows())
        .contains(new Arrow("left", "tower/input_layer"), new Arrow("right", "tower/input_layer"))
        .filteredOn(new Arrow("tower/squash", "apart")::equals)
        .hasSize(2);
  }

  /** What it gives goes back into it: an arrow from the box to itself. */
  @Test
  void aLayerMayReadWhatItGave() throws IOException {
    Shared<?> step = shared(dense(4).named("step"));
    Input start = input(4).named("start");
    Functional net = Functional.of(start, step.on(step.on(step.on(start))));
    assertThat(net.plot().diagram().arrows())
        .containsExactly(
            new Arrow("start", "step"), new Arrow("step", "step"), new Arrow("step", "step"));
    Path file = folder.resolve("step.svg");
    net.plot(file);
    assertThat(file).content().contains("step to step");
  }

  @Test
  void aModelIsDrawnAsItsNet() throws IOException {
    Sequential net = Sequential.of(input(2), dense(3), softmax());
    try (Model model = net.compile(sgd(), categoricalCrossentropy())) {
      Path one = folder.resolve("net.svg");
      Path other = folder.resolve("model.svg");
      net.plot(one);
      model.plot(other);
      assertThat(Files.readString(other)).isEqualTo(Files.readString(one));
      assertThat(model.summary(Show.TRAINABLE)).isEqualTo(net.summary(Show.TRAINABLE));
    }
  }

  @Test
  void nullsAreRefusedInWords() {
    Sequential net = Sequential.of(input(2), dense(3));
    assertThatThrownBy(() -> net.plot((Path) null))
        .hasMessage("plot needs a file to write, got null");
    assertThatThrownBy(() -> net.plot(Show.NESTED, null))
        .hasMessage("plot needs what to show, or nothing, got null as number 2");
    assertThatThrownBy(() -> net.summary((Show[]) null))
        .hasMessage("summary needs what to show, or nothing, got null");
  }
}
