package org.cornu.functions;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.cornu.config.Config;
import org.cornu.graph.LayerScope;
import org.cornu.graph.Spec;
import org.cornu.layers.Layers;
import org.cornu.layers.Shapes;
import org.cornu.layers.UnaryLayer;
import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.ndarray.index.Index;
import org.tensorflow.ndarray.index.Indices;
import org.tensorflow.op.Ops;
import org.tensorflow.types.family.TType;

/**
 * A part of each sample: (sizes...) to those of the part (Keras: {@code x[:, 0]}, {@code x[:,
 * 1:3]}).
 *
 * @param parts one for each of the first axes of a sample; those behind stay whole
 */
public record GetItem(List<Part> parts) implements FunctionLayer {

  /** Where a configuration holds the parts; Keras has them in the call. */
  public static final String KEY = "key";

  /**
   * What is taken along an axis: a place, which takes the axis away, or the places from one to
   * before another, by steps; or a new axis of size 1.
   *
   * @param place the only one, below 0 from the end; empty for several
   * @param start of several; from the first if empty
   * @param stop behind the last of several; to the end if empty
   * @param step from one to the next, above 0
   * @param isNew whether it is a new axis
   */
  public record Part(
      Optional<Integer> place,
      Optional<Integer> start,
      Optional<Integer> stop,
      int step,
      boolean isNew) {

    public Part {
      if (step < 1) {
        throw new IllegalArgumentException("needs a step of 1 or more, got " + step);
      }
    }

    /** Where a place counted from either end lies within a size. */
    private static long from0(int place, long size) {
      return Math.max(0, Math.min(size, place < 0 ? place + size : place));
    }

    private long size(long size) {
      if (size == Layers.ANY) {
        return start.isEmpty() && stop.isEmpty() && step == 1 ? size : Layers.ANY;
      }
      long first = from0(start.orElse(0), size);
      long end = stop.map(each -> from0(each, size)).orElse(size);
      return Math.max(0, (end - first + step - 1) / step);
    }

    private Index index() {
      if (isNew) {
        return Indices.newAxis();
      }
      return place
          .<Index>map(Indices::at)
          .orElseGet(
              () ->
                  Indices.slice(
                      start.map(Integer::longValue).orElse(null),
                      stop.map(Integer::longValue).orElse(null),
                      step));
    }
  }

  public GetItem {
    parts = List.copyOf(parts);
  }

  @Override
  public List<Spec> outputs(List<Spec> inputs) {
    Spec input = UnaryLayer.only(inputs);
    Shape sample = input.shape();
    Shape given = Shape.of();
    int axis = 0;
    for (Part part : parts) {
      if (part.isNew) {
        given = given.append(Shape.of(1));
      } else {
        requireWithin(part, axis, sample);
        given =
            part.place.isPresent() ? given : given.append(Shape.of(part.size(sample.get(axis))));
        axis++;
      }
    }
    Shape rest = sample.takeLast(sample.numDimensions() - axis);
    return List.of(new Spec(given.append(rest), input.dtype()));
  }

  private static void requireWithin(Part part, int axis, Shape sample) {
    boolean fits = axis < sample.numDimensions();
    if (fits && part.place.isPresent() && sample.get(axis) != Layers.ANY) {
      int place = part.place.get();
      fits = place >= -sample.get(axis) && place < sample.get(axis);
    }
    if (!fits) {
      throw new IllegalArgumentException(
          "needs places within a sample, got %s for axis %d of %s"
              .formatted(part, axis + 1, Shapes.text(sample)));
    }
  }

  @Override
  public List<Operand<? extends TType>> call(
      LayerScope scope, List<? extends Operand<? extends TType>> inputs) {
    Operand<? extends TType> x = UnaryLayer.only(inputs);
    return List.of(taken(scope.tf(), x));
  }

  private <T extends TType> Operand<T> taken(Ops tf, Operand<T> x) {
    List<Index> all = new ArrayList<>();
    all.add(Indices.all());
    parts.forEach(part -> all.add(part.index()));
    return tf.stridedSlice(x, all.toArray(Index[]::new));
  }

  @Override
  public Config config() {
    List<Object> written = new ArrayList<>();
    written.add(slice(null, null, null));
    for (Part part : parts) {
      if (part.isNew) {
        written.add(null);
      } else {
        written.add(
            part.place.isPresent()
                ? part.place.get()
                : slice(
                    part.start.orElse(null),
                    part.stop.orElse(null),
                    part.step == 1 ? null : part.step));
      }
    }
    return Config.of(KEY, written);
  }

  private static Config slice(Object start, Object stop, Object step) {
    return Config.of("class_name", "__slice__")
        .with("config", Config.of("start", start).with("stop", stop).with("step", step));
  }

  /** Reads a key as Keras 3 writes it. */
  public static GetItem from(Config config) {
    List<?> key = config.any(KEY).orElse(null) instanceof List<?> list ? list : List.of();
    if (key.isEmpty() || !(part(config, key.get(0)).equals(ALL))) {
      throw config.wrong(KEY, "the whole batch and parts of each sample, as in x[:, 0]");
    }
    return new GetItem(key.stream().skip(1).map(each -> part(config, each)).toList());
  }

  private static final Part ALL =
      new Part(Optional.empty(), Optional.empty(), Optional.empty(), 1, false);

  private static Part part(Config config, Object each) {
    if (each == null) {
      return new Part(Optional.empty(), Optional.empty(), Optional.empty(), 1, true);
    }
    if (each instanceof Integer place) {
      return new Part(Optional.of(place), Optional.empty(), Optional.empty(), 1, false);
    }
    if (each instanceof Config slice && "__slice__".equals(slice.values().get("class_name"))) {
      Config of = slice.object("config");
      return new Part(
          Optional.empty(), whole(of, "start"), whole(of, "stop"), of.integer("step", 1), false);
    }
    throw config.wrong(KEY, "places, slices and new axes");
  }

  private static Optional<Integer> whole(Config slice, String key) {
    return slice.has(key) ? Optional.of(slice.integer(key)) : Optional.empty();
  }
}
