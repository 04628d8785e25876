package org.cornu.cli;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.cornu.report.Figures;
import org.cornu.report.Reference;

/** What others measured of the same five nets on MNIST, 20 epochs. */
final class References {

  private References() {}

  static List<Reference> all() {
    return List.of(notebook(), KerasFigures.reference());
  }

  /**
   * The Keras 1 notebook of 2017 that the nets come from: test accuracy, and seconds on its GPU.
   */
  private static Reference notebook() {
    Map<String, Figures> figures = new LinkedHashMap<>();
    figures.put("model1", Figures.accuracy(98.68).seconds(75.61));
    figures.put("model2", Figures.accuracy(98.88).note("814.36 s on its CPU, not run on its GPU"));
    figures.put("model3", Figures.accuracy(98.78).seconds(137.12));
    figures.put("model4", Figures.accuracy(99.21).seconds(141.79));
    figures.put("model5", Figures.accuracy(99.30).seconds(182.42));
    return new Reference("Notebook of 2017, 20 epochs, GPU", figures);
  }
}
