"""One small net of each family of keras.applications: Keras's own code, narrower and with fewer blocks.

What a family is made of is all there: the stem, each kind of its blocks, the way from one block to the next, the top.
"""
from unittest import mock

from keras import Model, layers
from keras.applications import MobileNet, MobileNetV2, MobileNetV3Small
from keras.src.applications import (convnext, densenet, efficientnet, efficientnet_v2, inception_resnet_v2,
                                    inception_v3, nasnet, resnet, vgg16, xception)


def inception(**options):
    whole = inception_v3.conv2d_bn
    with mock.patch.object(inception_v3, "conv2d_bn", lambda x, filters, *rest, **more:
                           whole(x, filters // 16, *rest, **more)):
        return inception_v3.InceptionV3(**options)


def inception_resnet(input_shape, classes, classifier_activation, **_):
    """There is no way to say how many of its blocks there are: one of each kind, behind a short stem."""
    image = layers.Input(input_shape)
    x = inception_resnet_v2.conv2d_bn(image, 16, 3, strides=2, padding="valid")
    for index, (kind, scale) in enumerate({"block35": 0.17, "block17": 0.1, "block8": 0.2}.items()):
        x = inception_resnet_v2.inception_resnet_block(x, scale=scale, block_type=kind, block_idx=index)
        x = inception_resnet_v2.conv2d_bn(x, 16, 3, strides=2, padding="valid")
    x = inception_resnet_v2.inception_resnet_block(x, scale=1.0, activation=None, block_type="block8", block_idx=10)
    x = layers.GlobalAveragePooling2D(name="avg_pool")(x)
    return Model(image, layers.Dense(classes, activation=classifier_activation, name="predictions")(x))


def vgg(**options):
    return narrow(vgg16, vgg16.VGG16, **options)


def narrow_xception(**options):
    return narrow(xception, xception.Xception, **options)


def narrow(module, build, **options):
    """With a sixteenth of the channels and units, but for the outputs."""
    def sixteenth(layer):
        return lambda number, *rest, **more: getattr(layers, layer)(
            number if more.get("name") == "predictions" else number // 16, *rest, **more)

    class Narrow:
        def __getattr__(self, name):
            return sixteenth(name) if name in ("Conv2D", "SeparableConv2D", "Dense") else getattr(layers, name)

    with mock.patch.object(module, "layers", Narrow()):
        return build(**options)


def residual(stack, preact):
    def stacks(x):
        return stack(stack(x, 8, 2, stride1=2 if preact else 1, name="conv2"), 16, 3, name="conv3")
    return lambda **options: resnet.ResNet(stacks, preact, True, weights_name=None, **options)


FAMILIES = {
    "SmallConvNeXt": lambda **options: convnext.ConvNeXt([1, 2, 1, 1], [8, 16, 24, 32], **options),
    "SmallDenseNet": lambda **options: densenet.DenseNet([1, 2, 2, 1], **options),
    "SmallEfficientNet": lambda **options: efficientnet.EfficientNet(0.25, 0.5, 96, **options),
    "SmallEfficientNetV2": lambda **options: efficientnet_v2.EfficientNetV2(
        0.25, 0.5, 96, name="efficientnetv2-b0", **options),
    "SmallInception": inception,
    "SmallInceptionResNet": inception_resnet,
    "SmallMobileNet": lambda **options: MobileNet(alpha=0.25, **options),
    "SmallMobileNetV2": lambda **options: MobileNetV2(alpha=0.35, **options),
    "SmallMobileNetV3": lambda **options: MobileNetV3Small(alpha=0.35, **options),
    "SmallNASNet": lambda **options: nasnet.NASNet(
        penultimate_filters=96, num_blocks=1, stem_block_filters=8, skip_reduction=False, default_size=96, **options),
    "SmallResNet": residual(resnet.stack_residual_blocks_v1, False),
    "SmallResNetV2": residual(resnet.stack_residual_blocks_v2, True),
    "SmallVGG": vgg,
    "SmallXception": narrow_xception,
}
