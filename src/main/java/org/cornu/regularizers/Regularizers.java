package org.cornu.regularizers;

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
  public static OrthogonalRegularizer orthogonal() {
    return orthogonal(0.01);
  }

  /** The mean size of the cosines between a matrix's rows, times {@code factor}, 0 or more. */
  public static OrthogonalRegularizer orthogonal(double factor) {
    return new OrthogonalRegularizer((float) factor, OrthogonalRegularizer.Mode.ROWS);
  }
}
