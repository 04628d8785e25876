package org.cornu.callbacks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.cornu.goldens.Golden;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

class NameTemplateTest {

  private static final Map<String, Double> OTHERS = Map.of("nan", Double.NaN, "inf", 1 / 0.0);

  static Stream<Golden> cases() {
    return Golden.all("names");
  }

  @ParameterizedTest
  @MethodSource("cases")
  void isFilledAsPythonFillsIt(Golden golden) {
    String name = golden.name().substring(1, golden.name().indexOf(':'));
    for (int i = 0; i < golden.at("values").size(); i++) {
      JsonNode text = golden.at("texts").get(i);
      String value = golden.at("values").get(i).stringValue();
      if (text.isNull()) {
        assertThatThrownBy(() -> new NameTemplate(golden.name()))
            .as(value)
            .isInstanceOf(IllegalArgumentException.class);
      } else {
        assertThat(new NameTemplate(golden.name()).fill(Map.of(name, number(value))))
            .as(value)
            .isEqualTo(text.stringValue());
      }
    }
  }

  private static double number(String text) {
    return text.equals("-inf")
        ? Double.NEGATIVE_INFINITY
        : OTHERS.containsKey(text) ? OTHERS.get(text) : Double.parseDouble(text);
  }

  @Test
  void allPlacesAreFilledAndDoubledBracesStandForThemselves() {
    NameTemplate template = new NameTemplate("$1/{{net}}-{epoch:03}-{batch}-{val_loss:.2f}.keras");
    assertThat(template.fill(Map.of("epoch", 7.0, "batch", 40.0, "val_loss", 0.125)))
        .isEqualTo("$1/{net}-007-40-0.12.keras");
  }

  @ParameterizedTest
  @ValueSource(strings = {"{", "}", "a{}b", "{0}", "{epoch", "epoch}", "{epoch!r}", "{loss.real}"})
  void otherBracesAreRefused(String text) {
    String template = text + ".keras";
    if (text.equals("{0}")) {
      NameTemplate read = new NameTemplate(template);
      assertThatThrownBy(() -> read.require(List.of("epoch"))).hasMessageContaining("\"0\"");
    } else {
      assertThatThrownBy(() -> new NameTemplate(template))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining(template);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"{loss:d}.keras", "{epoch:.2d}.keras", "{epoch:02q}.weights.h5"})
  void aFormatIsRefusedWhenTheCallbackIsMade(String file) {
    assertThatThrownBy(() -> Callbacks.modelCheckpoint(file))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContainingAll(file, "for example {");
  }

  @Test
  void aFigureThatIsNotThereIsRefusedBeforeTheFirstEpoch() {
    assertThatThrownBy(
            () -> Callbacks.modelCheckpoint("{val_acc:.2f}.keras").begin(new FakeTraining()))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("did you mean \"val_accuracy\"?");
    assertThatThrownBy(
            () ->
                Callbacks.modelCheckpoint("{val_loss:.2f}.keras")
                    .everyBatches(3)
                    .begin(new FakeTraining()))
        .hasMessageContaining("there are [epoch, batch, loss, accuracy]");
  }
}
