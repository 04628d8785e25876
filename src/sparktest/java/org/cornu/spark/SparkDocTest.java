package org.cornu.spark;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The programs of docs/spark.md compile. */
class SparkDocTest {

  @Test
  void thePrograms(@TempDir Path folder) throws Exception {
    Matcher block =
        Pattern.compile("```java\n(.*?)```", Pattern.DOTALL)
            .matcher(Files.readString(Path.of("docs/spark.md")));
    assertThat(block.find()).isTrue();
    Path source = folder.resolve("Example.java");
    Files.writeString(
        source,
        """
        import static org.cornu.callbacks.Callbacks.*;
        import static org.cornu.layers.Layers.*;
        import static org.cornu.losses.Losses.*;
        import static org.cornu.metrics.Metrics.*;
        import static org.cornu.optimizers.Optimizers.*;
        import java.nio.file.Path;
        import java.util.List;
        import org.apache.spark.sql.*;
        import org.cornu.*;
        import org.cornu.data.Mnist;
        import org.cornu.data.PartSpec;
        import org.cornu.history.Evaluation;
        import org.cornu.spark.*;
        import org.cornu.train.Fit;
        interface Example {
          static Sequential net() { return null; }
          static Mnist mnist() { return null; }
          static void run(SparkSession spark, Dataset<Row> frame) throws Exception { %s }
        }
        """
            .formatted(block.group(1)));
    String[] arguments = {
      "-proc:none", "-cp", System.getProperty("java.class.path"), "-d", "" + folder, "" + source
    };
    assertThat(ToolProvider.getSystemJavaCompiler().run(null, null, System.err, arguments))
        .isZero();
  }
}
