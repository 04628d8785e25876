package org.cornu.layers;

import org.cornu.graph.Spec;

/** One of the values that a call of a layer gives. */
public final class LayerOutput implements Value {

  private final Application application;
  private final int index;
  private final Spec spec;

  LayerOutput(Application application, int index, Spec spec) {
    this.application = application;
    this.index = index;
    this.spec = spec;
  }

  /** The call. */
  public Application application() {
    return application;
  }

  /** Which of the values that it gives, from 0. */
  public int index() {
    return index;
  }

  @Override
  public Spec spec() {
    return spec;
  }

  @Override
  public String toString() {
    return "the output %s of %s".formatted(spec, application.layer());
  }
}
