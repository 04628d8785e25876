package org.cornu.saving;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.cornu.layers.Layers.add;
import static org.cornu.layers.Layers.average;
import static org.cornu.layers.Layers.concatenate;
import static org.cornu.layers.Layers.dot;
import static org.cornu.layers.Layers.maximum;
import static org.cornu.layers.Layers.multiply;

import java.io.IOException;
import java.util.stream.Stream;
import org.cornu.layers.Layer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Keras 1's layer for all that merges, of two inputs of shape (2, 4). */
class LegacyMergeTest {

  private static StoredNet read(String merge, String reader) throws IOException {
    String input =
        "{'class_name':'InputLayer','name':'%1$s','inbound_nodes':[],'config':{'name':'%1$s',"
            + "'batch_input_shape':[null,2,4],'input_dtype':'float32','sparse':false}}";
    String json =
        "{'class_name':'Model','config':{'name':'n','layers':[%s,%s,{'class_name':'Merge','name':'m',"
                .formatted(input.formatted("a"), input.formatted("b"))
            + "'config':{'name':'m','mode_type':'raw','output_shape':null,'arguments':{},%s},"
                .formatted(merge)
            + "'inbound_nodes':[[['a',0,0],['b',0,0]]]},{'class_name':'%s','name':'r','config':"
                .formatted(reader)
            + "{'name':'r'%s},'inbound_nodes':[[['m',0,0]]]}],'input_layers':[['a',0,0],['b',0,0]],"
                .formatted(reader.equals("Dense") ? ",'output_dim':3" : "")
            + "'output_layers':[['r',0,0]]}}";
    KerasJson reading = new KerasJson(KerasClasses.BUILT_IN);
    return NetReader.read(
        new LegacyConfig(KerasClasses.BUILT_IN).of(reading.read(json.replace('\'', '"'), "f.h5")));
  }

  static Stream<Arguments> modes() {
    return Stream.of(
        Arguments.of("'mode':'sum','concat_axis':-1,'dot_axes':-1", add()),
        Arguments.of("'mode':'mul'", multiply()),
        Arguments.of("'mode':'ave'", average()),
        Arguments.of("'mode':'max'", maximum()),
        Arguments.of("'mode':'concat','concat_axis':1", concatenate(1)),
        Arguments.of("'mode':'dot','dot_axes':[2,2]", dot(2)),
        Arguments.of("'mode':'cos','dot_axes':2", dot(2).normalized()));
  }

  @ParameterizedTest
  @MethodSource("modes")
  void eachModeIsALayerOfToday(String merge, Layer today) throws IOException {
    assertThat(read(merge, "Flatten").net().layers().get(0).layer()).isEqualTo(today);
  }

  @ParameterizedTest
  @ValueSource(strings = {"'mode':'lambda'", "'mode':'<lambda>'"})
  void codeIsRefused(String merge) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> read(merge, "Flatten"))
        .withMessageContainingAll("mode: needs sum, mul, ave, max, concat, dot or cos", "lambda");
  }

  @Test
  void layersWithinAreRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> read("'mode':'sum','layers':[{}]", "Flatten"))
        .withMessageContaining("holds the layers that it merges");
  }

  /** Keras 1 gives (1, 2, 2) where today's gives (2, 2). */
  @Test
  void aCosineMustBeFlattened() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> read("'mode':'cos','dot_axes':2", "Dense"))
        .withMessageContaining("put a Flatten between");
  }
}
