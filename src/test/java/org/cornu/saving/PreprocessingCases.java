package org.cornu.saving;

import static org.cornu.layers.Layers.input;
import static org.cornu.preprocessing.Preprocessing.centerCrop;
import static org.cornu.preprocessing.Preprocessing.normalization;
import static org.cornu.preprocessing.Preprocessing.rescaling;
import static org.cornu.preprocessing.Preprocessing.resizing;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.cornu.layers.Input;
import org.cornu.layers.Layer;
import org.cornu.net.Net;
import org.cornu.preprocessing.Interpolation;

/** What a file can hold of preprocessing, each layer with what it reads. */
final class PreprocessingCases {

  private static final Input PICTURE = input(7, 6, 3);
  private static final Input ROW = input(3);

  private PreprocessingCases() {}

  private record Case(Input input, Layer layer) {}

  private static Stream<Case> cases() {
    return Stream.of(
            of(
                PICTURE,
                rescaling(1 / 255.0),
                rescaling(2, 3, 4).offset(-1, 0, 1).named("scaled"),
                normalization(),
                normalization().axis(),
                normalization().axis(1, -1).invert(),
                normalization(1, 2),
                normalization(new double[] {1, 2, 3}, new double[] {4, 5, 6}).invert(),
                centerCrop(3, 4),
                centerCrop(9, 4),
                resizing(4, 9),
                resizing(4, 9).interpolation(Interpolation.LANCZOS5).cropToAspectRatio(),
                resizing(4, 9).padToAspectRatio(0.5),
                resizing(4, 3).antialias()),
            of(ROW, normalization(), rescaling(2).offset(1)))
        .flatMap(List::stream);
  }

  private static List<Case> of(Input input, Layer... layers) {
    return Stream.of(layers).map(layer -> new Case(input, layer)).toList();
  }

  static List<Layer> layers() {
    return cases().map(Case::layer).toList();
  }

  /** A model for each, by a name. */
  static Map<String, KerasModel> models() {
    Map<String, KerasModel> models = new LinkedHashMap<>();
    for (Case each : cases().toList()) {
      Net net = Net.of(List.of(each.input), List.of(each.layer.on(each.input)));
      models.put("preprocessing" + models.size(), KerasCases.model(net, null));
    }
    return models;
  }
}
