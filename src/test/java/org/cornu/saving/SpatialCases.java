package org.cornu.saving;

import static org.cornu.constraints.Constraints.maxNorm;
import static org.cornu.initializers.Initializers.heNormal;
import static org.cornu.initializers.Initializers.stft;
import static org.cornu.layers.Layers.adaptiveAveragePooling1d;
import static org.cornu.layers.Layers.adaptiveAveragePooling3d;
import static org.cornu.layers.Layers.adaptiveMaxPooling2d;
import static org.cornu.layers.Layers.averagePooling1d;
import static org.cornu.layers.Layers.averagePooling3d;
import static org.cornu.layers.Layers.conv1d;
import static org.cornu.layers.Layers.conv1dTranspose;
import static org.cornu.layers.Layers.conv2d;
import static org.cornu.layers.Layers.conv2dTranspose;
import static org.cornu.layers.Layers.conv3d;
import static org.cornu.layers.Layers.conv3dTranspose;
import static org.cornu.layers.Layers.cropping1d;
import static org.cornu.layers.Layers.cropping2d;
import static org.cornu.layers.Layers.cropping3d;
import static org.cornu.layers.Layers.depthwiseConv1d;
import static org.cornu.layers.Layers.depthwiseConv2d;
import static org.cornu.layers.Layers.flatten;
import static org.cornu.layers.Layers.globalAveragePooling1d;
import static org.cornu.layers.Layers.globalAveragePooling2d;
import static org.cornu.layers.Layers.globalMaxPooling1d;
import static org.cornu.layers.Layers.globalMaxPooling3d;
import static org.cornu.layers.Layers.identity;
import static org.cornu.layers.Layers.input;
import static org.cornu.layers.Layers.layerScale;
import static org.cornu.layers.Layers.masking;
import static org.cornu.layers.Layers.maxPooling1d;
import static org.cornu.layers.Layers.maxPooling2d;
import static org.cornu.layers.Layers.maxPooling3d;
import static org.cornu.layers.Layers.permute;
import static org.cornu.layers.Layers.repeatVector;
import static org.cornu.layers.Layers.reshape;
import static org.cornu.layers.Layers.separableConv1d;
import static org.cornu.layers.Layers.separableConv2d;
import static org.cornu.layers.Layers.stftSpectrogram;
import static org.cornu.layers.Layers.stochasticDepth;
import static org.cornu.layers.Layers.upSampling1d;
import static org.cornu.layers.Layers.upSampling2d;
import static org.cornu.layers.Layers.upSampling3d;
import static org.cornu.layers.Layers.zeroPadding1d;
import static org.cornu.layers.Layers.zeroPadding2d;
import static org.cornu.layers.Layers.zeroPadding3d;
import static org.cornu.regularizers.Regularizers.l2;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.cornu.initializers.STFT;
import org.cornu.layers.Input;
import org.cornu.layers.Interpolation;
import org.cornu.layers.Layer;
import org.cornu.layers.STFTSpectrogram;
import org.cornu.net.Net;

/** What a file can hold of layers over sequences, images and volumes, each with what it reads. */
final class SpatialCases {

  private static final Input STEPS = input(9, 4);
  private static final Input IMAGE = input(7, 6, 4);
  private static final Input VOLUME = input(5, 4, 6, 2);

  private SpatialCases() {}

  private record Case(Input input, Layer layer) {}

  private static Stream<Case> cases() {
    return Stream.of(
            of(
                STEPS,
                conv1d(5, 3).causal().dilation(2),
                conv1d(4, 3).groups(2).strides(2).noBias().relu(),
                conv1dTranspose(5, 3).strides(2).outputPadding(1),
                depthwiseConv1d(3).depthMultiplier(2).same(),
                separableConv1d(5, 3).tanh(),
                maxPooling1d(2),
                averagePooling1d(3).strides(2).same(),
                globalAveragePooling1d(),
                globalMaxPooling1d().keepDims(),
                adaptiveAveragePooling1d(3),
                zeroPadding1d(1, 2),
                cropping1d(2, 1),
                upSampling1d(3),
                permute(2, 1),
                reshape(6, -1),
                masking(0.5),
                stftSpectrogram().frameLength(4),
                stftSpectrogram()
                    .frameLength(5)
                    .frameStep(2)
                    .fftLength(16)
                    .mode(STFTSpectrogram.Mode.PSD)
                    .window(stft(STFT.Side.REAL).noScaling().periodic(true))
                    .same()
                    .expandDims(),
                stftSpectrogram()
                    .frameLength(3)
                    .mode(STFTSpectrogram.Mode.IMAG)
                    .window(stft(STFT.Side.REAL).noWindow().scaling(STFT.Scaling.SPECTRUM))
                    .channelsFirst(),
                identity()),
            of(
                IMAGE,
                conv2d(5, 3).channelsFirst(),
                conv2dTranspose(5, 3, 2).strides(2, 1).same().channelsFirst(),
                conv2dTranspose(3, 3).dilation(2).noBias(),
                depthwiseConv2d(3)
                    .kernelInitializer(heNormal())
                    .kernelRegularizer(l2(0.1))
                    .kernelConstraint(maxNorm(3))
                    .strides(2)
                    .relu(),
                separableConv2d(5, 3)
                    .depthMultiplier(2)
                    .depthwiseInitializer(heNormal())
                    .depthwiseRegularizer(l2(0.1))
                    .depthwiseConstraint(maxNorm(3))
                    .kernelRegularizer(l2(0.2)),
                maxPooling2d(2).channelsFirst(),
                globalAveragePooling2d().keepDims().channelsFirst(),
                adaptiveMaxPooling2d(3, 2),
                layerScale(0.5, 4),
                stochasticDepth(0.25),
                zeroPadding2d(1, 2).channelsFirst(),
                cropping2d(1),
                upSampling2d(2, 3).interpolation(Interpolation.BILINEAR),
                flatten().channelsFirst()),
            of(
                VOLUME,
                conv3d(3, 2).same().strides(2),
                conv3dTranspose(2, 2).strides(2),
                maxPooling3d(2),
                averagePooling3d(2).same(),
                globalMaxPooling3d(),
                adaptiveAveragePooling3d(2),
                zeroPadding3d(1),
                cropping3d(1, 1, 2),
                upSampling3d(1, 2, 1).channelsFirst()),
            of(input(5), repeatVector(3)))
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
      models.put("spatial" + models.size(), KerasCases.model(net, null));
    }
    return models;
  }
}
