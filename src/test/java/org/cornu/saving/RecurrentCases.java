package org.cornu.saving;

import static org.cornu.activations.Activations.hardSigmoid;
import static org.cornu.constraints.Constraints.maxNorm;
import static org.cornu.initializers.Initializers.heNormal;
import static org.cornu.layers.Layers.add;
import static org.cornu.layers.Layers.batchNormalization;
import static org.cornu.layers.Layers.conv2d;
import static org.cornu.layers.Layers.dense;
import static org.cornu.layers.Layers.flatten;
import static org.cornu.layers.Layers.input;
import static org.cornu.layers.Layers.masking;
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
import static org.cornu.recurrent.Recurrent.simpleRnnCell;
import static org.cornu.recurrent.Recurrent.timeDistributed;
import static org.cornu.regularizers.Regularizers.l2;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.cornu.activations.Activations;
import org.cornu.graph.DTypePolicy;
import org.cornu.layers.Input;
import org.cornu.layers.Layer;
import org.cornu.layers.Value;
import org.cornu.net.Nested;
import org.cornu.net.Net;
import org.cornu.recurrent.Bidirectional;
import org.cornu.recurrent.RNN;

/** What a file can hold of layers that go through sequences, each with what it reads. */
final class RecurrentCases {

  private static final Input STEPS = input(6, 4);
  private static final Input PICTURES = input(3, 5, 5, 2);

  private RecurrentCases() {}

  static Stream<Layer> layers() {
    return Stream.concat(rows(), images());
  }

  /** Over sequences of pictures. */
  private static Stream<Layer> images() {
    return Stream.of(
        timeDistributed(conv2d(2, 3)),
        convLstm2d(3, 2),
        convLstm2d(3, 3, 2)
            .same()
            .strides(2)
            .channelsFirst()
            .recurrentActivation(hardSigmoid())
            .noUnitForgetBias()
            .dropout(0.2)
            .seed(7)
            .returnSequences(),
        convLstm2d(2, 2).dilation(2).noBias().recurrentRegularizer(l2(0.01)).goBackwards(),
        convLstm2d(2, 2).stateful(3),
        bidirectional(convLstm2d(2, 2).returnSequences()),
        timeDistributed(convLstm1d(2, 2)));
  }

  private static Stream<Layer> rows() {
    return Stream.of(
        simpleRnn(3),
        simpleRnn(3).activation(Activations.relu()).noBias().returnSequences(),
        lstm(3),
        lstm(3).noUnitForgetBias().goBackwards().dropout(0.2).recurrentDropout(0.3).seed(7),
        lstm(3)
            .recurrentActivation(hardSigmoid())
            .kernelInitializer(heNormal())
            .recurrentRegularizer(l2(0.01))
            .biasConstraint(maxNorm(2))
            .activityRegularizer(l2(0.1))
            .returnSequences(),
        gru(3),
        gru(3).resetBefore().unroll().returnSequences(),
        gru(3).zeroOutputForMask().dropout(0.1),
        rnn(lstmCell(3)).returnSequences(),
        rnn(gruCell(3).resetBefore()),
        rnn(lstmCell(3), lstmCell(2).noBias(), simpleRnnCell(4)),
        gru(3).stateful(3),
        rnn(lstmCell(3)).stateful(3).returnSequences(),
        bidirectional(lstm(3).stateful(3)),
        bidirectional(lstm(3)),
        bidirectional(gru(3).returnSequences()).mergeMode(Bidirectional.MergeMode.MUL),
        bidirectional(lstm(3)).backwardLayer(gru(2).goBackwards()),
        timeDistributed(dense(2).tanh()),
        timeDistributed(dense(2).frozen()),
        timeDistributed(dense(2).dtypePolicy(DTypePolicy.MIXED_BFLOAT16)));
  }

  /** A sequence's last states are another's first, both ways too. */
  private static Net withFirstStates() {
    Input steps = input(6, 4);
    List<Value> read = lstm(3).returnState().outputsOn(steps);
    Value written = lstm(3).returnSequences().on(steps, read.get(1), read.get(2));
    Value both = bidirectional(gru(3)).on(written, read.get(0), read.get(1));
    return Net.of(List.of(steps), List.of(both));
  }

  /** Where the first states are given, Keras 3 passes over what is masked. */
  private static Net withMaskedFirstStates() {
    Input steps = input(6, 1);
    Value counted = masking().on(steps);
    List<Value> read = lstm(3).returnState().outputsOn(counted);
    Value written = lstm(3).returnSequences().on(counted, read.get(1), read.get(2));
    Value both = bidirectional(gru(3)).on(written, read.get(0), read.get(1));
    return Net.of(List.of(steps), List.of(both));
  }

  /** The same of cells one upon the other, whose states Keras has in lists of lists. */
  private static Net withFirstStatesOfCells() {
    Input steps = input(6, 4);
    List<Value> read = stacked().returnState().outputsOn(steps);
    Value h = read.get(1);
    Value c = read.get(2);
    Value g = read.get(3);
    Value written = stacked().returnSequences().on(steps, h, c, g);
    Value both = bidirectional(stacked()).on(written, h, c, g, h, c, g);
    return Net.of(List.of(steps), List.of(both));
  }

  private static RNN stacked() {
    return rnn(lstmCell(3), gruCell(2));
  }

  /**
   * A net, of which some is frozen, applied to each step, and a functional one to each of those.
   */
  private static Net ofNets() {
    Net pictures =
        Net.chain(
            input(5, 5, 2),
            List.of(
                conv2d(2, 3).frozen(), batchNormalization(), conv2d(3, 2), flatten(), dense(4)));
    Input numbers = input(4);
    Net sum =
        Net.of(
            List.of(numbers), List.of(add().on(numbers, dense(4).on(dense(3).tanh().on(numbers)))));
    return Net.chain(
        PICTURES,
        List.of(
            timeDistributed(new Nested("pictures", pictures)),
            timeDistributed(new Nested("sum", sum))));
  }

  private static Net withFirstStatesOfImages() {
    List<Value> read = convLstm2d(2, 2).same().returnState().outputsOn(PICTURES);
    Value written = convLstm2d(2, 3).same().on(PICTURES, read.get(1), read.get(2));
    return Net.of(List.of(PICTURES), List.of(written));
  }

  /** A net for each. */
  static Map<String, Net> nets() {
    Map<String, Net> nets = new LinkedHashMap<>();
    rows().forEach(layer -> put(nets, STEPS, layer));
    images().forEach(layer -> put(nets, PICTURES, layer));
    put(nets, input(3, 6, 4), timeDistributed(bidirectional(simpleRnn(2))));
    put(nets, input(3, 2, 4, 3, 5), convLstm3d(2, 2).channelsFirst());
    nets.put("first_states", withFirstStates());
    nets.put("first_states_of_cells", withFirstStatesOfCells());
    nets.put("first_states_of_images", withFirstStatesOfImages());
    nets.put("masked_first_states", withMaskedFirstStates());
    nets.put("nets_of_steps", ofNets());
    return nets;
  }

  private static void put(Map<String, Net> nets, Input input, Layer layer) {
    nets.put("recurrent" + nets.size(), Net.chain(input, List.of(layer)));
  }
}
