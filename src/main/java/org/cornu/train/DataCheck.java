package org.cornu.train;

import java.lang.System.Logger.Level;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.IntStream;
import org.cornu.data.Dataset;
import org.cornu.data.ElementType;
import org.cornu.data.PartSpec;
import org.cornu.data.Split;
import org.cornu.feed.Batches;
import org.cornu.feed.Wants;
import org.cornu.layers.Shapes;
import org.cornu.losses.Loss;
import org.cornu.step.CompiledNet;
import org.tensorflow.ndarray.Shape;

/** Whether a data set fits a net. */
final class DataCheck {

  private static final System.Logger LOG = System.getLogger("org.cornu");

  /** So few samples are of one class by chance. */
  private static final int FEW = 5;

  /** Some JVMs keep a few words for themselves. */
  private static final int LONGEST_ARRAY = Integer.MAX_VALUE - 8;

  private DataCheck() {}

  /** Checks samples and labels. */
  static void requireLabelled(String call, CompiledNet compiled, Dataset data) {
    Wants wants = compiled.wants();
    Batches.require(call, data, wants.unlabelled());
    if (!data.labelled()) {
      throw new IllegalArgumentException(
          call + " needs data with labels, got none; give them to Dataset.of, or to Idx.stream");
    }
    Batches.require(call, data, wants);
    requireNoOtherOutput(call, compiled, data);
    for (int i = 0; i < wants.targets().size(); i++) {
      Wants.Target target = wants.targets().get(i);
      Dataset one = data.targets().size() == 1 ? data : data.target(target.name());
      String name = wants.targets().size() == 1 ? "" : " of \"" + target.name() + "\"";
      requireLabels(call, name, target, compiled.how().objectives().get(i).loss(), one);
    }
  }

  /** The only target may have any name, but that of an output that is not trained. */
  private static void requireNoOtherOutput(String call, CompiledNet compiled, Dataset data) {
    List<Wants.Target> trained = compiled.wants().targets();
    String name = data.targets().get(0).name();
    if (trained.size() == 1
        && data.targets().size() == 1
        && !name.equals(trained.get(0).name())
        && compiled.net().outputNames().contains(name)) {
      throw new IllegalArgumentException(
          "%s needs a target for output \"%s\", which is trained, got one for \"%s\"; name the part so, or compile with objective(\"%s\", ...)"
              .formatted(call, trained.get(0).name(), name, name));
    }
  }

  private static void requireLabels(
      String call, String name, Wants.Target target, Loss loss, Dataset data) {
    Shape output = target.output();
    PartSpec part = data.targets().get(0);
    if (part.classes() == 0 && part.type() != ElementType.FLOAT32) {
      throw new IllegalArgumentException(
          "%s needs labels%s as floats or as class ids, got %s; make it by Part.floats or Part.classes"
              .formatted(call, name, part));
    }
    Shape label = Batches.shape(data.targets().get(0));
    Shape places = output.take(output.numDimensions() - 1);
    if (data.hasClasses() && !label.isCompatibleWith(places)) {
      throw new IllegalArgumentException(
          ("%s needs class indices%s of shape %s for a sample, as the net gives %s, got %s; change the"
                  + " net's end, or give vectors to Dataset.of")
              .formatted(call, name, Shapes.text(places), Shapes.text(output), Shapes.text(label)));
    }
    long width = output.get(output.numDimensions() - 1);
    OptionalInt classes = data.hasClasses() ? OptionalInt.of(data.classes()) : OptionalInt.empty();
    try {
      loss.checkLabels(classes, width);
    } catch (IllegalArgumentException e) {
      throw name.isEmpty()
          ? e
          : new IllegalArgumentException(
              "%s: labels%s: %s".formatted(call, name, e.getMessage()), e);
    }
    if (data.hasClasses() && !loss.hasRoomFor(data.classes(), width)) {
      throw new IllegalArgumentException(
          ("%s needs labels%s of at most %d classes, the net's outputs, got %d;"
                  + " give the last dense layer as many")
              .formatted(call, name, width, data.classes()));
    }
    boolean open = output.hasUnknownDimension();
    boolean flat = !open && label.numDimensions() <= 1;
    if (!data.hasClasses() && !flat && !label.isCompatibleWith(output)) {
      throw new IllegalArgumentException(
          "%s needs labels%s of shape %s for a sample, as the net gives, got %s; change the net's end, or the part's shape"
              .formatted(call, name, Shapes.text(output), Shapes.text(label)));
    }
    if (!data.hasClasses() && !open && data.vectorWidth() != output.size()) {
      throw new IllegalArgumentException(
          ("%s needs labels%s as vectors of %d numbers, the net's outputs, got %d;"
                  + " give the last dense layer as many")
              .formatted(call, name, output.size(), data.vectorWidth()));
    }
  }

  /** What the classes of a data set of one target are called, if they have names. */
  static Optional<List<String>> names(Dataset data) {
    return data.targets().size() == 1 && data.hasClassNames()
        ? Optional.of(data.classNames())
        : Optional.empty();
  }

  /**
   * Checks that an array holds each part of so many samples.
   *
   * @param remedy if not
   */
  static void requireBatch(
      String call, int samples, CompiledNet compiled, Dataset data, String remedy) {
    data.inputs().forEach(part -> requireBatch(call, samples, Batches.shape(part), remedy));
    for (Wants.Target target : compiled.wants().targets()) {
      if (!target.shape().hasUnknownDimension()) {
        requireBatch(call, samples, target.shape(), remedy);
      }
    }
  }

  /** Checks that data can be put into the device's memory. */
  static void requireInMemory(CompiledNet compiled, Dataset data) {
    if (data.streamed()) {
      throw new IllegalArgumentException(
          "fit needs data in memory for dataOnDevice, got %s, which are read, or made by map, each time; leave dataOnDevice out"
              .formatted(data));
    }
    requireBatch(
        "fit's dataOnDevice",
        data.size(),
        compiled,
        data,
        "leave dataOnDevice out, or some of them");
  }

  private static void requireBatch(String call, int samples, Shape sample, String remedy) {
    long values = samples * sample.size();
    if (values > LONGEST_ARRAY) {
      throw new IllegalArgumentException(
          "%s needs at most %d numbers at once, got %d samples of %s, %d numbers; %s"
              .formatted(call, LONGEST_ARRAY, samples, Shapes.text(sample), values, remedy));
    }
  }

  /**
   * Says so if training never sees some of the classes that it is validated on, or validation holds
   * one of them alone: the end of rows that are sorted.
   */
  static void warnOfSortedClasses(CompiledNet compiled, Split data) {
    Dataset train = data.train();
    Dataset validation = data.validation();
    if (compiled.outputs().size() > 1 || train.targets().size() > 1) {
      return;
    }
    Shape output = compiled.wants().targets().get(0).output();
    boolean classes = train.hasClasses() && validation.hasClasses();
    // one output answers yes or no; of more classes it predicts the number
    if (!classes || output.size() == 1 && validation.classes() > 2) {
      return;
    }
    BitSet held = classes(validation);
    BitSet trained = classes(train);
    BitSet unseen = (BitSet) held.clone();
    unseen.andNot(trained);
    if (!unseen.isEmpty()) {
      String example = validation.classNames().get(unseen.nextSetBit(0));
      warn(
          "%d of its %d classes, such as \"%s\", that training never sees"
              .formatted(unseen.cardinality(), held.cardinality(), example));
    } else if (held.cardinality() == 1 && trained.cardinality() > 1 && validation.size() >= FEW) {
      String named = validation.classNames().get(held.nextSetBit(0));
      warn("samples of one class alone, \"%s\"".formatted(named));
    }
  }

  private static void warn(String what) {
    LOG.log(
        Level.WARNING,
        "fit's validation holds "
            + what
            + "; if the samples are sorted by class, mix them first: data.shuffled(1)");
  }

  private static BitSet classes(Dataset data) {
    return IntStream.of(data.classIndices()).collect(BitSet::new, BitSet::set, BitSet::or);
  }
}
