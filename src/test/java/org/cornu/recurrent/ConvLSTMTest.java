package org.cornu.recurrent;

import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.cornu.layers.Layers.ANY;
import static org.cornu.layers.Layers.input;
import static org.cornu.recurrent.Recurrent.convLstm1d;
import static org.cornu.recurrent.Recurrent.convLstm2d;
import static org.cornu.recurrent.Recurrent.convLstm3d;

import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.cornu.Sequential;
import org.cornu.layers.Input;
import org.cornu.layers.Layer;
import org.junit.jupiter.api.Test;

/** What a convolution over sequences cannot be. */
class ConvLSTMTest {

  private static void refused(ThrowingCallable call, String... words) {
    assertThatThrownBy(call)
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContainingAll(words);
  }

  private static void unread(Input input, Layer layer, String... words) {
    refused(() -> Sequential.of(input, layer), words);
  }

  @Test
  void otherValuesThanItsOwnAreRefused() {
    unread(input(6, 5, 4), convLstm2d(2, 3), "conv_lstm2d", "sequences of 4 axes", "(5, 4)");
    unread(input(6, 5, 4, 3, 2), convLstm1d(2, 3), "conv_lstm1d", "1 sizes", "(5, 4, 3, 2)");
    unread(input(6, ANY, 4, 2), convLstm2d(2, 3).same(), "known sizes", "(None, 4, 2)");
    unread(input(6, 5, 4, ANY), convLstm2d(2, 3), "conv_lstm2d", "known size of the last axis");
    unread(input(6, 2, 4, 2), convLstm2d(2, 3), "at least 3x3 pixels, got (2, 4, 2)", "same()");
  }

  @Test
  void optionsThatDoNotFitAreRefused() {
    refused(() -> convLstm2d(0, 3), "convLstm2d needs 1 or more filters, got 0");
    refused(() -> convLstm3d(2, 3, 3), "convLstm3d's kernel", "[3, 3]");
    refused(() -> convLstm2d(2, 3).strides(1, 2, 3), "convLstm2d's strides", "[1, 2, 3]");
    refused(() -> convLstm2d(2, 3).dilation(0), "convLstm2d's dilation", "0x0");
    refused(() -> convLstm2d(2, 3).strides(2).dilation(2), "strides 1x1 where there is dilation");
    refused(() -> convLstm2d(2, 3).dropout(1.5), "dropout", "1.5");
  }
}
