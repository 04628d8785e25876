package org.cornu.zoo;

import static org.assertj.core.api.Assertions.assertThat;

import org.cornu.Sequential;
import org.junit.jupiter.api.Test;

class MnistCnnsTest {

  /** By hand: a kernel's numbers and a bias each; batch normalization has four a channel. */
  @Test
  void haveAsManyParametersAsTheirLayersSay() {
    long conv5 = 5 * 5 * 32 + 32;
    long conv3 = 3 * 3 * 32 + 32 + 3 * 3 * 32 * 32 + 32;
    long pooled = 12 * 12 * 32;
    long hidden = (pooled + 1) * 128 + (128 + 1) * 10;
    long norms = 4 * (32 + 32 + 128 + 10);
    assertThat(MnistCnns.all())
        .extracting(Sequential::parameters)
        .containsExactly(
            conv5 + (pooled + 1) * 10,
            conv5 + hidden,
            conv3 + hidden,
            conv3 + hidden,
            conv3 + hidden + norms);
  }

  @Test
  void areNamedInOrder() {
    assertThat(MnistCnns.all())
        .extracting(Sequential::name)
        .containsExactly("model1", "model2", "model3", "model4", "model5");
  }

  @Test
  void giveTheProbabilitiesOfTenDigits() {
    assertThat(MnistCnns.all())
        .allSatisfy(net -> assertThat(net.outputShape().asArray()).containsExactly(10));
  }

  @Test
  void theFourthDropsOutBeforeFlattenAndBeforeTheHiddenRelu() {
    assertThat(MnistCnns.model4().summary())
        .containsSubsequence(
            "max_pooling2d", "dropout (Dropout)", "flatten", "dense (Dense)", "dropout_1");
  }

  @Test
  void theFifthNormalizesBeforeEachActivation() {
    assertThat(MnistCnns.model5().summary())
        .containsSubsequence(
            "conv2d ",
            "batch_normalization ",
            "activation ",
            "conv2d_1 ",
            "batch_normalization_1 ",
            "activation_1 ",
            "dense ",
            "batch_normalization_2 ",
            "activation_2 ",
            "dense_1 ",
            "batch_normalization_3 ",
            "activation_3 ");
  }
}
