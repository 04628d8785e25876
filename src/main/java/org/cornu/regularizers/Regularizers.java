package org.cornu.regularizers;

import java.util.ArrayList;
import java.util.List;
import org.cornu.config.KerasClass;

/** The regularizers by Keras's names, with Keras's defaults, to be imported statically. */
public final class Regularizers {

  private Regularizers() {}

  /** 0.01 times the sum of the sizes. */
  public static L1 l1() {
    return l1(0.01);
  }

  /** The sum of the sizes times {@code l1}, 0 or more. */
  public static L1 l1(double l1) {
    return new L1((float) l1);
  }

  /** 0.01 times the sum of the squares. */
  public static L2 l2() {
    return l2(0.01);
  }

  /** The sum of the squares times {@code l2}, 0 or more; also called weight decay. */
  public static L2 l2(double l2) {
    return new L2((float) l2);
  }

  /** The sum of the sizes times {@code l1} and that of the squares times {@code l2}. */
  public static L1L2 l1l2(double l1, double l2) {
    return new L1L2((float) l1, (float) l2);
  }

  /** 0.01 times the mean size of the cosines between a matrix's rows. */
  public static OrthogonalRegularizer orthogonalRegularizer() {
    return orthogonalRegularizer(0.01);
  }

  /** The mean size of the cosines between a matrix's rows, times {@code factor}, 0 or more. */
  public static OrthogonalRegularizer orthogonalRegularizer(double factor) {
    return new OrthogonalRegularizer((float) factor, OrthogonalRegularizer.Mode.ROWS);
  }

  /** How files name them. */
  public static List<KerasClass<?>> classes() {
    List<KerasClass<?>> rows = new ArrayList<>();
    rows.add(KerasClass.of(Regularizer.class, L1.class, L1::from));
    rows.add(KerasClass.of(Regularizer.class, L2.class, L2::from));
    rows.add(KerasClass.of(Regularizer.class, L1L2.class, L1L2::from));
    // Keras 2's word; Keras 3's, l1l2, means factors of 0.
    rows.add(new KerasClass<>(Regularizer.class, "l1_l2", L1L2.class, config -> l1l2(0.01, 0.01)));
    rows.add(
        KerasClass.of(Regularizer.class, OrthogonalRegularizer.class, OrthogonalRegularizer::from));
    return rows;
  }
}
