package org.cornu.spark;

import com.esotericsoftware.kryo.DefaultSerializer;
import com.esotericsoftware.kryo.serializers.JavaSerializer;
import java.io.Serializable;

/**
 * A setting on its way to a trial, or what came of it on its way back. Spark may be set to write by
 * Kryo, of which its version knows no records: these are written by Java all the same.
 *
 * @param value serializable
 */
@DefaultSerializer(JavaSerializer.class)
record Sent<T>(T value) implements Serializable {}
