package org.cornu.layers;

import static org.cornu.layers.Layers.batchNormalization;
import static org.cornu.layers.Layers.dense;
import static org.cornu.layers.Layers.dropout;
import static org.cornu.recurrent.Recurrent.bidirectional;
import static org.cornu.recurrent.Recurrent.convLstm1d;
import static org.cornu.recurrent.Recurrent.convLstm2d;
import static org.cornu.recurrent.Recurrent.convLstm3d;
import static org.cornu.recurrent.Recurrent.gru;
import static org.cornu.recurrent.Recurrent.gruCell;
import static org.cornu.recurrent.Recurrent.lstm;
import static org.cornu.recurrent.Recurrent.lstmCell;
import static org.cornu.recurrent.Recurrent.rnn;
import static org.cornu.recurrent.Recurrent.simpleRnn;
import static org.cornu.recurrent.Recurrent.timeDistributed;

import java.util.List;
import java.util.stream.Stream;
import org.cornu.layers.LayerCases.Case;
import org.cornu.layers.LayerCases.Training;
import org.tensorflow.ndarray.Shape;

/** Layers of another room to be tried by {@link LayerContractTest}. */
final class RecurrentLayers {

  private static final Shape STEPS = Shape.of(7, 4);
  private static final Shape IMAGES = Shape.of(4, 4, 5, 2);

  private RecurrentLayers() {}

  static Stream<Case> all() {
    return Stream.of(
        plain(simpleRnn(3), 3 * (4 + 3 + 1)),
        plain(simpleRnn(3).noBias().unroll().returnSequences(), 3 * (4 + 3)),
        random(simpleRnn(3).dropout(0.5), 3 * (4 + 3 + 1)),
        plain(lstm(3), 12 * (4 + 3 + 1)),
        plain(lstm(3).returnSequences().goBackwards(), 12 * (4 + 3 + 1)),
        random(lstm(3).recurrentDropout(0.5), 12 * (4 + 3 + 1)),
        random(lstm(3).dropout(0.5).unroll(), 12 * (4 + 3 + 1)),
        plain(gru(3), 9 * (4 + 3 + 2)),
        plain(gru(3).resetBefore(), 9 * (4 + 3 + 1)),
        random(gru(3).resetBefore().recurrentDropout(0.5), 9 * (4 + 3 + 1)),
        random(gru(3).dropout(0.5).recurrentDropout(0.5), 9 * (4 + 3 + 2)),
        plain(rnn(lstmCell(3)), 12 * (4 + 3 + 1)),
        random(rnn(gruCell(3), lstmCell(2).dropout(0.5)), 9 * (4 + 3 + 2) + 8 * (3 + 2 + 1)),
        plain(bidirectional(gru(3)), 2 * 9 * (4 + 3 + 2)),
        random(bidirectional(lstm(3).dropout(0.5)), 2 * 12 * (4 + 3 + 1)),
        plain(convLstm1d(3, 2), Shape.of(4, 5, 2), 12 * (2 * (2 + 3) + 1)),
        plain(convLstm2d(3, 2, 3).same().returnSequences(), IMAGES, 12 * (6 * (2 + 3) + 1)),
        plain(convLstm2d(3, 2).strides(2).channelsFirst(), IMAGES, 12 * (4 * (4 + 3) + 1)),
        plain(convLstm2d(3, 2).dilation(2).noBias().goBackwards(), IMAGES, 12 * 4 * (2 + 3)),
        random(convLstm2d(3, 2).dropout(0.5), IMAGES, 12 * (4 * (2 + 3) + 1)),
        random(convLstm2d(3, 2).recurrentDropout(0.5).unroll(), IMAGES, 12 * (4 * (2 + 3) + 1)),
        plain(convLstm3d(2, 2), Shape.of(3, 4, 3, 5, 2), 8 * (8 * (2 + 2) + 1)),
        plain(rnn(convLstm2d(3, 2).cell()), IMAGES, 12 * (4 * (2 + 3) + 1)),
        plain(bidirectional(convLstm2d(3, 2)), IMAGES, 2 * 12 * (4 * (2 + 3) + 1)),
        plain(timeDistributed(convLstm1d(3, 2)), IMAGES, 12 * (2 * (2 + 3) + 1)),
        plain(timeDistributed(dense(3)), 3 * (4 + 1)),
        random(timeDistributed(dropout(0.5)), 0),
        new Case(
            timeDistributed(batchNormalization()),
            List.of(STEPS),
            4 * 4,
            Training.BATCH_STATISTICS));
  }

  private static Case plain(Layer layer, int parameters) {
    return plain(layer, STEPS, parameters);
  }

  private static Case plain(Layer layer, Shape input, int parameters) {
    return new Case(layer, input, parameters, Training.NOTHING);
  }

  private static Case random(Layer layer, int parameters) {
    return random(layer, STEPS, parameters);
  }

  private static Case random(Layer layer, Shape input, int parameters) {
    return new Case(layer, input, parameters, Training.RANDOM);
  }
}
