package org.cornu.graph;

import static org.tensorflow.internal.c_api.global.tensorflow.TF_GraphGetOpDef;

import com.google.protobuf.InvalidProtocolBufferException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.bytedeco.javacpp.PointerScope;
import org.tensorflow.Operation;
import org.tensorflow.OperationBuilder;
import org.tensorflow.Output;
import org.tensorflow.internal.c_api.TF_Buffer;
import org.tensorflow.internal.c_api.TF_Graph;
import org.tensorflow.internal.c_api.TF_Status;
import org.tensorflow.proto.AttrValue;
import org.tensorflow.proto.NodeDef;
import org.tensorflow.proto.OpDef;

/** An op as another has it, with other inputs. */
final class OpCopy {

  private static final Map<String, OpDef> DEFINITIONS = new ConcurrentHashMap<>();

  private OpCopy() {}

  /**
   * Adds it.
   *
   * @param builder of an op of the same type
   * @param like whose attributes it has
   * @param inputs of all its arguments in a row
   */
  static Operation add(OperationBuilder builder, NodeDef like, List<? extends Output<?>> inputs) {
    int next = 0;
    for (OpDef.ArgDef argument : definition(like.getOp()).getInputArgList()) {
      if (isList(argument)) {
        int length = length(argument, like.getAttrMap());
        builder.addInputList(inputs.subList(next, next + length).toArray(Output<?>[]::new));
        next += length;
      } else {
        builder.addInput(inputs.get(next++));
      }
    }
    like.getAttrMap().forEach(builder::setAttr);
    return builder.build();
  }

  private static boolean isList(OpDef.ArgDef argument) {
    return !argument.getNumberAttr().isEmpty() || !argument.getTypeListAttr().isEmpty();
  }

  private static int length(OpDef.ArgDef list, Map<String, AttrValue> attributes) {
    return list.getNumberAttr().isEmpty()
        ? attributes.get(list.getTypeListAttr()).getList().getTypeCount()
        : Math.toIntExact(attributes.get(list.getNumberAttr()).getI());
  }

  /** Asked for one by one, since TensorFlow's list of all takes 0.2 s to read. */
  private static OpDef definition(String type) {
    return DEFINITIONS.computeIfAbsent(type, OpCopy::read);
  }

  private static OpDef read(String type) {
    try (PointerScope scope = new PointerScope()) {
      TF_Status status = TF_Status.newStatus();
      scope.attach(status);
      TF_Buffer buffer = TF_Buffer.newBuffer();
      TF_GraphGetOpDef(TF_Graph.newGraph(), type, buffer, status);
      status.throwExceptionIfNotOK();
      return OpDef.parseFrom(buffer.dataAsByteBuffer());
    } catch (InvalidProtocolBufferException e) {
      throw new IllegalStateException("TensorFlow's definition of op " + type + " is no OpDef", e);
    }
  }
}
