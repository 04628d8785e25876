package org.cornu.cli;

import java.util.List;
import org.cornu.Sequential;
import org.cornu.zoo.MnistCnns;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Finds a net by what a user types: {@code 3} or {@code model3}. */
final class Zoo implements ITypeConverter<Sequential> {

  /** What a user may type. */
  static final String NAMES = "1 to 5, or model1 to model5.";

  @Override
  public Sequential convert(String text) {
    List<Sequential> all = MnistCnns.all();
    for (int i = 0; i < all.size(); i++) {
      if (text.equals(all.get(i).name()) || text.equals(Integer.toString(i + 1))) {
        return all.get(i);
      }
    }
    throw new TypeConversionException(
        "needs %s got \"%s\"".formatted(NAMES.replace('.', ','), text));
  }
}
