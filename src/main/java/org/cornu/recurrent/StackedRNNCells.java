package org.cornu.recurrent;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.cornu.config.Config;
import org.cornu.config.KerasClass;
import org.cornu.graph.LayerScope;
import org.cornu.graph.Spec;
import org.cornu.graph.WeightSpec;
import org.cornu.layers.InnerLayer;
import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt32;

/**
 * Cells one upon the other: each reads what the one before gives, in the same step (Keras: {@code
 * StackedRNNCells}). The states are those of the first, then those of the second, and so on.
 *
 * @param cells one or more
 */
public record StackedRNNCells(List<Cell> cells) implements Cell {

  public StackedRNNCells {
    Objects.requireNonNull(cells, "stackedRnnCells needs cells, got null");
    for (Cell cell : cells) {
      Objects.requireNonNull(cell, "stackedRnnCells needs cells, got null among them");
    }
    cells = List.copyOf(cells);
    if (cells.isEmpty()) {
      throw new IllegalArgumentException("stackedRnnCells needs a cell or more, got none");
    }
  }

  /** As Keras's files name them: in a list, by their classes. */
  private List<String> names() {
    Map<String, Integer> counts = new HashMap<>();
    List<String> names = new ArrayList<>();
    for (Cell cell : cells) {
      String name = KerasClass.snakeCase(cell.className());
      int count = counts.merge(name, 1, Integer::sum) - 1;
      names.add("cells/" + name + (count == 0 ? "" : "_" + count));
    }
    return names;
  }

  /** What each cell reads. */
  private List<Shape> inputs(Shape input) {
    List<Shape> inputs = new ArrayList<>();
    Shape next = input;
    for (Cell cell : cells) {
      inputs.add(next);
      next = cell.outputShape(next);
    }
    return inputs;
  }

  @Override
  public boolean goesInHalves() {
    return cells.stream().allMatch(Cell::goesInHalves);
  }

  @Override
  public List<Shape> stateShapes(Shape input) {
    List<Shape> read = inputs(input);
    List<Shape> states = new ArrayList<>();
    for (int i = 0; i < cells.size(); i++) {
      states.addAll(cells.get(i).stateShapes(read.get(i)));
    }
    return states;
  }

  @Override
  public Shape outputShape(Shape input) {
    int last = cells.size() - 1;
    return cells.get(last).outputShape(inputs(input).get(last));
  }

  @Override
  public List<WeightSpec> weights(Shape input) {
    return List.of();
  }

  @Override
  public List<InnerLayer> parts(List<Spec> inputs) {
    List<Shape> read = inputs(inputs.get(0).shape());
    List<InnerLayer> parts = new ArrayList<>();
    for (int i = 0; i < cells.size(); i++) {
      List<Spec> ofCell = new ArrayList<>();
      ofCell.add(Spec.floats(read.get(i)));
      cells.get(i).stateShapes(read.get(i)).forEach(each -> ofCell.add(Spec.floats(each)));
      parts.add(new InnerLayer(names().get(i), cells.get(i), ofCell));
    }
    return parts;
  }

  @Override
  public Map<String, Operand<TFloat32>> drawn(
      LayerScope scope, Operand<TInt32> samples, Shape input) {
    List<Shape> read = inputs(input);
    Map<String, Operand<TFloat32>> drawn = new LinkedHashMap<>();
    for (int i = 0; i < cells.size(); i++) {
      String prefix = names().get(i) + "/";
      cells
          .get(i)
          .drawn(scope.part(names().get(i)), samples, read.get(i))
          .forEach((name, each) -> drawn.put(prefix + name, each));
    }
    return drawn;
  }

  private Map<String, Operand<TFloat32>> drawn(int cell, Map<String, Operand<TFloat32>> all) {
    String prefix = names().get(cell) + "/";
    Map<String, Operand<TFloat32>> drawn = new LinkedHashMap<>();
    all.forEach(
        (name, each) -> {
          if (name.startsWith(prefix)) {
            drawn.put(name.substring(prefix.length()), each);
          }
        });
    return drawn;
  }

  @Override
  public Operand<TFloat32> ahead(
      LayerScope scope, Operand<TFloat32> x, Map<String, Operand<TFloat32>> drawn) {
    return cells.get(0).ahead(scope.part(names().get(0)), x, drawn(0, drawn));
  }

  @Override
  public Next step(LayerScope scope, Now now) {
    Operand<TFloat32> x = now.x();
    List<Operand<TFloat32>> after = new ArrayList<>();
    for (int i = 0; i < cells.size(); i++) {
      Cell cell = cells.get(i);
      LayerScope part = scope.part(names().get(i));
      Map<String, Operand<TFloat32>> drawn = drawn(i, now.drawn());
      int first = after.size();
      Operand<TFloat32> read = i == 0 ? x : cell.ahead(part, x, drawn);
      int last = first + cell.stateShapes(x.shape().tail()).size();
      Next next =
          cell.step(
              part, new Now(read, now.states().subList(first, last), drawn, Optional.empty()));
      x = next.output();
      after.addAll(next.states());
    }
    return new Next(x, after);
  }

  @Override
  public Config config() {
    return Config.of("cells", cells);
  }

  /**
   * Reads Keras's configuration.
   *
   * @throws org.cornu.config.ConfigException if one of them is a layer of another kind
   */
  public static StackedRNNCells from(Config config) {
    List<Cell> cells = new ArrayList<>();
    for (Config each : config.objects("cells")) {
      if (!(InnerLayer.from(each) instanceof Cell cell)) {
        throw config.wrong("cells", "cells: layers with states");
      }
      config.leaveOutOf(each);
      cells.add(cell);
    }
    return new StackedRNNCells(cells);
  }
}
