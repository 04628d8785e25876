package org.cornu.losses;

import java.util.ArrayList;
import java.util.List;
import org.cornu.config.KerasClass;

/** The losses by Keras's names, with Keras's defaults, to be imported statically. */
public final class Losses {

  private Losses() {}

  /**
   * For classes of which one is right; labels as class indices or as one-hot vectors. In Python a
   * saved model then needs one-hot vectors: {@code keras.utils.to_categorical(labels)}.
   */
  public static CategoricalCrossentropy categoricalCrossentropy() {
    return new CategoricalCrossentropy(false, 0);
  }

  /** For classes of which one is right; labels as class indices, in Python too. */
  public static SparseCategoricalCrossentropy sparseCategoricalCrossentropy() {
    return new SparseCategoricalCrossentropy(false);
  }

  /** For yes-or-no questions; labels 0 or 1. */
  public static BinaryCrossentropy binaryCrossentropy() {
    return new BinaryCrossentropy(false, 0);
  }

  /** For numbers. */
  public static MeanSquaredError meanSquaredError() {
    return new MeanSquaredError();
  }

  /**
   * What one of several outputs is trained to: {@code objective("digit",
   * sparseCategoricalCrossentropy()).metrics(accuracy())}.
   */
  public static Objective objective(String output, Loss loss) {
    return Objective.objective(output, loss);
  }

  /** What the only output is trained to, where it has weighted metrics or a weight. */
  public static Objective objective(Loss loss) {
    return Objective.objective(loss);
  }

  /**
   * A function of your own: {@code loss("distance", (tf, target, output) -> tf.math.abs(...))}.
   *
   * @param name under which messages speak of it
   */
  public static FunctionLoss loss(String name, FunctionLoss.Formula formula) {
    return new FunctionLoss(name, formula);
  }

  /** How files name them. */
  public static List<KerasClass<?>> classes() {
    List<KerasClass<?>> rows = new ArrayList<>();
    rows.add(KerasClass.of(Loss.class, BinaryCrossentropy.class, BinaryCrossentropy::from));
    rows.add(
        KerasClass.of(Loss.class, CategoricalCrossentropy.class, CategoricalCrossentropy::from));
    rows.add(KerasClass.of(Loss.class, MeanSquaredError.class, MeanSquaredError::from));
    rows.add(
        new KerasClass<>(Loss.class, "BCE", BinaryCrossentropy.class, BinaryCrossentropy::from));
    rows.add(new KerasClass<>(Loss.class, "MSE", MeanSquaredError.class, MeanSquaredError::from));
    rows.add(
        KerasClass.of(
            Loss.class, SparseCategoricalCrossentropy.class, SparseCategoricalCrossentropy::from));
    return rows;
  }
}
