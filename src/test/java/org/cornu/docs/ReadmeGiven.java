package org.cornu.docs;

import java.sql.Connection;
import java.util.List;
import org.cornu.Model;
import org.cornu.data.Buffers;
import org.cornu.data.Dataset;
import org.cornu.data.PartSpec;
import org.cornu.data.Source;

/** What the README's shorter blocks take for granted; they are compiled, not run. */
@SuppressWarnings("unused")
public abstract class ReadmeGiven {

  protected Model model;
  protected Dataset train;
  protected byte[] pixels;
  protected int[] ids;
  protected int[] digits;
  protected float[] boxes;
  protected float[] weights;
  protected Connection connection;

  protected byte[] shifted(byte[] image, double by) {
    return image;
  }

  /** A source of a reader's own. */
  protected static final class DigitsTable implements Source {

    /** Made of a connection. */
    public DigitsTable(Connection connection) {}

    @Override
    public int size() {
      return 1;
    }

    @Override
    public List<PartSpec> inputs() {
      return List.of();
    }

    @Override
    public void read(int[] rows, Buffers out) {
      throw new UnsupportedOperationException();
    }
  }
}
