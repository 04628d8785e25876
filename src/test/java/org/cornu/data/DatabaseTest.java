package org.cornu.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Digits in a table of a database, a query a batch. */
class DatabaseTest {

  private static final int SIZE = 500;
  private static final Dataset MNIST = Mnist.load().test().take(SIZE);

  private Connection connection;
  private Digits table;
  private Dataset data;

  /** What a user would write. */
  private static final class Digits implements Source {
    private final Connection connection;
    private final int size;
    private int queries;

    Digits(Connection connection) throws SQLException {
      this.connection = connection;
      try (Statement count = connection.createStatement();
          ResultSet one = count.executeQuery("select count(*) from digits")) {
        one.next();
        this.size = one.getInt(1);
      }
    }

    @Override
    public int size() {
      return size;
    }

    @Override
    public List<PartSpec> inputs() {
      return List.of(PartSpec.pixels("image", 28, 28, 1));
    }

    @Override
    public List<PartSpec> targets() {
      return List.of(PartSpec.classes("digit", 10));
    }

    /** A query gives each row once, in the order that the database likes. */
    @Override
    public void read(int[] rows, Buffers out) throws IOException {
      Map<Integer, List<Integer>> places = new HashMap<>();
      for (int i = 0; i < rows.length; i++) {
        places.computeIfAbsent(rows[i], row -> new ArrayList<>()).add(i);
      }
      String image = out.wants("image") ? "image" : "null";
      String sql = "select id, digit, " + image + " from digits where id = any(?) order by digit";
      queries++;
      try (PreparedStatement query = connection.prepareStatement(sql)) {
        query.setArray(1, connection.createArrayOf("integer", places.keySet().toArray()));
        try (ResultSet found = query.executeQuery()) {
          while (found.next()) {
            for (int place : places.get(found.getInt("id"))) {
              out.at(place).ints("digit").put(found.getInt("digit"));
              if (out.wants("image")) {
                out.bytes("image").put(found.getBytes("image"));
              }
            }
          }
        }
      } catch (SQLException e) {
        throw new IOException(e.getMessage(), e);
      }
    }

    @Override
    public String toString() {
      return "table digits of jdbc:h2:mem:mnist";
    }
  }

  @BeforeEach
  void fill() throws SQLException {
    connection = DriverManager.getConnection("jdbc:h2:mem:mnist");
    try (Statement create = connection.createStatement()) {
      create.execute("create table digits(id int primary key, digit int, image varbinary(784))");
    }
    Buffers all = Buffers.of(MNIST.parts(), SIZE);
    MNIST.read(IntStream.range(0, SIZE).toArray(), 0, SIZE, all);
    try (PreparedStatement insert =
        connection.prepareStatement("insert into digits values (?, ?, ?)")) {
      for (int i = 0; i < SIZE; i++) {
        byte[] image = new byte[784];
        all.bytes("features").get(image);
        insert.setInt(1, i);
        insert.setInt(2, all.ints("labels").get(i));
        insert.setBytes(3, image);
        insert.addBatch();
      }
      insert.executeBatch();
    }
    table = new Digits(connection);
    data = Dataset.of(table);
  }

  @AfterEach
  void close() throws SQLException {
    connection.close();
  }

  private static void assertSame(Dataset data, Dataset expected) {
    assertThat(data.size()).isEqualTo(expected.size());
    int[] rows = IntStream.range(0, data.size()).map(i -> (7 * i + 3) % data.size()).toArray();
    Buffers batch = Buffers.of(data.parts(), 32);
    Buffers resident = Buffers.of(expected.parts(), 32);
    for (int from = 0; from < rows.length; from += 32) {
      int to = Math.min(from + 32, rows.length);
      data.read(rows, from, to, batch);
      expected.read(rows, from, to, resident);
      assertThat(batch.bytes("image")).isEqualTo(resident.bytes("features"));
      assertThat(batch.ints("digit")).isEqualTo(resident.ints("labels"));
    }
  }

  @Test
  void aTableIsADataSet() {
    assertThat(data).hasToString(MNIST.toString());
    assertSame(data, MNIST);
    assertSame(data.shuffled(3), MNIST.shuffled(3));
    assertSame(data.shuffled(3).split(.2).validation(), MNIST.shuffled(3).split(.2).validation());
    assertThat(data.sample(17)).isEqualTo(MNIST.sample(17));
    assertThat(data.classIndices()).isEqualTo(MNIST.classIndices());
  }

  @Test
  void aBatchIsOneQueryAlsoOfOneRowTwice() {
    Buffers batch = Buffers.of(data.parts(), 128);
    data.read(IntStream.range(100, 228).toArray(), 0, 128, batch);
    assertThat(table.queries).isEqualTo(1);
    data.read(new int[] {4, 2, 4}, 0, 3, batch);
    assertThat(table.queries).isEqualTo(2);
    int[] classes = MNIST.classIndices();
    assertThat(Arrays.copyOf(batch.ints("digit").array(), 3))
        .containsExactly(classes[4], classes[2], classes[4]);
  }

  @Test
  void aBrokenConnectionIsNamedWithTheSamples() throws SQLException {
    connection.close();
    assertThatExceptionOfType(UncheckedIOException.class)
        .isThrownBy(() -> data.shuffled(1).sample(0))
        .withMessageMatching(
            "table digits of jdbc:h2:mem:mnist, sample \\d+: cannot be read: .*closed.*")
        .withRootCauseInstanceOf(SQLException.class);
  }

  @Test
  void aRowThatIsGoneIsNamed() throws SQLException {
    try (Statement delete = connection.createStatement()) {
      delete.execute("delete from digits where id = 5");
    }
    assertThatIllegalStateException()
        .isThrownBy(() -> data.read(new int[] {3, 5}, 0, 2, Buffers.of(data.parts(), 2)))
        .withMessageStartingWith("table digits of jdbc:h2:mem:mnist, samples 3, 5: ")
        .withMessageContainingAll("needed all 2 rows", "got 1", "place 1");
  }
}
