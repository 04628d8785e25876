package org.cornu.recurrent;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import org.cornu.config.Config;
import org.cornu.config.KerasClass;
import org.cornu.layers.Layer;
import org.cornu.layers.Layout;
import org.cornu.layers.Window;

/**
 * Layers that go through sequences, by Keras's names and with Keras's defaults, to be imported
 * statically: {@code bidirectional(lstm(64).returnSequences())}.
 */
public final class Recurrent {

  private Recurrent() {}

  /** One product of the inputs and one of the state: (steps, features) to (units). */
  public static SimpleRNN simpleRnn(int units) {
    return new SimpleRNN(simpleRnnCell(units), RecurrentOptions.DEFAULT, Optional.empty());
  }

  /** With a long memory: (steps, features) to (units). */
  public static LSTM lstm(int units) {
    return new LSTM(lstmCell(units), RecurrentOptions.DEFAULT, Optional.empty());
  }

  /** With gates that say how much of the state is kept: (steps, features) to (units). */
  public static GRU gru(int units) {
    return new GRU(gruCell(units), RecurrentOptions.DEFAULT, Optional.empty());
  }

  /** {@link #lstm} by convolutions, over sequences of sequences: (steps, size, channels). */
  public static ConvLSTM convLstm1d(int filters, int... kernel) {
    return convLstm(filters, Window.kernel("convLstm1d", 1, kernel));
  }

  /** The same over sequences of images: (steps, height, width, channels). */
  public static ConvLSTM convLstm2d(int filters, int... kernel) {
    return convLstm(filters, Window.kernel("convLstm2d", 2, kernel));
  }

  /** The same over sequences of volumes: (steps, depth, height, width, channels). */
  public static ConvLSTM convLstm3d(int filters, int... kernel) {
    return convLstm(filters, Window.kernel("convLstm3d", 3, kernel));
  }

  private static ConvLSTM convLstm(int filters, Window window) {
    ConvLSTMCell cell =
        new ConvLSTMCell(filters, window, Layout.CHANNELS_LAST, CellOptions.DEFAULT, true);
    return new ConvLSTM(cell, RecurrentOptions.DEFAULT, Optional.empty());
  }

  /** A cell over sequences, such as one of your own. */
  public static RNN rnn(Cell cell) {
    return new RNN(cell, RecurrentOptions.DEFAULT);
  }

  /** Cells one upon the other, over sequences. */
  public static RNN rnn(Cell first, Cell... more) {
    return rnn(stackedRnnCells(first, more));
  }

  /** A step of {@link #simpleRnn}. */
  public static SimpleRNNCell simpleRnnCell(int units) {
    return new SimpleRNNCell(units, CellOptions.DEFAULT);
  }

  /** A step of {@link #lstm}. */
  public static LSTMCell lstmCell(int units) {
    return new LSTMCell(units, CellOptions.DEFAULT, true);
  }

  /** A step of {@link #gru}. */
  public static GRUCell gruCell(int units) {
    return new GRUCell(units, CellOptions.DEFAULT, true);
  }

  /** Cells one upon the other. */
  public static StackedRNNCells stackedRnnCells(Cell first, Cell... more) {
    List<Cell> cells = new ArrayList<>();
    cells.add(first);
    cells.addAll(Arrays.asList(Objects.requireNonNull(more, "cells need to be there, got null")));
    return new StackedRNNCells(cells);
  }

  /** A recurrent layer both ways; the outputs one behind the other. */
  public static <L extends RecurrentLayer<L>> Bidirectional bidirectional(RecurrentLayer<L> layer) {
    return Bidirectional.of(layer);
  }

  /** A layer applied to each step. */
  public static TimeDistributed timeDistributed(Layer layer) {
    return new TimeDistributed(layer);
  }

  /** These classes, as Keras's files name them. */
  public static List<KerasClass<?>> classes() {
    return List.of(
        row(SimpleRNN.class, SimpleRNN::from),
        row(SimpleRNNCell.class, SimpleRNNCell::from),
        row(LSTM.class, LSTM::from),
        row(LSTMCell.class, LSTMCell::from),
        row(GRU.class, GRU::from),
        row(GRUCell.class, GRUCell::from),
        row(ConvLSTMCell.class, ConvLSTMCell::from),
        convLstm(1),
        convLstm(2),
        convLstm(3),
        row(RNN.class, RNN::from),
        row(StackedRNNCells.class, StackedRNNCells::from),
        row(Bidirectional.class, Bidirectional::from),
        row(TimeDistributed.class, TimeDistributed::from));
  }

  private static KerasClass<Layer> convLstm(int rank) {
    return new KerasClass<>(
        Layer.class,
        "ConvLSTM" + rank + "D",
        ConvLSTM.class,
        config -> ConvLSTM.from(config, rank));
  }

  private static <L extends Layer> KerasClass<Layer> row(Class<L> type, Function<Config, L> from) {
    return KerasClass.of(Layer.class, type, from);
  }
}
