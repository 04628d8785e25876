import static org.cornu.layers.Layers.*;
import static org.cornu.losses.Losses.sparseCategoricalCrossentropy;
import static org.cornu.metrics.Metrics.accuracy;
import static org.cornu.optimizers.Optimizers.adam;
import static org.cornu.preprocessing.Preprocessing.*;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Random;
import javax.imageio.ImageIO;
import org.cornu.Model;
import org.cornu.Sequential;
import org.cornu.data.Dataset;
import org.cornu.data.ImageFolder;
import org.cornu.data.Split;
import org.cornu.train.Fit;

/**
 * Tells pictures apart that lie in a folder, a subfolder for each kind. Without a folder it draws
 * some: discs and squares, of any place, size and colour.
 *
 * <p>Usage: PictureFolder [FOLDER]
 */
public class PictureFolder {

  public static void main(String[] args) throws Exception {
    Path folder = args.length > 0 ? Path.of(args[0]) : draw(Files.createTempDirectory("shapes"));

    Dataset pictures = ImageFolder.stream(folder, 32, 32, 3).shuffled(1); // stay in their files
    Split parts = pictures.split(0.25);
    System.out.println(pictures.size() + " pictures of " + pictures.classNames());

    Sequential net =
        Sequential.of(
                input(32, 32, 3),
                randomFlip(), // in training alone
                randomTranslation(0.1, 0.1),
                conv2d(16, 3).relu(),
                maxPooling2d(2),
                conv2d(32, 3).relu(),
                globalMaxPooling2d(),
                dense(32).relu(),
                dense(pictures.classes()).softmax())
            .seed(1);

    try (Model model = net.compile(adam(0.003), sparseCategoricalCrossentropy(), accuracy())) {
      model.fit(parts.train(), Fit.epochs(20).batchSize(32));
      double right = model.evaluate(parts.validation()).accuracy();
      double guessing = 1.0 / pictures.classes();
      System.out.printf(
          Locale.ROOT, "accuracy on new pictures: %.3f (guessing: %.3f)%n", right, guessing);
    }
  }

  private static Path draw(Path folder) throws Exception {
    Random random = new Random(1);
    for (int i = 0; i < 400; i++) {
      BufferedImage picture = new BufferedImage(48, 40, BufferedImage.TYPE_INT_RGB);
      Graphics2D brush = picture.createGraphics();
      brush.setColor(Color.getHSBColor(random.nextFloat(), 1, 1));
      int size = 14 + random.nextInt(12);
      int x = random.nextInt(48 - size);
      int y = random.nextInt(40 - size);
      if (i % 2 == 0) {
        brush.fillOval(x, y, size, size);
      } else {
        brush.fillRect(x, y, size, size);
      }
      brush.dispose();
      Path kind = Files.createDirectories(folder.resolve(i % 2 == 0 ? "disc" : "square"));
      ImageIO.write(picture, "png", kind.resolve(i + ".png").toFile());
    }
    return folder;
  }
}
