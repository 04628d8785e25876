package org.cornu.saving;

import static org.cornu.initializers.Initializers.constant;
import static org.cornu.layers.Layers.ANY;
import static org.cornu.layers.Layers.alphaDropout;
import static org.cornu.layers.Layers.batchNormalization;
import static org.cornu.layers.Layers.conv2d;
import static org.cornu.layers.Layers.dense;
import static org.cornu.layers.Layers.dropout;
import static org.cornu.layers.Layers.einsumDense;
import static org.cornu.layers.Layers.gaussianDropout;
import static org.cornu.layers.Layers.gaussianNoise;
import static org.cornu.layers.Layers.groupNormalization;
import static org.cornu.layers.Layers.input;
import static org.cornu.layers.Layers.layerNormalization;
import static org.cornu.layers.Layers.rmsNormalization;
import static org.cornu.layers.Layers.spatialDropout1d;
import static org.cornu.layers.Layers.spatialDropout2d;
import static org.cornu.layers.Layers.spatialDropout3d;
import static org.cornu.layers.Layers.spectralNormalization;
import static org.cornu.layers.Layers.unitNormalization;
import static org.cornu.regularizers.Regularizers.l2;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.cornu.constraints.Constraints;
import org.cornu.graph.DType;
import org.cornu.layers.Layer;
import org.cornu.layers.Layers;
import org.cornu.layers.Renorm;
import org.cornu.net.Net;

/** Layers that draw, normalize, embed and multiply by equations, that a file can hold. */
final class FamilyCases {

  private FamilyCases() {}

  /** Of images. */
  static Stream<Layer> layers() {
    return Stream.of(
        dropout(0.3).noiseShape(ANY, 1, 6, ANY).seed(7),
        dropout(1),
        spatialDropout2d(0.25).seed(1L << 40),
        spatialDropout2d(0.25).channelsFirst(),
        gaussianNoise(0.25).seed(3),
        gaussianDropout(0.25),
        alphaDropout(0.25).noiseShape(1, ANY, ANY, 4).seed(5),
        batchNormalization().axis(1),
        batchNormalization()
            .movingMeanInitializer(constant(0.5))
            .movingVarianceInitializer(constant(2)),
        layerNormalization(),
        layerNormalization().axis(1, 3).noScale().epsilon(0.01),
        layerNormalization()
            .noCenter()
            .gammaInitializer(constant(0.5))
            .gammaRegularizer(l2(0.5))
            .gammaConstraint(Constraints.nonNeg()),
        groupNormalization(2),
        groupNormalization(3).axis(2).epsilon(0.01).betaInitializer(constant(0.5)),
        rmsNormalization(),
        rmsNormalization().axis(2, 3).epsilon(0.01),
        spectralNormalization(dense(3).tanh()),
        spectralNormalization(conv2d(3, 2)).powerIterations(4),
        unitNormalization(),
        unitNormalization().axis(1, 2),
        einsumDense("abcd,def->abcef", ANY, ANY, 2, 3).biasAxes("ef").tanh(),
        einsumDense("ab...,be->ae...", 3).kernelRegularizer(l2(0.5)));
  }

  /** Of other inputs, by a name. */
  static Map<String, Net> nets() {
    Map<String, Net> nets = new LinkedHashMap<>();
    nets.put("einsum", Net.chain(input(5, 4), List.of(einsumDense("...b,bc->...c", 3))));
    nets.put("spatial_dropout1d", Net.chain(input(5, 4), List.of(spatialDropout1d(0.25))));
    nets.put("spatial_dropout3d", Net.chain(input(2, 3, 2, 4), List.of(spatialDropout3d(0.25))));
    nets.put("embedding", Net.chain(input(5).dtype(DType.INT32), List.of(embedding())));
    nets.put("embedding_of_floats", Net.chain(input(5), List.of(embedding())));
    return nets;
  }

  /** Of all cases, those that Keras before 3.14 lacks. */
  static Stream<Layer> young() {
    return Stream.of(
        batchNormalization().renorm(Renorm.UNBOUND),
        batchNormalization().renorm(Renorm.UNBOUND.clipping(0.5, 2, 1).momentum(0.5)));
  }

  static List<Layer> embeddings() {
    return List.of(embedding());
  }

  private static Layer embedding() {
    return Layers.embedding(13, 4)
        .maskZero()
        .embeddingsInitializer(constant(0.5))
        .embeddingsRegularizer(l2(0.5))
        .embeddingsConstraint(Constraints.unitNorm());
  }
}
