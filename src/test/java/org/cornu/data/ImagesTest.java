package org.cornu.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.zip.CRC32;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;

class ImagesTest {
  @TempDir Path folder;

  private static Path picture(String name) throws URISyntaxException {
    return Path.of(ImagesTest.class.getResource("images/" + name).toURI());
  }

  /** The pixels that Pillow makes of the same files; images/generate.py wrote them. */
  @ParameterizedTest(name = "{0} as ({1}, {2}, {3})")
  @CsvFileSource(resources = "images/expected.csv", numLinesToSkip = 1, maxCharsPerColumn = 20_000)
  void pixelsAreThoseOfPillow(String name, int height, int width, int channels, String hex)
      throws URISyntaxException {
    byte[] pixels = Images.read(picture(name), height, width, channels);

    assertThat(pixels).isEqualTo(HexFormat.of().parseHex(hex));
  }

  @Test
  void readsJpeg() throws IOException {
    BufferedImage image = new BufferedImage(16, 16, BufferedImage.TYPE_INT_RGB);
    image.setRGB(0, 0, 16, 16, filled(256, 0xC86432), 0, 16);
    Path file = folder.resolve("flat.jpg");
    ImageIO.write(image, "jpg", file.toFile());

    byte[] pixels = Images.read(file, 2, 2, 3);
    assertThat(pixels).hasSize(12);
    assertThat(pixels[0] & 0xFF).isBetween(197, 203);
    assertThat(pixels[1] & 0xFF).isBetween(97, 103);
    assertThat(pixels[2] & 0xFF).isBetween(47, 53);
  }

  @Test
  void aShortJpegIsRefused() throws IOException {
    Path file = folder.resolve("whole.jpg");
    ImageIO.write(new BufferedImage(64, 64, BufferedImage.TYPE_INT_RGB), "jpg", file.toFile());
    byte[] whole = Files.readAllBytes(file);

    refused("cut.jpg", Arrays.copyOf(whole, whole.length - 20), "the image is cut short");
  }

  @Test
  void transparencyShowsWhite() {
    BufferedImage image = new BufferedImage(3, 1, BufferedImage.TYPE_INT_ARGB);
    image.setRGB(0, 0, 3, 1, new int[] {0x00000000, 0x80000000, 0xFF102030}, 0, 3);

    assertThat(Images.pixels(image, 1, 3, 3))
        .isEqualTo(IdxTest.bytes(255, 255, 255, 127, 127, 127, 0x10, 0x20, 0x30));
    assertThat(Images.pixels(image, 1, 3, 1)).isEqualTo(IdxTest.bytes(255, 127, 29));
  }

  @Test
  void greyOfSixteenBitsIsScaled() {
    BufferedImage image = new BufferedImage(3, 1, BufferedImage.TYPE_USHORT_GRAY);
    image.getRaster().setPixels(0, 0, 3, 1, new int[] {0, 32_896, 65_535});

    assertThat(Images.pixels(image, 1, 3, 1)).isEqualTo(IdxTest.bytes(0, 128, 255));
  }

  @Test
  void brokenFilesAreNamed() throws IOException, URISyntaxException {
    byte[] png = Files.readAllBytes(picture("colour.png"));
    refused("text.png", "no image".getBytes(), "needed a PNG, JPEG, GIF or BMP image");
    refused("empty.png", new byte[0], "needed a PNG, JPEG, GIF or BMP image");
    refused("zeros.png", new byte[64], "needed a PNG, JPEG, GIF or BMP image");
    refused("header.png", Arrays.copyOf(png, 20), "cannot be read as an image");
    refused("cut.png", Arrays.copyOf(png, png.length / 2), "cannot be read as an image");
    Path none = folder.resolve("none.png");
    assertThatThrownBy(() -> Images.read(none, 2, 2, 1)).hasMessage(none + ": no such file");
  }

  @Test
  void hugeImagesAskForNoMemory() throws IOException, URISyntaxException {
    byte[] png = Files.readAllBytes(picture("colour.png"));
    ByteBuffer.wrap(png).putInt(16, 100_000).putInt(20, 100_000);
    CRC32 crc = new CRC32();
    crc.update(png, 12, 17);
    ByteBuffer.wrap(png).putInt(29, (int) crc.getValue());

    refused("huge.png", png, "needed at most 100000000 pixels, got 10000000000");
  }

  @Test
  void impossibleSizesAreRefused() throws URISyntaxException {
    Path file = picture("grey.png");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Images.read(file, 2, 2, 2))
        .withMessage("channels: needed 1 (grey) or 3 (red, green, blue), got 2");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Images.read(file, 0, 2, 1))
        .withMessageContaining("shape (0, 2, 1)");
  }

  private void refused(String name, byte[] content, String message) throws IOException {
    Path file = Files.write(folder.resolve(name), content);
    assertThatThrownBy(() -> Images.read(file, 2, 2, 1))
        .isInstanceOf(DataException.class)
        .hasMessageStartingWith(file + ": " + message);
  }

  private static int[] filled(int size, int value) {
    int[] values = new int[size];
    Arrays.fill(values, value);
    return values;
  }
}
