// Cornu in JShell, after ./mvnw compile:
//   jshell --class-path "$(cat target/runtime.classpath)" notebooks/cornu.jsh
// JShell shows a value's first and last letters; "/set truncation normal 20000" shows a net whole.
import org.cornu.*;
import org.cornu.data.*;
import org.cornu.history.*;
import org.cornu.report.*;
import org.cornu.train.Fit;

import static org.cornu.callbacks.Callbacks.*;
import static org.cornu.layers.Layers.*;
import static org.cornu.losses.Losses.*;
import static org.cornu.metrics.Metrics.*;
import static org.cornu.optimizers.Optimizers.*;
