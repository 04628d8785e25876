package org.cornu.plot;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Diagrams as nets of all kinds have them. */
final class Nets {

  private final List<Box> boxes = new ArrayList<>();
  private final List<Arrow> arrows = new ArrayList<>();

  private Nets() {}

  /** A box whose shapes are the same in and out, after others; its id is its name. */
  private String add(String name, String type, String shape, String... after) {
    Box box = Box.of(name, name, type).outputs(shape);
    String[] shapes = new String[Math.max(1, after.length)];
    Arrays.fill(shapes, shape);
    boxes.add(type.equals("InputLayer") ? box : box.inputs(shapes));
    for (String each : after) {
      arrows.add(new Arrow(each, name));
    }
    return name;
  }

  private Diagram diagram(String name) {
    return Diagram.of(name, boxes, arrows);
  }

  static Diagram chain(int layers) {
    Nets net = new Nets();
    String last = net.add("image", "InputLayer", "(None, 28, 28, 1)");
    String[] types = {"Conv2D", "BatchNormalization", "ReLU", "MaxPooling2D", "Dropout"};
    for (int i = 1; i < layers; i++) {
      String type = types[(i - 1) % types.length];
      last = net.add(type.toLowerCase(Locale.ROOT) + "_" + i, type, "(None, 26, 26, 32)", last);
    }
    return net.diagram("chain");
  }

  static Diagram residual() {
    Nets net = new Nets();
    String input = net.add("input", "InputLayer", "(None, 32, 32, 64)");
    net.block("res", input, "(None, 32, 32, 64)");
    return net.diagram("residual");
  }

  private String block(String name, String input, String shape) {
    String last = input;
    for (int i = 1; i <= 3; i++) {
      last = add(name + "_" + i + "_conv", "Conv2D", shape, last);
      last = add(name + "_" + i + "_bn", "BatchNormalization", shape, last);
      last = i == 3 ? last : add(name + "_" + i + "_relu", "Activation", shape, last);
    }
    last = add(name + "_add", "Add", shape, input, last);
    return add(name + "_out", "Activation", shape, last);
  }

  /** Blocks of ten layers each, as ResNet50 has them: fifteen and four are 154. */
  static Diagram resnet(int blocks) {
    Nets net = new Nets();
    String last = net.add("input_1", "InputLayer", "(None, 224, 224, 3)");
    last = net.add("conv1_conv", "Conv2D", "(None, 112, 112, 64)", last);
    for (int i = 1; i <= blocks; i++) {
      int side = 56 >> (i / 5);
      last =
          net.block(
              "conv" + (2 + i / 5) + "_block" + i,
              last,
              "(None, %s, %s, 256)".formatted(side, side));
    }
    last = net.add("avg_pool", "GlobalAveragePooling2D", "(None, 2048)", last);
    net.add("predictions", "Dense", "(None, 1000)", last);
    return net.diagram("resnet50");
  }

  static Diagram twoByTwo() {
    Nets net = new Nets();
    String title = net.add("title", "InputLayer", "(None, 120)");
    String tags = net.add("tags", "InputLayer", "(None, 12)");
    String words = net.add("embedding", "Embedding", "(None, 120, 64)", title);
    String read = net.add("lstm", "LSTM", "(None, 32)", words);
    String known = net.add("dense", "Dense", "(None, 32)", tags);
    String both = net.add("concatenate", "Concatenate", "(None, 64)", read, known);
    net.add("priority", "Dense", "(None, 1)", both);
    net.add("department", "Dense", "(None, 4)", both);
    return net.diagram("tickets");
  }

  static Diagram unet(int levels) {
    Nets net = new Nets();
    String last = net.add("image", "InputLayer", "(None, 128, 128, 3)");
    List<String> skips = new ArrayList<>();
    for (int i = 0; i < levels; i++) {
      String shape = "(None, %s, %s, %s)".formatted(128 >> i, 128 >> i, 16 << i);
      last = net.add("down" + i + "_conv1", "Conv2D", shape, last);
      last = net.add("down" + i + "_conv2", "Conv2D", shape, last);
      skips.add(last);
      last = net.add("down" + i + "_pool", "MaxPooling2D", shape, last);
    }
    last = net.add("bridge", "Conv2D", "(None, 8, 8, 256)", last);
    for (int i = levels - 1; i >= 0; i--) {
      String shape = "(None, %s, %s, %s)".formatted(128 >> i, 128 >> i, 16 << i);
      last = net.add("up" + i + "_upconv", "Conv2DTranspose", shape, last);
      last = net.add("up" + i + "_join", "Concatenate", shape, skips.get(i), last);
      last = net.add("up" + i + "_conv", "Conv2D", shape, last);
    }
    net.add("mask", "Conv2D", "(None, 128, 128, 1)", last);
    return net.diagram("unet");
  }

  /** A net in a net in a net, and one beside it. */
  static Diagram nested() {
    Nets stem = new Nets();
    String in = stem.add("stem/in", "InputLayer", "(None, 64, 64, 3)");
    stem.add(
        "stem/out",
        "ReLU",
        "(None, 32, 32, 16)",
        stem.add("stem/conv", "Conv2D", "(None, 32, 32, 16)", in));
    Nets encoder = new Nets();
    encoder.add("encoder/in", "InputLayer", "(None, 64, 64, 3)");
    encoder.boxes.add(Box.of("stem", "stem", "Sequential").containing(stem.boxes));
    encoder.arrows.addAll(stem.arrows);
    encoder.arrows.add(new Arrow("encoder/in", "stem/in"));
    encoder.add("encoder/pool", "GlobalAveragePooling2D", "(None, 16)", "stem/out");
    Nets other = new Nets();
    other.add("head/out", "Dense", "(None, 16)", other.add("head/in", "InputLayer", "(None, 10)"));
    Nets net = new Nets();
    net.add("image", "InputLayer", "(None, 64, 64, 3)");
    net.add("table", "InputLayer", "(None, 10)");
    net.boxes.add(
        Box.of("encoder", "encoder", "Functional").containing(encoder.boxes).trainable(false));
    net.boxes.add(Box.of("head", "head", "Functional").containing(other.boxes));
    net.arrows.addAll(encoder.arrows);
    net.arrows.addAll(other.arrows);
    net.arrows.add(new Arrow("image", "encoder/in"));
    net.arrows.add(new Arrow("table", "head/in"));
    net.add("join", "Concatenate", "(None, 32)", "encoder/pool", "head/out");
    net.add("answer", "Dense", "(None, 3)", "join");
    return net.diagram("nested");
  }

  /** A backbone of many blocks as a nested net, taller than a page. */
  static Diagram backbone(int blocks) {
    Diagram inner = resnet(blocks);
    Nets net = new Nets();
    net.add("image", "InputLayer", "(None, 224, 224, 3)");
    net.boxes.add(
        Box.of("backbone", "resnet50", "Functional").containing(inner.boxes()).trainable(false));
    net.arrows.addAll(inner.arrows());
    net.arrows.add(new Arrow("image", "input_1"));
    net.add("answer", "Dense", "(None, 3)", "predictions");
    return net.diagram("transfer");
  }

  /** Names, classes and shapes that are far too long, and letters of other scripts. */
  static Diagram longNames() {
    Box box =
        Box.of(
                "a",
                "functional_1_encoder_block_12_multi_head_self_attention_with_relative_positions_query",
                "VeryLongNamedCustomResidualAttentionLayerOfSomebody")
            .inputs("(None, 1024, 1024, 1024, 1024, 1024, 1024, 1024)", "(None, 3)")
            .outputs("(None, 12)")
            .trainable(true);
    Box other = Box.of("b", "\u5c42<&\"\u00e9", "Dense").inputs("(None, 12)").trainable(false);
    return Diagram.of(
        "long & <odd>",
        List.of(box, other, Box.of("c", "", "Lambda")),
        List.of(new Arrow("a", "b"), new Arrow("a", "c")));
  }

  /** A nested net that is left and entered again, so that an arrow goes up. */
  static Diagram loop() {
    Nets inner = new Nets();
    String last = inner.add("first", "InputLayer", "(None, 2)");
    for (int i = 0; i < 20; i++) {
      last = inner.add("dense_" + i, "Dense", "(None, 2)", last);
    }
    Nets net = new Nets();
    net.boxes.add(Box.of("inner", "inner", "Functional").containing(inner.boxes));
    net.arrows.addAll(inner.arrows);
    net.add("outside", "Dense", "(None, 2)", "dense_0");
    net.arrows.add(new Arrow("outside", "dense_19"));
    return net.diagram("loop");
  }

  /** A shared layer that reads what it gave before, in a row of others. */
  static Diagram shared() {
    Nets net = new Nets();
    net.add("start", "InputLayer", "(None, 4)");
    net.add("step", "Dense", "(None, 4)", "start");
    net.arrows.add(new Arrow("step", "step"));
    net.arrows.add(new Arrow("step", "step"));
    net.add("beside", "Dense", "(None, 4)", "start");
    net.add("difference", "Subtract", "(None, 4)", "step", "step", "beside");
    return net.diagram("shared");
  }

  /** All kinds. */
  static Map<String, Diagram> all() {
    return Map.ofEntries(
        Map.entry("chain of 6", chain(6)),
        Map.entry("chain of 40", chain(40)),
        Map.entry("residual block", residual()),
        Map.entry("resnet of 154", resnet(15)),
        Map.entry("two by two", twoByTwo()),
        Map.entry("unet", unet(4)),
        Map.entry("nested", nested()),
        Map.entry("backbone", backbone(8)),
        Map.entry("loop", loop()),
        Map.entry("shared", shared()),
        Map.entry("long names", longNames()));
  }
}
