package org.cornu;

import static org.assertj.core.api.Assertions.assertThat;
import static org.cornu.layers.Layers.dense;
import static org.cornu.layers.Layers.input;
import static org.cornu.losses.Losses.categoricalCrossentropy;
import static org.cornu.metrics.Metrics.accuracy;
import static org.cornu.optimizers.Optimizers.adam;
import static org.cornu.optimizers.Optimizers.sgd;

import java.io.InputStream;
import java.io.PrintStream;
import java.lang.reflect.Array;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.cornu.callbacks.Callbacks;
import org.cornu.constraints.Constraints;
import org.cornu.data.Buffers;
import org.cornu.data.Csv;
import org.cornu.data.Dataset;
import org.cornu.data.Idx;
import org.cornu.data.ImageFolder;
import org.cornu.data.Images;
import org.cornu.data.Mnist;
import org.cornu.data.Part;
import org.cornu.data.PartSpec;
import org.cornu.distribute.Strategy;
import org.cornu.initializers.Initializers;
import org.cornu.layers.Input;
import org.cornu.layers.Layer;
import org.cornu.layers.Layers;
import org.cornu.layers.Value;
import org.cornu.losses.Losses;
import org.cornu.losses.Objective;
import org.cornu.metrics.Metrics;
import org.cornu.optimizers.Optimizers;
import org.cornu.preprocessing.Preprocessing;
import org.cornu.regularizers.Regularizers;
import org.cornu.train.Fit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Null for each argument of each factory and method that users call. */
class NullArgumentsTest {

  private static final List<Class<?>> FACTORIES =
      List.of(
          Layers.class,
          Losses.class,
          Metrics.class,
          Optimizers.class,
          Initializers.class,
          Regularizers.class,
          Constraints.class,
          Callbacks.class,
          Preprocessing.class);
  private static final List<Class<?>> OWNERS =
      List.of(
          Dataset.class,
          Part.class,
          PartSpec.class,
          Buffers.class,
          Mnist.class,
          Idx.class,
          ImageFolder.class,
          Images.class,
          Csv.class,
          Fit.class,
          Sequential.class,
          Functional.class,
          Objective.class,
          Model.class,
          Predictor.class);
  private static final Sequential NET = Sequential.of(input(2), dense(3).softmax()).seed(1);
  private static final Functional FUNCTIONAL = functional(input(2));
  private static final Model MODEL = NET.compile(adam(), categoricalCrossentropy(), accuracy());
  private static final Dataset DATA = Blobs.classes(6);

  private static Functional functional(Input input) {
    return Functional.of(input, dense(1).on(input));
  }

  @AfterAll
  static void close() {
    MODEL.close();
  }

  /** One call with one null. */
  record Call(Object target, Method call, int position) {
    @Override
    public String toString() {
      return "%s.%s(%s), null at %d"
          .formatted(
              call.getDeclaringClass().getSimpleName(),
              call.getName(),
              Arrays.stream(call.getParameterTypes()).map(Class::getSimpleName).toList(),
              position);
    }
  }

  static Stream<Call> calls() {
    List<Call> calls = new ArrayList<>();
    Stream.of(FACTORIES, OWNERS)
        .flatMap(List::stream)
        .forEach(owner -> statics(owner).forEach(method -> add(calls, null, method)));
    Objective objective = Objective.objective(categoricalCrossentropy());
    Stream.of(NET, FUNCTIONAL, MODEL, Fit.epochs(1), Csv.format(), objective, input(2))
        .forEach(each -> methods(each).forEach(method -> add(calls, each, method)));
    methods(Layers.shared(dense(1))).forEach(method -> add(calls, Layers.shared(dense(1)), method));
    for (Class<?> owner : List.of(Architecture.class, Layer.class, Value.class)) {
      Object target =
          owner == Architecture.class ? NET : owner == Layer.class ? dense(1) : input(2);
      Arrays.stream(owner.getDeclaredMethods())
          .filter(Method::isDefault)
          .filter(method -> !List.of(method.getParameterTypes()).contains(List.class)) // of nets
          .forEach(method -> add(calls, target, method));
    }
    Arrays.stream(Dataset.class.getMethods())
        .filter(method -> !Modifier.isStatic(method.getModifiers()))
        .filter(method -> method.getReturnType() == Dataset.class)
        .forEach(method -> add(calls, DATA, method));
    products()
        .forEach(
            each ->
                methods(each)
                    .filter(method -> method.getReturnType() == each.getClass())
                    .forEach(method -> add(calls, each, method)));
    return calls.stream();
  }

  /** What the factories make, each class once: their methods are options. */
  private static Stream<Object> products() {
    Map<Class<?>, Object> products = new LinkedHashMap<>();
    for (Class<?> factory : FACTORIES) {
      statics(factory)
          .forEach(
              method -> {
                try {
                  Object product = method.invoke(null, samples(method, -1));
                  products.putIfAbsent(product.getClass(), product);
                } catch (ReflectiveOperationException e) {
                  if (!(e.getCause() instanceof IllegalArgumentException)) { // not of such samples
                    throw new AssertionError(method + ": " + e.getCause(), e);
                  }
                }
              });
    }
    return products.values().stream();
  }

  private static Stream<Method> methods(Object object) {
    return Arrays.stream(object.getClass().getMethods())
        .filter(method -> !Modifier.isStatic(method.getModifiers()))
        .filter(method -> method.getDeclaringClass() == object.getClass());
  }

  private static Stream<Method> statics(Class<?> owner) {
    return Arrays.stream(owner.getMethods())
        .filter(method -> Modifier.isStatic(method.getModifiers()));
  }

  private static void add(List<Call> calls, Object target, Method method) {
    for (int i = 0; i < method.getParameterCount(); i++) {
      if (!method.getParameterTypes()[i].isPrimitive() && !method.getName().equals("equals")) {
        calls.add(new Call(target, method, i));
      }
    }
  }

  private static Object[] samples(Method call, int nullAt) {
    Object[] samples = new Object[call.getParameterCount()];
    for (int i = 0; i < samples.length; i++) {
      samples[i] = i == nullAt ? null : sample(call.getParameterTypes()[i], i);
    }
    return samples;
  }

  private static Object sample(Class<?> type, int position) {
    Map<Class<?>, Object> samples = new LinkedHashMap<>();
    samples.put(int.class, 1 + position);
    samples.put(long.class, 1L);
    samples.put(double.class, .5 + .1 * position);
    samples.put(float.class, .5f);
    samples.put(boolean.class, true);
    samples.put(String.class, "text.keras");
    samples.put(List.class, List.of());
    samples.put(long[].class, new long[] {2});
    samples.put(int[].class, new int[] {2});
    samples.put(float[].class, new float[2]);
    samples.put(byte[].class, new byte[2]);
    samples.put(double[].class, new double[] {.5, .6});
    samples.put(Path.class, Path.of("file.json"));
    samples.put(InputStream.class, InputStream.nullInputStream());
    samples.put(Duration.class, Duration.ofSeconds(1));
    samples.put(PrintStream.class, System.out);
    samples.put(Dataset.class, DATA);
    samples.put(Fit.class, Fit.epochs(1));
    if (samples.containsKey(type)) {
      return samples.get(type);
    }
    if (type.isArray()) {
      return Array.newInstance(type.getComponentType(), 0);
    }
    return Stream.of(input(2), dense(1), adam(), sgd(), categoricalCrossentropy(), accuracy())
        .filter(type::isInstance)
        .findFirst()
        .orElseGet(() -> standIn(type));
  }

  /** For a function or a choice. */
  private static Object standIn(Class<?> type) {
    if (type == Strategy.class) {
      return Strategy.ONE_DEVICE;
    }
    if (type.isEnum()) {
      return type.getEnumConstants()[0];
    }
    return type.isInterface()
        ? Proxy.newProxyInstance(
            type.getClassLoader(), new Class<?>[] {type}, (proxy, method, arguments) -> null)
        : null;
  }

  @ParameterizedTest
  @MethodSource("calls")
  void isRefusedInWords(Call call) throws IllegalAccessException {
    try {
      call.call().invoke(call.target(), samples(call.call(), call.position()));
    } catch (InvocationTargetException e) {
      assertThat(e.getCause())
          .as(call.toString())
          .isInstanceOfAny(NullPointerException.class, IllegalArgumentException.class);
      assertThat(e.getCause().getMessage())
          .as(call.toString())
          .isNotNull()
          .contains("needs")
          .doesNotContain("because \"", "Cannot ");
      return;
    }
    throw new AssertionError(call + " took null");
  }
}
