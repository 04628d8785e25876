import static org.cornu.layers.Layers.*;
import static org.cornu.losses.Losses.binaryCrossentropy;
import static org.cornu.metrics.Metrics.binaryIoU;
import static org.cornu.optimizers.Optimizers.adam;

import java.util.Locale;
import java.util.Random;
import org.cornu.Functional;
import org.cornu.Model;
import org.cornu.data.Dataset;
import org.cornu.data.Part;
import org.cornu.layers.Conv;
import org.cornu.layers.Input;
import org.cornu.layers.Value;
import org.cornu.metrics.BinaryIoU;
import org.cornu.train.Fit;

/**
 * Marks the pixels of a picture that belong to a disc, by a small U-net: down to see the whole, up
 * again to see the places, and bridges between. The program draws discs, and squares to be left
 * out, in noise.
 */
public class UNet {

  private static final int SIZE = 32;

  public static void main(String[] args) {
    Dataset train = pictures(300, new Random(1));
    Dataset test = pictures(60, new Random(2));

    Input image = input(SIZE, SIZE, 1);
    Value fine = image.then(block(8), block(8));
    Value middle = fine.then(maxPooling2d(2), block(16), block(16));
    Value coarse = middle.then(maxPooling2d(2), block(32), block(32));
    Value up = concatenate().on(coarse.then(upSampling2d(2)), middle).then(block(16));
    Value top = concatenate().on(up.then(upSampling2d(2)), fine).then(block(8));
    Functional net = Functional.of(image, top.then(conv2d(1, 1).sigmoid())).seed(1);

    BinaryIoU overlap = binaryIoU().targetClassIds(1).named("overlap");
    try (Model model = net.compile(adam(0.01), binaryCrossentropy(), overlap)) {
      model.fit(train, Fit.epochs(10).batchSize(16));
      System.out.printf(
          Locale.ROOT,
          "overlap of marked discs and true ones: %.3f (1 is all and nothing else)%n",
          model.evaluate(test).metric("overlap"));

      float[] marks = model.predict(test.sample(0));
      System.out.println("a picture, and what the net marks:");
      for (int row = 0; row < SIZE; row += 2) {
        System.out.println(line(test.sample(0), row) + "  " + line(marks, row));
      }
    }
  }

  private static Conv block(int filters) {
    return conv2d(filters, 3).same().relu();
  }

  private static Dataset pictures(int count, Random random) {
    float[] images = new float[count * SIZE * SIZE];
    float[] discs = new float[images.length];
    for (int i = 0; i < count; i++) {
      int[] disc = {8 + random.nextInt(16), 8 + random.nextInt(16), 5 + random.nextInt(3)};
      int[] square = {4 + random.nextInt(24), 4 + random.nextInt(24), 4};
      for (int pixel = 0; pixel < SIZE * SIZE; pixel++) {
        int x = pixel % SIZE;
        int y = pixel / SIZE;
        boolean inDisc = Math.hypot(x - disc[0], y - disc[1]) < disc[2];
        boolean inSquare = Math.max(Math.abs(x - square[0]), Math.abs(y - square[1])) < square[2];
        discs[i * SIZE * SIZE + pixel] = inDisc ? 1 : 0;
        float light = inDisc || inSquare ? 0.75f : 0.25f;
        images[i * SIZE * SIZE + pixel] = light + 0.1f * (float) random.nextGaussian();
      }
    }
    return Dataset.of(Part.floats("image", images, SIZE, SIZE, 1))
        .withTargets(Part.floats("disc", discs, SIZE, SIZE, 1));
  }

  private static String line(float[] image, int row) {
    StringBuilder line = new StringBuilder();
    for (int column = 0; column < SIZE; column++) {
      line.append(image[row * SIZE + column] > 0.5 ? '#' : '.');
    }
    return line.toString();
  }
}
