package org.cornu;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The README's example compiles and runs, on less data and for one epoch. */
class ReadmeTest {

  @TempDir private Path dir;

  @Test
  void theExampleRuns() throws Exception {
    String example =
        javaBlock(Files.readString(Path.of("README.md")))
            .replace("Fit.epochs(20)", "Fit.epochs(1)")
            .replace("mnist.train()", "mnist.train().take(640)")
            .replace("mnist.test()", "mnist.test().take(100)")
            .replace("Path.of(\"models", "Path.of(\"" + dir.toString().replace('\\', '/'));
    compile(example);

    try (URLClassLoader classes = new URLClassLoader(new URL[] {dir.toUri().toURL()})) {
      classes.loadClass("Example").getMethod("run").invoke(null);
    }

    assertThat(dir.resolve("history.png")).isNotEmptyFile();
    assertThat(dir.resolve("mine/saved_model.pb")).isNotEmptyFile();
  }

  @Test
  void theNetsOfAnyShapeAndALayerOfOnesOwnCompile() throws IOException {
    String readme = Files.readString(Path.of("README.md"));
    String nets = readme.substring(readme.indexOf("## Nets of any shape"));
    String layer = nets.substring(nets.indexOf("A layer of your own"));
    compile(
        """
        import static org.cornu.layers.Layers.*;
        import static org.cornu.losses.Losses.*;
        import static org.cornu.metrics.Metrics.*;
        import static org.cornu.optimizers.Optimizers.*;
        import java.util.List;
        import org.cornu.graph.*;
        import org.cornu.layers.*;
        import org.tensorflow.Operand;
        import org.tensorflow.ndarray.Shape;
        import org.tensorflow.types.TFloat32;
        """
            + javaBlock(layer)
            + javaBlock(nets));
  }

  @Test
  void itsLinksLeadSomewhere() throws IOException {
    Matcher link =
        Pattern.compile("\\]\\(([^)#:]+)\\)").matcher(Files.readString(Path.of("README.md")));
    List<String> dead = new ArrayList<>();
    while (link.find()) {
      if (Files.notExists(Path.of(link.group(1)))) {
        dead.add(link.group(1));
      }
    }
    assertThat(dead).isEmpty();
  }

  private static String javaBlock(String readme) {
    Matcher block = Pattern.compile("```java\\n(.*?)```", Pattern.DOTALL).matcher(readme);
    assertThat(block.find()).as("a java block in the README").isTrue();
    return block.group(1);
  }

  private void compile(String example) throws IOException {
    int body = example.lastIndexOf("import ");
    int start = example.indexOf('\n', body) + 1;
    String source =
        """
        import java.nio.file.Path;
        import org.cornu.*;
        import org.cornu.data.*;
        import org.cornu.history.*;
        import org.cornu.report.*;
        import org.cornu.train.*;
        %s
        public class Example {
          public static void run() throws Exception {
            %s
          }
        }
        """
            .formatted(example.substring(0, start), example.substring(start));
    Path file = Files.writeString(dir.resolve("Example.java"), source);
    int code =
        ToolProvider.getSystemJavaCompiler()
            .run(
                null,
                null,
                null,
                "-proc:none",
                "-cp",
                System.getProperty("java.class.path"),
                "-d",
                dir.toString(),
                file.toString());
    assertThat(code).as("exit code of the compiler for%n%s", source).isZero();
  }
}
